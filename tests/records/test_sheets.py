"""Tables are read from whichever file people have, and what cannot be seen of them is said."""

import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import Workbook
from openpyxl.formatting.rule import IconSetRule, Rule
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat

from generator.errors import Faulty
from generator.records.sheets import Doubtful, Limits, Table, read_sheet
from tests.spreadsheets.made import FOLDER

FIELD = FOLDER / "field"
TABLE: list[list[object]] = [["Authority", "Upheld"], ["Camelot City Council", 3]]


def values(table: Table) -> list[list[object]]:
    return [[cell.value for cell in row.cells.values()] for row in table.rows]


def workbook(
    file: Path, sheets: Mapping[str, Sequence[Sequence[object]]], change: Callable[[Any], object] = id
) -> Path:
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet: Any = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    change(book.worksheets[0])
    book.save(file)
    return file


def fault(file: Path, sheet: str | None = None, limits: Limits | None = None) -> str:
    with pytest.raises(Faulty) as raised:
        read_sheet(file, sheet, limits or Limits())
    [only] = raised.value.faults
    return f"{only.what}; {only.cure}"


def conditional_format(code: str) -> Callable[[Any], object]:
    style = DifferentialStyle(numFmt=NumberFormat(numFmtId=164, formatCode=code))
    rule = Rule(type="cellIs", operator="lessThan", formula=["5"], dxf=style)
    return lambda sheet: sheet.conditional_formatting.add("B2:B9", rule)


def icons_alone(sheet: Any) -> None:
    rule = IconSetRule("3Arrows", "num", [1, 2, 3], showValue=False)  # type: ignore[no-untyped-call]
    sheet.conditional_formatting.add("B2:B9", rule)


def zeros_not_shown(sheet: Any) -> None:
    sheet["B2"] = 0
    sheet.sheet_view.showZeros = False


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (conditional_format('"c"'), "holds 3, and a conditional format may show something else"),
        (icons_alone, "holds 3, and a conditional format may show something else"),
        (zeros_not_shown, "holds 0, and this sheet does not show zeros"),
    ],
    ids=["conditional format", "icons alone", "zeros not shown"],
)
def test_figure_that_its_sheet_hides_is_not_taken(change: Callable[[Any], object], why: str, tmp_path: Path) -> None:
    table = read_sheet(workbook(tmp_path / "f.xlsx", {"Figures": TABLE}, change))
    doubtful = table.rows[1].cells[2].value
    assert isinstance(doubtful, Doubtful)
    assert doubtful.why == why


def test_conditional_format_that_shows_the_figure_hides_none(tmp_path: Path) -> None:
    file = workbook(tmp_path / "f.xlsx", {"Figures": TABLE}, conditional_format("#,##0"))
    assert values(read_sheet(file)) == TABLE


def test_figure_that_its_format_hides_is_not_taken() -> None:
    doubtful = read_sheet(FIELD / "suppressed-by-format.xlsx").rows[1].cells[2].value
    assert doubtful == Doubtful('holds 3, shows "c"', "write what is meant, or format the cell as a number")


def test_strict_workbook_is_one_fault() -> None:
    what = "a workbook in the Strict format, which cannot be read here; save it as Excel Workbook (.xlsx)"
    assert fault(FIELD / "strict.xlsx") == what


@pytest.mark.parametrize("other", ["Notes", "NOTES 2", "Cover_sheet", "Table of contents", "Read me", "Empty"])
def test_only_sheet_with_a_table_is_read(other: str, tmp_path: Path) -> None:
    rows: list[list[object]] = [] if other == "Empty" else [["About", "these"], ["figures", 1]]
    table = read_sheet(workbook(tmp_path / "f.xlsx", {other: rows, "Figures": TABLE}))
    assert (table.sheet, table.passed_over) == ("Figures", (other,))
    assert values(table) == TABLE


@pytest.mark.parametrize("other", ["Figures 2", "Notes by council", "Remarks"])
def test_sheet_is_asked_for_where_several_may_be_meant(other: str, tmp_path: Path) -> None:
    file = workbook(tmp_path / "f.xlsx", {"Figures": TABLE, other: TABLE})
    assert fault(file) == f"more sheets than one; name one with --sheet: Figures, {other}"
    assert read_sheet(file, other).passed_over == ()


@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_values_of_other_workbooks_are_read_and_what_is_unseen_is_said(kind: str) -> None:
    table = read_sheet(FIELD / f"plain.{kind}")
    assert values(table) == [
        ["Authority", "Upheld", "Detailed investigations"],
        ["Ashenvale Borough Council", 1, 10],
        ["Camelot City Council", 2, 20],
    ]
    assert table.place(table.rows[1].cells[2]) == "Figures!B2"
    assert f"cannot be seen in .{kind} files" in table.unseen
    assert not table.numbers_are_text


def test_file_is_read_by_its_content_not_its_name(tmp_path: Path) -> None:
    hidden = Path(shutil.copy(FIELD / "suppressed-by-format.xlsx", tmp_path / "f.xls"))
    assert isinstance(read_sheet(hidden).rows[1].cells[2].value, Doubtful)
    old = Path(shutil.copy(FIELD / "plain.xls", tmp_path / "f.xlsx"))
    assert ".xls files" in read_sheet(old).unseen


@pytest.mark.parametrize("length", [100, 4000])
def test_xls_that_was_cut_is_one_fault(length: int, tmp_path: Path) -> None:
    (tmp_path / "f.xls").write_bytes((FIELD / "plain.xls").read_bytes()[:length])
    assert fault(tmp_path / "f.xls").startswith("a damaged workbook, or one with a password; ")


@pytest.mark.parametrize("place", [0xBB9, 0xDBA], ids=["calamine panics", "calamine asks for 500 GB and aborts"])
def test_xls_with_a_wrong_byte_is_one_fault(place: int, tmp_path: Path) -> None:
    content = bytearray((FIELD / "plain.xls").read_bytes())
    content[place] = 0xFF
    (tmp_path / "f.xls").write_bytes(content)
    assert fault(tmp_path / "f.xls").startswith("a damaged workbook, or one with a password; ")


@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_limits_hold_for_other_workbooks(kind: str) -> None:
    file = FIELD / f"plain.{kind}"
    assert fault(file, limits=Limits(rows=2)).startswith("a sheet has 3 rows and 3 columns")
    assert fault(file, limits=Limits(columns=2)).startswith("a sheet has 3 rows and 3 columns")
    assert fault(file, limits=Limits(size=10)).endswith("take out what is no figure")


OPEN_DOCUMENT = """<?xml version="1.0"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>{}</office:spreadsheet>
</office:body></office:document-content>"""


def open_document(file: Path, content: str) -> Path:
    with ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", OPEN_DOCUMENT.format(content))
    return file


def test_dates_and_sheets_of_an_open_document(tmp_path: Path) -> None:
    row = (
        '<table:table-row><table:table-cell office:value-type="date" office:date-value="2020-03-01"/>'
        '<table:table-cell office:value-type="boolean" office:boolean-value="true"/></table:table-row>'
    )
    sheets = f'<table:table table:name="Figures">{row}</table:table><table:table table:name="Notes">{row}</table:table>'
    table = read_sheet(open_document(tmp_path / "f.ods", sheets))
    assert (table.sheet, table.passed_over) == ("Figures", ("Notes",))
    assert [[str(value) for value in row] for row in values(table)] == [["2020-03-01", "True"]]


def test_open_document_that_would_fill_the_memory_is_one_fault(tmp_path: Path) -> None:
    cell = '<table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="3"/>'
    rows = f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>'
    assert fault(open_document(tmp_path / "f.ods", f'<table:table table:name="Figures">{rows}</table:table>'))


@pytest.mark.parametrize("sign", [";", "|", "\t"])
def test_csv_may_name_its_sign_in_a_line_of_its_own(sign: str, tmp_path: Path) -> None:
    (tmp_path / "f.csv").write_text(f"sep={sign}\r\nAuthority{sign}Upheld\r\nCouncil of A, B, and C{sign}3\r\n")
    table = read_sheet(tmp_path / "f.csv")
    assert values(table) == [["Authority", "Upheld"], ["Council of A, B, and C", "3"]]
    assert table.place(table.rows[1].cells[2]) == "B2"


def test_width_of_a_csv_row_counts_empty_values(tmp_path: Path) -> None:
    (tmp_path / "f.csv").write_text("Authority,Upheld,\nCamelot City Council,1,17\n")
    assert [row.width for row in read_sheet(tmp_path / "f.csv").rows] == [3, 3]
