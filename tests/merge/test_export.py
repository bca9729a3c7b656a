"""The figures leave as one table that says what it is."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from generator.errors import Faulty
from generator.files import digest
from generator.merge import export
from generator.records import Email, Records, load
from tests.places import DATA


@pytest.fixture(scope="module")
def records() -> Records:
    return load(DATA, "sample")


def exported(records: Records, file: Path) -> list[dict[str, Any]]:
    """The table as a program reads it."""
    export(records, "sample", file)
    table: list[dict[str, Any]] = json.loads(file.read_text())
    return table


def test_figures_are_those_that_are_printed(records: Records, tmp_path: Path) -> None:
    [row] = [row for row in exported(records, tmp_path / "f.json") if row["council"] == "Ashenvale Borough Council"]
    assert row == {
        "council": "Ashenvale Borough Council",
        "slug": "ashenvale-borough-council",
        "type": "district",
        "state": "final",
        "investigations": 24,
        "upheld": 16,
        "uphold_rate": 67,
        "uphold_rate_average": 45,
        "compliance_outcomes": 17,
        "satisfied": 15,
        "compliance_rate": 88,
        "compliance_rate_average": 100,
        "satisfactory_remedies": 2,
        "remedy_rate": 13,
        "remedy_rate_average": 11,
    }


def test_nothing_to_report_is_zero_without_a_rate_and_awaited_is_nothing(records: Records, tmp_path: Path) -> None:
    table = exported(records, tmp_path / "f.json")
    assert len(table) == len(records.councils)
    nothing = next(row for row in table if row["investigations"] == 0)
    assert (nothing["upheld"], nothing["uphold_rate"]) == (0, None)
    awaited = next(row for row in table if row["investigations"] is None)
    assert (awaited["state"], awaited["upheld"], awaited["uphold_rate"]) == ("draft", None, None)


@pytest.mark.parametrize("kind", ["csv", "json", "xlsx"])
def test_data_package_describes_the_file(kind: str, records: Records, tmp_path: Path) -> None:
    file = tmp_path / f"Figures 2020.{kind}"
    export(records, "sample", file)
    [resource] = json.loads((tmp_path / "datapackage.json").read_text())["resources"]
    assert resource["path"] == file.name
    assert resource["hash"] == f"sha256:{digest(file.read_bytes())}"
    assert resource["bytes"] == file.stat().st_size
    names = [field["name"] for field in resource["schema"]["fields"]]
    assert all(field["description"].endswith(".") for field in resource["schema"]["fields"])
    match kind:
        case "csv":
            assert file.read_text("utf-8-sig").splitlines()[0].split(",") == names
        case "json":
            assert list(json.loads(file.read_text())[0]) == names
        case _:
            sheet = openpyxl.load_workbook(file)["Figures"]
            assert [cell.value for cell in sheet[1]] == names


def test_data_package_tells_of_every_export_beside_it_and_of_nothing_else(records: Records, tmp_path: Path) -> None:
    for name in ("f.csv", "f.json", "f.csv"):
        export(records, "sample", tmp_path / name)
    package = tmp_path / "datapackage.json"
    assert [one["path"] for one in json.loads(package.read_text())["resources"]] == ["f.csv", "f.json"]
    package.write_text('{"name": "roads"}')
    with pytest.raises(Faulty, match=r"datapackage.json:1:1: tells of something else"):
        export(records, "sample", tmp_path / "f.csv")
    assert package.read_text() == '{"name": "roads"}'


def test_no_address_leaves(records: Records, tmp_path: Path) -> None:
    email = Email(to="chief@council.example")
    written_to = {slug: council.model_copy(update={"email": email}) for slug, council in records.councils.items()}
    for kind in ("csv", "json"):
        export(replace(records, councils=written_to), "sample", tmp_path / f"f.{kind}")
        assert "@" not in (tmp_path / f"f.{kind}").read_text()


@pytest.mark.parametrize("name", ["=HYPERLINK(1) Council", "+44 Council", "-1 Council", "@SUM Council"])
def test_no_name_is_a_formula(name: str, records: Records, tmp_path: Path) -> None:
    slug, council = next(iter(records.councils.items()))
    one = replace(records, councils={slug: council.model_copy(update={"name": name})})
    export(one, "sample", tmp_path / "f.csv")
    assert tmp_path.joinpath("f.csv").read_text("utf-8-sig").splitlines()[1].startswith(f"'{name}")
    export(one, "sample", tmp_path / "f.xlsx")
    cell = openpyxl.load_workbook(tmp_path / "f.xlsx")["Figures"]["A2"]
    assert (cell.data_type, cell.value) == ("s", f"'{name}")
