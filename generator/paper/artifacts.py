"""The text of a tagged page without artifacts, list labels and soft hyphens (ISO 32000-1, 14.8.2.2 and 14.8.4.3.3)."""

import ctypes
import re
from typing import TYPE_CHECKING, Any

import pypdfium2
import pypdfium2.raw as pdfium

if TYPE_CHECKING:
    from pypdf import PageObject

BROKEN = "\ufdd0"
"""Stands in for a soft hyphen, as other programs mean hyphens of the text by U+00AD: a noncharacter of Unicode."""

_TAGS = ("Artifact", "Lbl")
_SOFT_HYPHEN = b"\xfe\xff\x00\xad"
_HYPHENS = (0x02, 0xAD)  # PDFium says either for a soft hyphen, and the first for others at the end of a line
_HYPHEN = re.compile("[\x02\xad]")
_SHOWING = (b"Tj", b"TJ", b"'", b'"', b"Do")


def text_by_pdfium(page: pypdfium2.PdfPage, *, is_tagged: bool) -> str:
    """Return the text of a page as PDFium finds it, with BROKEN for each soft hyphen."""
    soft = _hide(page.raw) if is_tagged else set()
    text = page.get_textpage()
    said: str = text.get_text_bounded()
    if not soft:
        return said
    places = (place for place in range(text.count_chars()) if pdfium.FPDFText_GetUnicode(text, place) in _HYPHENS)
    shown = (_address(pdfium.FPDFText_GetTextObject(text, place)) for place in places)
    return _HYPHEN.sub(lambda found: BROKEN if next(shown) in soft else str(found[0]), said)


def _hide(page: Any) -> set[int | None]:
    """Make artifacts and labels inactive, which hides them from PDFium's text; return the soft hyphens.

    What is marked as text and no more is passed over: to ask for every mark's name takes a tenth of a letter's reading.
    """
    soft = set()
    for place in range(pdfium.FPDFPage_CountObjects(page)):
        one = pdfium.FPDFPage_GetObject(page, place)
        marks = pdfium.FPDFPageObj_CountMarks(one)
        if marks == 1 and pdfium.FPDFPageObj_GetMarkedContentID(one) >= 0:
            continue
        for mark in (pdfium.FPDFPageObj_GetMark(one, number) for number in range(marks)):
            if _name(mark) in _TAGS:
                pdfium.FPDFPageObj_SetIsActive(one, False)
            elif _actual_text(mark) == _SOFT_HYPHEN:
                soft.add(_address(one))
    return soft


def _name(mark: Any) -> str:
    name, length = (pdfium.FPDF_WCHAR * 16)(), ctypes.c_ulong()
    pdfium.FPDFPageObjMark_GetName(mark, name, ctypes.sizeof(name), length)
    return bytes(name)[: length.value].decode("utf-16-le").rstrip("\0")


def _actual_text(mark: Any) -> bytes:
    text, length = (ctypes.c_ubyte * 8)(), ctypes.c_ulong()
    is_there = pdfium.FPDFPageObjMark_GetParamBlobValue(mark, b"ActualText", text, len(text), length)
    return bytes(text[: length.value]) if is_there else b""


def _address(one: Any) -> int | None:
    return ctypes.cast(one, ctypes.c_void_p).value


def text_by_pypdf(page: "PageObject", *, is_tagged: bool) -> str:
    """Return the text of a page as pypdf finds it, with BROKEN for each soft hyphen."""
    from pypdf import PageObject
    from pypdf.generic import ContentStream, NameObject

    if not is_tagged or "/Contents" not in page:
        return str(page.extract_text())
    content = ContentStream(page["/Contents"], page.pdf, "bytes")
    content.operations = _read(content.operations)
    read = PageObject(page.pdf)
    read.update(page)
    read[NameObject("/Contents")] = content
    return str(read.extract_text())


def _read(operations: list[tuple[Any, bytes]]) -> list[tuple[Any, bytes]]:
    """Return the operations of a page, without those that show artifacts and labels.

    The ends of lines are shown, since pypdf takes two lines of a table's cell for one if a line of the cell beside it
    lies between them; and so are spaces between elements, of which WeasyPrint writes no more than an empty text.
    """
    from pypdf.generic import TextStringObject

    read: list[tuple[Any, bytes]] = []
    marks: list[str] = []
    end, height = 0, None
    for operands, operator in operations:
        if operator in (b"BMC", b"BDC"):
            marks.append(_mark(operands))
        elif operator == b"EMC" and marks:
            marks.pop()
        if operator in _SHOWING and any(marks):
            if marks[-1] == BROKEN and not any(tag in marks for tag in _TAGS):
                read.append(([TextStringObject(BROKEN)], b"Tj"))
            continue
        if operator == b"ET":
            if read[-1:] and read[-1][1] == b"BT" and end:
                read.insert(end, ([TextStringObject(" ")], b"Tj"))
            end = len(read)
        elif operator == b"Tm" and not any(marks) and operands[5] != height:
            if height is not None:
                read.insert(end, ([TextStringObject("\n")], b"Tj"))
            height = operands[5]
        read.append((operands, operator))
    return read


def _mark(operands: list[Any]) -> str:
    """Return what marked content is, if that is no text: its tag, or BROKEN; otherwise nothing."""
    for tag in _TAGS:
        if operands[:1] == [f"/{tag}"]:
            return tag
    is_soft = operands and isinstance(operands[-1], dict) and operands[-1].get("/ActualText") == _SOFT_HYPHEN
    return BROKEN if is_soft else ""
