"""Gates: what is so unlikely that a slip is likelier, until somebody has looked at it and confirmed it."""

from collections.abc import Collection, Iterator
from datetime import date
from pathlib import Path

from ..errors import Fault, Faulty
from ..letter import COUNT, SECTORS, SMALL
from ..records import (
    Averages,
    Confirmation,
    Council,
    Records,
    Source,
    confirmations_in,
    dotted,
    load,
    repeated_figures,
)
from .gate import EDITION, Gate
from .unlikely import unlikely

_TIMES = 10
_POINTS = 15


def gates(records: Records, before: Records | None) -> list[Gate]:
    """All gates of an edition beside that of the year before, where there is one."""
    found = list(unlikely(records))
    if before:
        found += [*_of_the_edition(records, before), *_averages(records, before), *_vanished(records, before)]
        found += [gate for slug in records.councils for gate in _council(slug, records, before)]
        found += [*_unchanged_addressees(records, before), *_last_years_table(records, before)]
    return found


def gates_in(data: Path, records: Records) -> list[Gate]:
    """All gates of an edition in a data folder. Raises Faulty where the year before is at fault as an edition."""
    previous = records.edition.previous
    if previous and previous not in _editions_but(records, data):
        what = f"there is no other edition {previous} that this one follows"
        raise Faulty([records.edition_source.fault(("previous",), what, "mend it, or take it out")])
    return gates(records, load(data, previous) if previous else None)


def _editions_but(records: Records, data: Path) -> set[str]:
    """The editions of a data folder, but for this one."""
    here = Path(records.edition_source.file).parent
    return {file.parent.name for file in data.glob("*/edition.yaml") if file.parent != here}


def open_gates(data: Path, edition: str, records: Records, before: Records | None = None) -> list[Gate]:
    """The gates that nobody has confirmed as they are now, beside the year `before`, or that which it follows.

    Raises Faulty, as `gates_in` does.
    """
    confirmed = confirmations_in(data / edition)
    found = gates(records, before) if before else gates_in(data, records)
    return [gate for gate in found if not _is_confirmed(gate, confirmed)]


def open_warnings(data: Path, edition: str, records: Records) -> list[Fault]:
    """Return what is to be corrected or confirmed before the letters go out. Raises Faulty, as `gates_in` does."""
    return [gate.warning(data / edition) for gate in open_gates(data, edition, records)]


def _is_confirmed(gate: Gate, confirmed: Collection[Confirmation]) -> bool:
    return any((known.council, known.gate, known.value) == (gate.council, gate.name, gate.value) for known in confirmed)


def _council(slug: str, records: Records, before: Records) -> Iterator[Gate]:
    old, new, source = before.councils.get(slug), records.councils[slug], records.sources[slug]
    if old is None and slug in before.sources:
        value = f"not compared: last year's record is at fault, {before.sources[slug].file}"
        yield Gate(slug, "not-compared", value, source)
    if old is None:
        return
    if old.type != new.type:
        yield Gate(slug, "sector-changed", f"{new.type}, and last year it was {old.type}", source, ("type",))
    yield from _tenfold(slug, old, new, source)


def _tenfold(slug: str, old: Council, new: Council, source: Source[Council]) -> Iterator[Gate]:
    """A count that gained a digit, or lost one: the slip of whoever types."""
    then, now = _counts(old), _counts(new)
    for path in sorted(now.keys() & then.keys()):
        if then[path] and now[path] >= _TIMES * then[path]:
            times = "ten times last year's or more"
        elif then[path] >= _TIMES * SMALL and now[path] * _TIMES <= then[path]:
            times = "a tenth of last year's or less"
        else:
            continue
        yield Gate(slug, f"tenfold-{path[1]}", f"{now[path]} is {times}, {then[path]}", source, path)


def _counts(council: Council) -> dict[tuple[str, str], int]:
    facts = council.model_dump(include=set(COUNT), exclude_none=True)
    return {(panel, name): count for panel, counts in facts.items() for name, count in counts.items()}


def _vanished(records: Records, before: Records) -> Iterator[Gate]:
    for slug in before.sources.keys() - records.sources.keys():
        value = f"{slug} had a letter last year, and has no record"
        yield Gate(slug, "vanished", value, records.edition_source, ("previous",))


def _averages(records: Records, before: Records) -> Iterator[Gate]:
    for sector in SECTORS:
        old, new = before.averages.of(sector), records.averages.of(sector)
        for panel in Averages.model_fields:
            then, now = getattr(old, panel), getattr(new, panel)
            path = (sector, panel)
            if (
                then is not None
                and now is None
                and any(council.type == sector for council in records.councils.values())
            ):
                value = f"{dotted(path)}: no average; last year's was {then}"
                yield Gate(sector, f"no-average-{panel}", value, records.averages_source)
            elif then is not None and now is not None and abs(now - then) > _POINTS:
                value = f"{now} is {abs(now - then)} points from last year's, {then}"
                yield Gate(sector, f"average-moved-{panel}", value, records.averages_source, path)


def _unchanged_addressees(records: Records, before: Records) -> Iterator[Gate]:
    both = records.councils.keys() & before.councils.keys()
    same = {slug for slug in both if records.councils[slug].addressee == before.councils[slug].addressee}
    if len(same) * 2 < len(both):
        for slug in sorted(same):
            value = f"{records.councils[slug].addressee.name} is unchanged, where most councils' addressee changed"
            yield Gate(slug, "addressee-unchanged", value, records.sources[slug], ("addressee", "name"))


def _last_years_table(records: Records, before: Records) -> Iterator[Gate]:
    repeated = repeated_figures(before.councils, records.councils)
    if repeated.is_suspicious:
        cure = "import this year's table"
        yield Gate(EDITION, "figures-unchanged", str(repeated), records.edition_source, ("previous",), cure)


def _of_the_edition(records: Records, before: Records) -> Iterator[Gate]:
    """The dates and values of last year's letters: as they were, or moved on by exactly a year."""
    old, new, source = before.edition, records.edition, records.edition_source
    years = new.year - old.year
    if old.period.end >= new.period.start:
        value = f"the period begins on {new.period.start}, and last year's ended on {old.period.end}"
        yield Gate(EDITION, "period", value, source, ("period", "start"))
    for name in ("date", "publication"):
        then, now = getattr(old, name), getattr(new, name)
        if now == then:
            yield Gate(EDITION, name, f"{now} is last year's", source, (name,))
        elif now == moved(then, years):
            yield Gate(EDITION, name, f"{now} is last year's, moved on", source, (name,))
    for name, printed in new.values.items():
        if old.values.get(name) == printed:
            yield Gate(EDITION, f"values.{name}", f"{_words(printed)} is last year's", source, ("values", name))


def moved(day: date, years: int) -> date:
    """The same day so many years later; 29 February becomes the 28th where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _words(value: object) -> str:
    return (", ".join(value) or "an empty list") if isinstance(value, tuple) else str(value)
