"""`letters import`"""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

import typer

from ..errors import Fault, Faulty
from ..records import (
    NOT_READ,
    Columns,
    Edition,
    Kind,
    Plan,
    PlannedCouncil,
    councils_in,
    folder_of,
    keep_mapping,
    kept_in,
    known_headings,
    load,
    load_file,
    period_of,
    planned,
    read_sheet,
    recognised,
    repeated_figures,
    slug,
)
from . import options
from .councils import named
from .say import counted, named_some, say_faults

_SHOWN = 20  # councils whose changes one still reads


def import_(
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="A workbook (.xlsx, .ods, .xls) or a CSV file.")
    ] = None,
    edition: options.Edition = options.EDITION,
    data: options.Data = options.DATA,
    sheet: Annotated[
        str | None, typer.Option(metavar="NAME", help="The workbook's sheet, where it has several.")
    ] = None,
    rows: Annotated[
        Literal["councils", "decisions"], typer.Option(help="What a row is: a council, or a decision to be counted.")
    ] = "councils",
    mapped: Annotated[
        list[str] | None,
        typer.Option(
            "--map",
            metavar="COLUMN=FIELD",
            help="What a column holds, or columns with + between them that are added up; - for one that is not read.",
        ),
    ] = None,
    called: Annotated[
        list[str] | None,
        typer.Option("--council", metavar="NAME=COUNCIL", help="Which council a name in the table means; - for none."),
    ] = None,
    new: Annotated[
        list[str] | None,
        typer.Option("--new", metavar="NAME", help="A council that is new, though its name is like another's."),
    ] = None,
    headings: Annotated[bool, typer.Option("--headings", help="List the headings that are known.")] = False,
    keep: Annotated[
        bool, typer.Option("--keep", help="Keep what --map, --council and --new say in the edition's import.yaml.")
    ] = False,
    every: Annotated[bool, typer.Option("--all", help="Show the changes of all councils.")] = False,
    write: Annotated[bool, typer.Option("--write", help="Write the records; all of them, or none.")] = False,
) -> None:
    """Bring the figures of a spreadsheet into the records.

    Shows, council by council, what would be new, what would change and what stays; with --write it is done. Comments,
    order and whatever else was written by hand stay as they are. An empty cell changes nothing. Every fault is named
    with its cell, and nothing is written while there is one.
    """
    told = dict(_pair(text, "--map", "COLUMN=FIELD") for text in mapped or ())
    if headings or "help" in told.values():
        _say_headings(rows)
        return
    if file is None:
        raise typer.BadParameter("name a workbook or a CSV file", param_hint="FILE")
    folder = folder_of(data, edition)
    councils = councils_in(folder)
    kept = kept_in(folder, councils)
    meant = dict(_pair(text, "--council", "NAME=COUNCIL") for text in called or ())
    meant = {name: council if council == NOT_READ else named(council, councils) for name, council in meant.items()}
    kept = kept.model_copy(update={"councils": kept.councils | meant, "new": (*kept.new, *(new or ()))})
    table = read_sheet(file, sheet)
    columns = recognised(table, rows, kept.columns, told, period_of(folder))
    _say_columns(columns, f"{file}, sheet {table.sheet}" if table.sheet else str(file))
    if table.passed_over:
        print(f"Sheets that are not read: {', '.join(table.passed_over)}")
    if table.unseen:
        print(f"Note: {table.unseen}")
    plan = planned(folder, councils, table, columns, kept, decisions=rows == "decisions")
    say_faults([*plan.warnings, *_of_last_year(plan, data, folder), *plan.faults])
    _say_plan(plan, len(plan.councils) if every else _SHOWN)
    if keep:
        print(f"Kept in {keep_mapping(folder, columns.to_keep(), meant, kept.new)}.")
    if write:
        _write(plan, options.of(edition, data))
    elif plan.faults:
        print(f"Nothing can be written while there is a fault: {counted(plan.faults, 'fault')}.")
        raise typer.Exit(1)
    else:
        print("No record was written. Next: the same with --write")


def _of_last_year(plan: Plan, data: Path, folder: Path) -> Iterator[Fault]:
    """Warn where most councils would have the figures of the year before: that is mostly the wrong file."""
    edition = load_file(folder / "edition.yaml", Edition).record
    previous = edition.previous if edition else None
    if previous and (data / previous).is_dir():
        repeated = repeated_figures(load(data, previous).councils, {one.slug: one.record for one in plan.councils})
        if repeated.is_suspicious:
            yield Fault(str(folder), 1, 1, "", str(repeated), "import this year's table", "warning")


def _pair(text: str, option: str, form: str) -> tuple[str, str]:
    name, sign, meant = text.rpartition("=")
    if not (name and sign and meant):
        raise typer.BadParameter(f"{text}: write it as {form}", param_hint=option)
    return name.strip(), meant.strip()


def _write(plan: Plan, of: str) -> None:
    try:
        number = plan.write()
    except Faulty as faulty:
        print(f"{counted(faulty.faults, 'fault')}: nothing was written.")
        raise typer.Exit(1) from None
    print(f"{counted(number, 'record')} written. Next: letters check{of}")


def _say_headings(rows: Kind) -> None:
    print(f"What a column of a table of {rows} can hold, and the headings that are known for it:")
    for path, known in known_headings(rows).items():
        print(f"  {path}: {', '.join(known)}")
    print(
        'Any other heading is named with --map "COLUMN=FIELD", where FIELD is one of these or its last word; columns '
        'that are to be added up with --map "COLUMN+COLUMN=FIELD"; one that is not to be read with --map "COLUMN=-".'
    )


def _say_columns(columns: Columns, where: str) -> None:
    print(f"Columns of {where}:")
    named = columns.named()
    width = max(map(len, named))
    for name, field in named.items():
        print(f"  {name:{width}}  {'not read' if field == '-' else field}")


def _say_plan(plan: Plan, most: int) -> None:
    print()
    to_write = [council for council in plan.councils if council.state != "same"]
    for council in to_write[:most]:
        other = "" if slug(council.named) == council.slug else f", in the table {council.named}"
        print(f"{council.state:8} {council.name}{other}")
        print("\n".join(f"         {line}" for line in _changes(council)))
    if len(to_write) > most:
        print(f"and {counted(to_write[most:], 'more council')}; --all shows them")
    if plan.without_a_row:
        print(f"no row:  {named_some(plan.without_a_row)}")
    for row in plan.skipped:
        print(f"not read {row}")
    states = [council.state for council in plan.councils]
    print(f"\n{states.count('new')} new, {states.count('changed')} changed, {states.count('same')} the same.")


def _changes(council: PlannedCouncil) -> Iterator[str]:
    for path, (old, new) in council.changes.items():
        yield f"{path}: {_shown(new)}" if old is None else f"{path}: {_shown(old)} -> {_shown(new)}"


def _shown(value: object) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value)
