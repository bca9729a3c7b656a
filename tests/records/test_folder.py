"""An edition's folder: what is right is loaded, what is wrong is named, all of it at once."""

import shutil
from pathlib import Path

import pytest

from generator.errors import Faulty
from generator.records import load
from tests.places import DATA

ASHBY = """\
name: Ashby Invented Borough Council
type: district
addressee:
  name: Ms Inventa
  role: Chief Executive
complaints_upheld:
  investigations: 24
  upheld: 16
compliance:
  outcomes: 17
  satisfied: 15
satisfactory_remedies:
  remedies: 2
"""
FILE = "ashby-invented-borough-council.yaml"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the data with one more council, an invented one."""
    copy = tmp_path / "data"
    shutil.copytree(DATA, copy)
    (copy / "2020" / "councils" / FILE).write_text(ASHBY)
    return copy


def faults(data: Path) -> list[str]:
    try:
        found = load(data, "2020").faults
    except Faulty as faulty:
        found = faulty.faults
    return [str(fault).removeprefix(f"{data}/2020/") for fault in found]


def test_councils_come_in_the_order_of_their_slugs(data: Path) -> None:
    assert list(load(data, "2020").councils) == [
        "ashby-invented-borough-council",
        "bassetlaw-district-council",
        "chesterfield-borough-council",
        "erewash-borough-council",
        "north-east-derbyshire-district-council",
        "stafford-borough-council",
    ]


def test_council_at_fault_is_left_out_alone(data: Path) -> None:
    (data / "2020" / "councils" / FILE).write_text(ASHBY.replace("16", "27"))
    assert [line.split(":")[0] for line in faults(data)] == [f"councils/{FILE}"]
    assert FILE.removesuffix(".yaml") not in load(data, "2020").councils
    assert len(load(data, "2020").councils) == 5


def test_council_twice_is_said_of_the_second_file(data: Path) -> None:
    (data / "2020" / "councils" / "ashby.yaml").write_text(ASHBY)
    [fault] = faults(data)
    assert fault == f"councils/ashby.yaml:1:7: name: this council's record is {FILE} already; keep one of the two files"


def test_all_faults_of_all_files_come_at_once(data: Path) -> None:
    edition = data / "2020" / "edition.yaml"
    edition.write_text(edition.read_text().replace("2019-04-01", "2019-04-31").replace("118", "1.5") + "bogus: 1\n")
    (data / "2020" / "sector-averages.yaml").write_text("district: {complaints_upheld: 145}\nother: {}\n")
    (data / "2020" / "councils" / FILE).write_text(ASHBY.replace("16", "27"))
    (data / "2020" / "councils" / "notes.txt").write_text("not a record")
    assert [line.split("; ")[0] for line in faults(data)] == [
        f"councils/{FILE}:8:11: complaints_upheld.upheld: 27 of 24 investigations",
        "councils/notes.txt:1:1: not a council's record",
        "edition.yaml:7:10: period.start: 2019-04-31 is not a day of the calendar",
        "edition.yaml:22:12: values.courses: no value that a letter can print",
        "edition.yaml:25:1: bogus: unknown key",
        "sector-averages.yaml:1:31: district.complaints_upheld: 145 is out of range",
        "sector-averages.yaml:2:1: other: averages of a type that has none",
    ]


def test_edition_that_is_not_there_is_said_with_those_that_are(data: Path) -> None:
    with pytest.raises(Faulty, match=r"2030:1:1: there is no such edition; those in .* are 2020, sample$"):
        load(data, "2030")


@pytest.mark.parametrize("name", ["", "2020/councils", "."])
def test_edition_is_a_name_and_not_a_path(name: str, data: Path) -> None:
    with pytest.raises(Faulty, match="there is no such edition"):
        load(data, name)


@pytest.mark.parametrize("path", ["../data/2020", "2020/", "/elsewhere/2020"])
def test_path_of_an_edition_is_answered_with_its_name(path: str, data: Path) -> None:
    with pytest.raises(Faulty, match=f"{path} is not an edition's name; write the name alone: --edition 2020$"):
        load(data, path)


def test_edition_without_councils_is_a_fault(data: Path) -> None:
    shutil.rmtree(data / "2020" / "councils")
    assert faults(data) == ["councils:1:1: no council's record is here; write one"]
