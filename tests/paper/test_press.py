"""The printed page: closed to the world, the same every time, composed well, and saying what it is."""

import dataclasses
import json
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from generator.errors import Faulty
from generator.merge import Ready, prepare
from generator.paper import Press, Printed
from tests.places import DATA, ROOT, SAMPLE_SLUGS, TELLING_SLUGS, TEMPLATES, some
from tests.reading import figures, keywords, page_words, reader, words

MARGIN = 2 / 2.54 * 72  # 2 cm, in points
ENDS_A_PAGE_ILL = ("Complaint statistics", "Resources to help you get it right", "Annual Review letter 2020")


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TEMPLATES, tmp_path / "templates"))


@pytest.mark.parametrize(
    "url", ["file:///etc/hostname", "http://127.0.0.1:9/x.png", "data:image/png;base64,AA==", "../../data/x.png"]
)
def test_page_sees_the_editions_files_alone(url: str, edition: Ready) -> None:
    with pytest.raises(Faulty, match=r"letter\.html:1:1: asks for .*x?, which is not"):
        edition.press.printed(f'<img src="{url}" alt="x">', b"{}")


def test_link_out_of_the_folder_is_not_followed(templates: Path, edition: Ready) -> None:
    (templates / "2020" / "logo.svg").symlink_to("/etc/hostname")
    with pytest.raises(Faulty, match=r"asks for .*logo\.svg, which is not there"):
        Press(templates, "2020").printed('<img src="logo.svg" alt="x">', b"{}")


@pytest.mark.parametrize(
    ("missing", "said"),
    [
        ("2020/letter.css", "2020/letter.css:1:1: the stylesheet is not there"),
        ("shared/fonts/LiberationSans-Bold.ttf", "LiberationSans-Bold.ttf, which is not there"),
        ("shared/draft.svg", "shared/draft.svg, which is not there"),
    ],
)
def test_missing_file_stops_the_letter(missing: str, said: str, templates: Path) -> None:
    (templates / missing).unlink()
    with pytest.raises(Faulty, match=said):
        prepare(DATA, templates, "sample")


def test_declaration_that_is_not_known_stops_the_letter(templates: Path) -> None:
    (templates / "2020" / "letter.css").write_text("p {\n  colr: red;\n}\n")
    with pytest.raises(Faulty, match=r"letter\.css:2:3: Ignored `colr: red`, unknown property"):
        Press(templates, "2020")


def test_same_letter_is_the_same_bytes_in_another_process(
    tmp_path: Path, letters_of_2020: Mapping[str, Printed]
) -> None:
    slug = "north-east-derbyshire-district-council"
    folders = ["--data", str(DATA), "--templates", str(TEMPLATES)]
    command = [sys.executable, "-m", "generator", "render", slug, "--no-layouts", *folders]
    subprocess.run([*command, "--output", str(tmp_path)], cwd=ROOT, check=True, capture_output=True)
    assert (tmp_path / "2020" / "letters" / f"{slug}.pdf").read_bytes() == letters_of_2020[slug].pdf


def test_letter_does_not_depend_on_what_was_printed_before(
    sample: Ready, sample_letters: Mapping[str, Printed]
) -> None:
    slug = "cote-dalbion-and-llanedeyrn-sur-mer-council"
    alone = Press(TEMPLATES, "2020").printed(sample.pages[slug].html, sample.record(slug))
    assert alone.pdf == sample_letters[slug].pdf


@pytest.mark.parametrize(
    ("slug", "name", "state"),
    [
        ("chesterfield-borough-council", "Chesterfield Borough Council", "draft"),
        ("north-east-derbyshire-district-council", "North East Derbyshire District Council", "final"),
    ],
)
def test_pdf_says_what_it_is(slug: str, name: str, state: str, letters_of_2020: Mapping[str, Printed]) -> None:
    pdf = reader(letters_of_2020[slug].pdf)
    root: Any = pdf.root_object
    assert pdf.metadata is not None
    assert pdf.metadata.title == f"Annual Review letter 2020 - {name}"
    assert keywords(letters_of_2020[slug].pdf) == state
    assert root["/Lang"] == "en-GB"
    assert root["/MarkInfo"]["/Marked"]
    assert b'pdfuaid:part="1"' in letters_of_2020[slug].pdf  # uncompressed, for programs that know no PDF


def test_pdf_carries_its_published_record(sample_letters: Mapping[str, Printed]) -> None:
    [(name, contents)] = reader(sample_letters["brackwater-county-council"].pdf).attachments.items()
    assert name == "record.json"
    assert json.loads(contents[0]) == {
        "edition": "sample",
        "state": "final",
        "record": {
            "name": "Brackwater County Council",
            "type": "county",
            "addressee": {"name": "Mr Makepiece", "role": "Chief Executive"},
            "complaints_upheld": {"investigations": 1210, "upheld": 748},
            "compliance": {"outcomes": 1312, "satisfied": 1299},
            "satisfactory_remedies": {"remedies": 96},
        },
        "averages": {"complaints_upheld": 61, "compliance": 99},
    }


def test_draft_bears_its_mark_on_every_page_and_a_final_letter_on_none(
    letters_of_2020: Mapping[str, Printed],
) -> None:
    draft, final = (
        letters_of_2020[slug].pdf for slug in ("erewash-borough-council", "north-east-derbyshire-district-council")
    )
    assert all(marked > 1000 for marked in _pixels(draft, b"\xd1\xca\xc3"))
    assert all(marked < 10 for marked in _pixels(final, b"\xd1\xca\xc3"))
    assert "DRAFT" not in words(draft)


def _pixels(pdf: bytes, colour: bytes) -> list[int]:
    """How many pixels of each page have a colour (blue first)."""
    return [bytes(page.render(scale=2).buffer).count(colour) for page in pypdfium2.PdfDocument(pdf)]


@pytest.mark.parametrize("slug", some(SAMPLE_SLUGS, *TELLING_SLUGS))
def test_sample_letters_bear_their_mark_on_every_page(slug: str, sample_letters: Mapping[str, Printed]) -> None:
    pdf = sample_letters[slug].pdf
    assert all(marked > 500 for marked in _pixels(pdf, b"\x82\x76\x6b"))
    assert "SAMPLE" not in words(pdf)
    assert keywords(pdf).endswith(", sample")


def test_rings_have_their_figures_as_text_alternatives(sample_letters: Mapping[str, Printed]) -> None:
    assert figures(sample_letters["ashenvale-borough-council"].pdf) == [
        "67% of complaints upheld, average 45%",
        "88% of recommendations complied with, average 100%",
        "13% of upheld cases satisfactorily remedied before the complaint reached the Ombudsman, average 11%",
    ]
    assert figures(sample_letters["fairholt-national-park-authority"].pdf)[0] == "100% of complaints upheld"
    assert figures(sample_letters["eastmarsh-and-oldfen-district-council"].pdf) == []


@pytest.mark.parametrize("slug", some(SAMPLE_SLUGS, *TELLING_SLUGS))
def test_nothing_overflows_the_margins(slug: str, sample_letters: Mapping[str, Printed]) -> None:
    for page in pypdfium2.PdfDocument(sample_letters[slug].pdf):
        width, height = page.get_size()
        text = page.get_textpage()
        for index in range(text.count_rects()):
            left, bottom, right, top = text.get_rect(index)
            assert left >= MARGIN - 1
            assert right <= width - MARGIN + 1
            assert bottom >= MARGIN - 1
            assert top <= height - MARGIN + 1


@pytest.mark.parametrize("slug", some(SAMPLE_SLUGS, *TELLING_SLUGS))
def test_letter_has_three_pages(slug: str, sample_letters: Mapping[str, Printed]) -> None:
    assert sample_letters[slug].pages == 3


@pytest.mark.parametrize(
    "length", [pytest.param(length, marks=pytest.mark.long if length % 3 else ()) for length in range(20, 400, 38)]
)
def test_closing_stays_together_and_no_heading_stands_alone(length: int, sample: Ready) -> None:
    paragraph = " ".join(["again"] * length)
    letter = dataclasses.replace(
        sample.letters["london-borough-of-middlebridge"], personal_paragraphs=(paragraph, paragraph)
    )
    pages = [" ".join(page) for page in page_words(sample.press.printed(sample.wording.page(letter).html, b"{}").pdf)]
    assert 3 <= len(pages) <= 4
    assert "Yours sincerely, Alex Example" in pages[-2]
    assert pages[-2].endswith("Chair, Commission for Examples")
    assert not [page for page in pages if page.endswith(ENDS_A_PAGE_ILL)]
