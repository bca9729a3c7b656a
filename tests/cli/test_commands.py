"""The command as people use it: a real process, its words, its exit status."""

import json
import re
import shutil
from pathlib import Path

import pytest

from generator.paper import first_difference
from tests.places import DATA, TEMPLATES
from tests.program import finished, letters
from tests.runs import own_copy, short_templates

FILE = "data/2020/councils/north-east-derbyshire-district-council.yaml"
SLUG = "north-east-derbyshire-district-council"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of somebody's own, with the data and the templates."""
    shutil.copytree(DATA, tmp_path / "data")
    shutil.copytree(TEMPLATES, tmp_path / "templates")
    return tmp_path


def spoil(folder: Path) -> None:
    """Make one council's record wrong."""
    (folder / FILE).write_text((folder / FILE).read_text().replace("upheld: 0", "upheld: 3"))


def test_check_says_what_can_be_printed_and_what_is_next(folder: Path) -> None:
    done = finished(folder, "check")
    assert done.returncode == 0
    assert done.stdout.splitlines() == [
        "5 letters of edition 2020 can be printed, 4 drafts among them; 0 faults, 0 warnings.",
        "Figures are awaited of 4 councils: letters import FILE",
        "  Bassetlaw District Council: complaints upheld, compliance, satisfactory remedies",
        "  Chesterfield Borough Council: complaints upheld, compliance, satisfactory remedies",
        "  Erewash Borough Council: complaints upheld, compliance, satisfactory remedies",
        "  Stafford Borough Council: complaints upheld, compliance, satisfactory remedies",
        "Next: letters render",
    ]
    assert done.stderr == ""


def test_check_names_every_fault_on_a_line_of_its_own(folder: Path) -> None:
    spoil(folder)
    done = letters(folder, "check")
    assert done.returncode == 1
    assert done.stderr == (
        f"{FILE}:10:11: complaints_upheld.upheld: 3 of 2 investigations; the count cannot exceed the total\n"
    )


def test_check_gives_its_findings_to_other_programs(folder: Path) -> None:
    spoil(folder)
    done = letters(folder, "check", "--json")
    assert done.returncode == 1
    fault, *awaited = json.loads(done.stdout)
    assert fault == {
        "file": FILE,
        "line": 10,
        "column": 11,
        "path": "complaints_upheld.upheld",
        "what": "3 of 2 investigations",
        "cure": "the count cannot exceed the total",
        "severity": "fault",
        "cell": "",
    }
    assert len(awaited) == 12
    assert {one["severity"] for one in awaited} == {"awaited"}
    assert {one["path"] for one in awaited} == {"complaints_upheld", "compliance", "satisfactory_remedies"}


def test_check_names_the_first_drafts_and_with_all_every_one(tmp_path: Path) -> None:
    shutil.copytree(DATA / "sample", tmp_path / "data" / "sample")
    short_templates(tmp_path / "templates")
    for file in (tmp_path / "data" / "sample" / "councils").iterdir():
        file.write_text(file.read_text().partition("compliance:")[0])
    lines = letters(tmp_path, "check", "--edition", "sample").stdout.splitlines()
    assert "Figures are awaited of 14 councils: letters import FILE --edition sample" in lines
    assert "  Camelot City Council: compliance, satisfactory remedies" in lines
    assert lines[-2] == "  and 4 more: letters check --edition sample --all"
    every = letters(tmp_path, "check", "--edition", "sample", "--all").stdout.splitlines()
    assert len([line for line in every if line.startswith("  ")]) == 14
    assert "more: " not in "".join(every)


def test_check_gives_the_faults_of_an_edition_to_other_programs_too(folder: Path) -> None:
    done = letters(folder, "check", "--json", "--edition", "2031")
    assert done.returncode == 1
    assert [fault["what"] for fault in json.loads(done.stdout)] == ["there is no such edition"]


def test_show_tells_a_record_and_where_it_stands(folder: Path) -> None:
    done = letters(folder, "show", "St Osric's Borough Council", "--edition", "sample")
    assert done.returncode == 0
    assert "St Osric's Borough Council: district, final" in done.stdout
    assert "complaints_upheld      1      1      100.0%  100%     11:11  45%      7:22" in done.stdout


def test_show_tells_the_faults_of_a_record(folder: Path) -> None:
    spoil(folder)
    done = letters(folder, "show", SLUG)
    assert done.returncode == 1
    assert f"{FILE}:10:11: complaints_upheld.upheld: 3 of 2 investigations" in done.stderr


def test_show_tells_the_figures_of_a_letter_that_is_left_out(folder: Path) -> None:
    record = folder / FILE
    record.write_text(re.sub("role: .*", "role: Chief \u7a32", record.read_text()))
    done = letters(folder, "show", SLUG)
    assert done.returncode == 1
    assert "the letter's typeface has no \u7a32" in done.stderr
    assert "left out" in done.stdout
    assert "complaints_upheld" in done.stdout


def test_schema_writes_beside_the_data(folder: Path) -> None:
    shutil.rmtree(folder / "data" / "schema")
    done = letters(folder, "schema")
    assert done.stdout.splitlines() == [
        "data/schema/certificate.json",
        "data/schema/confirmed.json",
        "data/schema/council.json",
        "data/schema/edition.json",
        "data/schema/import.json",
        "data/schema/outbox.json",
        "data/schema/sector-averages.json",
    ]
    assert all((folder / line).exists() for line in done.stdout.splitlines())


def test_preview_of_an_edition_that_is_not_there_does_not_begin(folder: Path) -> None:
    done = letters(folder, "preview", "--edition", "2030", "--no-open")
    assert (done.returncode, done.stdout) == (1, "")
    assert "there is no such edition" in done.stderr


@pytest.mark.parametrize(
    ("file", "said"),
    [("no.pdf", "it is not there"), ("data", "it is a folder"), ("cut.pdf", "a damaged PDF")],
)
def test_file_that_is_no_letter_is_said_in_a_line(file: str, said: str, folder: Path) -> None:
    (folder / "cut.pdf").write_bytes(b"%PDF-1.7\n")
    done = letters(folder, "read", file)
    assert (done.returncode, done.stderr) == (1, f"{file}:1:1: {said}; give a letter, as PDF or as text\n")


def test_sample_writes_councils_that_can_be_printed(folder: Path) -> None:
    done = letters(folder, "sample", "12", "--output", "tried")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "12 invented councils in tried/sample.",
        "Next: letters render --edition sample --data tried",
    ]
    there = ("--edition", "sample", "--data", "tried")
    assert letters(folder, "check", *there).stdout.endswith("Next: letters render --edition sample --data tried\n")
    assert letters(folder, "status", *there).returncode == 0
    rendered = letters(folder, "render", *there, "--output", "there").stdout
    assert rendered.endswith("Next: letters verify there/sample --data tried\n")
    assert letters(folder, "verify", "there/sample", "--data", "tried").returncode == 0


def test_sample_is_the_same_for_everybody(folder: Path) -> None:
    for output, order in (("one", "1"), ("another", "2")):
        finished(folder, "sample", "40", "--output", output, "--seed", "5", PYTHONHASHSEED=order)
    files = [path.relative_to(folder / "one") for path in (folder / "one").rglob("*.*")]
    assert len(files) == 50
    assert all((folder / "one" / file).read_bytes() == (folder / "another" / file).read_bytes() for file in files)


def test_sample_writes_over_nothing(folder: Path) -> None:
    before = sorted((folder / "data").rglob("*"))
    done = letters(folder, "sample", "3", "--output", "data")
    assert done.returncode == 2
    assert "data/sample is not empty; name another folder, or take it away" in done.stderr
    assert sorted((folder / "data").rglob("*")) == before


def test_render_prints_a_summary_of_every_letter(folder: Path) -> None:
    done = finished(folder, "render")
    assert done.returncode == 0
    assert (
        "North East Derbyshire District Council  final  3      north-east-derbyshire-district-council.pdf"
        in done.stdout
    )
    assert "5 letters in output/2020/letters: 1 final, 4 drafts." in done.stdout
    assert done.stderr == ""  # no progress bar where there is no terminal
    assert len(list((folder / "output" / "2020" / "letters").glob("*.pdf"))) == 5


def test_letters_are_printed_without_layouts_where_that_is_asked(folder: Path) -> None:
    slug = "ashenvale-borough-council"
    pdfs = {}
    for how in ("--layouts", "--no-layouts"):
        done = letters(folder, "render", slug, "--edition", "sample", "--output", how, "--audit", "all", how)
        assert (done.returncode, done.stderr) == (0, "")
        assert ("1 letter printed both ways, and alike." in done.stdout) == (how == "--layouts")
        run = json.loads((folder / how / "sample" / "run.json").read_text())["run"]
        [sheet] = [letter["sheet"] for letter in run["letters"] if letter["council"] == slug]
        assert bool(sheet["plates"]) == (how == "--layouts")
        pdfs[how] = (folder / how / "sample" / sheet["file"]).read_bytes()
    assert pdfs["--layouts"] != pdfs["--no-layouts"]
    assert first_difference(*pdfs.values()) is None
    there = (folder / "--layouts" / "sample" / "letters" / f"{slug}.pdf").read_bytes
    again = "render", slug, "--edition", "sample", "--output", "--layouts"
    assert (
        "No letter was printed both ways: those that are there are kept" in letters(folder, *again, "--audit", "all")[1]
    )
    assert there() == pdfs["--layouts"]
    assert letters(folder, *again, "--no-layouts")[0] == 0
    assert there() == pdfs["--no-layouts"]


def test_render_leaves_out_only_the_council_at_fault(folder: Path) -> None:
    spoil(folder)
    done = letters(folder, "render", "--output", "elsewhere")
    assert done.returncode == 1
    assert "upheld: 3 of 2 investigations" in done.stderr
    assert "4 letters in elsewhere/2020/letters: 0 final, 4 drafts." in done.stdout
    assert f"{SLUG}  failed  -      {FILE}:10:11: complaints_upheld.upheld: 3 of 2 investigations" in done.stdout
    assert not (folder / "elsewhere" / "2020" / "letters" / f"{SLUG}.pdf").exists()


def test_letter_that_no_longer_holds_is_set_aside(folder: Path) -> None:
    letters(folder, "render", SLUG, "--html")
    spoil(folder)
    done = letters(folder, "render")
    assert done.returncode == 1
    for name in (f"{SLUG}.pdf", f"{SLUG}.html"):
        assert f"was set aside: output/2020/aside/{name}" in done.stdout
        assert (folder / "output" / "2020" / "aside" / name).exists()
        assert not (folder / "output" / "2020" / "letters" / name).exists()


def test_stray_file_among_the_records_is_a_fault_and_stops_no_other_letter(folder: Path) -> None:
    (folder / "data" / "2020" / "councils" / "notes.txt").touch()
    done = letters(folder, "render")
    assert done.returncode == 1
    assert "notes.txt:1:1: not a council's record; name it .yaml, or move it elsewhere" in done.stderr
    assert "5 letters in output/2020/letters" in done.stdout


@pytest.mark.parametrize("council", ["erewash-borough-council", "Erewash Borough Council"])
def test_render_of_one_council_leaves_the_others_as_they_are(council: str, folder: Path) -> None:
    spoil(folder)
    letter = folder / "output" / "2020" / "letters" / "stafford-borough-council.pdf"
    letter.parent.mkdir(parents=True)
    letter.write_bytes(b"an older letter")
    done = letters(folder, "render", council)
    assert (done.returncode, done.stderr) == (0, "")
    assert letter.read_bytes() == b"an older letter"
    assert (letter.parent / "erewash-borough-council.pdf").stat().st_size > 10_000


def test_proofs_show_every_wording_of_those_that_can_be_printed(folder: Path) -> None:
    spoil(folder)
    done = letters(folder, "proofs")
    assert done.returncode == 1
    assert "upheld: 3 of 2 investigations" in done.stderr
    rows = [" ".join(line.split()) for line in done.stdout.splitlines()]
    assert "Chesterfield Borough Council draft 1-3 not reissue.there" in rows
    assert f"{SLUG} left out - -" in rows
    assert "1 letter of 4 in output/2020/proofs/proofs.pdf, 3 pages." in rows
    assert "No letter of this edition shows:\n  reissue.there\n  personal_paragraphs: some\n" in done.stdout
    assert (folder / "output" / "2020" / "proofs" / "proofs.pdf").read_bytes().startswith(b"%PDF")
    assert not (folder / "output" / "2020" / "letters").exists()


def test_nothing_is_printed_when_the_edition_is_at_fault(folder: Path) -> None:
    (folder / "data" / "2020" / "sector-averages.yaml").write_text("district: {complaints_upheld: many}\n")
    done = letters(folder, "render")
    assert done.returncode == 1
    assert done.stderr.startswith("data/2020/sector-averages.yaml:1:31: district.complaints_upheld: ")
    assert not (folder / "output").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["render", "stafford"], "did you mean stafford-borough-council?"),
        (["render", "Camelot City Council"], "no council Camelot City Council in this edition; they are named"),
        (["print"], "No such command 'print'"),
        (["sample", "0", "--output", "tried"], "should be greater than or equal to 1"),
        (["sample", "100001", "--output", "tried"], "should be less than or equal to 100000"),
        (["sample", "many", "--output", "tried"], "Invalid value for 'COUNT'"),
        (["sample", "3"], "Missing option '--output'"),
        (["render", "--colour"], "No such option: --colour"),
        (["render", "--scheduler", "10.0.0.1"], "write it as tcp://10.0.0.1:8786"),
        (["render", "--audit", "often"], "write a number, all or none"),
    ],
)
def test_wrong_usage_is_two(arguments: list[str], said: str, folder: Path) -> None:
    done = letters(folder, *arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert not (folder / "output").exists()


@pytest.mark.parametrize("command", ["render", "show"])
def test_terminal_without_unicode_is_told_what_it_can_show(command: str, folder: Path) -> None:
    council = "cote-dalbion-and-llanedeyrn-sur-mer-council"
    environment = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = finished(folder, command, council, "--edition", "sample", **environment)
    assert (done.returncode, done.stderr) == (0, "")
    assert "C\\xf4te d'Albion" in done.stdout


@pytest.mark.parametrize("fonts", ["empty", "missing"])
def test_typeface_that_is_not_there_is_said_in_a_line(fonts: str, folder: Path) -> None:
    for font in (folder / "templates" / "shared" / "fonts").glob("*.ttf"):
        font.write_bytes(b"") if fonts == "empty" else font.unlink()
    done = letters(folder, "check")
    assert done.returncode == 1
    assert done.stderr.startswith("templates/shared/fonts")
    assert done.stderr.count("\n") == 1


def test_output_folder_that_is_a_file_is_three(folder: Path) -> None:
    (folder / "output").write_text("a file")
    done = letters(folder, "render")
    assert done.returncode == 3
    assert done.stderr.startswith("letters: output")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("command", ["check", "render"])
def test_help_says_what_a_person_wants_to_know(command: str, folder: Path) -> None:
    done = letters(folder, command, "--help", COLUMNS="100")
    assert done.returncode == 0
    for option in ("--edition", "--data", "--templates"):
        assert option in done.stdout


def test_letters_that_share_no_layout_are_counted_with_the_usual_reasons(tmp_path: Path) -> None:
    folder = own_copy(tmp_path)
    style = folder / "templates" / "2020" / "letter.css"
    render = "render", "ashenvale-borough-council", "--edition", "sample"
    assert "one by one" not in letters(folder, *render).stdout
    style.write_text(style.read_text() + "\nsection:has(figure) { color: #111111 }")
    said = letters(folder, *render).stdout
    assert "Laid out one by one, which takes longer: 1 letter. Usual reasons: " in said
