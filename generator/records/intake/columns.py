"""Which of a table's columns hold what."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

from ...errors import Fault, Faulty
from ..sheets import Cell, Row, Table
from .fields import FIELDS, NOT_READ, Field, field_named, heading

Kind = Literal["councils", "decisions"]

_SEARCHED = 20  # rows: some put a title, a date and a logo above their tables


@dataclass(frozen=True, slots=True)
class Columns:
    """A table's headings and the fields that they were recognised as; None for a column that is not read."""

    head: Row
    fields: Mapping[int, Field | None]

    def named(self) -> dict[str, str]:
        """Each heading with its field's path, as it can be kept."""
        return {
            str(self.head.cells[column].value): field.path if field else NOT_READ
            for column, field in self.fields.items()
        }

    def to_keep(self) -> dict[str, str]:
        """The mapping, but for headings that nobody can write into a file."""
        return {name: field for name, field in self.named().items() if name.isprintable()}

    def column(self, path: str) -> int:
        """The number of the column that holds a field."""
        return next(column for column, field in self.fields.items() if field and field.path == path)

    def field(self, path: str) -> Field:
        """The field of that path, which has a column."""
        return next(field for field in self.fields.values() if field and field.path == path)

    def holds(self, path: str) -> bool:
        """Whether there is a column for a field."""
        return any(field and field.path == path for field in self.fields.values())


def recognised(table: Table, kind: Kind, kept: Mapping[str, str], told: Mapping[str, str]) -> Columns:
    """The table's columns. What was `kept` of an earlier table, and more so `told`, says what some of them hold.

    Raises Faulty where what was told cannot be, no row is one of headings, or two columns hold the same.
    """
    fields = FIELDS[kind]
    known = {
        heading(column): field
        for column, name in kept.items()
        if (field := field_named(name, fields)) or name == NOT_READ
    }
    known |= {heading(column): _told(table, column, name, fields) for column, name in told.items()}
    rows = [_columns(row, fields, known) for row in table.rows[:_SEARCHED]]
    columns = max(rows, key=_found, default=None)
    if columns is None or not columns.holds("name") or _found(columns) < 2:
        what = "no row of headings was recognised"
        cure = "a heading such as Authority is needed, and one for each figure, as Upheld; or name them with --map"
        raise Faulty([Fault(table.file, 1, 1, "", what, cure, cell=table.sheet)])
    if faults := [*_twice(table, columns), *_unknown(table, columns, told)]:
        raise Faulty(faults)
    return columns


def _told(table: Table, column: str, name: str, fields: tuple[Field, ...]) -> Field | None:
    if name == NOT_READ:
        return None
    if field := field_named(name, fields):
        return field
    paths = [field.path for field in fields]
    near = get_close_matches(name, [*paths, *(path.rpartition(".")[2] for path in paths)], n=1)
    cure = f"did you mean {near[0]}?" if near else f"write one of {', '.join(paths)}, or {NOT_READ}"
    raise Faulty([Fault(table.file, 1, 1, "", f"{column}={name}: there is no such field", cure)])


def _columns(row: Row, fields: tuple[Field, ...], known: Mapping[str, Field | None]) -> Columns:
    return Columns(row, {column: _field(cell, fields, known) for column, cell in row.cells.items()})


def _field(cell: Cell, fields: tuple[Field, ...], known: Mapping[str, Field | None]) -> Field | None:
    if not isinstance(cell.value, str):
        return None
    name = heading(cell.value)
    return known[name] if name in known else field_named(cell.value, fields)


def _found(columns: Columns) -> int:
    return sum(field is not None for field in columns.fields.values())


def _twice(table: Table, columns: Columns) -> list[Fault]:
    faults, first = [], dict[str, int]()
    for column, field in columns.fields.items():
        if field and field.path in first:
            other = columns.head.cells[first[field.path]].value
            what = f'"{columns.head.cells[column].value}" holds {field.path}, and so does "{other}"'
            cure = f"rename one of them, or leave it out with --map COLUMN={NOT_READ}"
            faults.append(table.fault(columns.head.number, column, what, cure))
        elif field:
            first[field.path] = column
    return faults


def _unknown(table: Table, columns: Columns, told: Mapping[str, str]) -> list[Fault]:
    """What was told of columns that are not there: a misspelt one would go unread."""
    there = {heading(str(cell.value)) for cell in columns.head.cells.values()}
    names = ", ".join(str(cell.value) for cell in columns.head.cells.values())
    return [
        table.fault(columns.head.number, 1, f"there is no column {column}", f"those here are {names}")
        for column in told
        if heading(column) not in there
    ]
