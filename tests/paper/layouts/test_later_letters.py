"""A letter that has no fault makes a layout; one that comes later, and is less usual, is what WeasyPrint prints too."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, EncodedStreamObject, NameObject

from generator.paper import LayoutPrinter, LayoutStore, first_difference
from generator.paper.layouts.pdf import PdfObjects
from generator.paper.layouts.shaping import NotExactError, Shaper
from generator.paper.layouts.source import parts_of
from generator.paper.layouts.text_runs import match_runs, text_runs

from .tiny import BOTH_FONTS, Edition, page, rendered

NARROW = '<p style="width: 225px">{{ name }}</p>'
LATER: dict[str, tuple[str, Sequence[str], Sequence[str]]] = {
    "a name that fills its line beside words": (
        "",
        ['<h1 style="width: 204px">Complaint of <b>{{ name }}</b></h1>'],
        ["Ann Leeds", "Jo", "Ann Leed"],
    ),
    "an opening parenthesis after a closing quotation mark": (
        "",
        [NARROW],
        [
            "We asked about the view of it of the residents and others",
            "We asked about the residents\u2019 (and others) view of it all",
            "We asked about the \u201cTenant\u201d (Mrs Smith) and her view",
            "We asked about the ( residents and ( others and ( tenants",
        ],
    ),
    "another line where white space is kept": (
        "p { white-space: pre-line }",
        ["<p>{{ name }}</p>"],
        ["1 High Street Leeds", "1 High Street\nLeeds"],
    ),
    "a capital where there are none": ("p { text-transform: lowercase }", ["<p>{{ name }}</p>"], ["ann", "Ann"]),
    "a word where each is one in capitals": (
        "p { text-transform: capitalize }",
        ["<p>{{ name }}</p>"],
        ["Ann", "ann of the hill"],
    ),
    "a last page without words": (
        "div { break-before: page; height: 1cm; background: #eee }",
        ["<p>{{ name }}</p>", "<p>{{ name }}</p>{% if name == 'Ann' %}<div></div>{% endif %}"],
        ["Jo", "Ann", "Ann"],
    ),
    "what is on every page": (
        "i { position: fixed; top: 0; left: 0; width: 1cm; height: 1cm; background: #f00 }",
        ["<p>{{ name }}</p>", "<p>{{ name }}</p>{% if name == 'Ann' %}<i></i>{% endif %}"],
        ["Jo", "Ann", "Ann"],
    ),
    "shorter right pages": (
        "@page :right { margin-bottom: 5cm }",
        ["<p>{{ name }}</p>" * 17, "{% for _ in name %}<p>{{ name }}</p>{% endfor %}"],
        ["Jo", "Annabellas", "Annabellas"],
    ),
    "what a part before it has": (
        "section:HAS(i) ~ section p { color: #f00 }",
        ["{% if name == 'Ann' %}<p><i></i></p>{% endif %}<p>x</p>", "<p>{{ name }}</p>"],
        ["Jo", "Ann", "Ann"],
    ),
}


@pytest.mark.parametrize("name", LATER)
def test_letter_of_another_kind_is_what_weasyprint_prints(name: str, tmp_path: Path) -> None:
    css, parts, names = LATER[name]
    html = page(BOTH_FONTS + parts[0], *parts[1:])
    Edition(tmp_path, css).print_alike([rendered(html, name=one) for one in names])


@pytest.mark.parametrize("first", [100, 50, 1])
def test_figure_is_other_in_other_letters_whichever_the_first_has(first: int, tmp_path: Path) -> None:
    bar = '<svg width="99" height="9"><title>Bar</title><rect width="{{ rate }}" height="5"/></svg>'
    faint = f'<svg width="99" height="9"><path d="M0 0H9V9Z" fill-opacity="{{{{ {first} / (500 + rate) }}}}"/></svg>'
    html = page(f"{BOTH_FONTS}<p>{bar}</p><p>{faint}</p>")
    letters = Edition(tmp_path).print_alike([rendered(html, rate=rate) for rate in (first, 7, 45, 100, 101)])
    assert all(letter.layouts == letters[0].layouts != () for letter in letters)


def test_title_with_more_space_than_is_folded_is_printed(tmp_path: Path) -> None:
    titles = ("Ann Lee", "Ann  Lee", " Ann Lee", "Ann\nLee", "Ann & Lee")
    Edition(tmp_path).print_alike([rendered(page(BOTH_FONTS, title="{{ name }}"), name=title) for title in titles])


TWO = '<div class="f"><p>{{ x }}</p><p>{{ y }}</p></div>'
FIXED = "table { border-collapse: collapse; table-layout: fixed; width: 130px } td { padding: 0 }"
CELL = "<table><tr><td>{{ x }}</td></tr></table><p>After</p>"
SVG = '<svg role="img" width="9" height="9"><title>{{ x }}</title><path d="M0 0L9 9"/></svg>'
ALIKE = [("an", "an"), ("x", "council box")]


@pytest.mark.parametrize(
    ("css", "part", "values"),
    [
        (FIXED, CELL, [("Tix", ""), ("Tin", ""), ("Tin-", "")]),
        ("", "<p><b>{{ x }}</b></p><h1>{{ y }}</h1>", [("Tin", "Tin"), ("Tin", "Cog")]),
        (".f { display: flex } .f p { flex: 1 1 auto }", TWO, ALIKE),
        (".f { display: grid; grid-template-columns: auto auto }", TWO, ALIKE),
        ("", SVG, [("Tin", ""), ("Tin  Cog", "")]),
        (".x { text-transform: lowercase; width: 130px }", '<p class="x">{{ x }}</p>', [("tin", ""), ("Tin", "")]),
        (".x { font-feature-settings: 'sups' }", '<p class="x">{{ x }}</p>', [("11", ""), ("7", "")]),
    ],
    ids=["cells", "equal headings", "equal columns", "equal cells of a grid", "space in a title", "small", "raised"],
)
def test_letter_with_other_words_is_what_weasyprint_prints(
    css: str, part: str, values: list[tuple[str, str]], tmp_path: Path
) -> None:
    Edition(tmp_path, css).print_alike([rendered(page(BOTH_FONTS + part), x=x, y=y) for x, y in values])


def test_cell_with_a_printed_value_has_a_layout(tmp_path: Path) -> None:
    """Cells end with a space, which the words of a letter do not have."""
    part = BOTH_FONTS + "<table><tr><td>{{ x }}</td></tr></table><p>After</p>"
    pages = [rendered(page(part), x=x) for x in ("Tin", "Ms Cog")]
    assert all(letter.layouts for letter in Edition(tmp_path, FIXED).print_alike(pages))


def test_title_that_ends_like_an_operator_is_a_title(tmp_path: Path) -> None:
    """The title in XML is no operator."""
    pages = [rendered(page(BOTH_FONTS, title="{{ x }}"), x=x) for x in ("Alpha", "of 50 gs", "guineas, or gs")]
    Edition(tmp_path).print_alike(pages)


def test_blank_page_before_the_words_of_the_last_part_is_printed(tmp_path: Path) -> None:
    """It is not the page of an empty part."""
    blank = '<div style="break-after: page"></div>'
    pages = [rendered(page(BOTH_FONTS, part + BOTH_FONTS)) for part in ("", blank)]
    Edition(tmp_path).print_alike(pages)


def test_letter_without_one_of_the_fonts_is_not_distrusted(tmp_path: Path) -> None:
    """A letter has both fonts of the shell, and WeasyPrint embeds those that are shown."""
    edition = Edition(tmp_path)
    printer = LayoutPrinter(lambda: edition.press, LayoutStore(None, ""))
    assert printer.print(rendered(page(BOTH_FONTS)), b"{}").layouts
    plain = printer.print(rendered(page("<p>Some words</p>")), b"{}", audited=True)
    assert not plain.distrusted


@pytest.mark.parametrize("text", ["AVA Council of AVA now", "one Tyne Y to"])
@pytest.mark.parametrize("short", [0.05, 0.1, 0.25, 0.5, 0.8])
def test_line_whose_last_letter_is_kerned_with_the_space_after_it(text: str, short: float, tmp_path: Path) -> None:
    """Whether WeasyPrint counts that kerning is not certain."""
    edition = Edition(tmp_path)
    html = page(BOTH_FONTS)
    font = next(iter(text_runs(*_drawn(edition, html)))).font
    shaper = Shaper(edition.shell(rendered(html)).fonts)
    width = shaper.line(text.rpartition(" ")[0], font).width - short
    html = page(f'{BOTH_FONTS}<p style="width: {width}px">{text}</p>')
    runs = match_runs(text_runs(*_drawn(edition, html)), parts_of(html)[1])[3]
    try:
        lines = shaper.lines(text, font, width)
    except NotExactError:
        return
    assert [line.glyphs for line in lines] == [shaper.line(run.words.strip(), font).glyphs for run in runs]


def _drawn(edition: Edition, html: str) -> tuple[Any, list[list[bytes]]]:
    document, pdf = edition.press.drawn(html)
    return document, PdfObjects(pdf).operators


def _changed(pdf: bytes, change: Any) -> bytes:
    writer, written = PdfWriter(clone_from=BytesIO(pdf)), BytesIO()
    change(writer)
    writer.write(written)
    return written.getvalue()


def test_compression_is_not_compared(tmp_path: Path) -> None:
    """A stream that is not compressed is the same."""

    def unpack(pdf: Any) -> None:
        for number, one in enumerate(pdf._objects):
            if isinstance(one, EncodedStreamObject):
                unpacked = DecodedStreamObject()
                unpacked.update({key: value for key, value in one.items() if key not in ("/Filter", "/Length")})
                unpacked.set_data(one.get_data())
                pdf._objects[number] = unpacked

    letter = Edition(tmp_path).press.printed(page(BOTH_FONTS), b"{}").pdf
    assert first_difference(_changed(letter, unpack), letter) is None


def test_entry_of_a_mapping_that_only_one_has_is_found(tmp_path: Path) -> None:
    """Whichever of the two has it."""

    def add(pdf: Any) -> None:
        fonts = pdf.pages[0]["/Resources"]["/Font"]
        next(iter(fonts.values())).get_object()["/ToUnicode"][NameObject("/Type")] = NameObject("/CMap")

    letter = Edition(tmp_path).press.printed(page(BOTH_FONTS), b"{}").pdf
    one, other = _changed(letter, lambda _: None), _changed(letter, add)
    assert first_difference(other, one)
    assert first_difference(one, other)
