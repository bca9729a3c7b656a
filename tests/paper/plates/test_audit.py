"""An audit names what is not the same in two PDFs of a letter."""

from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfWriter
from pypdf.generic import ByteStringObject, NameObject, NumberObject, TextStringObject

from generator.paper import Printed, unlike
from tests.places import SAMPLE_SLUGS


def _tags(pdf: PdfWriter) -> Any:
    return pdf.root_object["/StructTreeRoot"]


def _first(pdf: PdfWriter, kind: str) -> Any:
    resources: Any = pdf.pages[0]["/Resources"]
    return next(iter(resources[kind].values())).get_object()


def _write_otherwise(pdf: PdfWriter) -> None:
    contents: Any = pdf.pages[1]["/Contents"]
    contents.get_object().set_data(contents.get_object().get_data().replace(b" Tm", b".5 Tm", 1))


def _draw_otherwise(pdf: PdfWriter) -> None:
    _first(pdf, "/XObject").set_data(b"")


def _name_another_fount(pdf: PdfWriter) -> None:
    _first(pdf, "/Font")[NameObject("/BaseFont")] = NameObject("/ABCDEF+Another")


def _tag_otherwise(pdf: PdfWriter) -> None:
    _tags(pdf)["/K"][0]["/K"][0].get_object()[NameObject("/S")] = NameObject("/Note")


def _mix_up_marks(pdf: PdfWriter) -> None:
    marks = _tags(pdf)["/ParentTree"]["/Nums"][1].get_object()
    marks[0], marks[1] = marks[1], marks[0]


def _lead_elsewhere(pdf: PdfWriter) -> None:
    outline: Any = pdf.root_object["/Outlines"]
    outline["/First"]["/Dest"][3] = NumberObject(1)


def _retitle(pdf: PdfWriter) -> None:
    pdf.add_metadata({"/Title": TextStringObject("Another letter")})


def _attach_otherwise(pdf: PdfWriter) -> None:
    files: Any = pdf.root_object["/AF"]
    files[0]["/EF"]["/F"].get_object().set_data(ByteStringObject(b"{}"))


CHANGES: Mapping[str, Callable[[PdfWriter], None]] = {
    "pages": _write_otherwise,
    "drawings": _draw_otherwise,
    "resources": _name_another_fount,
    "tags": _tag_otherwise,
    "parents of marks": _mix_up_marks,
    "outline": _lead_elsewhere,
    "metadata": _retitle,
    "attachments": _attach_otherwise,
}


def _changed(pdf: bytes, change: Callable[[PdfWriter], None]) -> bytes:
    writer, written = PdfWriter(clone_from=BytesIO(pdf)), BytesIO()
    change(writer)
    writer.write(written)
    return written.getvalue()


@pytest.mark.parametrize(("what", "change"), CHANGES.items(), ids=CHANGES)
def test_audit_names_what_differs(
    what: str, change: Callable[[PdfWriter], None], sample_letters: Mapping[str, Printed]
) -> None:
    pdf = sample_letters[SAMPLE_SLUGS[0]].pdf
    assert unlike(pdf, _changed(pdf, lambda _: None)) is None
    assert unlike(pdf, _changed(pdf, change)) == what
