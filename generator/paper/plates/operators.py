"""Operators of a page, compared."""

_SAME = 5e-5  # a PDF's unit is a point


def same(one: bytes, other: bytes) -> bool:
    """Whether two runs of operators are the same, their numbers to four decimals."""
    return one == other or (
        len(these := one.split()) == len(those := other.split()) and all(map(_same_operand, these, those))
    )


def _same_operand(one: bytes, other: bytes) -> bool:
    if one == other:
        return True
    try:
        return abs(float(one) - float(other)) < _SAME
    except ValueError:
        return False
