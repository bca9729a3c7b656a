"""A plate made from a tiny part that WeasyPrint printed, and the letters that are set from it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pydyf
import pytest

from generator.paper import Plates, Press, unlike
from generator.paper.plates.boxes import Box, boxes_in, coloured
from generator.paper.plates.chase import chase_of
from generator.paper.plates.finished import Finished, written
from generator.paper.plates.founts import with_specimen
from generator.paper.plates.making import made
from generator.paper.plates.manuscript import Manuscript, parted
from generator.paper.plates.plate import Plate
from generator.paper.plates.shown import Shown, aligned, sharing
from generator.paper.plates.typesetter import NotForPlatesError, Type, Typesetter
from generator.wording import Page

from .handmade import changed
from .tiny import finished, page, tiny

RING = (
    '<svg width="20" height="20" viewBox="0 0 20 20" role="img"><title>{rate}%</title>'
    '<circle cx="9" cy="9" r="8" stroke="#111" stroke-dasharray="{rate} 55" transform="rotate(-90 9 9)"/></svg>'
)
LETTER = '<p><a href="https://a.example/">our site</a></p><h1>To {name}</h1><p>Dear <b>{name}</b>, AV To</p>'
FIGURES = f"<p>{{name}} and others</p>{RING}"


class Tiny:
    """A tiny edition, what is around its parts, and its typesetter."""

    def __init__(self, folder: Path) -> None:
        self.templates = tiny(folder)
        self.fonts = folder / "shared" / "fonts"
        self.press = Press(folder, "tiny")
        around = parted(self.html("Ms Tin"))[0]
        self.chase = chase_of(around, finished(self.press, with_specimen(around.html)), self.fonts)
        files = {name: self.fonts / fount.file for name, fount in self.chase.founts.items()}
        self.typesetter = Typesetter(files, {name: fount.widths for name, fount in self.chase.founts.items()})
        self.part = parted(self.html("Ms Tin"))[1]
        self.pdf = finished(self.press, self.part.html)
        html, colours = coloured(self.part.html)
        measured = finished(self.press, html)
        self.boxes = boxes_in(map(measured.stream, measured.contents), colours)

    def html(self, name: str, rate: int = 45) -> str:
        return page(LETTER.format(name=name), FIGURES.format(name=name, rate=rate), title=name)

    def page(self, name: str, rate: int = 45) -> Page:
        """The same as a page that knows its values."""
        html = self.html(f"\ue000name\ue001{name}\ue002", rate)
        return Page(html.replace(f"<title>{rate}%", f"<title>\ue000rate\ue001{rate}%\ue002"))

    @property
    def varying(self) -> frozenset[int]:
        """The texts that are each letter's own."""
        return frozenset(number for number, text in enumerate(self.part.texts) if "Ms Tin" in text)

    def plate(self, pdf: Finished, width: float | None = None) -> Plate:
        """The plate of a print, whose blocks are as wide as they are or as is said."""
        boxes = {path: replace(box, width=width or box.width) for path, box in self.boxes.items()}
        return made(self.part, self.varying, pdf, self.chase, boxes, self.typesetter)


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Tiny:
    return Tiny(tmp_path_factory.mktemp("tiny"))


@pytest.fixture(scope="module")
def plates(edition: Tiny) -> Plates:
    """Plates that have set one letter."""
    plates = Plates(edition.templates, lambda: edition.press, None)
    assert plates.printed(edition.page("Ms Tin"), b"{}").plates
    return plates


@pytest.mark.parametrize(("name", "rate"), [("Ms Tin", 45), ("Mr Cog", 7), ("AVA To-Wa & \u0174yn", 100)])
def test_letter_set_with_other_words_is_what_weasyprint_prints(
    name: str, rate: int, edition: Tiny, plates: Plates
) -> None:
    page = edition.page(name, rate)
    set_ = plates.printed(page, b'{"a":1}')
    assert (len(set_.plates), set_.pages) == (2, 2)
    assert unlike(set_.pdf, edition.press.printed(page.html, b'{"a":1}').pdf) is None


def operators_of(pdf: Finished) -> list[bytes]:
    return [written(one) for one in pdf.objects[pdf.contents[0]].stream]


def with_operators(pdf: Finished, change: Callable[[list[bytes]], object]) -> Finished:
    """The PDF with the operators of its first page changed."""
    operators = operators_of(pdf)
    change(operators)
    return changed(pdf, pdf.contents[0], pydyf.Stream(operators))


@pytest.mark.parametrize("end", [b"BT", b"Tm", b"Tf", b"TJ", b"ET", b"BDC"])
def test_print_without_an_operator_of_its_text_makes_no_plate(end: bytes, edition: Tiny) -> None:
    assert edition.plate(edition.pdf)
    operators = operators_of(edition.pdf)
    for place in [place for place, one in enumerate(operators) if one.endswith(end)]:
        with pytest.raises(NotForPlatesError):
            edition.plate(with_operators(edition.pdf, lambda all_: all_.pop(place)))  # noqa: B023


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        (b"<0024>74<0039", b"<0024>73<0039", "a text cannot be set as it was printed"),
        (b"<0024>74<0039", b"<0024>74<0024", "the page does not show its words in their order"),
        (b" 16 Tf", b" 15 Tf", "a text cannot be set as it was printed"),
        (b"1 0 0 -1 37.", b"1 0 0 -1 39.", "texts that share lines do not share one, from its beginning"),
    ],
)
def test_print_that_shows_its_text_otherwise_makes_no_plate(
    before: bytes, after: bytes, reason: str, edition: Tiny
) -> None:
    def replace(operators: list[bytes]) -> None:
        place = max(place for place, one in enumerate(operators) if before in one)
        operators[place] = operators[place].replace(before, after)

    with pytest.raises(NotForPlatesError, match=reason):
        edition.plate(with_operators(edition.pdf, replace))


def test_operators_that_show_no_text_stay_in_the_plate_as_they_were_printed(edition: Tiny) -> None:
    plate = edition.plate(edition.pdf)
    [page_] = plate.part.pages
    whole = dict(page_.contents.gaps)
    pieces = [page_.contents.fixed[0]]
    for gap, fixed in zip(whole.values(), page_.contents.fixed[1:], strict=True):
        pieces += [gap, fixed]
    assert b"".join(pieces) == edition.pdf.stream(edition.pdf.contents[0])
    assert len(whole) == 4
    assert list(plate.fixed.values()) == ["our site"]


def test_text_that_takes_other_lines_in_its_block_than_were_printed_makes_no_plate(edition: Tiny) -> None:
    assert edition.plate(edition.pdf, width=8000)
    with pytest.raises(NotForPlatesError, match="a text takes other lines than were printed"):
        edition.plate(edition.pdf, width=70)


def test_plate_is_for_letters_of_its_form_and_fixed_texts(edition: Tiny) -> None:
    plate = edition.plate(edition.pdf)

    def gaps(html: str) -> Mapping[int, bytes] | None:
        return plate.gaps(parted(html)[1], edition.typesetter, lambda: edition.varying)

    assert gaps(edition.html("Ms Tin")) == {}
    other = gaps(edition.html("Mr Cog"))
    assert other
    assert [b"] TJ" in operators for operators in other.values()] == [True] * len(other)
    assert gaps(edition.html("Ms Tin").replace("<h1>", "<h2>")) is None
    assert gaps(edition.html("Ms Tin").replace("our site", "a site")) is None
    assert gaps(edition.html("one of a name that takes two lines of its page")) is None
    with pytest.raises(NotForPlatesError, match="a character is not one of those that are set here"):
        gaps(edition.html("Ms \u0132"))


def test_chase_fits_prints_with_the_same_around_their_pages_and_known_glyphs(edition: Tiny) -> None:
    assert edition.chase.fits(edition.pdf)
    assert not edition.chase.fits(finished(edition.press, edition.part.html.replace("Dear", "\u0416")))
    assert not edition.chase.fits(finished(edition.press, edition.part.html.replace("en-GB", "cy")))


# Words that pages show


@pytest.mark.parametrize(
    ("runs", "owners"),
    [
        ("Dear |Ms Tin|, I write|to you.", {1: [0], 2: [1], 3: [2, 3]}),
        ("Dear|Ms|Tin|, I write to you.", {1: [0], 2: [1, 2], 3: [3]}),
        ("Dear|Ms Tin|, I write", None),
        ("Dear|Ms Tin|to you.|, I write", None),
        ("Dear|Ms Tin|, I write|to you.|more", None),
        ("Dear|Ms Tin||, I write|to you.", None),
    ],
)
def test_runs_of_text_belong_to_the_texts_of_the_page_in_their_order(
    runs: str, owners: dict[int, list[int]] | None
) -> None:
    copy = Manuscript.of("<head><title>Tiny</title></head><body><p>Dear <b>Ms Tin</b>, I write to you.</p></body>")
    shown = [Shown(0, 0, 0, b"10", b"20", Type("SANS", "16"), text, True) for text in runs.split("|")]
    if owners is None:
        with pytest.raises(NotForPlatesError, match=r"the page (shows more than|does not show) its words"):
            aligned(shown, copy)
    else:
        assert aligned(shown, copy) == owners


@pytest.mark.parametrize(
    ("bases", "owners", "groups"),
    [
        ("10 20 20", [0, 1, 1], [([0], 1), ([1], 2)]),
        ("10 10 20", [0, 1, 2], [([0, 1], 2), ([2], 1)]),
        ("10 10 20", [0, 1, 1], [([0, 1], 3)]),
        ("10 20 20 20", [0, 0, 1, 2], [([0, 1, 2], 4)]),
    ],
)
def test_texts_share_lines_with_those_beside_them(
    bases: str, owners: list[int], groups: list[tuple[list[int], int]]
) -> None:
    shown = [Shown(0, 0, 0, b"10", base.encode(), Type("SANS", "16"), "x", True) for base in bases.split()]
    where = {owner: [place for place, one in enumerate(owners) if one == owner] for owner in owners}
    assert [(texts, len(lines)) for texts, lines in sharing(shown, where)] == groups


# Pages of HTML taken apart


def test_page_is_taken_apart_into_what_letters_share_and_what_is_their_own() -> None:
    html = f"<p>\n Dear\n Ms&amp;Tin </p><br><b> </b>{RING.format(rate=45)}"
    copy_ = Manuscript.of(html)
    assert copy_.texts == ("Dear Ms&Tin", "45%")
    assert copy_.figures == (("45", "55"),)
    assert copy_.form.startswith("<p> \x01 </p><br><b> </b><svg")
    assert 'stroke-dasharray=""' in copy_.form
    assert copy_.saying(["A < B", "7%"]).texts == ("A < B", "7%")
    assert copy_.saying(["A", "7%"]).form == copy_.redrawn().form == copy_.form
    assert copy_.redrawn().figures == (("37.5", "62.5"),)


def test_parts_are_the_outermost_sections_with_names() -> None:
    html = '<main><section data-part="a">A<section data-part="b">B</section></section><section>C</section></main>'
    around, part = parted(html)
    assert around.texts == ("C",)
    assert part.texts == ("A", "B", "C")
    assert around.html == '<main><section data-part="a"></section><section>C</section></main>'
    assert part.html == html


def test_box_of_a_block_is_where_its_colour_was_printed() -> None:
    html, colours = coloured('<body><p>one</p><p>two</p><b class="x">three</b></body>')
    assert html.count("content-box") == 4
    first, second = colours[("<body>", "<p>")]

    def behind(colour: int, left: float) -> bytes:
        return b"0 0 %f rg\n%f 7 80.5 9 re\nf" % (colour / 255, left)

    found = boxes_in([behind(first, 10), behind(second, 10)], colours)
    assert found == {("<body>", "<p>"): Box(10, 80.5)}
    assert boxes_in([behind(first, 10), behind(second, 11)], colours) == {}
