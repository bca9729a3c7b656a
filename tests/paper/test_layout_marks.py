"""What the layout adds to a letter is no text of it, in either reader: page furniture, list labels, hyphens."""

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from weasyprint import HTML

from generator.errors import Faulty
from generator.paper import Press, pages_by_pdfium, pages_by_pypdf
from tests.reading import reader
from tests.validators import vera_failures

from .layouts.tiny import page, tiny

Read = Callable[[bytes], str]
Make = Callable[..., bytes]

_FURNITURE = """@page {
  @top-left { content: "1 Invented Road\\A Sometown"; white-space: pre }
  @bottom-center { content: "Page " counter(page) " of " counter(pages) }
}"""
_NARROW = '<p style="width: 2.5cm">{}</p>'


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Print a page of HTML in a style of its own."""
    templates = tiny(tmp_path)
    style = templates / "tiny" / "letter.css"
    common = style.read_text()

    def printed(*parts: str, css: str = "") -> bytes:
        style.write_text(common + css)
        return Press(templates, "tiny").printed(page(*parts), b"{}").pdf

    return printed


@pytest.fixture(params=[pages_by_pdfium, pages_by_pypdf], ids=["PDFium", "pypdf"])
def read(request: pytest.FixtureRequest) -> Read:
    """Read a PDF's words by one of the two readers."""
    return lambda pdf: " ".join(" ".join(request.param(pdf)).split())


def test_page_furniture_is_not_read(make: Make, read: Read) -> None:
    assert read(make("<p>One</p>", "<p>Two</p>", css=_FURNITURE)) == "One Two"


def test_page_furniture_is_an_artifact_and_leaves_no_structure_element(make: Make, tmp_path: Path) -> None:
    file = tmp_path / "letter.pdf"
    file.write_bytes(make("<p>One</p>", "<p>Two</p>", css=_FURNITURE))
    assert vera_failures(file, "3a") == vera_failures(file, "ua1") == []
    pdf = reader(file.read_bytes())
    assert [_contents(one).count(b"<</Type /Pagination>>") for one in pdf.pages] == [3, 3]
    trailer: Any = pdf.trailer
    objects: list[Any] = [pdf.get_object(number) for number in range(1, trailer["/Size"] - 1)]
    elements = [one for one in objects if isinstance(one, dict) and one.get("/Type") == "/StructElem"]
    assert len(elements) == len(list(_below(pdf.root_object["/StructTreeRoot"])))


def _contents(page: Any) -> bytes:
    return bytes(page["/Contents"].get_data())


def _below(element: Any) -> Iterator[Any]:
    """Yield the structure elements below one."""
    for kid in element.get("/K", ()):
        if not isinstance(kid, int):
            yield kid
            yield from _below(kid.get_object())


def test_link_in_a_margin_is_refused(make: Make) -> None:
    css = "p.r { position: running(r) } @page { @top-left { content: element(r) } }"
    with pytest.raises(Faulty, match="a link in the margin of a page cannot be tagged"):
        make('<p class="r"><a href="https://example.org/">example.org</a></p><p>Text</p>', css=css)


@pytest.mark.parametrize("position", ["inside", "outside"])
@pytest.mark.parametrize(
    "html",
    [
        "<ul><li>One</li><li>Two</li></ul>",
        "<ol><li>One</li><li>Two</li></ol>",
        "<ol><li>One<ul><li>Two</li></ul></li></ol>",
        "<ol><li><p>One</p></li><li><p>Two</p></li></ol>",
    ],
)
def test_list_marks_are_not_read(html: str, position: str, make: Make, read: Read) -> None:
    pdf = make(html, css=f"ol, ul {{ list-style-position: {position} }}")
    assert read(pdf) == "One Two"


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("incomprehensibilities of administration", "incomprehensibilities of administration"),
        ("incomprehen&shy;sibilities un&shy;broken", "incomprehensibilities unbroken"),
        ("incompre<b>hensibilities</b> of it", "incomprehensibilities of it"),
        ("some well-knownness of well-acquaintedness", "some well-knownness of well-acquaintedness"),
        ("some well\u2010knownness of it", "some well\u2010knownness of it"),
    ],
    ids=["broken by the layout", "soft hyphen", "broken in an element", "hyphen", "U+2010"],
)
def test_words_that_were_broken_are_read_whole(html: str, words: str, make: Make, read: Read) -> None:
    assert read(make(_NARROW.format(html), css="p { hyphens: auto }")) == words


def test_word_that_goes_on_overleaf_is_read_whole(make: Make, read: Read) -> None:
    lines = "<p>so on</p>" * 14
    pdf = make(
        f"{lines}{_NARROW.format('incomprehensibilities again')}", css="p { hyphens: auto; orphans: 1; widows: 1 }"
    )
    assert len(reader(pdf).pages) == 2
    assert read(pdf) == "so on " * 14 + "incomprehensibilities again"


def test_letter_with_hyphens_conforms(make: Make, tmp_path: Path) -> None:
    file = tmp_path / "letter.pdf"
    table = "<table><tr><th>Some</th></tr><tr><td>thing</td></tr></table>"
    text = _NARROW.format("incomprehensibilities of administration") + "<ol><li>One</li></ol>" + table
    file.write_bytes(make(text, css="p { hyphens: auto }"))
    assert vera_failures(file, "3a") == vera_failures(file, "ua1") == []


@pytest.mark.parametrize("style", ["", "padding: 0", "padding: 0; text-align: right", "vertical-align: bottom"])
def test_cells_are_read_in_the_order_of_the_page_and_apart(style: str, make: Make, read: Read) -> None:
    rows = [("left un<b>broken</b>", "two", "1"), ("one two three four five six seven eight", "nine ten", "2")]
    html = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    heads = "<tr><th>First head</th><th>2</th><th>3</th></tr>"
    pdf = make(f"<table>{heads}{html}</table>", css=f"table {{ border-spacing: 0; width: 6cm }} td, th {{ {style} }}")
    assert read(pdf) == "First head 2 3 left unbroken two 1 one two three four five six seven eight nine ten 2"


def test_text_of_a_pdf_without_tags_is_read_with_all_that_it_has(read: Read) -> None:
    written = BytesIO()
    HTML(string=f"<style>{_FURNITURE}</style><ul><li>One</li></ul>").write_pdf(written)
    assert all(word in read(written.getvalue()) for word in ("One", "\u2022", "Page 1 of 1", "Sometown"))
