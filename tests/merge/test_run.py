"""The run is dull: it prints what is to be printed and nothing else, loses nothing, and says what happened."""

import csv
import json
import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from generator.errors import Faulty
from generator.files import digest
from generator.merge import Folder, Merge, Method, OwnedError, Ready, Workers, done, prepare, processes
from generator.records import read_certificate
from tests.habits import acquire
from tests.places import DATA
from tests.runs import HERE, NOW, carried_out, contents, own_copy, own_layouts, planned

SLUG = "ashenvale-borough-council"
DISTRICTS = {
    "ashenvale-borough-council",
    "eastmarsh-and-oldfen-district-council",
    "great-wexcombe-cum-netherby-on-the-water-district-council",
    "hollowmere-district-council",
    "ivywell-district-council",
    "st-osrics-borough-council",
}


def change(file: Path, before: str, after: str) -> None:
    text = file.read_text()
    assert before in text
    file.write_text(text.replace(before, after))


def to_print(run: Path) -> set[str]:
    return set(planned(run, run / "output").to_print)


def record(run: Path, slug: str = SLUG) -> Path:
    return run / "data" / "sample" / "councils" / f"{slug}.yaml"


def test_run_with_nothing_to_do_prints_nothing_and_changes_nothing(run: Path) -> None:
    before = contents(run / "output")
    merge = planned(run, run / "output")
    assert (merge.to_print, len(merge.kept)) == ([], 14)
    carried_out(merge, processes(1))
    assert contents(run / "output") == before


@pytest.mark.parametrize(
    ("file", "before", "after", "printed"),
    [
        (f"data/sample/councils/{SLUG}.yaml", "Ms Inventa", "Ms Other", {SLUG}),
        (f"data/sample/councils/{SLUG}.yaml", "name:", "# a remark\nname:", set()),
        ("data/sample/sector-averages.yaml", "complaints_upheld: 45", "complaints_upheld: 46", DISTRICTS),
        (
            "templates/2020/statistics.html",
            "}case{%",
            "}matter{%",
            {"fairholt-national-park-authority", "st-osrics-borough-council"},
        ),
    ],
    ids=["a record", "a remark in a record", "an average", "a wording that two letters have"],
)
def test_change_prints_the_letters_that_it_touches(
    file: str, before: str, after: str, printed: set[str], run: Path
) -> None:
    change(run / file, before, after)
    assert to_print(run) == printed


@pytest.mark.parametrize(
    ("file", "before", "after"),
    [
        ("templates/2020/letter.css", "font-size: 12pt", "font-size: 11pt"),
        ("templates/2020/letter.html", "Yours sincerely", "Yours faithfully"),
        ("data/sample/edition.yaml", "courses: 34", "courses: 35"),
        ("templates/shared/draft.svg", "DRAFT", "DRAUGHT"),
    ],
)
def test_change_of_what_all_letters_share_prints_them_all(file: str, before: str, after: str, run: Path) -> None:
    change(run / file, before, after)
    assert len(to_print(run)) == 14


def test_changed_font_or_library_prints_all_letters(run: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as newer:
        newer.setattr("generator.merge.job.made_with", lambda: {"weasyprint": "newer"})
        assert len(to_print(run)) == 14
    with (run / "templates" / "shared" / "fonts" / "LiberationSans-Bold.ttf").open("ab") as font:
        font.write(b"\0")
    assert len(to_print(run)) == 14


def test_letter_that_was_tampered_with_is_printed_again(run: Path) -> None:
    letters = run / "output" / "letters"
    before = contents(letters)
    (letters / f"{SLUG}.pdf").write_bytes(b"%PDF")
    (letters / "camelot-city-council.pdf").unlink()
    merge = planned(run, run / "output")
    assert set(merge.to_print) == {SLUG, "camelot-city-council"}
    carried_out(merge, processes(2))
    assert contents(letters) == before


def test_hashes_decide_and_not_times(run: Path) -> None:
    change(record(run), "Ms Inventa", "Ms Other")
    for file in run.rglob("*.yaml"):
        os.utime(file, (0, 0))  # as though a clock had been set back
    assert to_print(run) == {SLUG}


def test_letter_does_not_depend_on_its_neighbours_or_on_who_prints_it(
    sample_run: Path, small: Ready, tmp_path: Path
) -> None:
    carried_out(planned(sample_run, tmp_path, [SLUG]), processes(1))
    alone = (tmp_path / "letters" / f"{SLUG}.pdf").read_bytes()
    carried_out(planned(sample_run, tmp_path / "far"), replace(HERE, near=False))
    far = (tmp_path / "far" / "letters" / f"{SLUG}.pdf").read_bytes()
    here = done(small.job(SLUG)).printed
    assert here
    assert alone == far == (sample_run / "output" / "letters" / f"{SLUG}.pdf").read_bytes() == here.pdf


def test_what_a_dead_worker_left_unfinished_is_not_among_the_letters(run: Path) -> None:
    change(record(run), "Ms Inventa", "Ms Other")
    merge, part = planned(run, run / "output"), run / "output" / "letters" / f"{SLUG}.pdf.part"
    for _ in merge.work(HERE):
        part.write_bytes(b"half a letter")
    merge.certify(NOW)
    assert not part.exists()


def test_layout_that_an_audit_finds_wrong_is_used_for_no_letter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, method = own_copy(tmp_path), Method(cache=own_layouts(tmp_path / "layouts"), audit=0)
    ready = prepare(folder / "data", folder / "templates", "sample", try_the_press=False, method=method)
    classes: dict[tuple[str, ...], set[str]] = {}
    made_from = {}
    for outcome in carried_out(Merge(ready, Folder(tmp_path / "first")), HERE).run.letters:
        assert outcome.sheet
        classes.setdefault(outcome.sheet.plates, set()).add(outcome.council)
        made_from[outcome.council] = int(outcome.sheet.made_from, 16)
    layouts, class_ = max(classes.items(), key=lambda one: len(one[1]))

    def audited(number: int) -> set[str]:
        return {council for council, made in made_from.items() if made % number == 0}

    some = next(number for number in range(2, 5000) if audited(number) and audited(number) < class_)
    acquire(monkeypatch)
    merge = Merge(replace(ready, method=replace(method, audit=some)), Folder(tmp_path / "second"))
    letters = {outcome.council: outcome.sheet for outcome in carried_out(merge, HERE).run.letters}
    assert merge.distrusted.issuperset(layouts)
    for slug in class_:
        sheet = letters[slug]
        assert sheet
        assert sheet.plates == ()
        assert (
            sheet.sha256 == digest(ready.printed(slug).pdf) == digest((tmp_path / "second" / sheet.file).read_bytes())
        )


def test_letter_from_a_layout_that_is_known_to_be_wrong_is_not_kept(run: Path, tmp_path: Path) -> None:
    method = Method(cache=own_layouts(tmp_path / "layouts"), audit=0)
    ready = prepare(run / "data", run / "templates", "sample", try_the_press=False, read=False, method=method)
    carried_out(Merge(ready, Folder(tmp_path / "output")), HERE)
    before = Merge(ready, Folder(tmp_path / "output"))
    assert before.to_print == []
    wrong = before.kept[SLUG].sheet
    assert wrong
    method.store(ready.look).add("distrusted", wrong.plates[0], value=True)
    after = Merge(ready, Folder(tmp_path / "output"))
    assert SLUG in after.to_print
    carried_out(after, HERE)
    assert Merge(ready, Folder(tmp_path / "output")).to_print == []


def test_letters_of_departed_and_faulty_councils_are_set_aside(run: Path) -> None:
    record(run).unlink()
    change(record(run, "camelot-city-council"), "satisfied: ", "satisfied: 9")
    merge = planned(run, run / "output")
    certificate = carried_out(merge, processes(1))
    assert sorted(path.name for path in merge.aside) == [f"{SLUG}.pdf", "camelot-city-council.pdf"]
    assert all(path.exists() for path in merge.aside)
    states = {outcome.council: outcome.state for outcome in certificate.run.letters}
    assert SLUG not in states
    assert states["camelot-city-council"] == "failed"
    assert certificate.run.totals.failed == 1


def test_run_of_some_leaves_the_others_due_and_says_so(run: Path) -> None:
    change(run / "templates" / "2020" / "letter.css", "font-size: 12pt", "font-size: 11.5pt")
    certificate = carried_out(planned(run, run / "output", [SLUG]), processes(1))
    states = [outcome.state for outcome in certificate.run.letters]
    assert (states.count("due"), states.count("final")) == (13, 1)
    assert len(list((run / "output" / "letters").iterdir())) == 14


def test_fault_of_the_stylesheet_stops_the_run_before_anything_is_written(run: Path) -> None:
    before = contents(run / "output")
    change(run / "templates" / "2020" / "letter.css", "font-size: 12pt", "font-sighs: 12pt")
    with pytest.raises(Faulty, match=r"letter\.css:\d+:\d+: Ignored `font-sighs"):
        carried_out(planned(run, run / "output"), processes(2))
    assert contents(run / "output") == before


def test_second_run_in_a_folder_is_kept_out(tmp_path: Path) -> None:
    with (
        Folder(tmp_path).owned(),
        pytest.raises(OwnedError, match="another run is at work here"),
        Folder(tmp_path).owned(),
    ):
        pass
    with Folder(tmp_path).owned():
        pass


def test_web_pages_are_kept_up_to_date_once_they_are_there(run: Path) -> None:
    carried_out(planned(run, run / "output", [SLUG], web_pages=True), processes(1))
    page = run / "output" / "letters" / f"{SLUG}.html"
    assert "<h2>Ashenvale Borough Council</h2>" in page.read_text()
    change(record(run), "Ms Inventa", "Ms Other")
    certificate = carried_out(planned(run, run / "output"), processes(1))
    assert "Dear Ms Other" in page.read_text()
    [outcome] = [outcome for outcome in certificate.run.letters if outcome.council == SLUG]
    assert outcome.sheet
    assert outcome.sheet.web_page == digest(page.read_bytes())
    page.unlink()
    certificate = carried_out(planned(run, run / "output"), processes(1))
    assert not any(outcome.sheet and outcome.sheet.web_page for outcome in certificate.run.letters)


def test_web_page_beside_a_letter_that_is_kept_is_certified_as_it_is_now(run: Path) -> None:
    carried_out(planned(run, run / "output", [SLUG], web_pages=True), processes(1))
    change(run / "templates" / "shared" / "web.html", "<style>", "<style>/* another */")
    change(record(run, "camelot-city-council"), "name: Sir Kay", "name: Sir Hector")
    merge = planned(run, run / "output")
    assert SLUG in merge.kept
    [outcome] = [one for one in carried_out(merge, HERE).run.letters if one.council == SLUG]
    assert outcome.sheet
    assert outcome.sheet.web_page == digest((run / "output" / "letters" / f"{SLUG}.html").read_bytes())


@pytest.mark.parametrize(("output", "hired"), [("output", 0), ("another", 1)])
def test_workers_are_hired_once_and_only_where_there_is_work(output: str, hired: int, run: Path) -> None:
    crews: list[ThreadPoolExecutor] = []

    def hire() -> ThreadPoolExecutor:
        crews.append(ThreadPoolExecutor(1))
        return crews[-1]

    carried_out(planned(run, run / output), Workers(hire, 2))
    assert len(crews) == hired


def test_letters_are_on_the_disk_before_their_certificate_is(run: Path, disk: list[str]) -> None:
    change(record(run), "Ms Inventa", "Ms Other")
    carried_out(planned(run, run / "output"), HERE)
    asked = [one.replace("run/output/", "") if ".part" in one else one for one in disk]
    letter = f"letters/{SLUG}.pdf"
    expected = [f"sync {letter}.part", f"{letter}.part -> {letter}", "sync run/output/letters"]
    expected += ["sync run.json.part", "run.json.part -> run.json"]
    assert [one for one in asked if one in expected] == expected


def test_certificate_says_what_went_in_and_what_came_out(sample_run: Path) -> None:
    certificate = read_certificate((sample_run / "output" / "run.json").read_bytes())
    run = certificate.run
    assert run.inputs["edition.yaml"] == digest((sample_run / "data" / "sample" / "edition.yaml").read_bytes())
    assert f"councils/{SLUG}.yaml" in run.inputs
    assert "templates/shared/fonts/LiberationSans-Regular.ttf" in run.inputs
    assert {"weasyprint", "pango", "harfbuzz", "generator.paper"} <= run.made_with.keys()
    assert (run.totals.final, run.totals.draft, run.totals.failed, run.totals.pages) == (12, 2, 0, 28)
    for outcome in run.letters:
        assert outcome.sheet
        pdf = (sample_run / "output" / outcome.sheet.file).read_bytes()
        assert (outcome.sheet.sha256, outcome.sheet.read_back) == (digest(pdf), "proven")


def test_certificate_has_a_schema_and_no_clock_but_one(sample_run: Path, tmp_path: Path) -> None:
    content = (sample_run / "output" / "run.json").read_bytes()
    schema = json.loads((DATA / "schema" / "certificate.json").read_text())
    assert not list(Draft202012Validator(schema).iter_errors(json.loads(content)))
    assert json.loads(content)["generated_at"] == "2026-01-01T00:00:00Z"
    assert content.count(b"2026") == 1


def test_manifest_has_a_row_for_each_letter(sample_run: Path) -> None:
    with (sample_run / "output" / "manifest.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 14
    first = rows[0]
    assert (first["council"], first["addressee"], first["file"]) == (
        "Ashenvale Borough Council",
        "Ms Inventa",
        f"letters/{SLUG}.pdf",
    )
    assert (first["complaints_upheld_count"], first["complaints_upheld_rate"], first["state"]) == ("16", "67", "final")


def test_text_that_a_spreadsheet_would_take_for_a_formula_is_harmless(run: Path) -> None:
    change(record(run), "name: Ms Inventa", 'name: "=HYPERLINK(1)"')
    carried_out(planned(run, run / "output"), processes(1))
    assert "'=HYPERLINK(1)" in (run / "output" / "manifest.csv").read_text(encoding="utf-8-sig")


def test_failures_are_listed_with_their_places(run: Path) -> None:
    change(record(run), "satisfied: 15", "satisfied: 99")
    change(record(run), "role: ", "rolle: ")
    carried_out(planned(run, run / "output"), processes(1))
    with (run / "output" / "failures.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 3
    assert all(row["council"] == SLUG and f"{SLUG}.yaml:" in row["reason"] for row in rows)
