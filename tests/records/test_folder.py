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


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (
            "upheld: 16",
            "upheld: 27",
            "8:11: complaints_upheld.upheld: 27 of 24 investigations; the count cannot exceed",
        ),
        ("satisfied: 15", "satisfied: 18", "11:14: compliance.satisfied: 18 of 17 outcomes; the count cannot exceed"),
        ("remedies: 2", "remedies: 17", "13:13: satisfactory_remedies.remedies: 17 of 16 upheld decisions; the count"),
        ("upheld: 16", 'upheld: "16"', '8:11: complaints_upheld.upheld: "16": a whole number is needed; write digits'),
        ("upheld: 16", "upheld: 1.5", "8:11: complaints_upheld.upheld: 1.5: a whole number is needed"),
        ("upheld: 16", "upheld: true", "8:11: complaints_upheld.upheld: true: a whole number is needed"),
        ("upheld: 16", "upheld: -1", "8:11: complaints_upheld.upheld: -1 is out of range; it must be 0 or more"),
        ("upheld: 16", "upheld:", "8:10: complaints_upheld.upheld: nothing: a whole number is needed"),
        ("  upheld: 16\n", "", "6:1: complaints_upheld.upheld: missing; add it, as `upheld: ...`"),
        ("type: district", "type: distrct", '2:7: type: "distrct" is none of the known words; write one of'),
        ("addressee:", "adressee:", "3:1: adressee: unknown key; did you mean `addressee`?"),
        ("  role:", "  rôle:", "5:3: addressee.rôle: unknown key; did you mean `role`?"),
        ("role: Chief Executive", "role: 12", "5:9: addressee.role: 12: text is needed; put it in quotes"),
        ("Ms Inventa", '"Ms\N{RIGHT-TO-LEFT MARK}Inventa"', "(U+200F); take it out"),
        ("Ms Inventa", '"  "', "4:9: addressee.name: nothing but white space; write the words"),
        ("Ashby", "Ashbie", "1:1: name: the file is not named by its council"),
    ],
)
def test_fault_of_a_record_is_one_line_with_its_place(before: str, after: str, said: str, data: Path) -> None:
    (data / "2020" / "councils" / FILE).write_text(ASHBY.replace(before, after))
    lines = faults(data)
    assert any(f"councils/{FILE}:" in line and said in line for line in lines), lines
    assert FILE.removesuffix(".yaml") not in load(data, "2020").councils
    assert len(load(data, "2020").councils) == 5


def test_all_faults_of_all_files_come_at_once(data: Path) -> None:
    edition = data / "2020" / "edition.yaml"
    edition.write_text(edition.read_text().replace("2019-04-01", "2019-04-31").replace("118", "1.5") + "bogus: 1\n")
    (data / "2020" / "sector-averages.yaml").write_text("district: {complaints_upheld: 145}\nother: {}\n")
    (data / "2020" / "councils" / FILE).write_text(ASHBY.replace("16", "27"))
    (data / "2020" / "councils" / "notes.txt").write_text("not a record")
    assert [line.split("; ")[0] for line in faults(data)] == [
        f"councils/{FILE}:8:11: complaints_upheld.upheld: 27 of 24 investigations",
        "councils/notes.txt:1:1: not a council's record",
        "edition.yaml:6:10: period.start: 2019-04-31 is not a day of the calendar",
        "edition.yaml:21:12: values.courses: no value that a letter can print",
        "edition.yaml:24:1: bogus: unknown key",
        "sector-averages.yaml:1:31: district.complaints_upheld: 145 is out of range",
        "sector-averages.yaml:2:1: other: unknown key",
    ]


def test_edition_that_is_not_there_is_said_with_those_that_are(data: Path) -> None:
    with pytest.raises(Faulty, match=r"2030:1:1: there is no such edition; those in .* are: 2020$"):
        load(data, "2030")


def test_edition_without_councils_is_a_fault(data: Path) -> None:
    shutil.rmtree(data / "2020" / "councils")
    assert faults(data) == ["councils:1:1: no council's record is here; write one"]
