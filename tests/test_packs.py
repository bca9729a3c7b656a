"""Letters are found in a pack of papers, wherever they stand in it."""

import re
import shutil
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from generator.merge import Back, Ready, known_from, read_letters, wordings_of
from generator.merge.packs import letters_in
from generator.paper import Printed, UnreadableError
from generator.records import load
from generator.wording import lines_of
from tests.places import COPIES, DATA, TEMPLATES
from tests.program import letters

CAMELOT, IVYWELL = "camelot-city-council", "ivywell-district-council"
WORDINGS = wordings_of(TEMPLATES)
KNOWN = known_from([load(DATA, "sample")])
QUOTE = "In 50% of cases we were satisfied the authority had successfully implemented our recommendations."
REPORT = " ".join(
    f"Item {number} of the report was noted and the committee thanked its officers." for number in range(40)
)
ALL = slice(None)


@pytest.fixture(scope="module")
def filler(sample: Ready) -> bytes:
    """A page of a committee's papers, which quotes a letter."""
    head = '<title>Report</title><meta name="dcterms.created" content="2020-01-01T00:00:00Z">'
    html = f'<html lang="en"><head>{head}</head><p>{REPORT}</p><p>{QUOTE}</p></html>'
    return sample.press.printed(html, b"{}").pdf


def pack(*papers: bytes) -> bytes:
    """Join PDFs, one behind the other."""
    writer = PdfWriter()
    for paper in papers:
        for page in PdfReader(BytesIO(paper)).pages:
            writer.add_page(page)
    file = BytesIO()
    writer.write(file)
    return file.getvalue()


def found(file: bytes, chosen: slice = ALL) -> list[tuple[range | None, object]]:
    """Return the pages and the council of each letter, all of whose parts were read."""
    councils = []
    for numbers, back in read_letters(file, chosen, WORDINGS, KNOWN, {}):
        assert isinstance(back, Back)
        assert all(back.reading.found.values())
        councils.append((numbers, back.told.record["name"]))
    return councils


def test_several_letters_in_a_text_without_pages_are_several_records() -> None:
    one = (COPIES / "curly.txt").read_text().replace("\f", "\n")
    two = one.replace("Camelot City Council", "Ivywell District Council").replace("Sir Kay", "Ms Ivy")
    names = [name for _, name in found(f"{one}\n{two}\n{one}".encode())]
    assert names == ["Camelot City Council", "Ivywell District Council", "Camelot City Council"]
    assert [name for _, name in found(one.encode())] == ["Camelot City Council"]


@pytest.mark.parametrize("others", [2, 60], ids=["short", "long"])
def test_letters_are_found_among_other_pages(others: int, filler: bytes, sample_letters: Mapping[str, Printed]) -> None:
    camelot, ivywell = sample_letters[CAMELOT].pdf, sample_letters[IVYWELL].pdf
    papers = pack(*[filler] * others, camelot, filler, ivywell, camelot, filler)
    assert found(papers) == [
        (range(others, others + 3), "Camelot City Council"),
        (range(others + 4, others + 7), "Ivywell District Council"),
        (range(others + 7, others + 10), "Camelot City Council"),
    ]
    assert found(papers, slice(others + 4, others + 7)) == [(range(others + 4, others + 7), "Ivywell District Council")]


def test_letter_alone_has_no_page_numbers(sample_letters: Mapping[str, Printed]) -> None:
    assert found(sample_letters[CAMELOT].pdf) == [(None, "Camelot City Council")]


def test_letters_in_a_text_are_divided_by_form_feeds(sample: Ready) -> None:
    written = [lines_of(sample.wording.page(sample.letters[slug]).html) for slug in (CAMELOT, IVYWELL)]
    pages = [text.replace("\f", "\n") for text in written]
    assert found("\f".join([REPORT, *pages]).encode()) == [
        (range(1, 2), "Camelot City Council"),
        (range(2, 3), "Ivywell District Council"),
    ]


def test_letters_of_two_editions_are_divided(sample: Ready, tmp_path: Path) -> None:
    templates = Path(shutil.copytree(TEMPLATES, tmp_path / "templates"))
    shutil.copytree(templates / "2020", templates / "2021")
    letter = templates / "2021" / "letter.html"
    head, begin, rest = letter.read_text().partition("I write")
    first, heading, rest = rest.partition("<h2>Complaint statistics")
    other = re.sub(r"(?<=\s)[a-z]{3,}(?=\s)", "other", first)
    letter.write_text(head + begin + other + heading + rest)
    wordings = wordings_of(templates)
    pages = []
    for name in ("2021", "2020", "2021"):
        lines = lines_of(wordings[name].page(sample.letters[CAMELOT]).html)
        first, heading, rest = lines.replace("\f", "\n").partition("Complaint statistics")
        pages += [first, heading + rest]
    assert letters_in([REPORT, *pages], wordings.values()) == [range(1, 3), range(3, 5), range(5, 7)]


def test_blank_side_within_a_letter_belongs_to_it(sample_letters: Mapping[str, Printed]) -> None:
    writer = PdfWriter(BytesIO(sample_letters[CAMELOT].pdf))
    for index in (2, 1):
        writer.insert_blank_page(index=index)
    file = BytesIO()
    writer.write(file)
    assert found(pack(file.getvalue(), sample_letters[IVYWELL].pdf)) == [
        (range(5), "Camelot City Council"),
        (range(5, 8), "Ivywell District Council"),
    ]


def test_pack_without_a_letter_says_so(filler: bytes) -> None:
    writer = PdfWriter(BytesIO(pack(*[filler] * 51)))
    writer.add_blank_page()
    file = BytesIO()
    writer.write(file)
    with pytest.raises(UnreadableError, match="no letter of the editions 2020") as raised:
        found(file.getvalue())
    assert raised.value.cure == "1 of 52 pages hold no text: run OCR first, for example ocrmypdf --skip-text"


def test_record_names_its_pages_and_none_is_overwritten(
    tmp_path: Path, filler: bytes, sample_letters: Mapping[str, Printed]
) -> None:
    camelot, ivywell = sample_letters[CAMELOT].pdf, sample_letters[IVYWELL].pdf
    (tmp_path / "pack.pdf").write_bytes(pack(filler, camelot, ivywell, camelot))
    there = ("read", "pack.pdf", "--data", str(DATA), "--templates", str(TEMPLATES))
    done = letters(tmp_path, *there, "--output", "records")
    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        "pack.pdf, pages 2-4: records/camelot-city-council.yaml",
        "pack.pdf, pages 5-7: records/ivywell-district-council.yaml",
    ]
    assert done.stderr == (
        "pack.pdf:1:1: pages 8-10: records/camelot-city-council.yaml is the record of pack.pdf, pages 2-4; "
        "read this letter into another folder\n"
    )
    assert "# Read from pack.pdf, pages 2-4, by" in (tmp_path / "records" / "camelot-city-council.yaml").read_text()
    chosen = letters(tmp_path, *there, "--pages", "5-7").stdout
    assert "pages 5-7" in chosen
    assert chosen.count("name: Ivywell District Council") == 1


@pytest.mark.parametrize("pages", ["0", "3-2", "a", "1-2-3", "-3"])
def test_pages_that_are_no_numbers_are_refused(pages: str, tmp_path: Path) -> None:
    done = letters(tmp_path, "read", "pack.pdf", f"--pages={pages}")
    assert done.returncode == 2
    assert "name one page, or the first and the last" in done.stderr


def test_differences_are_named_with_the_packs_pages(tmp_path: Path, filler: bytes) -> None:
    (tmp_path / "pack.pdf").write_bytes(pack(filler, filler, (COPIES / "stamp-bottom.pdf").read_bytes()))
    said = letters(tmp_path, "read", "pack.pdf", "--data", str(DATA), "--templates", str(TEMPLATES)).stdout
    assert [line for line in said.splitlines() if "Left out" in line] == [
        "# Left out, on page 3: Page 47",
        "# Left out, on page 4: Page 48",
        "# Left out, on page 5: Page 49",
    ]
