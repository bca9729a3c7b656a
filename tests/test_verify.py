"""A letter that prints anything else than its record, or its data, is named."""

import shutil
from collections.abc import Mapping
from functools import partial
from pathlib import Path

import pytest

from generator.merge import Ready, prepare, read_back, templates_in, verify, wordings_of
from generator.paper import Printed, UnreadableError, record_in
from generator.records import load
from generator.wording import Wording

from .places import COPIES, DATA, TEMPLATES
from .runs import own_copy

SLUG = "ashenvale-borough-council"
DATA_OF = partial(load, DATA)
Wordings = Mapping[str, Wording]


@pytest.fixture(scope="module")
def wordings(small: Ready) -> Wordings:
    return wordings_of(small.templates)


@pytest.fixture
def record(small_letters: Mapping[str, Printed]) -> bytes:
    return record_in(small_letters[SLUG].pdf) or b""


@pytest.fixture
def page(small: Ready) -> str:
    return small.wording.page(small.letters[SLUG]).html


def test_letters_are_proven_against_their_data(
    letters_of_2020: Mapping[str, Printed], small_letters: Mapping[str, Printed], wordings: Wordings
) -> None:
    for letters, theirs in ((letters_of_2020, wordings_of(TEMPLATES)), (small_letters, wordings)):
        for slug, printed in letters.items():
            assert verify(printed.pdf, slug, theirs, DATA_OF) is None
            assert verify(printed.pdf, slug, theirs) is None


@pytest.mark.long
def test_whole_letters_to_all_kinds_of_councils_are_proven(sample_letters: Mapping[str, Printed]) -> None:
    for slug, printed in sample_letters.items():
        assert verify(printed.pdf, slug, wordings_of(TEMPLATES), DATA_OF) is None


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (", 67%", ", 68%", "complaints_upheld.rate: 68 is printed on page 2, and record.json says 67"),
        ("<b>16</b>", "<b>15</b>", "complaints_upheld.count: 15 is printed on page 2, and record.json says 16"),
        ("<b>45%", "<b>44%", "complaints_upheld.average: 44 is printed on page 2, and record.json says 45"),
        (" of 17 ", " of 71 ", "compliance.total: 71 is printed on page 2, and record.json says 17"),
        ("Dear Ms Inventa", "Dear Mr Inventa", "addressee.name: Mr Inventa is printed on page 1"),
        ("Yours sincerely,", "", "the part letter is not in the print"),
        ("Remedies: 2 of", "Remedies: 2", "the part satisfactory_remedies is not in"),
    ],
)
def test_changed_print_is_named(
    before: str, after: str, said: str, page: str, record: bytes, small: Ready, wordings: Wordings
) -> None:
    assert before in page
    pdf = small.press.printed(page.replace(before, after), record).pdf
    assert said in (verify(pdf, SLUG, wordings) or "")


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (b'"upheld":16', b'"upheld":17', "complaints_upheld.count: 16 is printed on page 2, and record.json says 17"),
        (b'"satisfied":15', b'"satisfied":14', "compliance.rate: 88 is printed on page 2, and record.json says 82"),
        (b"Ms Inventa", b"Ms Other", "addressee.name: Ms Inventa is printed on page 1, and record.json says Ms Other"),
        (b'"upheld":16', b'"upheld":99', "record.json: not a published record"),
        (b"{", b"", "record.json: not a published record"),
    ],
)
def test_changed_record_is_named(
    before: bytes, after: bytes, said: str, page: str, record: bytes, small: Ready, wordings: Wordings
) -> None:
    pdf = small.press.printed(page, record.replace(before, after, 1)).pdf
    assert said in (verify(pdf, SLUG, wordings) or "")


def test_swapped_files_are_named(small_letters: Mapping[str, Printed], wordings: Wordings) -> None:
    pdf = small_letters["camelot-city-council"].pdf
    assert verify(pdf, SLUG, wordings) == "the file's name is not that of its record, camelot-city-council"


def test_record_of_another_letter_is_named(
    page: str, small: Ready, small_letters: Mapping[str, Printed], wordings: Wordings
) -> None:
    other = record_in(small_letters["camelot-city-council"].pdf) or b""
    pdf = small.press.printed(page, other).pdf
    said = "addressee.name: Ms Inventa is printed on page 1, and record.json says Sir Kay"
    assert verify(pdf, "camelot-city-council", wordings) == said


@pytest.mark.parametrize(
    ("file", "before", "after", "said"),
    [
        (f"councils/{SLUG}.yaml", "satisfied: 15", "satisfied: 14", "compliance.rate: 88 is printed on page 2"),
        (f"councils/{SLUG}.yaml", "Ms Inventa", "Ms Other", "addressee.name: Ms Inventa is printed on page 1"),
        (
            f"councils/{SLUG}.yaml",
            "compliance:\n  outcomes: 17\n  satisfied: 15\n",
            "",
            "compliance.rate: 88 is printed on page 2, and the data says nothing",
        ),
        ("edition.yaml", "courses: 34", "courses: 35", "values.courses: 34 is printed on page 1"),
        ("edition.yaml", "date: 2020-07-22", "date: 2020-07-23", "date: 2020-07-22 is printed on page 1"),
        ("sector-averages.yaml", "complaints_upheld: 45", "complaints_upheld: 46", "complaints_upheld.average: 45"),
    ],
)
def test_print_that_is_not_what_the_data_say_now_is_named(
    file: str,
    before: str,
    after: str,
    said: str,
    tmp_path: Path,
    small_letters: Mapping[str, Printed],
    wordings: Wordings,
) -> None:
    shutil.copytree(DATA / "sample", tmp_path / "sample")
    changed = tmp_path / "sample" / file
    changed.write_text(changed.read_text().replace(before, after))
    assert said in (verify(small_letters[SLUG].pdf, SLUG, wordings, partial(load, tmp_path)) or "")


def test_letter_without_its_standards_is_named(small_letters: Mapping[str, Printed], wordings: Wordings) -> None:
    pdf = small_letters[SLUG].pdf.replace(b'pdfuaid:part="1"', b'pdfuaid:part="9"')
    assert verify(pdf, SLUG, wordings) == "does not say that it is PDF/UA-1"


def test_letter_is_read_by_the_templates_of_its_own_edition(tmp_path: Path) -> None:
    own_copy(tmp_path)
    data, templates = tmp_path / "data", tmp_path / "templates"
    shutil.copytree(templates / "2020", templates / "2021")
    letter = templates / "2021" / "letter.html"
    loop = "{% for paragraph in personal_paragraphs %}"
    letter.write_text(letter.read_text().replace(loop, f"<p>We published a guide on remedies.</p>{loop}"))
    year = shutil.copytree(data / "sample", data / "2021") / "edition.yaml"
    year.write_text(year.read_text().replace('templates: "2020"', 'templates: "2021"'))
    ready, wordings = prepare(data, templates, "2021"), wordings_of(templates)
    pdf = ready.printed(SLUG).pdf
    assert verify(pdf, SLUG, wordings, partial(load, data)) is None
    assert verify(pdf, SLUG, wordings) is None
    own = read_back(pdf, wordings, {}, templates_in(data))
    assert (own.templates, own.chosen) == ("2021", "those of its edition, 2021")
    lost = read_back(pdf, wordings, {}, {"2020": "2020"})
    assert (lost.templates, lost.chosen) == ("2021", "found by trying all, as its edition, 2021, is not in the data")
    assert read_back(b"Statistics Camelot 1 April 2019 to 31 March 2020", wordings, {}).templates == "2021"


def test_encrypted_copy_is_not_proven() -> None:
    with pytest.raises(UnreadableError, match="an encrypted PDF"):
        verify((COPIES / "camelot-enc-owner.pdf").read_bytes(), "camelot-city-council", wordings_of(TEMPLATES))
