"""A table of councils, row by row: what each says of which council, and what a person would not have seen."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from ...errors import Fault
from ..sheets import Cell, Row, Table
from .columns import Columns
from .fields import FIELDS, TOTAL_OF, Field, all_plain, field_at, plain
from .values import UnreadableError, shown, symbol, value_of
from .vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class Entry:
    """What a table says of one council: values by the paths of their fields, and the cells that they came from.

    Where a cell cannot be read the entry is not `whole`, and nothing more is said of it. `empty` are the fields whose
    column is there, and whose cell is empty.
    """

    name: str
    cell: Cell
    values: Mapping[str, object]
    cells: Mapping[str, Cell]
    whole: bool = True
    empty: frozenset[str] = frozenset()


@dataclass(slots=True)
class Entries:
    """What was read of a table: its entries, every fault, what is to be looked at, and the rows that are not read."""

    entries: list[Entry] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)


def entries_of(table: Table, columns: Columns, is_known: Callable[[str], bool]) -> Entries:
    """Read the rows below the headings, one for each council.

    Rows of totals are left out, and compared with the sums; so are other summaries and remarks, and rows without a
    figure of what is no council that `is_known`.
    """
    reading = _Reading(table, columns, is_known)
    for row in rows_below(table, columns, reading.found):
        reading.read(row)
    found = reading.found
    found.warnings += [warning for total in reading.totals for warning in _unlike_the_sum(table, total, found.entries)]
    found.warnings += _numbers_as_text(table, columns, found.entries)
    return found


def rows_below(table: Table, columns: Columns, found: Entries) -> Iterator[Row]:
    """Give the rows below the headings. What is hidden or merged is a fault: nobody knows whether it is meant."""
    for column in sorted(columns.read & table.hidden_columns):
        heading = columns.headings[column]
        cure = f'show it if it counts, or leave it out with --map "{heading}=-"'
        found.faults.append(table.fault(columns.last, column, f'the column "{heading}" is hidden', cure))
    _look_beyond(table, columns, found)
    for row in table.rows:
        if row.number < columns.first or not columns.read & row.cells.keys():
            continue
        if row.number in table.hidden_rows:
            found.faults.append(table.fault(row.number, 1, "this row is hidden", "show it if it counts, or delete it"))
        if row.number > columns.last:
            found.faults += _merged(table, row, columns.read)
            yield row


def _look_beyond(table: Table, columns: Columns, found: Entries) -> None:
    """Name what stands in no column: in CSV, more values than headings are mostly a sign that lacks its quotes."""
    head = [row for row in table.rows if columns.first <= row.number <= columns.last]
    width = max(row.width for row in head)
    unnamed = set[int]()
    for row in table.rows:
        if row.number > columns.last:
            unnamed |= row.cells.keys() - columns.headings.keys()
            if row.width and max(row.cells) > width:
                what, cure = "more values than there are headings", "put what holds the sign in quotes"
                found.faults.append(table.fault(row.number, max(row.cells), what, cure))
    for column in sorted(one for one in unnamed if not width or one <= width):
        found.skipped.append(f"{table.place(Cell(None, columns.last, column))}: a column without a heading")


def value_or_fault(table: Table, cell: Cell, known: Field, found: Entries) -> object:
    """Return the value in a cell; None where it has none that can be read, which is then a fault."""
    try:
        return value_of(cell, known)
    except UnreadableError as error:
        found.faults.append(table.fault(cell.row, cell.column, error.what, error.cure))
        return None


@dataclass(slots=True)
class _Reading:
    table: Table
    columns: Columns
    is_known: Callable[[str], bool]
    found: Entries = field(default_factory=Entries)
    totals: list[Entry] = field(default_factory=list)

    def read(self, row: Row) -> None:
        [column] = self.columns.fields["name"]
        cell = row.cells.get(column)
        if cell is None:
            what = "figures without a council"
            self.found.faults.append(self.table.fault(row.number, min(row.cells), what, "name it, or delete the row"))
            return
        name = value_or_fault(self.table, cell, field_at("name", "councils"), self.found)
        if name:
            self.named(re.sub(r"\s*\[[^\[\]]*\]", "", str(name)).strip() or str(name), cell, row)

    def named(self, name: str, cell: Cell, row: Row) -> None:
        known, figures = self.is_known(name), self.columns.read & row.cells.keys() - {cell.column}
        said = plain(name)
        if not known and said in all_plain(vocabulary().totals):
            self.totals.append(self.entry(name, cell, row, Entries()))  # where its own signs are no faults
            self.skip(cell, name, "a row of totals")
        elif not known and said in all_plain(vocabulary().summaries):
            self.skip(cell, name, "a summary of rows")
        elif not known and _is_remark(str(cell.value)):
            self.skip(cell, str(cell.value), "a remark")
        elif not known and not figures:
            self.skip(cell, str(cell.value), "no figures in this row, and no council of this edition")
        else:
            self.found.entries.append(self.entry(name, cell, row, self.found))

    def skip(self, cell: Cell, text: str, why: str) -> None:
        shortened = text if len(text) <= 60 else f"{text[:60]}..."
        self.found.skipped.append(f"{self.table.place(cell)}: {shortened}: {why}")

    def entry(self, name: str, cell: Cell, row: Row, found: Entries) -> Entry:
        values: dict[str, object] = {}
        cells: dict[str, Cell] = {}
        empty = set[str]()
        whole = True
        for known in FIELDS["councils"][1:]:
            columns = self.columns.fields.get(known.path, ())
            there = [row.cells[column] for column in columns if column in row.cells]
            if values.get(TOTAL_OF.get(known.path, "")) == 0 and all(symbol(one.value) for one in there):
                values[known.path] = 0
            elif there:
                cells[known.path] = there[0]
                value = self.value(known, columns, there, found)
                whole = whole and value is not None
                values |= {} if value is None else {known.path: value}
            elif columns:
                empty.add(known.path)
        return Entry(name, cell, values, cells, whole, frozenset(empty))

    def value(self, known: Field, columns: tuple[int, ...], there: list[Cell], found: Entries) -> object:
        """Return the value of a field, or of the columns that are added up; None where one cannot be read."""
        values = [value_or_fault(self.table, cell, known, found) for cell in there]
        if None in values:
            return None
        if len(there) < len(columns):
            what = f"a part of {self.columns.heading(known.path)} is empty, and cannot be added up"
            found.faults.append(self.table.fault(there[0].row, there[0].column, what, "write 0 if there were none"))
            return None
        if len(columns) > 1:
            return sum(value for value in values if isinstance(value, int))
        if known.kind in ("address", "addresses"):
            self.say_what_was_left_out(there[0], values[0], found)
        return values[0]

    def say_what_was_left_out(self, cell: Cell, value: object, found: Entries) -> None:
        """Name an address that was read without what a program wrote around it."""
        addresses = [value] if isinstance(value, str) else list(value) if isinstance(value, tuple) else []
        if _as_words(" ".join(map(str, addresses))) != _as_words(str(cell.value)):
            what = f"{shown(cell.value)} is read as {' and '.join(map(str, addresses))}"
            found.warnings.append(self.table.fault(cell.row, cell.column, what, "see that it is meant", "warning"))


def _as_words(text: str) -> list[str]:
    return re.split(r"[;,\s]+", text.strip(";, \n"))


def _is_remark(text: str) -> bool:
    first = re.match(r"[\s\[(]*([a-z]+)", text, re.IGNORECASE)
    return text.lstrip().startswith("[") or bool(first and first[1].casefold() in vocabulary().remarks)


def _merged(table: Table, row: Row, read: frozenset[int]) -> Iterator[Fault]:
    for column in sorted(read & row.cells.keys()):
        if area := table.merged.get((row.number, column)):
            what = f"merged cells ({area}): which of them the value is for cannot be known"
            yield table.fault(row.number, column, what, "unmerge them, and fill in each")


def _unlike_the_sum(table: Table, total: Entry, entries: list[Entry]) -> Iterator[Fault]:
    for path, value in total.values.items():
        numbers = [number for entry in entries if isinstance(number := entry.values.get(path), int)]
        if isinstance(value, int) and path in total.cells and value != sum(numbers):
            cell = total.cells[path]
            what = f"the total is {value}, and the rows come to {sum(numbers)}"
            yield table.fault(cell.row, cell.column, what, "see that no row is missing", "warning")


def _numbers_as_text(table: Table, columns: Columns, entries: list[Entry]) -> Iterator[Fault]:
    """Name the numbers that a workbook holds as text, once for each column: they are read as numbers."""
    if table.numbers_are_text:
        return
    for path in columns.fields:
        cells = [entry.cells[path] for entry in entries if path in entry.values and path in entry.cells]
        texts = [cell for cell in cells if isinstance(cell.value, str)]
        if texts and field_at(path, "councils").kind == "count":
            more = f" and {len(texts) - 1} more in this column" if len(texts) > 1 else ""
            what = f"a number stored as text{more}, read as a number"
            yield table.fault(texts[0].row, texts[0].column, what, "see that it is meant", "warning")
