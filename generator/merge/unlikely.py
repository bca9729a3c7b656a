"""What is unlikely in an edition's own records, whatever last year's were."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from ..letter import COUNT, SMALL, Figures, SectorAverage, sector_averages
from ..records import Records, WorkedOut
from .days import day_off
from .gate import EDITION, Gate, options_of

_PLACEHOLDER = re.compile(r"\[[^\]]*\]|\b(?:X{3,}|TBC|TBD|TODO)\b|_{3,}|\.{4,}|<[^>]+>")
_WORKING_DAY = "give the letter the date of a working day"


def unlikely(records: Records) -> Iterator[Gate]:
    """Return the warnings that need no other edition beside this one."""
    yield from _same_figures(records)
    yield from _outdated_averages(records)
    yield from _rounded(records)
    yield from _paragraphs(records)
    yield from _days_off(records)


def _same_figures(records: Records) -> Iterator[Gate]:
    alike: Mapping[Figures, list[str]] = defaultdict(list)
    for slug, council in records.councils.items():
        figures = Figures.of(council)
        if figures.complaints_upheld and all(tally and tally.total >= SMALL for tally in figures):
            alike[figures].append(slug)
    for theirs, slugs in alike.items():
        if len(slugs) > 1:
            shown = ", ".join(f"{tally.count} of {tally.total}" for tally in theirs if tally)
            value = f"the same figures as {', '.join(slugs[1:])}: {shown}"
            yield Gate(slugs[0], "same-figures", value, records.sources[slugs[0]], ("complaints_upheld",))


def _outdated_averages(records: Records) -> Iterator[Gate]:
    """Averages that were worked out from the records, which have changed since and now give another."""
    if records.faults:
        return  # the figures of a record at fault are not known, and `letters averages` would refuse as well
    councils = list(records.councils.values())
    for method in sorted({origin.by for origin in records.averages.origins.values()}):
        for now in sector_averages(councils, method):
            origin = records.averages.origin(now.sector, now.panel)
            if origin and origin.by == method and origin.figures != now.figures:
                yield from _outdated_average(origin, now, records)


def _outdated_average(origin: WorkedOut, now: SectorAverage, records: Records) -> Iterator[Gate]:
    if not now.representative:
        found = "more figures are awaited than known"
        cure = "take the average out, or give one by hand"
    elif now.percent != origin.percent:
        found = f"the records now give {now.percent}%"
        where = options_of(Path(records.averages_source.file).parent)
        method = "" if origin.by == "pooled" else f" --method {origin.by}"
        cure = f"work it out again: letters averages --write {where}{method}"
    else:
        return
    value = f"{origin.percent}% was worked out from figures that have changed since; {found}"
    source, path = records.averages_source, (now.sector, now.panel)
    yield Gate(now.sector, f"average-outdated-{now.panel}", value, source, path, cure)


def _rounded(records: Records) -> Iterator[Gate]:
    """Figures whose whole percentage says none, or all, where it is not: 498 of 500 are printed as 100%."""
    for slug, council in records.councils.items():
        for panel, tally in Figures.of(council)._asdict().items():
            if tally and tally.says_too_much:
                value = f"{tally.count} of {tally.total} is printed as {tally.percent}%"
                cure = "see that the letter does not say too much"
                yield Gate(slug, f"rounded-{panel}", value, records.sources[slug], (panel, COUNT[panel]), cure)


def _paragraphs(records: Records) -> Iterator[Gate]:
    """Give the personal paragraphs that hold a placeholder, or name another council of the edition."""
    names = {council.name for council in records.councils.values()}
    for slug, council in records.councils.items():
        for number, paragraph in enumerate(council.personal_paragraphs):
            place = records.sources[slug], ("personal_paragraphs", number)
            if placeholder := _PLACEHOLDER.search(paragraph):
                what = f"{placeholder[0]} looks like a placeholder"
                yield Gate(slug, f"placeholder-{number + 1}", what, *place, "write the words")
            others = [name for name in names if name in paragraph and name not in council.name]
            if others and council.name not in paragraph:
                what = f"names {max(others, key=len)}, and the letter is to {council.name}"
                yield Gate(slug, f"other-council-{number + 1}", what, *place, "name the right one")


def _days_off(records: Records) -> Iterator[Gate]:
    """Letters dated on a day when nobody is at work."""
    region = records.edition.holidays
    if what := _day_off(records.edition.date, region):
        yield Gate(EDITION, "date-day-off", what, records.edition_source, ("date",), _WORKING_DAY)
    for slug, council in records.councils.items():
        if council.reissue and (what := _day_off(council.reissue.date, region)):
            yield Gate(slug, "reissue-day-off", what, records.sources[slug], ("reissue", "date"), _WORKING_DAY)


def _day_off(day: date, region: str) -> str | None:
    what = day_off(day, region)
    return f"{day} is {what}" if what else None
