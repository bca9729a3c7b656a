"""A file as a table, whichever kind of file it is."""

from pathlib import Path
from zipfile import ZipFile

from .delimited import read_csv
from .limits import Limits, cannot, look_before_unzipping
from .table import Table
from .values_only import read_values
from .workbook import read_workbook

_LIMITS = Limits()
_DELIMITED = (".csv", ".tsv", ".txt")
_WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
_ZIP = b"PK\x03\x04"
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # [MS-CFB]: .xls, and any workbook with a password
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument.spreadsheet"


def read_sheet(path: Path, sheet: str | None = None, limits: Limits = _LIMITS) -> Table:
    """Return the table in a workbook's sheet, the only one with a table where none is named, or in a CSV file.

    Raises Faulty where there is no such table, where it is beyond the limits, or is laid out in a way that no program
    can be sure of.
    """
    try:
        size = path.stat().st_size
    except FileNotFoundError:
        raise cannot(path, "the file is not there", "name another") from None
    if size > limits.size:
        raise cannot(path, f"{size:,} bytes", f"{limits.size:,} are read at the most; take out what is no figure")
    ending = path.suffix.lower()
    if ending not in (*_DELIMITED, *_WORKBOOKS):
        raise cannot(path, "not a file that figures are read from", "save it as .xlsx or .csv")
    kind = _kind(path)
    if not kind and ending in _DELIMITED:
        if sheet is not None:
            raise cannot(path, f"there is no sheet {sheet} in a CSV file", "leave --sheet out")
        return read_csv(path, limits)
    if kind != ".xls":
        look_before_unzipping(path, limits)
    return read_workbook(path, sheet) if kind in ("", ".xlsx") else read_values(path, sheet, limits, kind)


def _kind(path: Path) -> str:
    """Return what kind of workbook a file is by its content: people and systems give wrong endings. Text is none."""
    with path.open("rb") as file:
        start = file.read(len(_COMPOUND_FILE))
        if start == _COMPOUND_FILE:
            return ".xls"
        if not start.startswith(_ZIP):
            return ""
        try:
            with ZipFile(file) as archive:
                return _zipped_kind(archive)
        except Exception:  # whatever a damaged archive makes the library do
            return ".xlsx"  # and damaged, as is said where it is read


def _zipped_kind(archive: ZipFile) -> str:
    names = archive.namelist()
    if "xl/workbook.bin" in names:
        return ".xlsb"
    if "mimetype" in names:
        with archive.open("mimetype") as mimetype:
            if mimetype.read(len(_OPEN_DOCUMENT)) == _OPEN_DOCUMENT:
                return ".ods"
    return ".xlsx"
