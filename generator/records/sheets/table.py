"""A table: rows of cells, each with the place that a person finds it by."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ...errors import Fault, Severity


@dataclass(frozen=True, slots=True)
class Doubtful:
    """What stands in a cell that a person sees as something else, or does not see: why, and what to do about it."""

    why: str
    cure: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A value at a row and a column, counted from 1. A cell that holds nothing is not in its row."""

    value: object
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Row:
    """A row's number, and its cells by column; `width` is the number of values in a row of CSV, empty ones too."""

    number: int
    cells: Mapping[int, Cell]
    width: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a sheet that hold anything; `sheet` is empty in a file that has but one, as CSV.

    `numbers_are_text` where a file knows nothing but text. What is hidden, or merged with its neighbours, is what
    a person did not see, or sees otherwise: `merged` gives the range that a cell belongs to. `passed_over` names the
    other sheets that people see, where the table's was chosen for them: they are empty, or hold notes. `unseen` says
    what cannot be known of a file of this kind, and what to do about it.
    """

    file: str
    sheet: str
    rows: tuple[Row, ...]
    numbers_are_text: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: Mapping[tuple[int, int], str] = field(default_factory=dict)
    passed_over: tuple[str, ...] = ()
    unseen: str = ""

    def fault(self, row: int, column: int, what: str, cure: str, severity: Severity = "fault") -> Fault:
        """A fault at a cell, by the name that the spreadsheet has for it."""
        return Fault(self.file, row, column, "", what, cure, severity, self.place(Cell(None, row, column)))

    def place(self, cell: Cell) -> str:
        """A cell's name, as `Upheld!C14`."""
        name = f"{letters(cell.column)}{cell.row}"
        return f"{self.sheet}!{name}" if self.sheet else name


def letters(column: int) -> str:
    """A column's name: 1 is A, 27 is AA."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
