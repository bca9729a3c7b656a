"""A workbook's sheet, with all that a person does not see in it, or sees otherwise."""

import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .choice import choose_sheet
from .harmless import unharmed
from .limits import cannot
from .shown import Formats
from .table import Cell, Doubtful, Row, Table

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_UNSAVED = Doubtful("a formula without its value", "open the file in a spreadsheet and save it, or write the value")
_RAISED = Doubtful("holds raised or lowered characters, as footnotes do", "take them out")


def read_workbook(path: Path, name: str | None) -> Table:
    """Return the table in a sheet of an .xlsx file that is within the limits.

    Raises Faulty where there is no such sheet, or it cannot be read.
    """
    workbook = _opened(path, values=True)
    visible = {sheet.title: sheet.sheet_state == "visible" for sheet in workbook.worksheets}
    chosen, passed_over = choose_sheet(path, name, visible, lambda title: _is_empty(workbook[title]))
    sheet = workbook[chosen]
    # Formulas tell an empty cell from one that was never computed.
    rows = tuple(_rows(sheet, _opened(path, values=False)[chosen]))
    return Table(
        file=str(path),
        sheet=chosen,
        rows=rows,
        hidden_rows=frozenset(row.number for row in rows if _is_hidden_row(sheet, row.number)),
        hidden_columns=frozenset(_hidden_columns(sheet)),
        merged=_merged(sheet),
        passed_over=passed_over,
    )


def _opened(path: Path, *, values: bool) -> "Workbook":
    from openpyxl import load_workbook  # takes its time to import, and most commands need none

    try:
        with (
            warnings.catch_warnings(action="ignore"),  # of what is no figure: styles, validations, pictures
            path.open("rb") as file,  # of a path, openpyxl refuses endings that it does not know
        ):
            return load_workbook(file, data_only=values, rich_text=True)
    except Exception:  # whatever a damaged or hostile file makes the library do
        raise cannot(path, "a damaged workbook", "open it in a spreadsheet and save it again as .xlsx") from None


def _is_empty(sheet: "Worksheet") -> bool:
    return not any(value not in (None, "") for row in sheet.iter_rows(values_only=True) for value in row)


def _rows(sheet: "Worksheet", formulas: "Worksheet") -> Iterator[Row]:
    formats = Formats.from_sheet(sheet)
    for number, (row, written) in enumerate(zip(sheet.iter_rows(), formulas.iter_rows(), strict=True), 1):
        cells = {}
        for column, (cell, as_written) in enumerate(zip(row, written, strict=True), 1):
            value = _value(cell, as_written)
            if value not in (None, ""):
                cells[column] = Cell(formats.doubt(cell, value) or value, number, column)
        if cells:
            yield Row(number, cells)


def _value(cell: Any, as_written: Any) -> object:
    from openpyxl.cell.rich_text import CellRichText

    value = cell.value
    if value is None and as_written.data_type == "f":
        return _UNSAVED
    if isinstance(value, CellRichText):
        raised = any(getattr(getattr(part, "font", None), "vertAlign", None) for part in value)
        value = _RAISED if raised else str(value)
    return unharmed(value.strip()) if isinstance(value, str) else value


def _is_hidden_row(sheet: "Worksheet", number: int) -> bool:
    dimension = sheet.row_dimensions.get(number)
    if dimension is None or dimension.height is None:
        return bool(sheet.sheet_format.zeroHeight) or bool(dimension and dimension.hidden)
    return bool(dimension.hidden) or dimension.height == 0


def _hidden_columns(sheet: "Worksheet") -> Iterator[int]:
    for dimension in sheet.column_dimensions.values():
        if dimension.hidden or dimension.width == 0:
            first = dimension.min or 1
            yield from range(first, min(dimension.max or first, sheet.max_column) + 1)


def _merged(sheet: "Worksheet") -> dict[tuple[int, int], str]:
    return {
        (row, column): str(area)
        for area in sheet.merged_cells.ranges
        for row in range(area.min_row, area.max_row + 1)
        for column in range(area.min_col, area.max_col + 1)
    }
