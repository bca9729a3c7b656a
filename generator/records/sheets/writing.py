"""Tables written for spreadsheets and for programs, and the dictionary of what their columns mean."""

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO
from typing import Literal

from ...files import digest
from .harmless import harmless
from .table import letters

Values = Sequence[object]

_MEDIA = {
    "csv": "text/csv",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, its type in the words of Frictionless Table Schema, and what it holds."""

    name: str
    type: Literal["string", "integer", "date"]
    description: str


def as_csv(columns: Iterable[str], rows: Iterable[Values]) -> bytes:
    """CSV as spreadsheets open it: UTF-8 with its mark, lines that end as RFC 4180 has it, no text a formula."""
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows([harmless(value) for value in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def as_json(columns: Iterable[str], rows: Iterable[Values]) -> bytes:
    """A list of objects; what is not known is null."""
    names = list(columns)
    table = [dict(zip(names, row, strict=True)) for row in rows]
    return (json.dumps(table, ensure_ascii=False, indent=1) + "\n").encode()


def as_workbook(columns: Sequence[str], rows: Iterable[Values], *, title: str) -> bytes:
    """A workbook of one sheet, its headings kept in sight. It bears the time of writing, so its bytes differ."""
    from openpyxl import Workbook
    from openpyxl.styles import Font

    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = title
    sheet.append(list(columns))
    for row in rows:
        sheet.append([harmless(value) for value in row])
    for number, name in enumerate(columns, 1):
        sheet.cell(1, number).font = Font(bold=True)
        sheet.column_dimensions[letters(number)].width = max(12, len(name) + 2)
    sheet.column_dimensions["A"].width = 45
    sheet.freeze_panes = "B2"
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()


def data_package(name: str, title: str, columns: Sequence[Column], key: str, files: Mapping[str, bytes]) -> bytes:
    """A Frictionless Data Package (specs.frictionlessdata.io): what each of these files is and its columns mean."""
    schema = {
        "fields": [{"name": column.name, "type": column.type, "description": column.description} for column in columns],
        "primaryKey": key,
        "missingValues": [""],
    }
    package = {
        "profile": "tabular-data-package",
        "name": name,
        "title": title,
        "resources": [_resource(file, content, schema) for file, content in sorted(files.items())],
    }
    return (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode()


def _resource(file: str, content: bytes, schema: Mapping[str, object]) -> dict[str, object]:
    stem, _, kind = file.rpartition(".")
    return {
        "profile": "tabular-data-resource",
        "name": f"{stem}-{kind}".lower().replace(" ", "-"),
        "path": file,
        "format": kind,
        "mediatype": _MEDIA[kind],
        **({} if kind == "xlsx" else {"encoding": "utf-8"}),
        "bytes": len(content),
        "hash": f"sha256:{digest(content)}",
        "schema": schema,
    }
