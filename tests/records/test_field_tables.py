"""Tables as offices have them: each is read right, or refused with what to do about it."""

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from generator.errors import Faulty
from generator.records import Kind, Plan, councils_in, keep_mapping, kept_in, planned, read_sheet, recognised
from tests.places import DATA, ROOT

TABLES = ROOT / "tests" / "spreadsheets" / "field"
NAMES = ROOT / "tests" / "spreadsheets" / "names"
SAMPLE = DATA / "sample"
UPHELD, INVESTIGATIONS = "complaints_upheld.upheld", "complaints_upheld.investigations"
SATISFIED, OUTCOMES = "compliance.satisfied", "compliance.outcomes"
ON_TIME = "Complaints where the authority complied with our recommendations on-time"
LATE = "Complaints where the authority complied with our recommendations late"
NOTHING: Mapping[str, str] = {}


def plan_of(file: Path, folder: Path = NAMES, rows: Kind = "councils", told: Mapping[str, str] = NOTHING) -> Plan:
    councils = councils_in(folder)
    kept, table = kept_in(folder, councils), read_sheet(file)
    columns = recognised(table, rows, kept.columns, told)
    return planned(folder, councils, table, columns, kept, decisions=rows == "decisions")


def figures(plan: Plan) -> dict[str, dict[str, object]]:
    """Return what an import would write, by council."""
    return {
        council.slug: {path: new for path, (_, new) in council.changes.items()}
        for council in plan.councils
        if council.state != "same"
    }


def said(file: str, folder: Path = NAMES, rows: Kind = "councils") -> list[str]:
    """Return the faults of a table, each after the name of its cell."""
    try:
        plan = plan_of(TABLES / file, folder, rows)
    except Faulty as faulty:
        return [f"{fault.cell}: {fault.what}; {fault.cure}" for fault in faulty.faults]
    return [f"{fault.cell}: {fault.what}; {fault.cure}" for fault in plan.faults]


def upheld(upheld: int, investigations: int) -> dict[str, object]:
    return {INVESTIGATIONS: investigations, UPHELD: upheld}


def test_kept_mapping_of_a_rate_leaves_the_count_alone(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(DATA / "2020", tmp_path / "2021"))
    mapping = {"Name of authority": "name"}
    wrong = tmp_path / "first.csv"
    wrong.write_text(
        (TABLES / "percent-column-kept.csv").read_text().replace("Borough Council,7,2,", "Borough Council,7,5,")
    )
    table = read_sheet(wrong)
    keep_mapping(folder, recognised(table, "councils", {}, mapping).to_keep())
    assert '"% upheld": "-"' in (folder / "import.yaml").read_text().replace("'", '"')
    assert plan_of(wrong, folder).write() == 1
    corrected = plan_of(TABLES / "percent-column-kept.csv", folder)
    assert figures(corrected) == {"stafford-borough-council": {UPHELD: 2}}


@pytest.mark.parametrize("file", ["upheld-without-base.csv", "lgsco-decided.xlsx"])
def test_count_without_its_total_is_refused_and_a_sum_offered(file: str) -> None:
    [fault] = said(file, SAMPLE)
    assert '"Upheld" needs a column of investigations beside it' in fault
    assert fault.endswith('add up what makes them: --map "Upheld+Not Upheld=investigations"')


def test_columns_are_added_up() -> None:
    decided = plan_of(TABLES / "lgsco-decided.xlsx", SAMPLE, told={"Upheld+Not Upheld": "investigations"})
    assert figures(decided) == {
        "ashenvale-borough-council": {UPHELD: 12},  # of 24, as before
        "kestrelford-county-council": upheld(15, 25),
    }
    [fault] = said("lgsco-compliance.xlsx", SAMPLE)
    assert fault.endswith(f'--map "{ON_TIME}+{LATE}=satisfied"')
    compliance = plan_of(TABLES / "lgsco-compliance.xlsx", SAMPLE, told={f"{ON_TIME}+{LATE}": "satisfied"})
    assert (compliance.faults, figures(compliance)) == ((), {})  # 27 of 28, as the record has it


def test_rates_alone_are_refused() -> None:
    [fault] = said("lgsco-only-rates.xlsx", SAMPLE)
    assert 'these are rates, and counts are needed: "% upheld", ' in fault
    assert fault.endswith("as Investigations, Upheld, Compliance outcomes, Satisfied")


@pytest.mark.parametrize(
    ("file", "meant"),
    [
        (
            "short-name-new.csv",
            [
                "Ashenvale Borough Council",
                "London Borough of Middlebridge",
                "Ynys Fôr County Council",
                "St Osric's Metropolitan Borough Council",
            ],
        ),
        (
            "boro.csv",
            [
                "Ashenvale Borough Council",
                "London Borough of Middlebridge",
                *["Royal Borough of Kingsmead and Chelton"] * 2,
                *["Corporation of the City of Lundy"] * 2,
            ],
        ),
    ],
)
def test_shortened_name_makes_no_new_council_and_is_asked_back(file: str, meant: list[str]) -> None:
    plan = plan_of(TABLES / file)
    assert plan.councils == ()
    assert [fault.cell for fault in plan.faults] == [f"A{row}" for row in range(2, len(meant) + 2)]
    for fault, council in zip(plan.faults, meant, strict=True):
        assert f"did you mean {council}?" in fault.cure


def test_names_are_matched_or_asked_back() -> None:
    plan = plan_of(TABLES / "names.csv")
    assert len(plan.councils) == 12
    assert figures(plan)["london-borough-of-middlebridge"] == upheld(1, 13)
    assert figures(plan)["corporation-of-the-city-of-lundy"] == upheld(1, 8)
    assert [fault.cure.partition("?")[0] for fault in plan.faults] == [
        "did you mean Windmere Borough Council",
        "did you mean Windmere Forest District Council",
        "did you mean Transport for Lundy",
    ]


@pytest.mark.parametrize(
    ("file", "skipped"),
    [
        ("note-headings.csv", []),
        ("summary-rows.csv", ["A3: England", "A4: Average", "A5: District councils"]),
        ("total-dash.csv", ["A3: Total"]),
        ("blank-heading.csv", ["D1: a column without a heading"]),
        ("merged-header.xlsx", []),
    ],
)
def test_what_is_no_council_is_left_out_and_said(file: str, skipped: list[str]) -> None:
    plan = plan_of(TABLES / file)
    assert plan.faults == ()
    assert figures(plan)["ashenvale-borough-council"].items() >= upheld(1, 10).items()
    assert len(plan.councils) == 1
    assert len(plan.skipped) == len(skipped)
    assert all(row.startswith(start) for row, start in zip(plan.skipped, skipped, strict=True))


def test_notes_below_a_table_are_left_out_and_said() -> None:
    plan = plan_of(TABLES / "notes.csv")
    assert plan.faults == ()
    assert figures(plan) == {
        "ashenvale-borough-council": upheld(1, 10),
        "camelot-city-council": upheld(2, 10),
    }
    assert [row.partition(":")[0] for row in plan.skipped] == ["A7", "A8", "A9", "A11"]


def test_number_that_its_format_hides_is_refused() -> None:
    [fault] = said("suppressed-by-format.xlsx")
    assert fault.startswith('Figures!B2: holds 3, shows "c"; ')


def test_each_sign_that_is_no_number_has_its_own_advice() -> None:
    advice = {line.partition(":")[0]: line for line in said("shorthand.csv")}
    assert len(advice) == 17
    none, unknown, hidden = "if there were none, write 0", "while the number is not known", "if you may not"
    for cell, words in {
        "B2": hidden,
        "D2": none,
        "B3": "write the number itself",
        "D3": none,
        "B4": unknown,
        "D4": none,
        "B5": hidden,
        "D5": none,
        "E5": none,
        "B6": "take the remark out, and leave 4",
        "F6": "write the number itself",
        "B7": "as 1024",
        "C7": "as 2048",
        "D7": "as 1000",
    }.items():
        assert words in advice[cell], cell
    for cell in advice.keys() - {"B6", "B7", "C7", "D7"}:
        assert "the letter stays a draft" in advice[cell] or "it stays a draft" in advice[cell], cell


def test_addresses_are_read_or_refused_at_their_own_cells() -> None:
    plan = plan_of(TABLES / "emails.csv")
    assert [fault.cell for fault in plan.warnings] == ["B2", "C2", "B3", "B5"]
    assert [fault.cell for fault in plan.faults] == ["B4", "C5", "C6", "C7", "B8", "B9"]
    assert figures(plan)["ashenvale-borough-council"] == {
        "email.to": "vance@ashenvale.example",
        "email.copies": ("ann@ashenvale.example", "bo@ashenvale.example"),
    }


def test_unknown_word_of_many_decisions_is_one_fault() -> None:
    [fault] = said("decisions-300.csv", rows="decisions")
    assert fault.startswith('B2: "Upheld - fault and injustice", in 300 rows, is no decision that is known; ')
    assert fault.endswith('as "Upheld - fault and injustice": upheld or not upheld or not investigated')


def test_words_of_casework_systems_are_known() -> None:
    assert [fault.partition(":")[0] for fault in said("decisions-real-words.csv", rows="decisions")] == ["G2", "G10"]
    plan = plan_of(TABLES / "decisions-real-words.csv", rows="decisions")
    ashenvale, camelot = figures(plan).values()
    assert ashenvale == {**upheld(3, 4), OUTCOMES: 2, SATISFIED: 2}
    assert camelot == {**upheld(1, 1), OUTCOMES: 1, SATISFIED: 0}


def test_strict_workbook_is_one_fault() -> None:
    [fault] = said("strict.xlsx")
    assert fault.endswith("save it as Excel Workbook (.xlsx)")


@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_values_of_other_spreadsheets_are_read_and_what_is_unseen_is_said(kind: str) -> None:
    plan = plan_of(TABLES / f"plain.{kind}")
    assert plan.faults == ()
    assert figures(plan) == {"ashenvale-borough-council": upheld(1, 10), "camelot-city-council": upheld(2, 20)}
    assert f".{kind}" in read_sheet(TABLES / f"plain.{kind}").unseen
