"""`letters averages`"""

from typing import Annotated

import typer
from rich.table import Table

from ..letter import Method, SectorAverage, sector_averages
from ..records import SectorAverages, amend, load
from . import options
from .say import console, counted, say_faults


def averages(
    edition: options.Edition = options.EDITION,
    data: options.Data = options.DATA,
    method: Annotated[
        Method, typer.Option(help="All cases of the sector together, or the mean of its councils' rates.")
    ] = "pooled",
    write: Annotated[bool, typer.Option("--write", help="Write them into the edition's averages.")] = False,
) -> None:
    """Work out the averages of each sector from the records, beside those given.

    A given average that the records contradict is marked. Councils whose figures are awaited, and those with nothing to
    report, are left out and counted; where more are awaited than known, no average is written.
    """
    records = load(data, edition)
    if records.faults:
        say_faults(records.faults)
        print(f"{counted(records.left_out, 'council')} left out: mend their records first.")
        raise typer.Exit(1)
    found = sector_averages(list(records.councils.values()), method)
    _say(found, records.averages)
    changes: dict[tuple[str | int, ...], object] = {
        (average.sector, average.panel): average.percent
        for average in found
        if average.representative and average.percent != getattr(records.averages.of(average.sector), average.panel)
    }
    file = records.averages_source.file
    if not changes:
        print(f"Nothing to write into {file}.")
    elif write:
        amend(records.averages_source, changes, tuple(SectorAverages.model_fields))
        print(f"{counted(changes, 'average')} written into {file}. Next: letters check{options.of(edition, data)}")
    else:
        print(f"{counted(changes, 'average')} would be written into {file}. Next: the same with --write")


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
            _remark(average, known),
        )
    console().print(table)


def _remark(average: SectorAverage, given: int | None) -> str:
    if average.percent is None:
        return "no council has a rate"
    if not average.representative:
        return "more figures are awaited than known"
    return "" if given in (None, average.percent) else "the records contradict what is given"


def _percent(value: int | None) -> str:
    return "-" if value is None else f"{value}%"
