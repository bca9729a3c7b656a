from pathlib import Path

from generator.merge import Ready, render
from generator.paper import Printed

SLUG = "north-east-derbyshire-district-council"


def test_letters_are_written_one_by_one(edition: Ready, letters_of_2020: dict[str, Printed], tmp_path: Path) -> None:
    letters = render(edition, edition.letters, tmp_path)
    assert list(tmp_path.iterdir()) == []
    first = next(letters)
    assert first.file.read_bytes() == letters_of_2020["bassetlaw-district-council"].pdf
    assert (first.council, first.state, first.pages) == ("Bassetlaw District Council", "draft", 3)
    assert len(list(letters)) == 4
    assert sorted(path.name for path in tmp_path.iterdir()) == [f"{slug}.pdf" for slug in edition.letters]


def test_web_page_lies_beside_its_letter(edition: Ready, tmp_path: Path) -> None:
    [written] = render(edition, [SLUG], tmp_path, html=True)
    page = written.file.with_suffix(".html").read_text()
    assert "<h2>North East Derbyshire District Council</h2>" in page
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".html", ".pdf"]
