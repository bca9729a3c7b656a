"""A workbook's sheet, with all that a person does not see in it."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile

from ...errors import Fault, Faulty
from .harmless import unharmed
from .limits import Limits
from .table import Cell, Row, Table, Unsaved

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_UNREADABLE = (BadZipFile, ParseError, KeyError, ValueError, TypeError, AttributeError, IndexError, EOFError, OSError)
"""What openpyxl raises on files that are damaged, or no workbooks."""


def read_workbook(path: Path, name: str | None, limits: Limits) -> Table:
    """The table in a sheet. Raises Faulty where there is no such sheet, or it cannot be read."""
    _look_before_unzipping(path, limits)
    sheet = _sheet(path, _opened(path, values=True), name)
    if sheet.max_row > limits.rows or sheet.max_column > limits.columns:
        most = f"{limits.rows:,} rows and {limits.columns} columns are read at the most; delete those that are empty"
        what = f"the sheet {sheet.title} has {sheet.max_row:,} rows and {sheet.max_column:,} columns"
        raise _cannot(path, what, most)
    rows = tuple(_rows(sheet, _formulas(path, sheet.title)))
    return Table(
        file=str(path),
        sheet=sheet.title,
        rows=rows,
        hidden_rows=frozenset(number for number, row in sheet.row_dimensions.items() if row.hidden),
        hidden_columns=frozenset(_hidden_columns(sheet)),
        merged=_merged(sheet),
    )


def _look_before_unzipping(path: Path, limits: Limits) -> None:
    try:
        with ZipFile(path) as archive:
            unzipped = sum(entry.file_size for entry in archive.infolist())
    except (BadZipFile, OSError, ValueError):
        raise _cannot(path, "not a workbook", "save it as .xlsx; one with a password cannot be read") from None
    if unzipped > limits.unzipped:
        most = f"{limits.unzipped:,} are read at the most; save the figures alone as a workbook"
        raise _cannot(path, f"unzips to {unzipped:,} bytes", most)


def _opened(path: Path, *, values: bool) -> "Workbook":
    from openpyxl import load_workbook  # takes its time to import, and most commands need none

    try:
        return load_workbook(path, data_only=values)
    except _UNREADABLE:
        raise _cannot(path, "a damaged workbook", "open it in a spreadsheet and save it again as .xlsx") from None


def _sheet(path: Path, workbook: "Workbook", name: str | None) -> "Worksheet":
    shown = {sheet.title: sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"}
    if name is None and len(shown) == 1:
        return next(iter(shown.values()))
    names = ", ".join(shown) or "none"
    if name is None:
        raise _cannot(path, "more sheets than one, or none", f"name one with --sheet: {names}")
    if name in shown:
        return shown[name]
    hidden = name in workbook.sheetnames
    what = f"the sheet {name} is hidden" if hidden else f"there is no sheet {name}"
    raise _cannot(path, what, "show it, so that people see what is read" if hidden else f"those here are {names}")


def _formulas(path: Path, sheet: str) -> "Worksheet":
    """The same sheet with formulas where there are any: they tell an empty cell from one that was never computed."""
    found: Worksheet = _opened(path, values=False)[sheet]
    return found


def _rows(sheet: "Worksheet", formulas: "Worksheet") -> Iterator[Row]:
    for number, (row, written) in enumerate(zip(sheet.iter_rows(), formulas.iter_rows(), strict=True), 1):
        cells = {}
        for column, (cell, as_written) in enumerate(zip(row, written, strict=True), 1):
            value = cell.value if as_written.data_type != "f" or cell.value is not None else Unsaved("=")
            if value is not None and (not isinstance(value, str) or value.strip()):
                cells[column] = Cell(_plain(value), number, column)
        if cells:
            yield Row(number, cells)


def _plain(value: Any) -> object:
    return unharmed(value.strip()) if isinstance(value, str) else value


def _hidden_columns(sheet: "Worksheet") -> Iterator[int]:
    for dimension in sheet.column_dimensions.values():
        if dimension.hidden:
            yield from range(dimension.min or 1, (dimension.max or dimension.min or 1) + 1)


def _merged(sheet: "Worksheet") -> dict[tuple[int, int], str]:
    return {
        (row, column): str(area)
        for area in sheet.merged_cells.ranges
        for row in range(area.min_row, area.max_row + 1)
        for column in range(area.min_col, area.max_col + 1)
    }


def _cannot(path: Path, what: str, cure: str) -> Faulty:
    return Faulty([Fault(str(path), 1, 1, "", what, cure)])
