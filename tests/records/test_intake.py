"""Figures come in without a slip, and the slips that were made before are named with their cells."""

import csv
import random
import re
import shutil
from collections.abc import Mapping, Sequence
from io import StringIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from generator.errors import Faulty
from generator.merge import export
from generator.records import Kind, Plan, councils_in, kept_in, load, period_of, planned, read_sheet, recognised, slug
from generator.records.sheets import Limits
from tests.places import DATA
from tests.spreadsheets.made import FOLDER, HEADS, ROWS, files

SAMPLE = DATA / "sample"
NOTHING: Mapping[str, str] = {}


def plan_of(file: Path, folder: Path = SAMPLE, rows: Kind = "councils", told: Mapping[str, str] = NOTHING) -> Plan:
    kept = kept_in(folder, councils_in(folder))
    table = read_sheet(file)
    columns = recognised(table, rows, kept.columns, told, period_of(folder))
    return planned(folder, councils_in(folder), table, columns, kept, decisions=rows == "decisions")


def said(file: Path) -> str:
    """A file's entry in `said.txt`."""
    lines = []
    try:
        plan = plan_of(file, rows="decisions" if file.stem.startswith("decisions") else "councils")
        lines += [*map(str, plan.warnings), *map(str, plan.faults), *(f"not read {row}" for row in plan.skipped)]
        for council in plan.councils:
            changes = ", ".join(f"{path} {old} -> {new}" for path, (old, new) in council.changes.items())
            lines.append(f"{council.state} {council.name}" + (f": {changes}" if changes else ""))
    except Faulty as faulty:
        lines += map(str, faulty.faults)
    text = "".join(f"    {line.replace(f'{file.parent}/', '')}\n" for line in lines)
    return f"{file.parent.name}/{file.name}\n{text}"


@pytest.mark.parametrize("file", files(), ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_spreadsheet_is_read_or_refused_as_approved(file: Path) -> None:
    approved = (FOLDER / "said.txt").read_text()
    assert said(file) in approved, "look at it, then: python -m tests.spreadsheets"


def workbook(file: Path, *rows: Sequence[object]) -> Path:
    book = Workbook()
    sheet: Any = book.active
    for row in rows:
        sheet.append(row)
    book.save(file)
    return file


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    """The samples' records, to be changed."""
    return Path(shutil.copytree(SAMPLE, tmp_path / "data" / "sample"))


def records(edition: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted((edition / "councils").iterdir())}


def test_figures_are_written_and_nothing_else_changes(edition: Path, tmp_path: Path) -> None:
    record = edition / "councils" / "camelot-city-council.yaml"
    before = record.read_text()
    row = ["Camelot City Council", 1200, 20, 12, 12, 3]
    plan_of(workbook(tmp_path / "f.xlsx", [*HEADS], row), edition).write()
    after = record.read_text()
    changed = [line for line in after.splitlines() if line not in before.splitlines()]
    assert "  investigations: 1200" in after
    assert len(changed) <= 5
    assert len(after.splitlines()) == len(before.splitlines())
    assert records(edition).keys() == records(SAMPLE).keys()
    others = {name: text for name, text in records(edition).items() if name != record.name}
    assert others.items() <= records(SAMPLE).items()


def test_comments_order_and_words_written_by_hand_survive(edition: Path, tmp_path: Path) -> None:
    record = edition / "councils" / "camelot-city-council.yaml"
    by_hand = (
        "# Kept since 1999.\r\ntype:   unitary   # since the reform\r\nname: 'Camelot City Council'\r\n"
        "personal_paragraphs:\r\n- >-\r\n  First,\r\n  folded.\r\n    \r\n-   Second.\r\n"
        "addressee: {name: Dame M. Fay,   role: Seneschal}\r\n\r\n# figures below\r\n"
        "compliance: {outcomes: 1, satisfied: 1}\r\n"
    )
    record.write_bytes(by_hand.encode())
    plan_of(workbook(tmp_path / "f.xlsx", HEADS, ["Camelot City Council", 30, 20, 12, 11, 3]), edition).write()
    figures = "complaints_upheld:\r\n  investigations: 30\r\n  upheld: 20\r\n"
    assert (
        record.read_bytes().decode()
        == by_hand.replace("outcomes: 1, satisfied: 1", "outcomes: 12, satisfied: 11").replace(
            "Seneschal}\r\n", f"Seneschal}}\r\n{figures}"
        )
        + "satisfactory_remedies:\r\n  remedies: 3\r\n"
    )


def test_new_council_becomes_a_record(edition: Path, tmp_path: Path) -> None:
    heads = [*HEADS[:3], "Council type", "Chief Executive", "Job title", "E-mail", "Cc"]
    people = ["Borough", "Ms Iseult", "Chief Executive", "m@l.example", "a@l.example; b@l.example"]
    row = ["Lyonesse Borough Council", 3, 1, *people]
    plan = plan_of(workbook(tmp_path / "f.xlsx", heads, row), edition)
    assert [(council.state, council.slug) for council in plan.councils] == [("new", "lyonesse-borough-council")]
    assert plan.write() == 1
    council = load(edition.parent, "sample").councils["lyonesse-borough-council"]
    assert (council.type, council.addressee.name) == ("district", "Ms Iseult")
    assert council.email
    assert council.email.copies == ("a@l.example", "b@l.example")


def test_one_fault_writes_nothing(edition: Path, tmp_path: Path) -> None:
    plan = plan_of(
        workbook(tmp_path / "f.xlsx", HEADS, ["Camelot City Council", 1, 0, 0, 0, 0], ["Nowhere", 1, 0, 0, 0, 0]),
        edition,
    )
    with pytest.raises(Faulty):
        plan.write()
    assert records(edition) == records(SAMPLE)


def test_what_is_kept_is_used_for_the_next_table(edition: Path, tmp_path: Path) -> None:
    (edition / "import.yaml").write_text(
        "columns: {Well founded: upheld}\ncouncils: {Camelot: camelot-city-council, Ghost Trust: '-'}\n"
    )
    heads = ["Authority", "Investigated", "Well founded"]
    table = workbook(tmp_path / "f.xlsx", heads, ["Camelot", 9, 1], ["Ghost trust", 9, 5])
    plan = plan_of(table, edition)
    assert [council.slug for council in plan.councils] == ["camelot-city-council"]
    assert plan.faults == ()
    assert plan.skipped == ("Sheet!A3: Ghost trust, which gets no letter",)


def test_exact_name_is_meant_where_it_differs_by_a_space(edition: Path, tmp_path: Path) -> None:
    for name in ("Eastham Council", "East Ham Council"):
        text = (edition / "councils" / "camelot-city-council.yaml").read_text().replace("Camelot City Council", name)
        (edition / "councils" / f"{slug(name)}.yaml").write_text(text)
    table = workbook(tmp_path / "f.xlsx", HEADS[:3], ["East Ham Council", 50, 10], ["EASTHAM council", 60, 10])
    plan = plan_of(table, edition)
    assert {council.slug: council.changes["complaints_upheld.investigations"][1] for council in plan.councils} == {
        "east-ham-council": 50,
        "eastham-council": 60,
    }
    ambiguous = plan_of(
        workbook(tmp_path / "g.xlsx", HEADS[:3], ["EasthamCouncil", 5, 1], ["EAST HAMCOUNCIL", 5, 1]), edition
    )
    assert [str(fault).partition(": ")[2][:40] for fault in ambiguous.faults]


def test_decisions_are_counted_for_the_council_whatever_it_is_called(edition: Path, tmp_path: Path) -> None:
    (edition / "import.yaml").write_text(
        "councils: {Camelot: camelot-city-council}\nwords: {compliance: {empty: none recorded}}\n"
    )
    table = workbook(
        tmp_path / "f.xlsx",
        ["Council", "Decision", "Remedy", "Compliance outcome"],
        ["Camelot", "Upheld", "No", None],
        ["Camelot City Council", "Not upheld", None, None],
    )
    plan = plan_of(table, edition, "decisions")
    [council] = plan.councils
    assert not plan.faults
    assert not plan.warnings
    assert {path: new for path, (_, new) in council.changes.items()} == {
        "complaints_upheld.investigations": 2,
        "complaints_upheld.upheld": 1,
        "compliance.outcomes": 0,
        "compliance.satisfied": 0,
    }


def test_decisions_of_which_nothing_is_said_are_no_nothing_to_report(edition: Path, tmp_path: Path) -> None:
    table = workbook(tmp_path / "f.xlsx", ["Council", "Decision"], ["Camelot City Council", None])
    plan = plan_of(table, edition, "decisions")
    assert [fault.what for fault in plan.faults] == ["nothing is said of this decision"]
    assert all(council.state == "same" for council in plan.councils)


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        ("councils: {Peak: ../../evil}", "import.yaml:1:18: councils.Peak: there is no record ../../evil"),
        (
            "councils: {Peak: Camelot City Council}",
            "there is no record Camelot City Council; did you mean camelot-city",
        ),
        ("councils: {C: camelot-city-council, c.: '-'}", "councils.c.: spelt like another name above"),
        ("columns: {Nr: investigation}", "columns.Nr: there is no field investigation; write one of name"),
    ],
)
def test_what_is_kept_and_cannot_be_is_named(kept: str, said: str, edition: Path, tmp_path: Path) -> None:
    (edition / "import.yaml").write_text(f"{kept}\n")
    with pytest.raises(Faulty) as raised:
        plan_of(workbook(tmp_path / "f.xlsx", HEADS, *ROWS), edition)
    assert said in str(raised.value)


@pytest.mark.parametrize("heading", ["% Upheld", "Upheld (%)", "Upheld rate", "Upheld (2018-19)", "Per cent upheld"])
def test_rate_or_another_years_figure_is_no_count(heading: str, tmp_path: Path) -> None:
    heads, row = ["Council", "Investigations", "Upheld", heading], ["Camelot City Council", 57, 31, 5]
    assert [council.state for council in plan_of(workbook(tmp_path / "f.xlsx", heads, row)).councils] == ["same"]
    with pytest.raises(Faulty, match='"Investigations" needs a column of upheld beside it'):
        plan_of(workbook(tmp_path / "f.xlsx", [*heads[:2], heading], [*row[:2], 5]))


@pytest.mark.parametrize(
    ("value", "form", "what"),
    [
        (1, "0%", 'holds 1, shows "100%"'),
        (16000, "0,", 'holds 16000, shows "16"'),
        (0.5, "0.0%", 'holds 0.5, shows "50.0%"'),
    ],
)
def test_number_that_is_shown_otherwise_is_named(value: float, form: str, what: str, tmp_path: Path) -> None:
    book = Workbook()
    sheet: Any = book.active
    for row in (HEADS[:3], ["Camelot City Council", 57, value]):
        sheet.append(row)
    sheet["C2"].number_format = form
    book.save(tmp_path / "f.xlsx")
    [fault] = plan_of(tmp_path / "f.xlsx").faults
    assert (fault.cell, fault.what) == ("Sheet!C2", what)


@pytest.mark.parametrize(
    ("row", "cell", "what"),
    [
        ((57, None, 28, 27), "B2", "upheld is empty, and the record has figures for complaints upheld"),
        ((None, 31, 28, 27), "C2", "investigations is empty, and the record has figures for complaints upheld"),
        ((57, 31, None, 27), "E2", "outcomes is empty, and the record has figures for compliance"),
    ],
)
def test_half_of_a_panel_is_refused_where_the_record_has_figures(
    row: tuple[int | None, ...], cell: str, what: str, tmp_path: Path
) -> None:
    [fault] = plan_of(workbook(tmp_path / "f.xlsx", HEADS[:5], ["Camelot City Council", *row])).faults
    assert (fault.cell, fault.what.partition(":")[0]) == (f"Sheet!{cell}", what)


def test_half_of_a_panel_stays_awaited_where_the_record_has_none(tmp_path: Path) -> None:
    file = workbook(tmp_path / "f.xlsx", HEADS[:5], ["Ivywell District Council", 9, None, 5, 5])
    plan = plan_of(file)
    [warning] = plan.warnings
    assert warning.what == "upheld is empty: without it the figures for complaints upheld stay awaited"
    [council] = plan.councils
    assert {path: new for path, (_, new) in council.changes.items()} == {
        "compliance.outcomes": 5,
        "compliance.satisfied": 5,
    }


@pytest.mark.parametrize("sign", [None, "-", "[z]", "n/a", ".."])
def test_none_of_none_is_none_without_being_written(sign: str | None, tmp_path: Path) -> None:
    plan = plan_of(workbook(tmp_path / "f.xlsx", HEADS, ["Camelot City Council", 7, 0, 0, sign, sign]))
    [council] = plan.councils
    assert plan.faults == ()
    assert council.record.compliance
    assert council.record.satisfactory_remedies
    assert (council.record.compliance.satisfied, council.record.satisfactory_remedies.remedies) == (0, 0)


def test_number_that_adding_up_has_blurred_is_whole(tmp_path: Path) -> None:
    row = ["Camelot City Council", 940.99999999999989, 45.0, 12, 11, 3]
    [council] = plan_of(workbook(tmp_path / "f.xlsx", HEADS, row)).councils
    assert council.record.complaints_upheld
    assert (council.record.complaints_upheld.investigations, council.record.complaints_upheld.upheld) == (941, 45)


@pytest.mark.parametrize(("rate", "count"), [("Complied %", "Complied"), ("Satisfied (%)", "Satisfied")])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_kept_mapping_means_the_very_column_that_it_names(
    rate: str, count: str, kind: str, edition: Path, tmp_path: Path
) -> None:
    (edition / "import.yaml").write_text(f"columns: {{'{rate}': '-'}}\n")
    rows: list[list[object]] = [["Body in jurisdiction", "Outcomes", rate, count], ["Camelot City Council", 30, 90, 27]]
    file = tmp_path / f"f.{kind}"
    if kind == "csv":
        file.write_text("".join(",".join(map(str, row)) + "\n" for row in rows))
    else:
        workbook(file, *rows)
    [council] = plan_of(file, edition).councils
    assert {path: new for path, (_, new) in council.changes.items()} == {"compliance.outcomes": 30}
    assert council.record.compliance
    assert council.record.compliance.satisfied == 27


@pytest.mark.parametrize(
    "heading",
    [
        "Upheld (housing)",
        "Upheld (last year)",
        "Upheld (England)",
        "Upheld [adult social care]",
        "Upheld (with injustice)",
    ],
)
def test_words_in_brackets_make_another_column(heading: str, tmp_path: Path) -> None:
    heads, row = ["Council", "Investigations", heading], ["Camelot City Council", 57, 5]
    with pytest.raises(Faulty, match='"Investigations" needs a column of upheld beside it'):
        plan_of(workbook(tmp_path / "f.xlsx", heads, row))


@pytest.mark.parametrize("heading", ["Upheld (n)", "Upheld [note 3]", "Upheld [1]", "Number upheld (in the year)"])
def test_note_in_brackets_does_not(heading: str, tmp_path: Path) -> None:
    heads, row = ["Council", "Investigations", heading], ["Camelot City Council", 57, 31]
    assert [council.state for council in plan_of(workbook(tmp_path / "f.xlsx", heads, row)).councils] == ["same"]


@pytest.mark.parametrize("kept", [True, False])
def test_figures_of_another_year_are_not_read(kept: bool, edition: Path, tmp_path: Path) -> None:
    heads = ["Council", "Investigations 2018-19", "Upheld 2018-19", "Investigations 2019-20", "Upheld 2019-20"]
    table = workbook(tmp_path / "f.xlsx", heads, ["Camelot City Council", 50, 40, 57, 31])
    mapping = {heads[1]: "investigations", heads[2]: "upheld"}
    if kept:
        (edition / "import.yaml").write_text(f"columns: {mapping}\n")
    with pytest.raises(Faulty) as raised:
        plan_of(table, edition, told=NOTHING if kept else mapping)
    said = "too few headings are known" if kept else '"Upheld 2018-19" is of 2018, and the edition of 2019-04-01 to'
    assert said in str(raised.value)
    this_year = {heads[3]: "investigations", heads[4]: "upheld"}
    assert [council.state for council in plan_of(table, edition, told=this_year).councils] == ["same"]


def test_rates_are_no_counts_whatever_is_told(tmp_path: Path) -> None:
    heads, row = ["Council", "Investigations", "Upheld (%)"], ["Camelot City Council", 57, 50]
    table = workbook(tmp_path / "f.xlsx", heads, row)
    with pytest.raises(Faulty, match=r'counts are needed beside "Upheld \(%\)"'):
        plan_of(table)
    with pytest.raises(Faulty, match=r'"Upheld \(%\)" says that it holds rates: a count is needed'):
        plan_of(table, told={"Upheld (%)": "upheld"})


def test_table_of_the_other_kind_is_known(tmp_path: Path) -> None:
    decisions = workbook(
        tmp_path / "f.xlsx", ["Authority", "Decision", "Remedy"], ["Camelot City Council", "Upheld", "No"]
    )
    with pytest.raises(Faulty, match="if each row is one of the decisions, add --rows decisions"):
        plan_of(decisions)
    with pytest.raises(Faulty, match="if each row is one of the councils, add --rows councils"):
        plan_of(workbook(tmp_path / "g.xlsx", HEADS, *ROWS), rows="decisions")


def test_change_of_type_is_warned_of(tmp_path: Path) -> None:
    table = workbook(tmp_path / "f.xlsx", ["Council", "Sector"], ["Camelot City Council", "London"])
    [warning] = plan_of(table).warnings
    assert (warning.cell, warning.what) == ("Sheet!B2", "the type of authority would change from unitary to london")


def test_word_for_nothing_is_an_empty_cell(tmp_path: Path) -> None:
    heads = ["Authority", "Decision", "Remedy"]
    rows = [["Camelot City Council", "Upheld", "Null"], ["Camelot City Council", "Not upheld", "Apology"]]
    plan = plan_of(workbook(tmp_path / "f.xlsx", heads, *rows), rows="decisions")
    assert plan.faults == ()
    assert [warning.what for warning in plan.warnings] == [
        "an upheld decision says nothing of a remedy, counted as not satisfactory"
    ]


def test_table_without_rows_is_a_fault(tmp_path: Path) -> None:
    [fault] = plan_of(workbook(tmp_path / "f.xlsx", HEADS)).faults
    assert fault.what == "no row of a council is below these headings"


def test_heading_with_the_sign_of_a_sum_is_that_column(tmp_path: Path) -> None:
    heads, row = ["Council", "Upheld", "Not upheld", "Upheld+Not upheld"], ["Camelot City Council", 31, 5, 57]
    plan = plan_of(workbook(tmp_path / "f.xlsx", heads, row), told={"Upheld+Not upheld": "investigations"})
    assert [council.state for council in plan.councils] == ["same"]


def test_sum_of_which_a_part_is_missing_is_refused(tmp_path: Path) -> None:
    heads, row = ["Council", "Upheld", "Not upheld"], ["Camelot City Council", 31, None]
    [fault] = plan_of(workbook(tmp_path / "f.xlsx", heads, row), told={"Upheld+Not upheld": "investigations"}).faults
    assert fault.what == "a part of Upheld+Not upheld is empty, and cannot be added up"


@pytest.mark.parametrize(("above", "is_read"), [("Complaints", True), ("2018-19", False), ("Rates", False)])
def test_heading_below_another_years_is_not_read(above: str, is_read: bool, tmp_path: Path) -> None:
    rows = (["Authority", above, None], [None, "Investigations", "Upheld"], ["Camelot City Council", 60, 31])
    book = Workbook()
    sheet: Any = book.active
    for row in rows:
        sheet.append(row)
    sheet.merge_cells("B1:C1")
    book.save(tmp_path / "f.xlsx")
    if is_read:
        assert [council.state for council in plan_of(tmp_path / "f.xlsx").councils] == ["changed"]
    else:
        with pytest.raises(Faulty, match="headings are known"):
            plan_of(tmp_path / "f.xlsx")


def test_decision_that_is_there_twice_counts_once_and_other_words_are_refused(tmp_path: Path) -> None:
    heads = ["Case reference", "Authority", "Decision", "Date decided"]
    rows = [
        ["1", "Camelot City Council", "Upheld", "2019-05-01"],
        ["1", "Camelot City Council", "upheld", "2019-05-01"],
        ["2", "Camelot City Council", "Not upheld", "2018-05-01"],
    ]
    plan = plan_of(workbook(tmp_path / "f.xlsx", heads, *rows), rows="decisions")
    assert plan.faults == ()
    assert [warning.what for warning in plan.warnings] == [
        "a row has the reference and the words of another, and are not counted again",
        "a decision is of a day outside the edition's period, 2019-04-01 to 2020-03-31",
    ]
    [council] = plan.councils
    assert council.record.complaints_upheld
    assert (council.record.complaints_upheld.investigations, council.record.complaints_upheld.upheld) == (2, 1)
    [fault] = plan_of(
        workbook(tmp_path / "g.xlsx", heads, *rows, ["2", "Camelot City Council", "Upheld", None]), rows="decisions"
    ).faults
    assert (fault.cell, fault.what) == ("Sheet!A5", '"2" is there already, with other words: Sheet!A4')


def test_footnote_is_no_digit(tmp_path: Path) -> None:
    footnote = CellRichText("16", TextBlock(InlineFont(vertAlign="superscript"), "2"))
    file = workbook(tmp_path / "f.xlsx", HEADS[:3], ["Camelot City Council", 57, footnote])
    [fault] = plan_of(file).faults
    assert (fault.cell, fault.what) == ("Sheet!C2", "holds raised or lowered characters, as footnotes do")


def test_comma_in_a_name_is_not_taken_for_the_sign(tmp_path: Path) -> None:
    (tmp_path / "f.csv").write_text(
        "Authority;Investigated;Upheld\nRoyal County, City, and all Council;9;5\nCamelot City Council;57;31\n"
    )
    plan = plan_of(tmp_path / "f.csv")
    assert [council.slug for council in plan.councils] == ["camelot-city-council"]
    assert [fault.cell for fault in plan.faults] == ["A2"]


def test_values_beyond_the_headings_are_named(tmp_path: Path) -> None:
    (tmp_path / "f.csv").write_text("Authority,Investigations,Upheld\nCamelot City Council,57,31,1\n")
    assert [fault.what for fault in plan_of(tmp_path / "f.csv").faults] == ["more values than there are headings"]


@pytest.mark.parametrize("harm", ["flipped", "cut", "encrypted", "merged far away", "far away", "endless column"])
def test_harmful_workbook_is_refused_at_once(harm: str, tmp_path: Path) -> None:
    file = workbook(tmp_path / "f.xlsx", HEADS, *ROWS)
    content = bytearray(file.read_bytes())
    replaced = {
        "merged far away": (
            b"</sheetData>",
            b'</sheetData><mergeCells count="1"><mergeCell ref="E1:XFD1048576"/></mergeCells>',
        ),
        "far away": (b'<c r="A1"', b'<c r="GR200000"'),
        "endless column": (
            b"<sheetData>",
            b'<cols><col min="1" max="2000000000" hidden="1" width="9"/></cols><sheetData>',
        ),
    }
    if harm in replaced:
        _rewrite(file, *replaced[harm])
    elif harm == "cut":
        file.write_bytes(content[:1500])
    else:
        for part in re.finditer(b"PK\x01\x02", content) if harm == "encrypted" else ():
            content[part.start() + 8] |= 1
        if harm == "flipped":
            content[content.index(b"PK\x03\x04", 10) + 60] ^= 0xFF
        file.write_bytes(content)
    if harm == "endless column":
        assert {fault.what.partition('" is')[2] for fault in plan_of(file).faults} == {" hidden"}
    else:
        with pytest.raises(Faulty):
            plan_of(file)


def _rewrite(file: Path, old: bytes, new: bytes) -> None:
    """A workbook's sheet with other XML in it."""
    with ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content.replace(old, new) if "worksheets" in name else content)


def test_limits_are_said(tmp_path: Path) -> None:
    file = workbook(tmp_path / "f.xlsx", HEADS, *ROWS)
    for limits, what in (
        (Limits(size=10), "bytes; 10 are read at the most"),
        (Limits(unzipped=10), "unzips to"),
        (Limits(rows=2), "a sheet has 3 rows and 6 columns, or more; 2 rows"),
        (Limits(columns=2), "a sheet has 1 rows and 3 columns, or more; 200,000 rows and 2 columns"),
    ):
        with pytest.raises(Faulty, match=what):
            read_sheet(file, limits=limits)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_exported_figures_import_as_they_are(kind: str, tmp_path: Path) -> None:
    file = tmp_path / f"figures.{kind}"
    export(load(DATA, "sample"), "sample", file)
    plan = plan_of(file)
    assert not any((plan.faults, plan.warnings, plan.without_a_row))
    assert {council.state for council in plan.councils} == {"same"}


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chance=st.randoms(use_true_random=False))
def test_shuffled_recased_and_respaced_copy_changes_nothing(chance: random.Random, tmp_path: Path) -> None:
    file = tmp_path / "figures.csv"
    export(load(DATA, "sample"), "sample", file)
    head, *rows = csv.reader(StringIO(file.read_text("utf-8-sig")))
    order = list(range(len(head)))
    chance.shuffle(order)
    chance.shuffle(rows)
    text = StringIO()
    writer = csv.writer(text, delimiter=";")
    for row in [[_disguised(name, chance) for name in head], *([_disguised(row[0], chance), *row[1:]] for row in rows)]:
        writer.writerow(row[column] for column in order)
        text.write(chance.choice(("", "", "\r\n")))
    file.write_text(text.getvalue())
    plan = plan_of(file)
    assert plan.faults == ()
    assert [council.state for council in plan.councils] == ["same"] * len(rows)


def _disguised(words: str, chance: random.Random) -> str:
    case = chance.choice((str.upper, str.lower, str.title, str))
    return (
        chance.choice(("", " ")) + case(words).replace(" ", chance.choice((" ", "  ", "\t"))) + chance.choice(("", " "))
    )


def test_formula_that_was_saved_with_its_value_is_read() -> None:
    assert "complaints_upheld.upheld 31 -> 20" in said(FOLDER / "libreoffice" / "formula.xlsx")
