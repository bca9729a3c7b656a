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
def letter(small: Ready) -> bytes:
    return small.printed(SLUG).pdf


@pytest.fixture(scope="module")
def broken(small: Ready) -> bytes:
    """Words that are broken over lines, and some that only look so."""
    return small.press.printed(PAGE, b"{}").pdf


def again(small: Ready, **values: dict[str, object]) -> bytes:
    """The letter, printed with other values in its record."""
    record = small.records.councils[SLUG].model_dump()
    council = Council.model_validate(record | {part: record[part] | new for part, new in values.items()})
    averages = small.records.averages.of(council.type)
    page = small.wording.page(Letter.to(council, small.records.edition, averages)).html
    return small.press.printed(page, small.record(SLUG)).pdf


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


def test_changed_name_is_what_differs(small: Ready, letter: bytes) -> None:
    after = again(small, addressee={"name": "Ms Kestrel-Upton"})
    gone, come = changed(letter, after)
    assert (texts(gone), texts(come)) == (["Inventa"] * 2, ["Kestrel-Upton"] * 2)
    assert [box.page for word in gone + come for box in word.boxes] == [1] * 4
    assert_boxes_hold_the_words(letter, gone)
    assert_boxes_hold_the_words(after, come)


def test_changed_figure_is_what_differs(small: Ready, letter: bytes) -> None:
    after = again(small, compliance={"satisfied": 14})
    gone, come = changed(letter, after)
    assert (texts(gone), texts(come)) == (["88%"], ["82%"])
    assert [box.page for word in gone + come for box in word.boxes] == [2] * 2
    assert_boxes_hold_the_words(letter, gone)
    assert_boxes_hold_the_words(after, come)


def test_words_put_in_are_new_and_none_is_gone(small: Ready, letter: bytes) -> None:
    gone, come = changed(letter, again(small, addressee={"role": "Acting Chief Executive"}))
    assert (texts(gone), texts(come)) == ([], ["Acting"])


def test_equal_prints_do_not_differ(small: Ready, letter: bytes) -> None:
    assert changed(letter, letter) == ([], [])
    assert changed(letter, again(small)) == ([], [])


def test_what_is_no_pdf_has_no_words(letter: bytes) -> None:
    with pytest.raises(UnreadableError):
        changed(letter, b"a letter")
    with pytest.raises(UnreadableError):
        changed(b"a letter", letter)


@pytest.mark.parametrize("slug", [SLUG, HYPHENS])
def test_words_are_those_of_the_text(slug: str, small: Ready) -> None:
    pdf = small.printed(slug).pdf
    assert texts(list(words(pdf))) == " ".join(pages_by_pdfium(pdf)).split()


def test_word_broken_over_a_line_is_one_word_with_a_box_for_each_part(broken: bytes) -> None:
    found = [(word.text, len(word.boxes)) for word in words(broken)]
    parted = [("Kestrel-Upton-sur-Mer,", 3), ("and/or", 2), ("2019-20;", 2)]
    whole = [("alone", 1), ("-", 1), ("not,", 1), ("and", 1), ("last-", 1), ("one", 1)]
    assert found == parted + whole
    assert_boxes_hold_the_words(broken, list(words(broken)))


def test_broken_names_boxes_stand_below_each_other(small: Ready) -> None:
    [name] = [word for word in words(small.printed(HYPHENS).pdf) if len(word.boxes) > 1]
    end, start = name.boxes
    assert name.text == "Re-organisation"
    assert end.bottom < start.top
    assert start.left < end.left
