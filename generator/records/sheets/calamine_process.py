"""A program that prints the values of a workbook's visible sheets as JSON. It imports nothing of this package.

calamine aborts the process that it runs in where some workbooks are damaged: a byte amiss in an .xls, and it asks for
hundreds of gigabytes. Here that ends this process alone, which has a limit of memory besides.
"""

import json
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook, SheetMetadata, SheetTypeEnum, SheetVisibleEnum, load_workbook

_MEMORY = 2 << 30  # bytes


def main(file: str, most_rows: str, most_columns: str, most_cells: str) -> None:
    """Print a list of the sheets, in their order; a sheet beyond these limits has its size and no rows."""
    _limit_memory()
    most = int(most_rows), int(most_columns), int(most_cells)
    with Path(file).open("rb") as content:  # by its content: calamine takes a path's ending for the truth
        workbook = load_workbook(content)
        sheets = [_sheet(workbook, sheet, most) for sheet in workbook.sheets_metadata]
    json.dump(sheets, sys.stdout, default=_tagged)


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


def _sheet(workbook: CalamineWorkbook, metadata: SheetMetadata, most: tuple[int, int, int]) -> dict[str, Any]:
    described: dict[str, Any] = {"name": metadata.name, "visible": False, "rows": [], "height": 0, "width": 0}
    if metadata.typ is not SheetTypeEnum.WorkSheet or metadata.visible is not SheetVisibleEnum.Visible:
        return described
    sheet = workbook.get_sheet_by_name(metadata.name)
    last_row, last_column = sheet.end or (-1, -1)  # counted from 0
    height, width = last_row + 1, last_column + 1
    most_rows, most_columns, most_cells = most
    fits = height <= most_rows and width <= most_columns and height * width <= most_cells
    rows = sheet.to_python(skip_empty_area=False) if fits else []
    return {**described, "visible": True, "rows": rows, "height": height, "width": width}


def _tagged(value: object) -> dict[str, object]:
    """Return a date, a time or a duration as an object that names its type."""
    if isinstance(value, timedelta):
        return {"timedelta": value.total_seconds()}
    return {type(value).__name__: value.isoformat()}  # type: ignore[attr-defined]


if __name__ == "__main__":
    main(*sys.argv[1:])
