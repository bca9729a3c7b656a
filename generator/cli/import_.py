"""`letters import`"""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

import typer

from ..errors import Faulty
from ..records import Columns, Plan, PlannedCouncil, councils_in, folder_of, keep_columns, kept_in, planned, read_sheet
from ..records import recognised as columns_of
from . import options
from .say import counted, named_some, say_faults


def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A workbook (.xlsx) or a CSV file.")],
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
        typer.Option("--map", metavar="COLUMN=FIELD", help="What a column holds; - for one that is not read."),
    ] = None,
    keep: Annotated[
        bool, typer.Option("--keep", help="Keep the columns' mapping in the edition's import.yaml.")
    ] = False,
    write: Annotated[bool, typer.Option("--write", help="Write the records; all of them, or none.")] = False,
) -> None:
    """Bring the figures of a spreadsheet into the records.

    Shows, council by council, what would be new, what would change and what stays; with --write it is done. Comments,
    order and whatever else was written by hand stay as they are. An empty cell changes nothing. Every fault is named
    with its cell, and nothing is written while there is one.
    """
    folder = folder_of(data, edition)
    councils = councils_in(folder)
    kept = kept_in(folder, councils)
    table = read_sheet(file, sheet)
    columns = columns_of(table, rows, kept.columns, dict(map(_pair, mapped or ())))
    _say_columns(columns, f"{file}, sheet {table.sheet}" if table.sheet else str(file))
    plan = planned(folder, councils, table, columns, kept, decisions=rows == "decisions")
    _say_plan(plan)
    say_faults([*plan.warnings, *plan.faults])
    if keep:
        print(f"Columns kept in {keep_columns(folder, columns.to_keep())}.")
    if write:
        _write(plan, options.of(edition, data))
    elif plan.faults:
        print(f"{counted(plan.faults, 'fault')}: nothing can be written until they are mended.")
        raise typer.Exit(1)
    else:
        print("No record was written. Next: the same with --write")


def _pair(text: str) -> tuple[str, str]:
    column, sign, field = text.rpartition("=")
    if not (column and sign and field):
        raise typer.BadParameter(f"{text}: write it as COLUMN=FIELD", param_hint="--map")
    return column.strip(), field.strip()


def _write(plan: Plan, of: str) -> None:
    try:
        number = plan.write()
    except Faulty as faulty:
        print(f"{counted(faulty.faults, 'fault')}: nothing was written.")
        raise typer.Exit(1) from None
    print(f"{counted(number, 'record')} written. Next: letters check{of}")


def _say_columns(columns: Columns, where: str) -> None:
    print(f"Columns of {where}:")
    named = columns.named()
    width = max(map(len, named))
    for name, field in named.items():
        print(f"  {name:{width}}  {'not read' if field == '-' else field}")


def _say_plan(plan: Plan) -> None:
    print()
    for council in plan.councils:
        if council.state != "same":
            print(f"{council.state:8} {council.name}")
            print("\n".join(f"         {line}" for line in _changes(council)))
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
