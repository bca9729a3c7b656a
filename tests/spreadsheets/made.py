"""The spreadsheets, made."""

import shutil
import subprocess
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from ..places import ROOT

FOLDER = ROOT / "tests" / "spreadsheets"
HEADS = ["Authority", "Investigations", "Upheld", "Compliance outcomes", "Satisfied", "Satisfactory remedies"]
ROWS: list[Sequence[object]] = [
    ["Ashenvale Borough Council", 24, 16, 17, 15, 2],
    ["Camelot City Council", 30, 20, 12, 12, 3],
    ["St Osric's Borough Council", 12, 6, 4, 4, 1],
]
"""Right figures of invented councils: what each file has beside its one fault."""

Fault = Callable[[Worksheet], object]


def cell(place: str, value: object) -> Fault:
    def set_cell(sheet: Worksheet) -> None:
        sheet[place] = value  # type: ignore[assignment]

    return set_cell


def rows(*new: Sequence[object]) -> Fault:
    def append(sheet: Worksheet) -> None:
        for row in new:
            sheet.append(list(row))

    return append


def hidden_row(sheet: Worksheet) -> None:
    sheet.row_dimensions[3].hidden = True


def hidden_column(sheet: Worksheet) -> None:
    sheet.column_dimensions["C"].hidden = True


def hidden_sheet(sheet: Worksheet) -> None:
    book: Any = sheet.parent
    book.create_sheet("Old figures").append(["Authority", "Upheld"])
    book["Old figures"].sheet_state = "hidden"


def two_sheets(sheet: Worksheet) -> None:
    book: Any = sheet.parent
    book.create_sheet("Remarks")["A1"] = "as agreed"


def title_above(sheet: Worksheet) -> None:
    sheet.insert_rows(1, 3)
    sheet["A1"] = "Figures for the annual letters"
    sheet.merge_cells("A1:F1")


def dates_as_numbers(sheet: Worksheet) -> None:
    sheet["B3"] = 45000
    sheet["B3"].number_format = "dd/mm/yyyy"


FAULTS: dict[str, Fault] = {
    "number-in-words": cell("C3", "n/a"),
    "number-with-a-point": cell("C3", 20.5),
    "number-negative": cell("C3", -1),
    "number-too-large": cell("C3", 1_000_000),
    "number-with-a-comma": cell("B3", "1,234"),
    "number-stored-as-text": cell("B3", "30"),
    "number-is-true": cell("C3", True),
    "date-for-a-number": cell("B3", date(2020, 3, 1)),
    "number-shown-as-a-date": dates_as_numbers,
    "formula": cell("C3", "=16+4"),
    "formula-that-fails": cell("C3", "=1/0"),
    "empty-cell": cell("C3", None),
    "hidden-row": hidden_row,
    "hidden-column": hidden_column,
    "hidden-sheet": hidden_sheet,
    "two-sheets": two_sheets,
    "merged-cells": lambda sheet: sheet.merge_cells("B2:B3"),
    "title-above-the-table": title_above,
    "council-twice": rows(["CAMELOT  City council", 30, 20, 12, 12, 3]),
    "council-misspelt": cell("A3", "Camelott City Council"),
    "council-in-short": cell("A3", "Camelot"),
    "council-that-is-not": rows(["Lyonesse Borough Council", 1, 0, 0, 0, 0]),
    "row-without-a-council": cell("A3", None),
    "name-is-a-number": cell("A3", 12),
    "upheld-above-investigations": cell("C3", 31),
    "satisfied-above-outcomes": cell("E3", 13),
    "remedies-above-upheld": cell("F3", 21),
    "total-that-is-right": rows(["Total", 66, 42, 33, 31, 6]),
    "total-that-is-wrong": rows(["TOTAL", 66, 45, 33, 31, 6]),
    "blanks-below": rows([], [" ", None, "  "], []),
    "remark-beside-the-table": cell("H3", "to be checked"),
    "column-twice": cell("D1", "Upheld decisions"),
    "heading-unknown": cell("C1", "Well founded"),
    "no-headings": lambda sheet: sheet.delete_rows(1),
    "invisible-character": cell("A3", "Camelot\u200b City Council"),
}
DECISIONS: list[Sequence[object]] = [
    ["Council", "Decision", "Satisfactory remedy", "Compliance outcome"],
    ["Camelot City Council", "Upheld", "Yes", "Satisfied"],
    ["Camelot City Council", "upheld", "No", "Not satisfied"],
    ["camelot city council", "Not Upheld", None, None],
    ["Camelot City Council", "Closed after initial enquiries", None, None],
    ["Ashenvale Borough Council", None, None, "Complied"],
]
DECISION_FAULTS: dict[str, Fault] = {
    "decisions": rows(),
    "decisions-word-unknown": cell("B3", "Dismissed"),
    "decisions-remedy-of-none-upheld": cell("C4", "Satisfactory"),
    "decisions-without-a-council": cell("A4", None),
}
CSV: dict[str, bytes] = {
    "semicolons": b"Authority;Investigations;Upheld\r\nCamelot City Council;30;20\r\n",
    "tabs": b"Authority\tInvestigations\tUpheld\nCamelot City Council\t30\t20\n",
    "quoted": b'Authority,Investigations,Upheld\n"Camelot\nCity Council","30","20"\n',
    "utf-8-with-its-mark": "\ufeffAuthority,Upheld\nCôte d'Albion and Llanedeyrn-sur-Mer Council,1\n".encode(),
    "windows-1252": "Authority,Upheld\nCôte d'Albion and Llanedeyrn-sur-Mer Council,1\n".encode("cp1252"),
    "utf-16": "Authority,Investigations,Upheld\nCamelot City Council,30,20\n".encode("utf-16"),
    "number-in-words": b"Authority,Investigations,Upheld\nCamelot City Council,thirty,20\n",
    "leading-zero": b"Authority,Investigations,Upheld\nCamelot City Council,030,20\n",
    "quotes-not-closed": b'Authority,Investigations,Upheld\n"Camelot City Council,30,20\n',
    "not-text": b"Authority\0Investigations\n",
    "empty": b"",
}


def make() -> None:
    """Make all of them anew."""
    for name in ("openpyxl", "libreoffice", "csv"):
        shutil.rmtree(FOLDER / name, ignore_errors=True)
        (FOLDER / name).mkdir()
    for name, fault in FAULTS.items():
        _save(name, [HEADS, *ROWS], fault)
    for name, fault in DECISION_FAULTS.items():
        _save(name, DECISIONS, fault)
    for name, content in CSV.items():
        (FOLDER / "csv" / f"{name}.csv").write_bytes(content)
    workbooks = sorted((FOLDER / "openpyxl").glob("*.xlsx"))
    order = ["soffice", "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir"]
    subprocess.run([*order, FOLDER / "libreoffice", *workbooks], check=True)
    (FOLDER / "openpyxl" / "damaged.xlsx").write_bytes(workbooks[0].read_bytes()[:2000])
    (FOLDER / "openpyxl" / "no-workbook.xlsx").write_bytes(b"Authority,Upheld\n")


def _save(name: str, table: list[Sequence[object]], fault: Fault) -> None:
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "Upheld"
    for row in table:
        sheet.append(row)
    fault(sheet)
    book.save(FOLDER / "openpyxl" / f"{name}.xlsx")


def files() -> list[Path]:
    folders = ("csv", "libreoffice", "openpyxl")
    return sorted(file for name in folders for file in (FOLDER / name).glob("*.*"))
