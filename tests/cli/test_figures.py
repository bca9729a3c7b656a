"""Figures in and out, as people do it at the terminal."""

import re
import shutil
from pathlib import Path

import pytest

from generator.merge import export
from generator.records import load, write_sample
from tests.places import DATA, ROOT
from tests.program import letters
from tests.runs import short_templates

YEAR = re.search(r"^## Your year\n(.*?)^## ", (ROOT / "README.md").read_text(), re.DOTALL | re.MULTILINE)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder whose edition 2020 is of invented councils, and a spreadsheet of figures for the next."""
    shutil.copytree(DATA / "sample", tmp_path / "data" / "2020")
    short_templates(tmp_path / "templates")
    export(load(tmp_path / "data", "2020"), "2020", tmp_path / "figures.xlsx")
    return tmp_path


def test_year_of_the_readme_goes_from_nothing_to_printed_letters(folder: Path) -> None:
    assert YEAR
    commands = re.findall(r"^    letters (.*?)(?: +# .*)?$", YEAR[1], re.MULTILINE)
    assert len(commands) == 10
    for command in commands:
        words = [word.strip('"') for word in re.findall(r'"[^"]*"|\S+', command)]
        done = letters(folder, *words)
        assert done.returncode == 0, (command, done.stdout, done.stderr)
    printed = folder / "output" / "2021" / "letters"
    assert len(list(printed.glob("*.pdf"))) == 14
    assert (folder / "output" / "2021" / "figures.csv").read_text("utf-8-sig").count("\n") == 15


def test_import_shows_what_it_would_do_and_writes_nothing(folder: Path) -> None:
    letters(folder, "edition", "2021", "--from", "2020")
    before = {file: file.read_bytes() for file in (folder / "data" / "2021").rglob("*.yaml")}
    done = letters(folder, "import", "figures.xlsx", "--edition", "2021")
    assert done.returncode == 0
    assert "  uphold_rate              not read" in done.stdout
    assert "changed  Camelot City Council\n         complaints_upheld.investigations: 57\n" in done.stdout
    assert "0 new, 13 changed, 1 the same.\nNo record was written. Next: the same with --write" in done.stdout
    assert {file: file.read_bytes() for file in (folder / "data" / "2021").rglob("*.yaml")} == before


def test_import_of_last_years_table_is_warned_of(folder: Path) -> None:
    letters(folder, "edition", "2021", "--from", "2020")
    done = letters(folder, "import", "figures.xlsx", "--edition", "2021")
    assert done.returncode == 0
    warning = "warning: 13 of 13 councils have last year's figures; import this year's table"
    assert done.stderr.count(warning) == 1


def test_council_that_a_table_calls_otherwise_is_told_once(folder: Path) -> None:
    (folder / "f.csv").write_text("Authority,Investigated,Upheld\nCamelot CC,60,31\n")
    asked = letters(folder, "import", "f.csv")
    assert asked.returncode == 1
    proposed = re.search(r"Then add (--council) \"(.*)\"", asked.stderr)
    assert proposed
    told = letters(folder, "import", "f.csv", *proposed.groups(), "--keep")
    assert told.returncode == 0
    assert "changed  Camelot City Council, in the table Camelot CC\n" in told.stdout
    assert letters(folder, "import", "f.csv").returncode == 0
    wrong = letters(folder, "import", "f.csv", "--council", "Camelot CC=Avalon")
    assert wrong.returncode == 2


@pytest.mark.parametrize("asked", [["--headings"], ["figures.xlsx", "--map", "Well founded=help"]])
def test_headings_that_are_known_are_listed(asked: list[str], folder: Path) -> None:
    done = letters(folder, "import", *asked)
    assert (done.returncode, done.stderr) == (0, "")
    assert "  complaints_upheld.upheld: upheld, upheld decisions, " in done.stdout
    assert '--map "COLUMN+COLUMN=FIELD"' in done.stdout


def test_long_list_of_changes_is_shown_whole_when_asked(folder: Path) -> None:
    write_sample(DATA, folder / "many", 30, seed=7)
    export(load(folder / "many", "sample"), "sample", folder / "many" / "many.csv")
    for record in (folder / "many" / "sample" / "councils").glob("*.yaml"):
        text = re.sub(
            r"^(complaints_upheld|compliance|satisfactory_remedies):\n(  .*\n)*", "", record.read_text(), flags=re.M
        )
        record.write_text(text)
    there = ("import", "many/many.csv", "--edition", "sample", "--data", "many")
    assert letters(folder, *there).stdout.count("\nchanged  ") == 20
    assert "more councils; --all shows them" in letters(folder, *there).stdout
    assert letters(folder, *there, "--all").stdout.count("\nchanged  ") > 25


def test_import_of_a_faulty_table_is_one(folder: Path) -> None:
    (folder / "f.csv").write_text("Authority,Investigated,Upheld\nCamelot City Council,57,n/a\nAvalon,9,1\n")
    for write in ((), ("--write",)):
        done = letters(folder, "import", "f.csv", *write)
        assert done.returncode == 1
        assert done.stderr.splitlines() == [
            'f.csv: C2: "n/a": a whole number is needed; if there were none, write 0; if the number is not known, '
            "leave the cell empty: the letter stays a draft",
            "f.csv: A3: Avalon matches no council; a new one needs type, addressee.name, addressee.role; delete the "
            "row if it is a total",
        ]
        assert "no row:  Ashenvale Borough Council, " in done.stdout


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["import", "no.xlsx"], 1, "no.xlsx:1:1: the file is not there; name another"),
        (["import", "figures.xlsx", "--sheet", "Old"], 1, "there is no sheet Old; those here are Figures"),
        (["import", "figures.xlsx", "--map", "upheld"], 2, "upheld: write it as COLUMN=FIELD"),
        (["import", "figures.xlsx", "--map", "upheld=uphold"], 1, "there is no such field; did you mean"),
        (["import", "figures.xlsx", "--map", "Uphelt=upheld"], 1, "there is no column Uphelt; those here are council"),
        (["import", "figures.xlsx", "--rows", "cases"], 2, "'cases' is not one of 'councils', 'decisions'"),
        (["export", "--output", "f.ods"], 2, "f.ods is none of .csv, .xlsx, .json"),
        (["edition", "2020", "--from", "2020"], 2, "data/2020 is there already; nothing was written"),
        (["edition", "20/21", "--from", "2020"], 2, "is no name; write letters, digits and hyphens alone"),
        (["edition", "2021", "--from", "2019"], 1, "there is no such edition"),
        (["confirm", "edition", "date", "--by", "A"], 2, "no warning date of edition is open; none is open"),
        (["compare", "2020", "2020", "Avalon"], 2, "no council Avalon in this edition"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line(arguments: list[str], status: int, said: str, folder: Path) -> None:
    done = letters(folder, *arguments)
    assert (done.returncode, "Traceback" in done.stderr) == (status, False)
    assert said in " ".join(done.stderr.replace("│", " ").split())


def test_columns_are_kept_for_the_next_table(folder: Path) -> None:
    (folder / "f.csv").write_text("Authority,Nr inv,Upheld\nCamelot City Council,60,31\n")
    done = letters(folder, "import", "f.csv", "--map", "Nr inv=investigations", "--keep")
    assert done.returncode == 0
    assert "complaints_upheld.investigations: 57 -> 60" in done.stdout
    again = letters(folder, "import", "f.csv", "--write")
    assert "complaints_upheld.investigations: 57 -> 60" in again.stdout
    assert "  investigations: 60" in (folder / "data/2020/councils/camelot-city-council.yaml").read_text()


def test_gates_are_confirmed_together(folder: Path) -> None:
    letters(folder, "edition", "2021", "--from", "2020")
    done = letters(folder, "confirm", "edition", "date", "publication", "--edition", "2021", "--by", "A. Person")
    assert done.returncode == 0
    assert "edition date: 2021-07-22 is last year's, moved on" in done.stdout
    again = letters(folder, "confirm", "edition", "values.courses", "--edition", "2021", "--by", "B. Person")
    assert again.returncode == 0
    checked = letters(folder, "check", "--edition", "2021")
    assert "confirm edition date" not in checked.stderr
    assert "values.courses" not in checked.stderr
    assert "values.people_trained: 1200 is last year's" in checked.stderr


def test_averages_of_the_records_stand_beside_those_given(folder: Path) -> None:
    done = letters(folder, "averages", "--edition", "2020")
    row = next(line for line in done.stdout.splitlines() if line.startswith("london        compliance"))
    assert row.split() == "london compliance 99% 98% 1 120 0 0 the records contradict what is given".split()
    assert letters(folder, "averages", "--write").returncode == 0
    written = (folder / "data" / "2020" / "sector-averages.yaml").read_text()
    assert written.startswith("# yaml-language-server: $schema=../schema/sector-averages.json\n# Invented.")
    averages = load(folder / "data", "2020").averages
    assert averages.london.compliance == 98
    origin = averages.origin("london", "compliance")
    assert origin
    assert (origin.by, origin.percent) == ("pooled", 98)
    assert "Nothing to write" in letters(folder, "averages", "--write").stdout


def test_average_typed_by_hand_is_no_longer_one_that_was_worked_out(folder: Path) -> None:
    letters(folder, "averages", "--write")
    record = folder / "data" / "2020" / "councils" / "london-borough-of-middlebridge.yaml"
    record.write_text(record.read_text().partition("compliance:")[0])
    file = folder / "data" / "2020" / "sector-averages.yaml"
    head, london, rest = file.read_text().partition("london:")
    file.write_text(head + london + rest.replace("compliance: 98", "compliance: 97", 1))
    assert "1 average written" in letters(folder, "averages", "--write").stdout
    now = load(folder / "data", "2020").averages
    assert now.london.compliance == 97
    assert ("london", "compliance") not in now.origins
    assert ("london", "satisfactory_remedies") in now.origins


def test_compare_says_what_changed_and_what_small_numbers_do_not_prove(folder: Path) -> None:
    letters(folder, "edition", "2021", "--from", "2020")
    letters(folder, "import", "figures.xlsx", "--edition", "2021", "--write")
    file = folder / "data" / "2021" / "councils" / "camelot-city-council.yaml"
    file.write_text(file.read_text().replace("upheld: 31", "upheld: 57"))
    done = letters(folder, "compare", "2020", "2021", "Camelot City Council")
    assert done.returncode == 0
    assert done.stdout.splitlines()[:2] == [
        "Camelot City Council",
        "  complaints upheld: 100% (57 of 57); 2020: 54% (31 of 57). 46 points more",
    ]
    swapped = letters(folder, "compare", "2021", "2020")
    assert (swapped.returncode, swapped.stdout) == (2, "")
    assert "2021 is the later one; name 2020 first" in swapped.stderr
    small = letters(folder, "compare", "2020", "2021", "st-osrics-borough-council")
    assert "100% (1 of 1); 2020: 100% (1 of 1). The same\n" in small.stdout
    osric = folder / "data" / "2021" / "councils" / "st-osrics-borough-council.yaml"
    osric.write_text(osric.read_text().replace("investigations: 1\n", "investigations: 2\n"))
    small = letters(folder, "compare", "2020", "2021", "st-osrics-borough-council")
    assert "50% (1 of 2); 2020: 100% (1 of 1). Fewer than 10 cases: this proves no change" in small.stdout
    assert "addressee" not in small.stdout


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "Sir Kay",
            "Dame Elaine",
            "Dame Elaine, Seneschal and Head of Paid Service; 2020: Sir Kay, Seneschal",
        ),
        (
            "Seneschal",
            "Acting Seneschal",
            "Sir Kay, Acting Seneschal and Head of Paid Service; 2020: Sir Kay, Seneschal",
        ),
    ],
)
def test_compare_shows_an_addressee_whose_name_or_role_is_another(old: str, new: str, said: str, folder: Path) -> None:
    letters(folder, "edition", "2021", "--from", "2020")
    file = folder / "data" / "2021" / "councils" / "camelot-city-council.yaml"
    file.write_text(file.read_text().replace(old, new, 1))
    done = letters(folder, "compare", "2020", "2021")
    assert f"Camelot City Council\n  addressee: {said}" in done.stdout
    assert done.stdout.count("addressee: ") == 1


def test_compare_names_all_councils_of_one_edition_alone_where_that_is_asked(folder: Path) -> None:
    letters(folder, "edition", "2021", "--from", "2020")
    names = sorted(file.stem for file in (folder / "data" / "2021" / "councils").iterdir())
    for name in names[:-1]:
        (folder / "data" / "2021" / "councils" / f"{name}.yaml").unlink()
    some = letters(folder, "compare", "2020", "2021").stdout
    assert f"{names[7]} and 5 more: letters compare 2020 2021 --all\n" in some
    every = letters(folder, "compare", "2020", "2021", "--all").stdout
    assert f"In 2020 and not in 2021: {', '.join(names[:-1])}\n" in every
