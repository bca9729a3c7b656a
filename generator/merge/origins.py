"""Where the values of a letter come from: the file, the line and the column that somebody would edit."""

from dataclasses import dataclass
from typing import Any

from ..letter import COUNT, Figures, Tally
from ..records import Source
from .edition import Ready
from .readable import steps_to

_TOTAL = {
    "complaints_upheld": ("complaints_upheld", "investigations"),
    "compliance": ("compliance", "outcomes"),
    "satisfactory_remedies": ("complaints_upheld", "upheld"),
}


@dataclass(frozen=True, slots=True)
class Origin:
    """A place in the data, and what the value is called there; line and column count from 1."""

    file: str
    line: int
    column: int
    name: str


@dataclass(frozen=True, slots=True)
class Explained:
    """A panel's figures: how the rate came about (`exact`, with one decimal), and where it is from.

    `state` is the rate as it is printed; without one it says why: awaited, or nothing to report.
    """

    name: str
    count: int | None
    total: int | None
    exact: str | None
    average: int | None
    state: str
    count_at: Origin | None
    total_at: Origin | None
    average_at: Origin | None


def origin(ready: Ready, slug: str, path: str) -> Origin:
    """Where a value of a council's letter comes from. Raises LookupError for no path, and for a faulty record."""
    ready.letters[slug].value(path)
    return _origin(ready, slug, path)


def _origin(ready: Ready, slug: str, path: str) -> Origin:
    source, records = ready.records.sources[slug], ready.records
    name, _, value = path.partition(".")
    if name in _TOTAL and value == "average":
        return _at(records.averages_source, ready.records.councils[slug].type, name)
    if name in _TOTAL:
        return _at(source, *(_TOTAL[name] if value == "total" else (name, COUNT[name])))
    steps = steps_to(path)
    own = source.document is not None and steps[:1] in source.document.places
    return _at(source if own else records.edition_source, *steps)


def explained(ready: Ready, slug: str) -> list[Explained]:
    """How each figure of a council was worked out, panel by panel. Raises LookupError for a faulty record."""
    council = ready.records.councils[slug]
    averages = ready.records.averages.of(council.type)
    return [
        _explained(ready, slug, panel, tally, getattr(averages, panel))
        for panel, tally in Figures.of(council)._asdict().items()
    ]


def _explained(ready: Ready, slug: str, panel: str, tally: Tally | None, average: int | None) -> Explained:
    count, total, exact, state = _worked_out(tally)
    at = {value: _origin(ready, slug, f"{panel}.{value}") for value in ("count", "total", "average")}
    return Explained(
        panel,
        count,
        total,
        exact,
        average,
        state,
        at["count"] if tally else None,
        at["total"] if tally else None,
        at["average"] if average is not None else None,
    )


def _worked_out(tally: Tally | None) -> tuple[int | None, int | None, str | None, str]:
    if tally is None:
        return None, None, None, "awaited"
    if tally.percent is None:
        return tally.count, 0, None, "nothing to report"
    return tally.count, tally.total, f"{100 * tally.count / tally.total:.1f}%", f"{tally.percent}%"


def _at(source: Source[Any], *path: str) -> Origin:
    """The place of a value, or of the nearest thing around it that the file holds."""
    for length in range(len(path), 0, -1):
        if source.document and path[:length] in source.document.places:
            return Origin(source.file, *source.place(path[:length]), path[-1])
    return Origin(source.file, 1, 1, path[-1])
