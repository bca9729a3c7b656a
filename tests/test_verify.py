"""A letter that prints anything else than its record, or its data, is named."""

import shutil
from collections.abc import Mapping
from functools import partial
from pathlib import Path

import pytest

from generator.merge import Ready, verify, wordings_of
from generator.paper import Printed, record_in
from generator.records import load

from .places import DATA, TEMPLATES

WORDINGS = wordings_of(TEMPLATES)
SLUG = "ashenvale-borough-council"
DATA_OF = partial(load, DATA)


@pytest.fixture
def record(sample_letters: Mapping[str, Printed]) -> bytes:
    return record_in(sample_letters[SLUG].pdf) or b""


@pytest.fixture
def page(sample: Ready) -> str:
    return sample.wording.page(sample.letters[SLUG])


def test_letters_are_proven_against_their_data(
    sample_letters: Mapping[str, Printed], letters_of_2020: Mapping[str, Printed]
) -> None:
    for slug, printed in (*sample_letters.items(), *letters_of_2020.items()):
        assert verify(printed.pdf, slug, WORDINGS, DATA_OF) is None
        assert verify(printed.pdf, slug, WORDINGS) is None


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (">67%</p>", ">68%</p>", "complaints_upheld.rate: 68 is printed on page 3, and record.json says 67"),
        ("<b>16</b>", "<b>15</b>", "complaints_upheld.count: 15 is printed on page 3, and record.json says 16"),
        ("of <b>45%", "of <b>44%", "complaints_upheld.average: 44 is printed on page 3, and record.json says 45"),
        ("total of 17 ", "total of 71 ", "compliance.total: 71 is printed on page 3, and record.json says 17"),
        ("Dear Ms Inventa", "Dear Mr Inventa", "addressee.name: Mr Inventa is printed on page 1"),
        ("Failure to comply with our recommendations is rare.", "", "the part letter is not in the print"),
        ("<b>2</b> satisfactory remedy decisions", "<b>2</b> decisions", "the part satisfactory_remedies is not in"),
    ],
)
def test_changed_print_is_named(before: str, after: str, said: str, page: str, record: bytes, sample: Ready) -> None:
    assert before in page
    pdf = sample.press.printed(page.replace(before, after), record).pdf
    assert said in (verify(pdf, SLUG, WORDINGS) or "")


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (b'"upheld":16', b'"upheld":17', "complaints_upheld.rate: 67 is printed on page 3, and record.json says 71"),
        (b'"satisfied":15', b'"satisfied":14', "compliance.rate: 88 is printed on page 3, and record.json says 82"),
        (b"Ms Inventa", b"Ms Other", "addressee.name: Ms Inventa is printed on page 1, and record.json says Ms Other"),
        (b'"upheld":16', b'"upheld":99', "record.json: not a published record"),
        (b"{", b"", "record.json: not a published record"),
    ],
)
def test_changed_record_is_named(
    before: bytes, after: bytes, said: str, page: str, record: bytes, sample: Ready
) -> None:
    pdf = sample.press.printed(page, record.replace(before, after, 1)).pdf
    assert said in (verify(pdf, SLUG, WORDINGS) or "")


def test_swapped_files_are_named(sample_letters: Mapping[str, Printed]) -> None:
    pdf = sample_letters["camelot-city-council"].pdf
    assert verify(pdf, SLUG, WORDINGS) == "the file's name is not that of its record, camelot-city-council"


def test_record_of_another_letter_is_named(page: str, sample: Ready, sample_letters: Mapping[str, Printed]) -> None:
    other = record_in(sample_letters["camelot-city-council"].pdf) or b""
    pdf = sample.press.printed(page, other).pdf
    said = "addressee.name: Ms Inventa is printed on page 1, and record.json says Sir Kay"
    assert verify(pdf, "camelot-city-council", WORDINGS) == said


@pytest.mark.parametrize(
    ("file", "before", "after", "said"),
    [
        (f"councils/{SLUG}.yaml", "satisfied: 15", "satisfied: 14", "compliance.rate: 88 is printed on page 3"),
        (f"councils/{SLUG}.yaml", "Ms Inventa", "Ms Other", "addressee.name: Ms Inventa is printed on page 1"),
        (
            f"councils/{SLUG}.yaml",
            "compliance:\n  outcomes: 17\n  satisfied: 15\n",
            "",
            "compliance.rate: 88 is printed on page 3, and the data says nothing",
        ),
        ("edition.yaml", "courses: 34", "courses: 35", "values.courses: 34 is printed on page 2"),
        ("edition.yaml", "date: 2020-07-22", "date: 2020-07-23", "date: 2020-07-22 is printed on page 1"),
        ("sector-averages.yaml", "complaints_upheld: 45", "complaints_upheld: 46", "complaints_upheld.average: 45"),
    ],
)
def test_print_that_is_not_what_the_data_say_now_is_named(
    file: str, before: str, after: str, said: str, tmp_path: Path, sample_letters: Mapping[str, Printed]
) -> None:
    shutil.copytree(DATA / "sample", tmp_path / "sample")
    changed = tmp_path / "sample" / file
    changed.write_text(changed.read_text().replace(before, after))
    assert said in (verify(sample_letters[SLUG].pdf, SLUG, WORDINGS, partial(load, tmp_path)) or "")


def test_letter_without_its_standards_is_named(sample_letters: Mapping[str, Printed]) -> None:
    pdf = sample_letters[SLUG].pdf.replace(b'pdfuaid:part="1"', b'pdfuaid:part="9"')
    assert verify(pdf, SLUG, WORDINGS) == "does not say that it is PDF/UA-1"
