"""A run is proven later: by its certificate, its inputs, its files, and by printing it again."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.merge import Folder, prepare, processes, prove_certificate, reprinted
from generator.records import read_certificate
from tests.program import letters
from tests.runs import carried_out, planned

SLUG, OTHER = "ashenvale-borough-council", "camelot-city-council"


def findings(run: Path, expected: str | None = None) -> list[str]:
    """What is said of a run, by the names of files in its folder."""
    found = prove_certificate(Folder(run / "output"), run / "templates", run / "data", expected)
    return [f"{one.where.relative_to(run)}: {one.wrong or one.found}" for one in found]


def test_run_is_consistent_and_with_its_hash_genuine(sample_run: Path) -> None:
    certificate = read_certificate((sample_run / "output" / "run.json").read_bytes())
    assert findings(sample_run) == ["output/run.json: consistent"]
    assert findings(sample_run, certificate.sha256) == ["output/run.json: genuine"]
    [said] = findings(sample_run, "0" * 64)
    assert said == f"output/run.json: not the certificate that was asked for: its hash is {certificate.sha256}"


def changed(letters: Path) -> None:
    (letters / f"{SLUG}.pdf").write_bytes((letters / f"{SLUG}.pdf").read_bytes() + b"\n")


def missing(letters: Path) -> None:
    (letters / f"{SLUG}.pdf").unlink()


def extra(letters: Path) -> None:
    shutil.copy(letters / f"{SLUG}.pdf", letters / "nobody-council.pdf")


def swapped(letters: Path) -> None:
    (letters / f"{SLUG}.pdf").rename(letters / "x")
    (letters / f"{OTHER}.pdf").rename(letters / f"{SLUG}.pdf")
    (letters / "x").rename(letters / f"{OTHER}.pdf")


@pytest.mark.parametrize(
    ("tamper", "said"),
    [
        (changed, [f"{SLUG}.pdf: changed since it was certified"]),
        (missing, [f"{SLUG}.pdf: certified, and missing"]),
        (extra, ["nobody-council.pdf: not certified, and among the letters"]),
        (swapped, [f"{SLUG}.pdf: is the letter to {OTHER}", f"{OTHER}.pdf: is the letter to {SLUG}"]),
    ],
)
def test_file_that_is_not_as_it_was_certified_is_named(
    tamper: Callable[[Path], None], said: list[str], run: Path
) -> None:
    tamper(run / "output" / "letters")
    assert findings(run)[1:] == [f"output/letters/{one}" for one in said]


def test_tampered_run_is_not_proven_by_the_command(run: Path) -> None:
    swapped(run / "output" / "letters")
    done = letters(run, "verify", "output", "--data", "data")
    assert done.returncode == 1
    assert f"output/letters/{SLUG}.pdf: NOT PROVEN: is the letter to {OTHER}; the file's name is not" in done.stdout
    assert "14 letters looked at: 2 findings." in done.stdout


def test_letter_that_failed_or_is_due_is_not_proven(run: Path) -> None:
    record = run / "data" / "sample" / "councils" / f"{OTHER}.yaml"
    record.write_text(record.read_text().replace("type: ", "type: non"))
    carried_out(planned(run, run / "output"), processes(1))
    [finding] = findings(run)[1:]
    assert finding.startswith(f"output/letters/{OTHER}.pdf: failed: ")


def test_changed_manifest_is_named(run: Path) -> None:
    manifest = run / "output" / "manifest.csv"
    manifest.write_bytes(manifest.read_bytes().replace(b"ashenvale-borough-council.pdf", b"camelot-city-council.pdf"))
    assert findings(run)[1:] == ["output/manifest.csv: changed since it was certified"]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (b'"final":12', b'"final":13', "changed since it was written: its run does not have its hash"),
        (b'"edition":"sample"', b'"edition":7', "not a certificate (see run.edition)"),
        (b"{", b"", "not a certificate"),
    ],
)
def test_changed_certificate_is_none(before: bytes, after: bytes, said: str, run: Path) -> None:
    file = run / "output" / "run.json"
    file.write_bytes(file.read_bytes().replace(before, after, 1))
    assert findings(run) == [f"output/run.json: {said}"]


def test_run_without_its_certificate_or_not_finished_is_not_proven(run: Path) -> None:
    (run / "output" / "run.json").unlink()
    assert findings(run) == ["output/run.json: no certificate is here; run it again"]
    (run / "output" / "run.journal.part").touch()
    assert findings(run) == ["output/run.json: the run was not finished; run it again"]


def test_inputs_that_changed_since_are_named(run: Path) -> None:
    councils = run / "data" / "sample" / "councils"
    (councils / f"{OTHER}.yaml").unlink()
    (councils / "new.yaml").touch()
    with (councils / f"{SLUG}.yaml").open("a") as record:
        record.write("# a remark\n")
    with (run / "templates" / "2020" / "letter.css").open("a") as stylesheet:
        stylesheet.write("/* a remark */\n")
    assert findings(run)[1:] == [
        f"data/sample/councils/{SLUG}.yaml: changed since the run",
        f"data/sample/councils/{OTHER}.yaml: went into the run, and is not there now",
        "data/sample/councils/new.yaml: did not go into the run, and is there now",
        "templates/2020/letter.css: changed since the run",
    ]


def test_letters_that_would_be_printed_otherwise_now_are_named(run: Path) -> None:
    record = run / "data" / "sample" / "councils" / f"{SLUG}.yaml"
    record.write_text(record.read_text().replace("Ms Inventa", "Ms Other"))
    ready = prepare(run / "data", run / "templates", "sample", try_the_press=False)
    found = list(reprinted(Folder(run / "output"), ready, processes(2)))
    assert len(found) == 14
    assert {one.where.stem for one in found if one.wrong} == {SLUG}


def test_whole_run_is_proven_by_the_command(run: Path) -> None:
    certificate = read_certificate((run / "output" / "run.json").read_bytes())
    done = letters(run, "verify", "output", "--reprint", "--certificate", certificate.sha256)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[0] == "output/run.json: genuine"
    assert done.stdout.count(": proven, and printed again byte for byte") == 14
    assert done.stdout.splitlines()[-1] == "14 letters looked at: all proven."
