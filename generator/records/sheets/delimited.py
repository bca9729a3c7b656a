"""CSV as people save it: from whichever program, with whichever sign between the values."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from functools import partial
from io import StringIO
from itertools import islice
from pathlib import Path

from ...errors import Fault, Faulty
from .harmless import unharmed
from .limits import Limits
from .table import Cell, Row, Table

_SIGNS = ",;\t|"
_NAMED_SIGN = re.compile(rf'"?sep=([{re.escape(_SIGNS)}])"?[^\S\r\n]*(?:\r\n|\r|\n)', re.IGNORECASE)
"""The line by which Excel is told of the sign. Spreadsheets do not show it, so rows are counted after it."""

_LOOKED_AT = 50  # rows
_FIELD = 100_000  # characters


def read_csv(path: Path, limits: Limits) -> Table:
    """The table in a CSV file. Raises Faulty where it is none."""
    text = _text(path)
    csv.field_size_limit(_FIELD)
    rows = []
    try:
        for number, values in enumerate(_values(text), 1):
            if number > limits.rows or len(values) > limits.columns:
                most = f"{limits.rows:,} rows and {limits.columns} columns are read at the most"
                raise Faulty([Fault(str(path), number, 1, "", "too large a table", most)])
            cells = {column: Cell(unharmed(value.strip()), number, column) for column, value in _filled(values)}
            if cells:
                rows.append(Row(number, cells, len(values)))
    except csv.Error as error:
        raise Faulty([Fault(str(path), 1, 1, "", f"not CSV ({error})", "save it as CSV again")]) from None
    return Table(str(path), "", tuple(rows), numbers_are_text=True)


def _filled(values: list[str]) -> Iterator[tuple[int, str]]:
    return ((column, value) for column, value in enumerate(values, 1) if value.strip())


def _values(text: str) -> Iterator[list[str]]:
    """Split into rows, by the sign that the first line names, else by that which splits the most rows alike."""
    named = _NAMED_SIGN.match(text)
    if named:
        text = text[named.end() :]
    sign = named[1] if named else max(_SIGNS, key=partial(_alike, text))
    return csv.reader(StringIO(text, newline=""), delimiter=sign, strict=True)


def _alike(text: str, sign: str) -> tuple[int, int]:
    """How many of the first rows a sign splits alike, and into how many values."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=sign)
    widths = Counter(len(row) for row in islice(reader, _LOOKED_AT) if len(row) > 1)
    return max(((count, width) for width, count in widths.items()), default=(0, 0))


def _text(path: Path) -> str:
    """Excel saves Unicode text as UTF-16 with its mark, and CSV in the encoding of Windows or in UTF-8."""
    content = path.read_bytes()
    if b"\0" in content and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Faulty([Fault(str(path), 1, 1, "", "not text", "save it as CSV in UTF-8")])
    for encoding in ("utf-16",) if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Faulty([Fault(str(path), 1, 1, "", "text in an unknown encoding", "save it as CSV in UTF-8")])
