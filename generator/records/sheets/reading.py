"""A file as a table, whichever kind of file it is."""

from pathlib import Path

from .delimited import read_csv
from .limits import Limits, cannot
from .table import Table
from .workbook import read_workbook

_LIMITS = Limits()
_DELIMITED = (".csv", ".tsv", ".txt")


def read_sheet(path: Path, sheet: str | None = None, limits: Limits = _LIMITS) -> Table:
    """The table in a workbook's sheet, the only one where none is named, or in a CSV file.

    Raises Faulty where there is no such table, where it is beyond the limits, or is laid out in a way that no program
    can be sure of.
    """
    try:
        size = path.stat().st_size
    except FileNotFoundError:
        raise cannot(path, "the file is not there", "name another") from None
    if size > limits.size:
        raise cannot(path, f"{size:,} bytes", f"{limits.size:,} are read at the most; take out what is no figure")
    match path.suffix.lower():
        case ".xlsx" | ".xlsm":
            return read_workbook(path, sheet, limits)
        case kind if kind in _DELIMITED and sheet is None:
            return read_csv(path, limits)
        case kind if kind in _DELIMITED:
            raise cannot(path, f"there is no sheet {sheet} in a CSV file", "leave --sheet out")
    raise cannot(path, "not a file that figures are read from", "save it as .xlsx or .csv")
