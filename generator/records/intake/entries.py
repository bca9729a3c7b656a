"""A table of councils, row by row: what each says of which council, and what a person would not have seen."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ...errors import Fault
from ..sheets import Cell, Row, Table
from .columns import Columns
from .fields import Field, plain
from .values import UnreadableError, value_of

_TOTALS = {plain(name) for name in ("total", "totals", "grand total", "overall", "all councils", "all authorities")}


@dataclass(frozen=True, slots=True)
class Entry:
    """What a table says of one council: values by the paths of their fields, and the cells that they came from.

    Where a cell cannot be read the entry is not `whole`, and nothing more is said of it.
    """

    name: str
    cell: Cell
    values: Mapping[str, object]
    cells: Mapping[str, Cell]
    whole: bool = True


@dataclass(slots=True)
class Entries:
    """What was read of a table: its entries, every fault, and what is to be looked at."""

    entries: list[Entry] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)


def entries_of(table: Table, columns: Columns) -> Entries:
    """The rows below the headings, one for each council. Rows of totals are left out, and compared with the sums."""
    found = Entries()
    totals = []
    for row in rows_below(table, columns, found):
        entry = _entry(table, columns, row, found)
        if entry and plain(entry.name) in _TOTALS:
            totals.append(entry)
        elif entry:
            found.entries.append(entry)
    found.skipped += [f"{table.place(entry.cell)}: {entry.name}, a row of totals" for entry in totals]
    found.warnings += [warning for total in totals for warning in _unlike_the_sum(table, total, found.entries)]
    found.warnings += _texts(table, columns, found.entries)
    return found


def rows_below(table: Table, columns: Columns, found: Entries) -> Iterator[Row]:
    """The rows of the table itself. What is hidden or merged in it is a fault: nobody knows whether it is meant."""
    read = {column for column, known in columns.fields.items() if known}
    for column in sorted(read & table.hidden_columns):
        what = f'the column "{columns.head.cells[column].value}" is hidden'
        cure = "show it if it counts, or leave it out with --map COLUMN=-"
        found.faults.append(table.fault(columns.head.number, column, what, cure))
    for row in table.rows:
        if row.number < columns.head.number or not read & row.cells.keys():
            continue
        found.faults += _merged(table, row, read)
        if row.number in table.hidden_rows:
            found.faults.append(table.fault(row.number, 1, "this row is hidden", "show it if it counts, or delete it"))
        if table.numbers_are_text and max(row.cells) > max(columns.head.cells):
            what = "more values than there are headings"
            found.faults.append(table.fault(row.number, max(row.cells), what, "put what holds the sign in quotes"))
        if row.number > columns.head.number:
            yield row


def value_or_fault(table: Table, cell: Cell, known: Field, found: Entries) -> object:
    """The value in a cell; None where it has none that can be read, which is then a fault."""
    try:
        return value_of(cell, known)
    except UnreadableError as error:
        found.faults.append(table.fault(cell.row, cell.column, error.what, error.cure))
        return None


def _entry(table: Table, columns: Columns, row: Row, found: Entries) -> Entry | None:
    cells = {known.path: row.cells[column] for column, known in columns.fields.items() if known and column in row.cells}
    known = {known.path: known for known in columns.fields.values() if known}
    if "name" not in cells:
        what = "figures without a council"
        found.faults.append(table.fault(row.number, min(row.cells), what, "name it, or delete the row"))
        return None
    values = {path: value_or_fault(table, cell, known[path], found) for path, cell in cells.items()}
    name = values.pop("name")
    there = {path: value for path, value in values.items() if value is not None}
    return Entry(str(name), cells["name"], there, cells, len(there) == len(values)) if name else None


def _merged(table: Table, row: Row, read: set[int]) -> Iterator[Fault]:
    for column in sorted(read & row.cells.keys()):
        if area := table.merged.get((row.number, column)):
            what = f"merged cells ({area}): which of them the value is for cannot be known"
            yield table.fault(row.number, column, what, "unmerge them, and fill in each")


def _unlike_the_sum(table: Table, total: Entry, entries: list[Entry]) -> Iterator[Fault]:
    for path, value in total.values.items():
        numbers = [number for entry in entries if isinstance(number := entry.values.get(path), int)]
        if isinstance(value, int) and value != sum(numbers):
            cell = total.cells[path]
            what = f"the total is {value}, and the rows come to {sum(numbers)}"
            yield table.fault(cell.row, cell.column, what, "see that no row is missing", "warning")


def _texts(table: Table, columns: Columns, entries: list[Entry]) -> Iterator[Fault]:
    """Numbers that a workbook holds as text: read as numbers, and named once for each column."""
    if table.numbers_are_text:
        return
    for column, known in columns.fields.items():
        if known and known.kind == "count":
            cells = [entry.cells[known.path] for entry in entries if known.path in entry.values]
            if texts := [cell for cell in cells if isinstance(cell.value, str)]:
                more = f" and {len(texts) - 1} more in this column" if len(texts) > 1 else ""
                what = f"a number stored as text{more}, read as a number"
                yield table.fault(texts[0].row, column, what, "see that it is meant", "warning")
