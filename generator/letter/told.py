"""The way back: what the values that a letter prints tell of the record behind it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from .figures import Tally

Values = Mapping[str, Sequence[object]]
"""What was read, by path: more than once where it is printed more than once."""

_PRINTED_TWICE = "read as {} in one place and as {} in another"


@dataclass(frozen=True, slots=True)
class Told:
    """What a printed letter tells: its record as far as it is printed, and where it contradicts itself.

    `satisfied` are the counts of satisfied outcomes that would print the compliance rate, which is printed without its
    count; the record holds one only where no other would do.
    """

    record: dict[str, object]
    satisfied: range | None
    contradictions: tuple[str, ...]


def told(values: Values) -> Told:
    """What values read from a letter tell."""
    satisfied = _satisfied(values)
    figures = {
        "complaints_upheld": _figures(values, "complaints_upheld", "investigations", "upheld"),
        "compliance": _compliance(values, satisfied),
        "satisfactory_remedies": _remedies(values),
    }
    record = {
        "name": _first(values, "council"),
        "addressee": _there({"name": _first(values, "addressee.name"), "role": _first(values, "addressee.role")}),
        "personal_paragraphs": _first(values, "personal_paragraphs"),
        "reissue": _reissue(values),
        **figures,
    }
    return Told(_there(record), satisfied, tuple(_contradictions(values)))


def _reissue(values: Values) -> dict[str, object]:
    replaces, reason = _first(values, "reissue.replaces"), _first(values, "reissue.reason")
    return _there({"date": _first(values, "date") if replaces else None, "replaces": replaces, "reason": reason})


def _figures(values: Values, panel: str, total: str, count: str) -> dict[str, object]:
    base = _first(values, f"{panel}.total")
    return _there({total: base, count: 0 if base == 0 else _first(values, f"{panel}.count")})


def _compliance(values: Values, satisfied: range | None) -> dict[str, object]:
    only = satisfied[0] if satisfied is not None and len(satisfied) == 1 else None
    return _there({"outcomes": _first(values, "compliance.total"), "satisfied": only})


def _remedies(values: Values) -> dict[str, object]:
    nothing = _first(values, "satisfactory_remedies.total") == 0
    return _there({"remedies": 0 if nothing else _first(values, "satisfactory_remedies.count")})


def _satisfied(values: Values) -> range | None:
    rate, total = _first(values, "compliance.rate"), _first(values, "compliance.total")
    if total == 0:
        return range(1)
    if not (isinstance(rate, int) and isinstance(total, int)):
        return None
    # Those that Tally rounds to `rate`: 2 rate - 1 <= 200 count / total < 2 rate + 1, rounded up at both ends.
    first, after = (-(-(2 * rate + half) * total // 200) for half in (-1, 1))
    return range(max(0, first), min(total + 1, after))


def _contradictions(values: Values) -> Iterator[str]:
    for path, read in values.items():
        printed = list(dict.fromkeys(value for value in read if not isinstance(value, bool)))
        # A wording that hangs on a printed value tells only whether there is something.
        facts = [value for value in (True, False) if any(value is one for one in read)]
        different = [*printed, *(value for value in facts if not printed or value is not bool(printed[0]))]
        if len(different) > 1:
            yield f"{path}: {_PRINTED_TWICE.format(*different[:2])}"
    for panel in ("complaints_upheld", "satisfactory_remedies"):
        rate, count, total = (_first(values, f"{panel}.{name}") for name in ("rate", "count", "total"))
        if not (isinstance(rate, int) and isinstance(count, int) and isinstance(total, int) and total):
            continue
        if (percent := Tally(count, total).percent) != rate:
            yield f"{panel}: {count} of {total} would be {percent}%, and {rate}% is printed"
    if (satisfied := _satisfied(values)) is not None and not satisfied:
        rate, total = _first(values, "compliance.rate"), _first(values, "compliance.total")
        yield f"compliance: no count out of {total} would be {rate}%"
    upheld, base = _first(values, "complaints_upheld.count"), _first(values, "satisfactory_remedies.total")
    if _first(values, "complaints_upheld.total") == 0:
        upheld = upheld or 0
    if upheld is not None and base is not None and upheld != base:
        yield f"satisfactory_remedies: out of {base} upheld decisions, and complaints_upheld says {upheld}"


def _first(values: Values, path: str) -> object:
    return next(iter(values.get(path, ())), None)


def _there(facts: Mapping[str, object]) -> dict[str, object]:
    """Facts without those that are not known."""
    return {name: value for name, value in facts.items() if value not in (None, {}, ())}
