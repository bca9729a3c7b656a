"""What differs between two prints of a letter: exactly the words that were changed, and where each of them stands."""

from dataclasses import astuple
from functools import lru_cache
from io import BytesIO

import pytest
from PIL import Image, ImageChops

from generator.letter import Letter
from generator.merge import Ready
from generator.paper import Box, UnreadableError, Word, changed, pages_by_pdfium, picture
from generator.paper.changes import words
from generator.records import Council

SLUG = "ashenvale-borough-council"
HYPHENS = "great-wexcombe-cum-netherby-on-the-water-district-council"
SCALE = 4.0  # pixels a point
NEAR = 0.75  # of a point: what a glyph's shadow may lie outside of its box, or the box outside of the glyph
PAGE = """
<html lang="en-GB"><title>Words</title><meta name="dcterms.created" content="2020-07-22">
<p>Kestrel-<br>Upton-sur-<br>Mer, and/<br>or 2019-<br>20; alone -<br>not, and last-</p>
<p style="break-before: page">one</p>
"""


@pytest.fixture(scope="module")
def letter(sample: Ready) -> bytes:
    return sample.printed(SLUG).pdf


@pytest.fixture(scope="module")
def broken(sample: Ready) -> bytes:
    """Words that are broken over lines, and some that only look so."""
    return sample.press.printed(PAGE, b"{}").pdf


def again(sample: Ready, **values: dict[str, object]) -> bytes:
    """The letter, printed with other values in its record."""
    record = sample.records.councils[SLUG].model_dump()
    council = Council.model_validate(record | {part: record[part] | new for part, new in values.items()})
    averages = sample.records.averages.of(council.type)
    page = sample.wording.page(Letter.to(council, sample.records.edition, averages))
    return sample.press.printed(page, sample.record(SLUG)).pdf


def ink(pdf: bytes, box: Box) -> Box:
    """What is drawn in a box and up to a point around it."""
    shown = shown_in_grey(pdf, box.page)
    left, top = int((box.left - 1) * SCALE), int((box.top - 1) * SCALE)
    cut = shown.crop((left, top, int((box.right + 1) * SCALE), int((box.bottom + 1) * SCALE)))
    paper = Image.new("L", cut.size, cut.getpixel((0, 0)))
    found = ImageChops.difference(cut, paper).point(lambda value: value > 96 and 255).getbbox()
    assert found, f"nothing is drawn in {box}"
    sides = (edge / SCALE + start / SCALE for edge, start in zip(found, (left, top, left, top), strict=True))
    return Box(box.page, *sides)


@lru_cache
def shown_in_grey(pdf: bytes, page: int) -> Image.Image:
    return Image.open(BytesIO(picture(pdf, page, SCALE))).convert("L")


def texts(found: list[Word]) -> list[str]:
    return [word.text for word in found]


def assert_boxes_hold_the_words(pdf: bytes, found: list[Word]) -> None:
    for box in (box for word in found for box in word.boxes):
        drawn = ink(pdf, box)
        assert astuple(drawn) == pytest.approx(astuple(box), abs=NEAR)


def test_changed_name_is_what_differs(sample: Ready, letter: bytes) -> None:
    after = again(sample, addressee={"name": "Ms Kestrel-Upton"})
    gone, come = changed(letter, after)
    assert (texts(gone), texts(come)) == (["Inventa"] * 2, ["Kestrel-Upton"] * 2)
    assert [box.page for word in gone + come for box in word.boxes] == [1] * 4
    assert_boxes_hold_the_words(letter, gone)
    assert_boxes_hold_the_words(after, come)


def test_changed_figure_is_what_differs(sample: Ready, letter: bytes) -> None:
    after = again(sample, compliance={"satisfied": 14})
    gone, come = changed(letter, after)
    assert (texts(gone), texts(come)) == (["88%"] * 2, ["82%"] * 2)
    assert [box.page for word in gone + come for box in word.boxes] == [3] * 4
    assert_boxes_hold_the_words(letter, gone)
    assert_boxes_hold_the_words(after, come)


def test_words_put_in_are_new_and_none_is_gone(sample: Ready, letter: bytes) -> None:
    gone, come = changed(letter, again(sample, addressee={"role": "Acting Chief Executive"}))
    assert (texts(gone), texts(come)) == ([], ["Acting"])


def test_equal_prints_do_not_differ(sample: Ready, letter: bytes) -> None:
    assert changed(letter, letter) == ([], [])
    assert changed(letter, again(sample)) == ([], [])


def test_what_is_no_pdf_has_no_words(letter: bytes) -> None:
    with pytest.raises(UnreadableError):
        changed(letter, b"a letter")
    with pytest.raises(UnreadableError):
        changed(b"a letter", letter)


@pytest.mark.parametrize("slug", [SLUG, HYPHENS])
def test_words_are_those_of_the_text(slug: str, sample: Ready) -> None:
    pdf = sample.printed(slug).pdf
    assert texts(list(words(pdf))) == " ".join(pages_by_pdfium(pdf)).split()


def test_word_broken_over_a_line_is_one_word_with_a_box_for_each_part(broken: bytes) -> None:
    found = [(word.text, len(word.boxes)) for word in words(broken)]
    parted = [("Kestrel-Upton-sur-Mer,", 3), ("and/or", 2), ("2019-20;", 2)]
    whole = [("alone", 1), ("-", 1), ("not,", 1), ("and", 1), ("last-", 1), ("one", 1)]
    assert found == parted + whole
    assert_boxes_hold_the_words(broken, list(words(broken)))


def test_broken_names_boxes_stand_below_each_other(sample: Ready) -> None:
    [name] = [word for word in words(sample.printed(HYPHENS).pdf) if len(word.boxes) > 1]
    end, start = name.boxes
    assert name.text == "Re-organisation"
    assert end.bottom < start.top
    assert start.left < end.left
