"""What is likelier a slip than true is asked about, until somebody has confirmed it as it is."""

import re
import shutil
from pathlib import Path

import pytest

from generator.errors import Faulty
from generator.letter import compared
from generator.merge import begin_edition, gates_in, open_gates
from generator.records import Confirmation, Records, confirm, load
from tests.places import DATA
from tests.program import letters
from tests.runs import own_copy

CAMELOT = "councils/camelot-city-council.yaml"
ASHENVALE = "councils/ashenvale-borough-council.yaml"
MIDDLEBRIDGE = "councils/london-borough-of-middlebridge.yaml"
UNCHANGED = {Path(file).stem for file in (CAMELOT, ASHENVALE, MIDDLEBRIDGE)}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Two years of the samples that differ in their dates, their values and most councils' compliance alone."""
    data = own_copy(tmp_path) / "data"
    shutil.copytree(data / "sample", data / "next")
    change(data, "edition.yaml", "year: 2020", "previous: sample\nyear: 2021")
    change(data, "edition.yaml", "2020-07-22", "2021-07-21")
    change(data, "edition.yaml", "2020-07-29", "2021-07-28")
    change(data, "edition.yaml", "2020-03-31", "2021-03-31")
    change(data, "edition.yaml", "2019-04-01", "2020-04-01")
    values = "seminar_places: [Avalon]\n  seminar_delegates: 1\n  seminar_authorities: 2\n  courses: 3\n"
    text = (data / "next" / "edition.yaml").read_text().partition("  seminar_places")[0]
    (data / "next" / "edition.yaml").write_text(f"{text}  {values}  people_trained: 4\n  more_courses: 6\n")
    for file in (data / "next" / "councils").glob("*.yaml"):
        if file.stem not in UNCHANGED:
            text = re.sub(r"outcomes: ([1-9]\d*)", lambda number: f"outcomes: {int(number[1]) + 2}", file.read_text())
            file.write_text(text)
    return data


def change(data: Path, file: str, old: str, new: str) -> None:
    text = (data / "next" / file).read_text()
    assert old in text
    (data / "next" / file).write_text(text.replace(old, new, 1))


def found(data: Path) -> list[str]:
    return [f"{gate.council} {gate.name}: {gate.value}" for gate in open_gates(data, "next", load(data, "next"))]


def test_what_is_likely_needs_no_confirmation(data: Path) -> None:
    assert found(data) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "gate"),
    [
        (
            CAMELOT,
            "investigations: 57",
            "investigations: 570",
            "camelot-city-council tenfold-investigations: 570 is ten times last year's or more, 57",
        ),
        (
            CAMELOT,
            "type: unitary",
            "type: county",
            "camelot-city-council sector-changed: county, and last year it was unitary",
        ),
        (
            "sector-averages.yaml",
            "complaints_upheld: 61",
            "complaints_upheld: 45",
            "county average-moved-complaints_upheld: 45 is 16 points from last year's, 61",
        ),
        (
            "sector-averages.yaml",
            "  satisfactory_remedies: 0\n",
            "",
            "unitary no-average-satisfactory_remedies: unitary.satisfactory_remedies: no average; last year's was 0",
        ),
        (
            MIDDLEBRIDGE,
            "your Council was late",
            "[NAME OF OFFICER] was late",
            "london-borough-of-middlebridge placeholder-1: [NAME OF OFFICER] looks like a placeholder",
        ),
        (
            MIDDLEBRIDGE,
            "your Council was late",
            "Camelot City Council was late",
            "london-borough-of-middlebridge other-council-1: names Camelot City Council, "
            "and the letter is to London Borough of Middlebridge",
        ),
        ("edition.yaml", "2021-07-21", "2021-07-22", "edition date: 2021-07-22 is last year's, moved on"),
        ("edition.yaml", "2021-07-21", "2020-07-22", "edition date: 2020-07-22 is last year's"),
        ("edition.yaml", "courses: 3", "courses: 34", "edition values.courses: 34 is last year's"),
        (
            "edition.yaml",
            "2020-04-01",
            "2020-03-01",
            "edition period: the period begins on 2020-03-01, and last year's ended on 2020-03-31",
        ),
    ],
)
def test_what_is_likelier_a_slip_is_asked_about(data: Path, file: str, old: str, new: str, gate: str) -> None:
    change(data, file, old, new)
    assert found(data) == [gate]


def test_lost_digit_is_asked_about_where_the_count_was_large(data: Path) -> None:
    change(data, "councils/brackwater-county-council.yaml", "investigations: 1210", "investigations: 748")
    assert found(data) == []
    change(data, "councils/brackwater-county-council.yaml", "satisfied: 1299", "satisfied: 129")
    assert found(data) == ["brackwater-county-council tenfold-satisfied: 129 is a tenth of last year's or less, 1299"]


def test_council_that_vanished_is_asked_about(data: Path) -> None:
    (data / "next" / CAMELOT).unlink()
    assert found(data) == [
        "camelot-city-council vanished: camelot-city-council had a letter last year, and has no record"
    ]


def test_addressee_is_asked_about_where_most_changed(data: Path) -> None:
    for file in sorted((data / "next" / "councils").iterdir()):
        if file.name != Path(CAMELOT).name:
            file.write_text(file.read_text().replace("\n  role:", " the Younger\n  role:", 1))
    [gate] = found(data)
    assert gate.startswith("camelot-city-council addressee-unchanged: ")


def test_same_figures_are_asked_about_unless_they_are_small(data: Path) -> None:
    figures = (data / "next" / ASHENVALE).read_text().partition("complaints_upheld:")[2]
    head, _, own = (data / "next" / CAMELOT).read_text().partition("complaints_upheld:")
    assert own
    (data / "next" / CAMELOT).write_text(f"{head}complaints_upheld:{figures}")
    assert found(data) == [
        "ashenvale-borough-council same-figures: the same figures as camelot-city-council: 16 of 24, 15 of 17, 2 of 16"
    ]


def test_confirmed_gate_stays_open_only_if_what_it_is_about_changes(data: Path) -> None:
    change(data, CAMELOT, "investigations: 57", "investigations: 570")
    [gate] = gates_in(data, load(data, "next"))
    day = load(data, "next").edition.date
    one = Confirmation(council=gate.council, gate=gate.name, value=gate.value, by="A. Person", on=day)
    file = confirm(data / "next", (one,))
    assert found(data) == []
    assert "by: A. Person" in file.read_text()
    change(data, CAMELOT, "investigations: 570", "investigations: 5700")
    assert found(data) == ["camelot-city-council tenfold-investigations: 5700 is ten times last year's or more, 57"]


@pytest.mark.parametrize("previous", ["1999", "next"])
def test_edition_that_follows_none_is_named_where_it_says_so(previous: str, data: Path) -> None:
    change(data, "edition.yaml", "previous: sample", f"previous: '{previous}'")
    with pytest.raises(Faulty, match=rf"edition.yaml:\d+:11: previous: there is no other edition {previous} "):
        found(data)


def test_council_that_cannot_be_compared_is_asked_about(data: Path) -> None:
    (data / "sample" / CAMELOT).write_text("name: Camelot City Council\n")
    [gate] = found(data)
    assert gate.startswith("camelot-city-council not-compared: not compared: last year's record is at fault")


def test_small_bases_are_no_change(data: Path) -> None:
    change(data, CAMELOT, "upheld: 31", "upheld: 57")
    then, now = (load(data, name).councils for name in ("sample", "next"))
    changes = {
        c.panel: (c.points, c.small) for c in compared(then["camelot-city-council"], now["camelot-city-council"])
    }
    assert changes["complaints_upheld"] == (46, False)
    osric = {c.panel: c.small for c in compared(then["st-osrics-borough-council"], now["st-osrics-borough-council"])}
    assert osric["complaints_upheld"]


def test_next_year_begins_without_figures_and_with_its_dates_to_be_checked(tmp_path: Path) -> None:
    folder = own_copy(tmp_path)
    records = begin_edition(folder / "data", folder / "templates", "2021", "sample")
    assert (records.edition.year, records.edition.templates, records.edition.previous) == (2021, "2021", "sample")
    assert str(records.edition.date) == "2021-07-22"
    assert (folder / "data" / "2021" / "edition.yaml").read_text().count("# moved on by a year: to be checked") == 4
    assert records.councils.keys() == load(DATA, "sample").councils.keys()
    assert not any(has_figures(records, slug) for slug in records.councils)
    assert not any(council.personal_paragraphs for council in records.councils.values())
    templates = folder / "templates"
    assert (templates / "2021" / "letter.html").read_bytes() == (templates / "2020" / "letter.html").read_bytes()
    assert {gate.council for gate in gates_in(folder / "data", records)} == {
        "edition",
        "county",
        "district",
        "unitary",
        "london",
    }


@pytest.mark.parametrize("name", ["2019", "2020", "12021", "0"])
def test_year_that_does_not_follow_begins_nothing(name: str, tmp_path: Path) -> None:
    folder = own_copy(tmp_path)
    with pytest.raises(Faulty, match=f"{name} does not follow 2020; name a year after it"):
        begin_edition(folder / "data", folder / "templates", name, "sample")
    assert sorted(path.name for path in (folder / "data").iterdir()) == ["sample"]


def test_dates_are_marked_wherever_they_stand(tmp_path: Path) -> None:
    folder = own_copy(tmp_path)
    file = folder / "data" / "sample" / "edition.yaml"
    text = file.read_text().replace(
        "period:\n  start: 2019-04-01\n  end: 2020-03-31\n", "period: {start: 2019-04-01, end: 2020-03-31}\n"
    )
    file.write_text(text.replace("date: 2020-07-22", "date: 2020-07-22  # a Wednesday, not 2020-07-21"))
    begin_edition(folder / "data", folder / "templates", "2021", "sample")
    written = (folder / "data" / "2021" / "edition.yaml").read_text()
    assert "date: 2021-07-22  # a Wednesday, not 2020-07-21  # moved on by a year: to be checked\n" in written
    assert "period: {start: 2020-04-01, end: 2021-03-31}  # moved on by a year: to be checked\n" in written


def has_figures(records: Records, slug: str) -> bool:
    council = records.councils[slug]
    return any((council.complaints_upheld, council.compliance, council.satisfactory_remedies))


def averages_are_written(data: Path, *arguments: str) -> None:
    assert letters(data.parent, "averages", "--edition", "next", "--write", *arguments).returncode == 0


def warned(data: Path) -> list[str]:
    return [str(gate.warning(data / "next")) for gate in open_gates(data, "next", load(data, "next"))]


@pytest.mark.parametrize(
    ("arguments", "cure"),
    [
        ((), "letters averages --write --edition next --data {}, or confirm it: "),
        (("--method", "mean"), "letters averages --write --edition next --data {} --method mean, or confirm it: "),
    ],
)
def test_average_is_asked_about_where_its_figures_have_changed(
    arguments: tuple[str, ...], cure: str, data: Path
) -> None:
    averages_are_written(data, *arguments)
    assert not [line for line in warned(data) if "worked out" in line]
    change(data, MIDDLEBRIDGE, "satisfied: 118", "satisfied: 60")
    [line] = [line for line in warned(data) if "worked out" in line]
    assert "sector-averages.yaml:20:15: warning: london.compliance: 98% was worked out from figures that " in line
    assert f"the records now give 50%; work it out again: {cure.format(data)}" in line
    averages_are_written(data, *arguments)
    assert not [line for line in warned(data) if "worked out" in line]
    assert load(data, "next").averages.london.compliance == 50


def test_average_given_by_hand_is_not_asked_about(data: Path) -> None:
    change(data, MIDDLEBRIDGE, "satisfied: 118", "satisfied: 60")
    assert found(data) == []


def test_average_typed_over_one_that_was_worked_out_is_given_by_hand(data: Path) -> None:
    averages_are_written(data)
    change(data, "sector-averages.yaml", "  compliance: 98\n  satisfactory_remedies: 14", "  compliance: 97")
    change(data, MIDDLEBRIDGE, "satisfied: 118", "satisfied: 60")
    assert "london.compliance" not in "\n".join(warned(data))
    said = letters(data.parent, "averages", "--edition", "next").stdout
    remark = "the records contradict what is given; given by hand since 98% was worked out"
    assert [line for line in said.splitlines() if "london" in line and line.endswith(remark)]


def test_average_whose_figures_changed_and_that_is_the_same_is_not_asked_about(data: Path) -> None:
    averages_are_written(data)
    change(data, MIDDLEBRIDGE, "satisfied: 118", "satisfied: 117")
    assert not [line for line in warned(data) if "worked out" in line]


def test_average_of_figures_that_were_taken_out_is_asked_about(data: Path) -> None:
    averages_are_written(data)
    change(data, MIDDLEBRIDGE, "compliance:\n  outcomes: 120\n  satisfied: 118\n", "")
    [line] = [line for line in warned(data) if "worked out" in line]
    assert "more figures are awaited than known; take the average out, or give one by hand, or confirm it: " in line


def test_average_is_not_asked_about_while_a_record_is_at_fault(data: Path) -> None:
    averages_are_written(data)
    change(data, MIDDLEBRIDGE, "satisfied: 118", "satisfied: many")
    assert not [line for line in warned(data) if "worked out" in line]


@pytest.fixture
def unchanged(data: Path) -> Path:
    """The same two years, whose figures are all the same."""
    shutil.rmtree(data / "next" / "councils")
    shutil.copytree(data / "sample" / "councils", data / "next" / "councils")
    return data


def test_last_years_table_is_asked_about_once_and_can_be_confirmed(unchanged: Path) -> None:
    said = "13 of 13 councils have last year's figures"
    assert found(unchanged) == [f"edition figures-unchanged: {said}"]
    [line] = warned(unchanged)
    assert "edition.yaml:5:11: warning: previous: 13 of 13" in line
    assert "; import this year's table, or confirm it: letters confirm edition figures-unchanged " in line
    confirm = ("confirm", "edition", "figures-unchanged", "--edition", "next", "--by", "A. Person")
    assert letters(unchanged.parent, *confirm).returncode == 0
    assert found(unchanged) == []
    change(unchanged, CAMELOT, "satisfied: 27", "satisfied: 26")
    assert found(unchanged) == [f"edition figures-unchanged: {said.replace('13 of', '12 of')}"]


@pytest.mark.parametrize(("kept", "asked"), [(4, False), (5, True)])
def test_same_figures_of_a_few_councils_may_be_chance(kept: int, asked: bool, unchanged: Path) -> None:
    for file in sorted((unchanged / "next" / "councils").iterdir())[kept:]:
        file.write_text(file.read_text().partition("complaints_upheld:")[0])
    assert any("figures-unchanged" in line for line in found(unchanged)) == asked


@pytest.mark.parametrize(
    ("day", "region", "said"),
    [
        ("2021-07-24", "", "2021-07-24 is a Saturday"),
        ("2021-08-30", "", "2021-08-30 is a bank holiday, Late Summer Bank Holiday"),
        ("2021-08-02", "holidays: GB-SCT\n", "2021-08-02 is a bank holiday, Summer Bank Holiday"),
    ],
)
def test_letters_dated_on_a_day_off_are_asked_about(day: str, region: str, said: str, data: Path) -> None:
    change(data, "edition.yaml", "date: 2021-07-21", f"{region}date: {day}")
    change(data, "edition.yaml", "publication: 2021-07-28", "publication: 2021-08-31")
    assert found(data) == [f"edition date-day-off: {said}"]
    [line] = warned(data)
    assert f"warning: date: {said}; give the letter the date of a working day, or confirm it: " in line


def test_corrected_letter_dated_on_a_day_off_is_asked_about(data: Path) -> None:
    with (data / "next" / CAMELOT).open("a") as record:
        record.write("reissue: {date: 2021-08-01, replaces: 2021-07-21, reason: It corrects a name.}\n")
    assert found(data) == ["camelot-city-council reissue-day-off: 2021-08-01 is a Sunday"]
    assert "reissue.date: 2021-08-01 is a Sunday" in warned(data)[0]


def test_percentage_that_says_too_much_is_asked_about_and_can_be_confirmed(data: Path) -> None:
    change(data, CAMELOT, "outcomes: 28", "outcomes: 250")
    change(data, CAMELOT, "satisfied: 27", "satisfied: 249")
    assert found(data) == ["camelot-city-council rounded-compliance: 249 of 250 is printed as 100%"]
    confirm = ("confirm", "Camelot City Council", "rounded-compliance", "--edition", "next", "--by", "A. Person")
    assert letters(data.parent, *confirm).returncode == 0
    assert found(data) == []
