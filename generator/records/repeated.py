"""How many councils have the figures that they had in another year: whether a table is last year's."""

from collections.abc import Mapping
from typing import NamedTuple

from .council import Council

_FIGURES = ("complaints_upheld", "compliance", "satisfactory_remedies")
_FEWEST = 5  # councils: of fewer, the same figures may be chance


class Repeated(NamedTuple):
    """How many of the councils that have figures in both years have the same ones."""

    same: int
    compared: int

    @property
    def is_suspicious(self) -> bool:
        """Whether so many are the same that the whole table may be last year's."""
        return self.compared >= _FEWEST and 2 * self.same > self.compared

    def __str__(self) -> str:
        return f"{self.same} of {self.compared} councils have last year's figures"


def repeated_figures(before: Mapping[str, Council], now: Mapping[str, Council]) -> Repeated:
    """Compare the figures of two years' councils, by slug, as far as both years have them."""
    both = [_in_both(before[slug], now[slug]) for slug in before.keys() & now.keys()]
    figures = [pairs for pairs in both if pairs]
    same = sum(all(then == today for then, today in pairs) for pairs in figures)
    return Repeated(same, len(figures))


def _in_both(before: Council, now: Council) -> list[tuple[object, object]]:
    pairs = [(getattr(before, name), getattr(now, name)) for name in _FIGURES]
    return [(then, today) for then, today in pairs if then and today]
