"""How much is read of a file that somebody sent: looked at before it is taken in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from xml.etree.ElementTree import ParseError, iterparse
from zipfile import ZipFile

from ...errors import Fault, Faulty

_SHEETS = "xl/worksheets/"
_RELATIONSHIPS = "_rels/.rels"
_STRICT = b"http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"
_LOOKED_AT = 100_000  # bytes


@dataclass(frozen=True, slots=True)
class Limits:
    """The most bytes of a file, of what it unzips to, the most rows and the most columns."""

    size: int = 50_000_000
    unzipped: int = 400_000_000
    rows: int = 200_000
    columns: int = 200
    cells: int = 5_000_000  # from the first to the last row and column of a sheet


def look_before_unzipping(path: Path, limits: Limits) -> None:
    """Raise Faulty where a workbook is beyond the limits, or none. It is not held in memory for that."""
    try:
        with ZipFile(path) as archive:
            unzipped = sum(entry.file_size for entry in archive.infolist())
            sheets = [name for name in archive.namelist() if name.startswith(_SHEETS) and name.endswith(".xml")]
            _refuse_more_than(limits, path, unzipped)
            _refuse_strict(path, archive)
            for name in sheets:
                _look_at(path, archive, name, limits)
    except (Faulty, MemoryError):
        raise
    except Exception:  # whatever a damaged archive, or none, makes the library do
        raise cannot(path, "not a workbook", "save it as .xlsx; one with a password cannot be read") from None


def _refuse_more_than(limits: Limits, path: Path, unzipped: int) -> None:
    if unzipped > limits.unzipped:
        most = f"{limits.unzipped:,} are read at the most; save the figures alone as a workbook"
        raise cannot(path, f"unzips to {unzipped:,} bytes", most)


def _refuse_strict(path: Path, archive: ZipFile) -> None:
    """Excel can save as "Strict Open XML Spreadsheet", of which openpyxl sees no sheet: its namespaces differ."""
    if _RELATIONSHIPS in archive.namelist():
        with archive.open(_RELATIONSHIPS) as relationships:
            if _STRICT in relationships.read(_LOOKED_AT):
                what = "a workbook in the Strict format, which cannot be read here"
                raise cannot(path, what, "save it as Excel Workbook (.xlsx)")


def cannot(path: Path, what: str, cure: str) -> Faulty:
    """A fault of the whole file."""
    return Faulty([Fault(str(path), 1, 1, "", what, cure)])


def _look_at(path: Path, archive: ZipFile, name: str, limits: Limits) -> None:
    most_rows = most_columns = 0
    with archive.open(name) as sheet:
        for row, column in _corners(sheet):
            most_rows, most_columns = max(most_rows, row), max(most_columns, column)
            refuse_larger(path, most_rows, most_columns, limits)


def refuse_larger(path: Path, rows: int, columns: int, limits: Limits) -> None:
    """Raise Faulty where a sheet has more rows, columns or cells than are read."""
    if rows > limits.rows or columns > limits.columns or rows * columns > limits.cells:
        what = f"a sheet has {rows:,} rows and {columns:,} columns, or more"
        most = f"{limits.rows:,} rows and {limits.columns} columns are read at the most"
        raise cannot(path, what, f"{most}; delete those that are empty")


def _corners(sheet: IO[bytes]) -> Iterator[tuple[int, int]]:
    """The last row and column of each cell and merged area; a row without cells takes no room."""
    from openpyxl.utils import range_boundaries

    try:
        for _, element in iterparse(sheet):  # noqa: S314 (expat itself refuses entities that grow)
            tag, attributes = element.tag.rpartition("}")[2], element.attrib
            where = _area(tag, attributes)
            element.clear()
            if where:
                _, _, column, row = range_boundaries(where)
                yield row or 0, column or 0
    except ParseError:
        return  # is said where it is read


def _area(tag: str, attributes: Mapping[str, str]) -> str | None:
    return attributes.get({"c": "r", "mergeCell": "ref"}.get(tag, ""))
