"""Which wordings a letter shows, told from the templates."""

import shutil
from pathlib import Path

import pytest

from generator.merge import Ready
from generator.wording import Wording, lines_of
from tests.places import TEMPLATES


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("complaints_upheld.awaited", "The figures for complaints upheld are awaited"),
        ("compliance.total is 0", "No recommendations were due for compliance"),
        ("not satisfactory_remedies.awaited, satisfactory_remedies.total is not 0", "of upheld cases we found"),
        ("satisfactory_remedies.total is 1", "1 upheld decision for the period"),
        ("satisfactory_remedies.count is 1", "satisfactory remedy decision\n"),
        ("signatory.roles: some", "Ombudsman of an Invented Country"),
    ],
)
def test_letter_shows_an_alternative_where_its_words_are_read(name: str, words: str, sample: Ready) -> None:
    shown = {
        slug: name in [shown.name for shown in sample.wording.alternatives.shown(letter)]
        for slug, letter in sample.letters.items()
    }
    read = {slug: words in lines_of(sample.wording.page(letter).html) for slug, letter in sample.letters.items()}
    assert shown == read
    assert any(shown.values())


def test_letter_shows_one_wording_of_each_place_that_it_has(sample: Ready) -> None:
    alternatives = sample.wording.alternatives
    shown = {shown.name for shown in alternatives.shown(sample.letters["eastmarsh-and-oldfen-district-council"])}
    assert {name for name in shown if "complaints_upheld" in name} == {"complaints_upheld.total is 0"}
    assert {name for name in shown if "paragraphs" in name} == {"personal_paragraphs: none"}


def test_names_say_where_the_same_is_asked_in_several_places(tmp_path: Path) -> None:
    templates = Path(shutil.copytree(TEMPLATES, tmp_path / "templates"))
    letter = templates / "2020" / "letter.html"
    asks = "{% if not compliance.awaited %}<p>Reported.</p>{% endif %}"
    letter.write_text(letter.read_text().replace("<p>By email</p>", f"<p>By email</p>{asks}<p>To</p>{asks}"))
    names = [one.name for one in Wording(templates, "2020").alternatives.all]
    assert len(names) == len(set(names)) == 31 + 4
    assert names[:4] == [
        "not compliance.awaited (letter 1)",
        "compliance.awaited (letter 1)",
        "not compliance.awaited (letter 2)",
        "compliance.awaited (letter 2)",
    ]
    assert "compliance.awaited (compliance)" in names
