"""A letter taken apart into what is around its parts and each part, and put together again, object by object."""

from collections.abc import Sequence
from hashlib import md5
from html import escape
from pathlib import Path
from typing import Any

import pydyf
import pytest
from PIL import Image
from pypdf.generic import DictionaryObject

from generator.paper import Press, first_difference
from generator.paper.layouts.assemble import Fragment, FragmentPage, assemble, moved, with_drawings
from generator.paper.layouts.fragments import PrintedObjects, fits, fragment_of
from generator.paper.layouts.pdf import PdfObject
from generator.paper.layouts.shaping import NotExactError
from generator.paper.layouts.source import parts_of
from generator.wording import Page
from tests.reading import reader

from .tiny import BOTH_FONTS, Edition, page, rendered, tiny

STYLE = """
.faint { opacity: 0.5 }
.later { break-before: page }
h2 { margin: 0; font: 16px/20px "Letter Sans" }
"""
DRAWING = (
    '<svg class="faint" width="20" height="20" role="img"><title>{{ rate }}%</title><rect width="9" height="9"/></svg>'
)
BAR = '<svg width="99" height="9"><rect width="{{ rate }}" height="9" fill-opacity="{{ opacity }}"/></svg>'
LINK = '<p>Our <a href="https://example.org/">site</a></p>'
FIRST = f'<h1>To {{{{ name }}}}</h1>{LINK}{DRAWING}{BAR}<h2 class="later">Figures</h2>{DRAWING}{LINK}'
SECOND = f"{BOTH_FONTS}<h2>{{{{ name }}}}</h2>{BAR}{DRAWING}{LINK}<h1>End</h1>"
VALUES: dict[str, str | int] = {"name": "Ms Tin (& Co)", "rate": 45, "opacity": "0.25"}


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    return Edition(tmp_path_factory.mktemp("tiny"), STYLE)


def letter(*parts: str, title: str = "To {{ name }}", **values: str | int) -> Page:
    return rendered(page(*parts, title=title), **{**VALUES, **values})


def put_together(edition: Edition, letter: Page, record: bytes = b"{}") -> bytes:
    """A letter from the parts that it was taken apart into."""
    shell, shaper, layouts = edition.layouts(letter)
    around, *parts = parts_of(letter.marked)
    values = [layout.values(part, shaper) or [] for layout, part in zip(layouts, parts, strict=True)]
    template = assemble(shell, [layout.fragment for layout in layouts], list(map(len, values)))
    return template.filled(around.texts[0], values, record)


# The whole


@pytest.mark.parametrize(
    "parts",
    [[SECOND], [FIRST], [SECOND, FIRST, BOTH_FONTS], [FIRST, f'<div class="faint">{DRAWING}</div>{SECOND}']],
    ids=["one", "one of two pages", "three", "a drawing in another"],
)
def test_letter_put_together_again_is_what_weasyprint_prints(parts: Sequence[str], edition: Edition) -> None:
    whole = letter(*parts)
    pdf = put_together(edition, whole, b'{"a": 1}')
    assert first_difference(pdf, edition.press.printed(whole.html, b'{"a": 1}').pdf) is None
    assert put_together(edition, whole, b'{"a": 1}') == pdf


def test_drawings_of_the_empty_parts_beside_a_part_are_not_its_own(tmp_path: Path) -> None:
    square = 'section::before { content: ""; display: block; width: 9px; height: 9px; background: red; opacity: 0.5 }'
    edition, whole = Edition(tmp_path, STYLE + square), letter(SECOND, FIRST, BOTH_FONTS)
    assert first_difference(put_together(edition, whole), edition.press.printed(whole.html, b"{}").pdf) is None


def test_letter_of_two_parts_is_numbered_through(edition: Edition) -> None:
    pdf: Any = reader(put_together(edition, letter(FIRST, SECOND)))
    pages = [one.get_object() for one in pdf.pages]
    tree = pdf.root_object["/StructTreeRoot"]
    [document] = tree["/K"]
    assert pdf.root_object["/Pages"]["/Count"] == 3
    assert [one["/StructParents"] for one in pages] == [0, 1, 2]
    annotations = [annotation.get_object() for one in pages for annotation in one["/Annots"]]
    assert [one["/StructParent"] for one in annotations] == [3, 4, 5]
    parents = tree["/ParentTree"]["/Nums"]
    assert parents[::2] == [0, 1, 2, 3, 4, 5]
    assert [one["/S"] for one in parents[7::2]] == ["/Link"] * 3
    assert [one["/K"][0]["/Obj"] for one in parents[7::2]] == annotations
    assert [one["/Pg"] for one in document["/K"]] == pages
    drawn = [[line for line in one.get_contents().get_data().split(b"\n") if line.endswith(b" Do")] for one in pages]
    assert drawn == [[b"/x0 Do"], [b"/x1 Do"], [b"/x2 Do"]]
    assert list(pages[0]["/Resources"]["/XObject"]) == ["/x0", "/x1", "/x2"]
    assert {one.raw_get("/Resources").idnum for one in pages} == {pages[0].raw_get("/Resources").idnum}


def test_every_object_of_a_letter_is_in_use(edition: Edition) -> None:
    pdf: Any = reader(put_together(edition, letter(FIRST, SECOND)))
    used: set[int] = set()
    coming: list[Any] = [pdf.trailer]
    while coming:
        one = coming.pop()
        if hasattr(one, "idnum"):
            if one.idnum not in used:
                used.add(one.idnum)
                coming.append(one.get_object())
        elif isinstance(one, list):
            coming += one
        elif isinstance(one, DictionaryObject):
            coming += [one.raw_get(key) for key in one]
    of_the_file = pdf.trailer["/Size"] - 3  # two streams of objects, and the table
    assert used == set(range(1, of_the_file))


def test_pages_have_the_graphics_states_that_they_use_and_no_others(edition: Edition) -> None:
    def states(opacity: str) -> dict[str, float]:
        pdf: Any = reader(put_together(edition, letter(SECOND, FIRST, opacity=opacity)))
        [state] = {str(one["/Resources"]["/ExtGState"]): one["/Resources"]["/ExtGState"] for one in pdf.pages}.values()
        return {name: value for name, entry in state.items() for value in entry.values()}

    always = {"/A1.0": 1, "/a1.0": 1, "/A0.5": 0.5, "/a0.5": 0.5}
    assert states("0.25") == {**always, "/a1": 1, "/a0.25": 0.25}
    assert states("0.5") == {**always, "/a1": 1}


# The title and the record


@pytest.mark.parametrize("name", ["Ms Tin & Co", "a <b> (c) \\ d", "\u0174yn \u20ac", "x &amp; y"])
def test_title_is_in_both_kinds_of_metadata(name: str, edition: Edition) -> None:
    titled = letter(SECOND, title=escape(f"A letter to {name}"))
    pdf: Any = reader(put_together(edition, titled))
    assert pdf.metadata.title == f"A letter to {name}"
    assert pdf.xmp_metadata.dc_title == {"x-default": pdf.metadata.title}
    assert pdf.root_object["/Metadata"].get("/Filter") is None


def test_title_that_the_metadata_has_twice_makes_no_shell(edition: Edition) -> None:
    with pytest.raises(NotExactError):
        edition.shell(rendered(page(SECOND, title="Alt"), **VALUES))


@pytest.mark.parametrize("record", [b"{}", b"", b'{"council": "Tin"}\n' * 99, bytes(range(256))])
def test_record_is_embedded_with_its_checksum(record: bytes, edition: Edition) -> None:
    pdf: Any = reader(put_together(edition, letter(SECOND), record))
    assert pdf.attachments == {"record.json": [record]}
    [associated] = pdf.root_object["/AF"]
    parameters = associated["/EF"]["/F"]["/Params"]
    assert parameters["/CheckSum"].original_bytes == md5(record, usedforsecurity=False).digest()
    assert parameters["/Size"] == len(record)
    assert parameters["/CreationDate"] == parameters["/ModDate"] == "D:20200722000000Z"


# The outline


@pytest.mark.parametrize("levels", ["1", "123", "1223", "3121", "1423", "2213", "131", "4321", "1234123"])
@pytest.mark.parametrize("cut", [0, 2])
def test_outline_is_nested_as_weasyprint_nests_it(levels: str, cut: int, edition: Edition) -> None:
    headings = [f"<h{level}>Heading {number}</h{level}>" for number, level in enumerate(levels)]
    whole = letter(BOTH_FONTS + "".join(headings[:cut]), BOTH_FONTS + "".join(headings[cut:]))
    pdf = put_together(edition, whole)
    assert first_difference(pdf, edition.press.printed(whole.html, b"{}").pdf) is None
    assert sum(isinstance(one, dict) for one in _flat(reader(pdf).outline)) == len(levels)


def _flat(outline: Any) -> list[Any]:
    return [inner for one in outline for inner in (_flat(one) if isinstance(one, list) else [one])]


# Numbers and names


def test_drawings_of_a_later_part_have_later_names() -> None:
    content = PdfObject((b"q\n/x0 Do\n/x1 Do\n/x10 Do\n[/x0] TJ\n/x0 gs\n", b"\n/x2 Do\n"), (4,))
    assert with_drawings(content, 3) == PdfObject(
        (b"q\n/x3 Do\n/x4 Do\n/x13 Do\n[/x0] TJ\n/x0 gs\n", b"\n/x5 Do\n"), (4,)
    )


def test_part_that_is_moved_refers_to_what_it_referred_to_and_what_its_pages_show_stays() -> None:
    part = Fragment(
        (PdfObject((b"<</K 9 0 R/Alt ", b"/P 3 0 R>>"), (1,)), PdfObject((b"(9 0 R)",))),
        (FragmentPage(b"10 0 R", b"9 0 R", PdfObject((b"9 0 R", b"Q"), (0,)), b"9 0 R 10 0 R", b"", (b"9 0 R",)),),
        ((b"10 0 R", b"9 0 R"),),
        ((2, PdfObject((b"<</Title ", b"/Dest [9 0 R /Fit]"), (2,))),),
    )
    assert moved(part, {3: 3, 9: 90, 10: 100}, 5) == Fragment(
        (PdfObject((b"<</K 90 0 R/Alt ", b"/P 3 0 R>>"), (6,)), PdfObject((b"(9 0 R)",))),
        (FragmentPage(b"100 0 R", b"90 0 R", PdfObject((b"9 0 R", b"Q"), (5,)), b"90 0 R 100 0 R", b"", (b"90 0 R",)),),
        ((b"100 0 R", b"90 0 R"),),
        ((2, PdfObject((b"<</Title ", b"/Dest [90 0 R /Fit]"), (7,))),),
    )


# What cannot be taken apart


def drawn(edition: Edition, html: str) -> PrintedObjects:
    return PrintedObjects(edition.press.drawn(html)[1])


def test_shell_fits_prints_that_have_the_same_around_their_pages(edition: Edition) -> None:
    shell = edition.shell(letter(SECOND))
    html = letter(FIRST).html
    assert fits(drawn(edition, html), shell)
    assert not fits(drawn(edition, html.replace("en-GB", "cy")), shell)
    assert not fits(drawn(edition, html.replace("<h1>", '<h1 style="background: linear-gradient(red, blue)">')), shell)
    assert not fits(drawn(edition, html.replace("<h1>", '<p><a href="#here">there</a></p><h1 id="here">')), shell)


@pytest.mark.parametrize(
    "part",
    [
        '<svg width="20" height="9"><mask id="m"><path d="M0 0L5 5"/></mask><path d="M0 0L9 9" mask="url(#m)"/></svg>',
        '<img src="dot.png" alt="A dot">',
    ],
    ids=["a mask", "a picture"],
)
def test_part_with_resources_of_other_kinds_is_refused(part: str, tmp_path: Path) -> None:
    Image.new("RGB", (1, 1)).save(tiny(tmp_path) / "tiny" / "dot.png")
    with pytest.raises(NotExactError, match="resources are not named in the pages' order"):
        PrintedObjects(Press(tmp_path, "tiny").drawn(page(part))[1])


def taken_apart(one: PrintedObjects, other: PrintedObjects) -> Fragment:
    """The part of a print without headings, and of another in which nothing differs."""

    def refuse(body: bytes, another: bytes) -> PdfObject:
        raise AssertionError(f"{body!r} is {another!r}")

    return fragment_of(one, other, [PdfObject((b"\n".join(page),)) for page in one.operators], [], refuse)


def test_part_that_is_the_same_in_two_prints_has_no_gaps(edition: Edition) -> None:
    one, other = (drawn(edition, letter(BOTH_FONTS + DRAWING + LINK).html) for _ in range(2))
    part = taken_apart(one, other)
    assert not any(body.gaps for body in (*part.objects, *(page.content for page in part.pages)))
    assert (len(part.pages), len(part.links), len(part.pages[0].drawings)) == (1, 1, 1)


def test_part_whose_pages_are_others_with_other_words_is_refused(edition: Edition) -> None:
    longer, one, linked = (
        drawn(edition, letter(f"{BOTH_FONTS}<div>{words}</div>").html) for words in ("long " * 300, "short", LINK)
    )
    for this, that in (longer, one), (one, linked):
        with pytest.raises(NotExactError, match="pages move with their words"):
            taken_apart(this, that)


def test_part_that_leads_to_a_page_around_it_is_refused(edition: Edition) -> None:
    pdf = edition.press.drawn(letter(BOTH_FONTS + LINK, BOTH_FONTS).html)[1]
    one = PrintedObjects(pdf)
    one.parents[1].clear()  # nothing is marked on the second page, as if it were none of the part's
    assert len(taken_apart(one, one).pages) == 1
    [link] = one.having("StructParent")
    one[link]["Dest"] = pydyf.Array([f"{one.pages[1]} 0 R", "/Fit"])
    with pytest.raises(NotExactError, match="a page of the part leads to another"):
        taken_apart(one, one)
