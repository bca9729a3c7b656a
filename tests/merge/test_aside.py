from pathlib import Path

from generator.merge.aside import set_aside


def test_letters_are_moved_and_never_lost(tmp_path: Path) -> None:
    letters = tmp_path / "letters"
    letters.mkdir()
    for content in ("first", "second"):
        (letters / "ashby.pdf").write_text(content)
        (letters / "ashby.html").write_text(content)
        (letters / "other.pdf").write_text("stays")
        set_aside(letters, ["ashby", "never-printed"])
    assert [path.name for path in letters.iterdir()] == ["other.pdf"]
    kept = {path.name: path.read_text() for path in (tmp_path / "aside").iterdir()}
    assert kept == {"ashby.pdf": "first", "ashby.html": "first", "ashby-2.pdf": "second", "ashby-2.html": "second"}
