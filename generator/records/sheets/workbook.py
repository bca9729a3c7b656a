"""A workbook's sheet, with all that a person does not see in it, or sees otherwise."""

import re
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .harmless import unharmed
from .limits import Limits, cannot, look_before_unzipping
from .table import Cell, Doubtful, Row, Table

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_UNSAVED = Doubtful("a formula without its value", "open the file in a spreadsheet and save it, or write the value")
_RAISED = Doubtful("holds raised or lowered characters, as footnotes do", "take them out")
_SHOWN_OTHERWISE = re.compile(r"%|[0#?],+(?![0#?])")
"""Formats that show another number than the cell holds: percentages, and thousands left away."""


def read_workbook(path: Path, name: str | None, limits: Limits) -> Table:
    """The table in a sheet. Raises Faulty where there is no such sheet, or it cannot be read."""
    look_before_unzipping(path, limits)
    sheet = _sheet(path, _opened(path, values=True), name)
    # Formulas tell an empty cell from one that was never computed.
    rows = tuple(_rows(sheet, _opened(path, values=False)[sheet.title]))
    return Table(
        file=str(path),
        sheet=sheet.title,
        rows=rows,
        hidden_rows=frozenset(row.number for row in rows if _is_hidden_row(sheet, row.number)),
        hidden_columns=frozenset(_hidden_columns(sheet)),
        merged=_merged(sheet),
    )


def _opened(path: Path, *, values: bool) -> "Workbook":
    from openpyxl import load_workbook  # takes its time to import, and most commands need none

    try:
        with warnings.catch_warnings(action="ignore"):  # of what is no figure: styles, validations, pictures
            return load_workbook(path, data_only=values, rich_text=True)
    except Exception:  # whatever a damaged or hostile file makes the library do
        raise cannot(path, "a damaged workbook", "open it in a spreadsheet and save it again as .xlsx") from None


def _sheet(path: Path, workbook: "Workbook", name: str | None) -> "Worksheet":
    shown = {sheet.title: sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"}
    if not shown:
        raise cannot(path, "no sheet that can be seen", "show the sheet with the figures, or save it as .xlsx again")
    if name is None and len(shown) == 1:
        return next(iter(shown.values()))
    names = ", ".join(shown)
    if name is None:
        raise cannot(path, "more sheets than one", f"name one with --sheet: {names}")
    if name in shown:
        return shown[name]
    hidden = name in workbook.sheetnames
    what = f"the sheet {name} is hidden" if hidden else f"there is no sheet {name}"
    raise cannot(path, what, "show it, so that people see what is read" if hidden else f"those here are {names}")


def _rows(sheet: "Worksheet", formulas: "Worksheet") -> Iterator[Row]:
    for number, (row, written) in enumerate(zip(sheet.iter_rows(), formulas.iter_rows(), strict=True), 1):
        values = ((column, _value(*cells)) for column, cells in enumerate(zip(row, written, strict=True), 1))
        cells = {column: Cell(value, number, column) for column, value in values if value not in (None, "")}
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
    if isinstance(value, str):
        return unharmed(value.strip())
    if isinstance(value, int | float) and not isinstance(value, bool) and _SHOWN_OTHERWISE.search(cell.number_format):
        what = f"{value} is not what the cell's format shows ({cell.number_format})"
        return Doubtful(what, "format the cell as a number, and look at it")
    return value


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
