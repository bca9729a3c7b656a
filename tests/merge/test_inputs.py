"""What goes into a run is read once, and certified as it was read."""

import shutil
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from generator.merge import prepare
from generator.merge.inputs import inputs_of
from generator.wording import Wording
from tests.places import DATA, TEMPLATES
from tests.runs import own_copy

COUNCIL = "ashenvale-borough-council"


@pytest.fixture(scope="module")
def opened() -> Counter[str]:
    """The files that this process opens, counted. An audit hook stays for as long as the process does."""
    files: Counter[str] = Counter()

    def count(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            files[str(arguments[0])] += 1

    sys.addaudithook(count)
    return files


@pytest.mark.parametrize("try_the_press", [False, True], ids=["records and templates", "the press too"])
@pytest.mark.parametrize("edition", ["2020", "sample"])
def test_each_file_is_opened_once(edition: str, try_the_press: bool, opened: Counter[str], tmp_path: Path) -> None:
    """Not counted: what libraries in C open, as HarfBuzz does the fonts where text is shaped, and lists of folders."""
    shutil.copytree(DATA / edition, tmp_path / "data" / edition)
    shutil.copytree(TEMPLATES, tmp_path / "templates")
    files = [str(file) for file in tmp_path.rglob("*") if file.is_file()]
    opened.clear()
    prepare(tmp_path / "data", tmp_path / "templates", edition, try_the_press=try_the_press)
    assert {file: opened[file] for file in files} == dict.fromkeys(files, 1)


def test_run_is_of_what_was_read_whatever_is_saved_meanwhile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The promise was that such a run is refused. Now it is one of the edition as it was, and certified as that."""
    data, templates = own_copy(tmp_path) / "data", tmp_path / "templates"
    before = prepare(data, templates, "sample", try_the_press=False)
    record, letter, style = data / f"sample/councils/{COUNCIL}.yaml", "2020/letter.html", "2020/letter.css"

    def wording_while_somebody_saves(*arguments: Any, **options: Any) -> Wording:
        for file in (record, templates / letter, templates / style):
            file.write_text("not finished: {{")
        return Wording(*arguments, **options)

    monkeypatch.setattr("generator.merge.edition.Wording", wording_while_somebody_saves)
    ready = prepare(data, templates, "sample")
    assert (dict(ready.pages), ready.look, ready.inputs) == (dict(before.pages), before.look, before.inputs)
    now = inputs_of(data / "sample", templates, "2020")
    changed = {name for name, sha256 in ready.inputs.items() if now[name] != sha256}
    assert changed == {f"councils/{COUNCIL}.yaml", f"templates/{letter}", f"templates/{style}"}


def test_files_without_a_record_are_inputs_too(tmp_path: Path) -> None:
    data, templates = own_copy(tmp_path) / "data", tmp_path / "templates"
    councils = data / "sample" / "councils"
    for name, content in {".hidden": b"", "empty": b"", "large": b"#" * 300_000, "not-text": b"\xff"}.items():
        (councils / f"{name}.yaml").write_bytes(content)
    (councils / "folder.yaml").mkdir()
    ready = prepare(data, templates, "sample", try_the_press=False)
    assert set(ready.left_out) == {"empty", "folder", "large", "not-text"}
    assert ready.inputs == inputs_of(data / "sample", templates, "2020")
