"""What the layout adds to a page, marked as no text of the letter (ISO 32000-1, 14.8.2.2)."""

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from typing import Any

import pydyf

STYLE = ':root { hyphenate-character: "\\AD\\2010" } tr { break-inside: avoid }'
"""What is so of every letter, unless its stylesheet says otherwise.

WeasyPrint writes a soft hyphen, which has no glyph, before the hyphen of a word that it breaks: nothing else on the
page tells this hyphen from one of the text. The cells of a row stand on one page, since text is read page by page.
"""

_LAST_GLYPH = re.compile(rb"(\[.*>)(-?\d+\.\d+<([0-9a-f]{4})>-?\d*\] TJ)")  # after a character that has none
_GLYPHS = re.compile(rb"<([0-9a-f]*)>")
_SOFT_HYPHEN = b"/Span <</ActualText <FEFF00AD>>> BDC"
_PAGINATION = pydyf.Dictionary({"Type": "/Pagination"})


class MarginLinkError(Exception):
    """A link in a margin box: an artifact has no tag, and a link must have one (ISO 14289-1, 7.18.5)."""


def mark_layout(document: Any, pdf: Any) -> bool:
    """Mark margin boxes, list labels and soft hyphens in a finished `pydyf.PDF`, and end lines in tables with a space.

    Return whether there are any.

    Raises MarginLinkError. WeasyPrint leaves the structure elements of margin boxes out of the structure tree, but not
    out of the file.
    """
    root = _object(pdf, pdf.catalog["StructTreeRoot"])
    linked = {element.number: element for element in _within(pdf, root)}
    labels, cells = _inside(pdf, linked, ("/Lbl",)), _inside(pdf, linked, ("/TH", "/TD"))
    parents = _object(pdf, root["ParentTree"])["Nums"][1::2]  # of the marks of each page, then of each annotation
    if any(_number(parent) not in linked for parent in parents[len(pdf.page_references) :]):
        raise MarginLinkError
    spaces, hyphens = dict(_glyphs(document, " ")), {glyph for _, glyph in _glyphs(document, "-\u2010")}
    has_furniture = False
    for page, marked in zip(pdf.page_references, parents, strict=False):
        stream = _object(pdf, _object(pdf, page)["Contents"]).stream
        numbers = [_number(parent) for parent in marked]
        _end_lines(stream, [cells.get(number) for number in numbers], spaces, hyphens)
        for mcid, number in enumerate(numbers):
            if number in labels:
                _mark_label(stream, mcid)
            elif number not in linked:
                _mark_artifact(stream, mcid)
                marked[mcid] = "null"
                has_furniture = True
    for one in pdf.objects:
        if isinstance(one, pydyf.Dictionary) and one.get("Type") == "/StructElem" and one.number not in linked:
            one.clear()
    is_broken = _mark_soft_hyphens(pdf, hyphens)
    return is_broken or bool(labels) or has_furniture


def _glyphs(document: Any, characters: str) -> Iterator[tuple[bytes, bytes]]:
    """Yield the glyphs of characters, as pages write them, each with the name of its font."""
    for font in document.fonts.values():
        for glyph, text in font.to_unicode.items():
            if text and text in characters:
                yield f"/{font.hash}".encode(), b"%04x" % glyph


def _end_lines(
    stream: list[Any], cells: Sequence[int | None], spaces: Mapping[bytes, bytes], hyphens: Container[bytes]
) -> None:
    """Write a space at the end of each line of a table cell, by the cells of marked contents (ISO 32000-1, 14.8.2.5).

    Cells may touch, and a line of one may lie between two lines of another: readers take both for one line. PDFium
    ignores a space that is shown by itself, so that there is none after a font that has none on any page.
    """
    cell, font, size, height = None, b"", 0.0, 0.0
    last: int | None = None
    for place, item in enumerate(stream):
        if isinstance(item, pydyf.Dictionary):
            following = cells[item["MCID"]]
            if cell is not None and following != cell:
                _end_line(stream, last, spaces.get(font), hyphens)
                last = None
            cell = following
        elif cell is None or not isinstance(item, bytes):
            continue
        elif item.endswith(b" Tm"):
            before, height = height, float(item.split()[5])
            if abs(height - before) > size / 2:  # superscripts are raised by less
                _end_line(stream, last, spaces.get(font), hyphens)
        elif item.endswith(b" Tf"):
            name, number, _ = item.split()
            font, size = name, float(number)
        elif item.endswith(b"] TJ"):
            last = place


def _end_line(stream: list[Any], last: int | None, space: bytes | None, hyphens: Container[bytes]) -> None:
    if last is None or space is None:
        return
    glyphs = b"".join(_GLYPHS.findall(stream[last]))
    is_broken = glyphs[-4:] in hyphens and glyphs[-8:-4] not in (b"", space)
    if not is_broken:
        stream[last] = stream[last].removesuffix(b"] TJ") + b"<%b>] TJ" % space


def _mark_label(stream: list[Any], mcid: int) -> None:
    """Mark content as a label, inside its mark."""
    if place := _place(stream, mcid):
        stream.insert(stream.index(b"EMC", place), b"EMC")
        stream.insert(place + 2, b"/Lbl BMC")


def _mark_artifact(stream: list[Any], mcid: int) -> None:
    """Mark content as an artifact instead."""
    if place := _place(stream, mcid):
        stream[place - 1 : place + 1] = "/Artifact", _PAGINATION


def _place(stream: list[Any], mcid: int) -> int:
    """Find the properties of marked content, which WeasyPrint writes between its tag and BDC; 0 if it is elsewhere."""
    marks = (place for place, item in enumerate(stream) if isinstance(item, pydyf.Dictionary))
    return next((place for place in marks if stream[place].get("MCID") == mcid), 0)


def _mark_soft_hyphens(pdf: Any, hyphens: Container[bytes]) -> bool:
    found = False
    for stream in pdf.objects:
        if isinstance(stream, pydyf.Stream):
            operators = [part for operator in stream.stream for part in _marked(operator, hyphens)]
            found = found or len(operators) > len(stream.stream)
            stream.stream = operators
    return found


def _marked(operator: Any, hyphens: Container[bytes]) -> Iterator[Any]:
    """Yield an operator; if it shows text up to a soft hyphen, as two, of which the second is marked."""
    found = _LAST_GLYPH.fullmatch(operator) if isinstance(operator, bytes) else None
    if found and found[3] in hyphens:
        yield from (found[1] + b"] TJ", _SOFT_HYPHEN, b"[" + found[2], b"EMC")
    else:
        yield operator


def _inside(pdf: Any, elements: Mapping[int, Any], types: Container[str]) -> dict[int, int]:
    """Map the numbers of structure elements to that of the innermost element of these types that they are in."""
    found = (element for element in elements.values() if element.get("S") in types)
    return {part.number: element.number for element in found for part in _within(pdf, element)}


def _within(pdf: Any, element: Any) -> Iterator[Any]:
    """Yield a structure element and all below it."""
    yield element
    for kid in element.get("K", ()):
        if isinstance(kid, bytes):
            yield from _within(pdf, _object(pdf, kid))


def _object(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[_number(reference)]


def _number(reference: bytes) -> int:
    return int(reference.split()[0])
