"""Every fault that a person can make in a record, in real files filed by their fault, and what is said of each.

`tests/faults/said.txt` is what was approved; `python -m tests.test_faults` writes it anew, to be read aloud.
"""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from generator.errors import Fault, Faulty
from generator.merge import prepare
from generator.records import load

from .places import DATA, ROOT, TEMPLATES

FAULTS = ROOT / "tests" / "faults"
SAID = FAULTS / "said.txt"
PLACES = {
    "council": "data/2020/councils/ashby-invented-borough-council.yaml",
    "edition": "data/2020/edition.yaml",
    "sector-averages": "data/2020/sector-averages.yaml",
    "statistics": "templates/2020/statistics.html",
    "style": "templates/2020/letter.css",
}
FILES = sorted(FAULTS.glob("*/*.*"))


def name_of(file: Path) -> str:
    return f"{file.parent.name}/{file.stem}"


def said_of(file: Path, folder: Path) -> list[str]:
    """What is said of an edition that holds this file."""
    shutil.copytree(DATA / "2020", folder / "data" / "2020")
    shutil.copytree(TEMPLATES, folder / "templates")
    shutil.copyfile(file, folder / PLACES[file.parent.name])
    return [str(fault).replace(f"{folder}/", "") for fault in faults_of(folder)]


def faults_of(folder: Path) -> tuple[Fault, ...]:
    try:
        if faults := load(folder / "data", "2020").faults:
            return faults  # the same as below, without setting up the press for them
        ready = prepare(folder / "data", folder / "templates", "2020")
    except Faulty as faulty:
        return faulty.faults
    return (*(fault for faults in ready.left_out.values() for fault in faults), *ready.warnings)


def block(file: Path, lines: list[str]) -> str:
    """A file's entry in `said.txt`."""
    return "\n".join([name_of(file), *(f"    {line}" for line in lines)]) + "\n"


@pytest.mark.parametrize("file", FILES, ids=name_of)
def test_fault_is_said_as_approved(file: Path, tmp_path: Path) -> None:
    lines = said_of(file, tmp_path)
    assert lines
    assert block(file, lines) in SAID.read_text()


def test_file_too_large_for_a_record_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "large.yaml"
    file.write_text("#" * 300_000)
    shutil.copytree(DATA / "2020", tmp_path / "data" / "2020")
    shutil.copyfile(file, tmp_path / "data" / "2020" / "councils" / "large.yaml")
    [fault] = load(tmp_path / "data", "2020").faults
    assert (fault.line, fault.column, fault.what) == (1, 1, "300,000 bytes are no record")


@pytest.mark.parametrize("name", ["folder.yaml", "broken-link.yaml"])
def test_file_that_cannot_be_read_is_named(name: str, tmp_path: Path) -> None:
    shutil.copytree(DATA / "2020", tmp_path / "2020")
    record = tmp_path / "2020" / "councils" / name
    record.mkdir() if name == "folder.yaml" else record.symlink_to("nowhere")
    [fault] = load(tmp_path, "2020").faults
    assert fault.file == str(record)


def main() -> None:
    with TemporaryDirectory() as folder:
        blocks = [block(file, said_of(file, Path(folder, name_of(file)))) for file in FILES]
    SAID.write_text("\n".join(blocks))


if __name__ == "__main__":
    main()
