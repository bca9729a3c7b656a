"""A file as a table, whichever kind of file it is."""

from pathlib import Path

from ...errors import Fault, Faulty
from .delimited import read_csv
from .limits import Limits
from .table import Table
from .workbook import read_workbook

__all__ = ["Limits", "read_sheet"]


_LIMITS = Limits()


def read_sheet(path: Path, sheet: str | None = None, limits: Limits = _LIMITS) -> Table:
    """The table in a workbook's sheet, the only one where none is named, or in a CSV file.

    Raises Faulty where there is no such table, where it is beyond the limits, or is laid out in a way that no program
    can be sure of.
    """
    try:
        size = path.stat().st_size
    except FileNotFoundError:
        raise _cannot(path, "the file is not there", "name another") from None
    if size > limits.size:
        raise _cannot(path, f"{size:,} bytes", f"{limits.size:,} are read at the most; take out what is no figure")
    match path.suffix.lower():
        case ".xlsx" | ".xlsm":
            return read_workbook(path, sheet, limits)
        case ".csv" | ".tsv" | ".txt" if sheet is None:
            return read_csv(path, limits)
        case ".csv" | ".tsv" | ".txt":
            raise _cannot(path, f"there is no sheet {sheet} in a CSV file", "leave --sheet out")
    raise _cannot(path, "not a file that figures are read from", "save it as .xlsx or .csv")


def _cannot(path: Path, what: str, cure: str) -> Faulty:
    return Faulty([Fault(str(path), 1, 1, "", what, cure)])
