"""Workbooks of which the values alone are read: .xls, .xlsb and .ods."""

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from ...errors import Faulty
from .choice import choose_sheet
from .harmless import unharmed
from .limits import Limits, cannot, refuse_larger
from .table import Cell, Row, Table

_PROGRAM = Path(__file__).with_name("calamine_process.py")
_SECONDS = 60
_TYPES: dict[str, Callable[[Any], object]] = {
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
    "time": time.fromisoformat,
    "timedelta": lambda seconds: timedelta(seconds=seconds),
}


def read_values(path: Path, name: str | None, limits: Limits, kind: str) -> Table:
    """Return the table in a sheet. Raises Faulty where there is no such sheet, or it cannot be read."""
    sheets = {sheet["name"]: sheet for sheet in _sheets(path, limits)}
    for sheet in sheets.values():
        refuse_larger(path, sheet["height"], sheet["width"], limits)
    visible = {title: sheet["visible"] for title, sheet in sheets.items()}
    chosen, passed_over = choose_sheet(path, name, visible, lambda title: not _rows(sheets[title]["rows"]))
    unseen = (
        f"hidden rows and columns, merged cells, number formats and failed formulas cannot be seen in {kind} files; "
        "if there are any, save it as .xlsx"
    )
    return Table(str(path), chosen, _rows(sheets[chosen]["rows"]), passed_over=passed_over, unseen=unseen)


def _sheets(path: Path, limits: Limits) -> list[dict[str, Any]]:
    most = map(str, (limits.rows, limits.columns, limits.cells))
    command = [sys.executable, "-I", str(_PROGRAM), str(path), *most]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=True)  # noqa: S603 (this program's own)
        sheets: list[dict[str, Any]] = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError):
        raise _damaged(path) from None
    return sheets


def _damaged(path: Path) -> Faulty:
    what = "a damaged workbook, or one with a password"
    return cannot(path, what, "open it in a spreadsheet and save it as .xlsx without a password")


def _rows(values: list[list[object]]) -> tuple[Row, ...]:
    rows = []
    for number, row in enumerate(values, 1):
        read = ((column, _value(value)) for column, value in enumerate(row, 1))
        cells = {column: Cell(value, number, column) for column, value in read if value != ""}
        if cells:
            rows.append(Row(number, cells))
    return tuple(rows)


def _value(value: object) -> object:
    if isinstance(value, str):
        return unharmed(value.strip())
    if isinstance(value, dict):
        [(kind, written)] = value.items()
        return _TYPES[kind](written)
    return value
