"""`letters averages`"""

from typing import Annotated

import typer
from rich.table import Table

from ..letter import COUNT, SECTORS, SectorAverage, sector_averages
from ..records import AverageMethod, KeyPath, SectorAverages, WorkedOut, amend, load
from . import options
from .say import console, counted, say_faults


def averages(
    edition: options.Edition = options.EDITION,
    data: options.Data = options.DATA,
    method: Annotated[
        AverageMethod, typer.Option(help="All cases of the sector together, or the mean of its councils' rates.")
    ] = "pooled",
    write: Annotated[bool, typer.Option("--write", help="Write them into the edition's averages.")] = False,
) -> None:
    """Work out the averages of each sector from the records, beside those given.

    A given average that the records contradict is marked. Councils whose figures are awaited, and those with nothing to
    report, are left out and counted; where more are awaited than known, no average is written. With each average that
    is written is kept how it was worked out, so that letters check can warn when the figures change.
    """
    records = load(data, edition)
    if records.faults:
        say_faults(records.faults)
        print(f"{counted(records.left_out, 'council')} left out: mend their records first.")
        raise typer.Exit(1)
    found = sector_averages(list(records.councils.values()), method)
    _say(found, records.averages)
    changes = _percentages(found, records.averages)
    before, now = records.averages.origins, _origins(found, records.averages)
    number = len(
        changes.keys() | {place for place in before.keys() | now.keys() if before.get(place) != now.get(place)}
    )
    if before != now:
        changes[("worked_out",)] = _by_sector(now) or None
    file = records.averages_source.file
    if not changes:
        print(f"Nothing to write into {file}.")
    elif write:
        amend(records.averages_source, changes, tuple(SectorAverages.model_fields))
        print(f"{counted(number, 'average')} written into {file}. Next: letters check{options.of(edition, data)}")
    else:
        print(f"{counted(number, 'average')} would be written into {file}. Next: the same with --write")


def _percentages(found: list[SectorAverage], given: SectorAverages) -> dict[KeyPath, object]:
    """Return the averages that are to be written, by their places in the file."""
    return {
        (average.sector, average.panel): average.percent
        for average in found
        if average.representative and average.percent != getattr(given.of(average.sector), average.panel)
    }


def _origins(found: list[SectorAverage], given: SectorAverages) -> dict[tuple[str, str], WorkedOut]:
    """Return how each average is worked out, once all that can be are written; those typed by hand are not there."""
    kept = {(sector, panel): given.origin(sector, panel) for sector in SECTORS for panel in COUNT}
    new = {(average.sector, average.panel): average.origin for average in found if average.origin}
    return {place: origin for place, origin in (kept | new).items() if origin}


def _by_sector(origins: dict[tuple[str, str], WorkedOut]) -> dict[str, dict[str, dict[str, object]]]:
    """Return the same as the file holds it."""
    sectors: dict[str, dict[str, dict[str, object]]] = {}
    for (sector, panel), origin in origins.items():
        sectors.setdefault(sector, {})[panel] = origin.model_dump()
    return sectors


def _say(averages: list[SectorAverage], given: SectorAverages) -> None:
    table = Table(
        "Sector",
        "Panel",
        "Given",
        "Records",
        "Councils",
        "Base",
        "Nothing due",
        "Awaited",
        "",
        box=None,
        pad_edge=False,
    )
    for average in averages:
        table.add_row(
            average.sector,
            average.panel,
            _percent(known := getattr(given.of(average.sector), average.panel)),
            _percent(average.percent),
            str(average.councils),
            f"{average.base:,}",
            str(average.nothing),
            str(average.awaited),
            _remark(average, known, given.origins.get((average.sector, average.panel))),
        )
    console().print(table)


def _remark(average: SectorAverage, given: int | None, origin: WorkedOut | None) -> str:
    by_hand = f"given by hand since {origin.percent}% was worked out" if origin and origin.percent != given else ""
    return "; ".join(remark for remark in (_remark_of_records(average, given), by_hand) if remark)


def _remark_of_records(average: SectorAverage, given: int | None) -> str:
    if average.percent is None:
        return "no council has a rate"
    if not average.representative:
        return "more figures are awaited than known"
    if given not in (None, average.percent):
        return "the records contradict what is given"
    return "of one council alone" if average.councils == 1 else ""


def _percent(value: int | None) -> str:
    return "-" if value is None else f"{value}%"
