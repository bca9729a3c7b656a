"""The PDF of a letter made by hand: a part of two pages, with all that WeasyPrint writes around its pages."""

from collections.abc import Sequence
from copy import copy
from io import BytesIO
from typing import Any

from pydyf import PDF, Array, Dictionary, Stream, String

from generator.paper.plates.finished import Finished

OPERATORS = tuple(
    b"""\
q
/H1
<</MCID 0>>
BDC
/a1 gs
0.1 0.2 0.3 rg
BT
1 0 0 -1 10 20.5 Tm
/SANS 16 Tf
[<0037>111<0052>0] TJ
ET
EMC
/Figure
<</MCID 1>>
BDC
/x0 Do
EMC
/Link
<</MCID 2>>
BDC
EMC
Q""".split(b"\n")
)
"""What is on the first page: the word `To`, a drawing, and an empty link."""

CATALOG, INFO = 2, 30
TO_UNICODE = b"1 beginbfchar\n<0037> <0054>\n<0052> <006f>\nendbfchar"
METADATA = b'<x><rdf:li xml:lang="x-default">Tiny &amp; more</rdf:li></x>'


def handmade(
    operators: Sequence[bytes] = OPERATORS,
    *,
    parents: Sequence[int] = (24, 25, 26),
    without: tuple[int, str] | None = None,
) -> tuple[Any, bytes]:
    """The objects of the PDF, by their numbers as written below, and its bytes.

    `parents` are the tags of the marks on its first page; `without` is an entry that one of the objects has lost.
    """
    pdf = PDF()  # 1 is the pages, 2 the catalog
    objects = {
        3: Stream([b"profile"], {"N": 3}),
        4: Dictionary({"srgb": Array(["/ICCBased", "3 0 R"])}),
        5: Dictionary(
            {
                "ExtGState": Dictionary({"a1": Dictionary({"ca": 1})}),
                "XObject": Dictionary({"x0": "16 0 R"}),
                "ColorSpace": "4 0 R",
                "Font": "9 0 R",
            }
        ),
        6: Stream([TO_UNICODE]),
        7: Dictionary({"Type": "/Font", "BaseFont": "/SANS+Tiny", "W": Array([55, Array([611]), 82, Array([556])])}),
        8: Dictionary({"BaseFont": "/SANS+Tiny", "DescendantFonts": Array(["7 0 R"]), "ToUnicode": "6 0 R"}),
        9: Dictionary({"SANS": "8 0 R"}),
        10: Stream([b"{}"], {"Type": "/EmbeddedFile", "Subtype": "/application#2fjson", "Params": _params()}),
        11: Dictionary({"F": String("record.json"), "EF": Dictionary({"F": "10 0 R"})}),
        12: Dictionary({"Names": Array([String("record.json"), "11 0 R"])}),
        13: Stream(list(operators)),
        14: _page("13 0 R", {"StructParents": 0, "Annots": Array(["15 0 R"])}),
        15: Dictionary({"Type": "/Annot", "Rect": Array([0, 0, 9, 9]), "StructParent": 2, "F": 4}),
        16: Stream([b"0 0 9 9 re", b"f"], {"Type": "/XObject"}),
        17: Stream([b"/P", b"<</MCID 0>>", b"BDC", b"EMC"]),
        18: _page("17 0 R", {"StructParents": 1}),
        19: Dictionary({"Title": String("To"), "Dest": "[14 0 R /XYZ 10 90 0]", "Count": 0, "Parent": "20 0 R"}),
        20: Dictionary({"Count": 1, "First": "19 0 R", "Last": "19 0 R"}),
        21: Dictionary({"Nums": Array([0, _list(*parents), 1, _list(28), 2, "26 0 R"])}),
        22: Dictionary({"Type": "/StructTreeRoot", "ParentTree": "21 0 R", "K": _list(23)}),
        23: Dictionary({"S": "/Document", "K": _list(24, 25, 26, 28), "P": "22 0 R"}),
        24: _tag("/H1", 0, 14),
        25: _tag("/Figure", 1, 14, {"Alt": String("45%")}),
        26: Dictionary({"S": "/Link", "K": Array(["27 0 R", 2]), "Pg": "14 0 R", "P": "23 0 R"}),
        27: Dictionary({"Type": "/OBJR", "Obj": "15 0 R", "Pg": "14 0 R"}),
        28: _tag("/P", 0, 18),
        29: Stream([METADATA], {"Type": "/Metadata"}),
    }
    for number, one in objects.items():
        pdf.add_page(one) if number in (14, 18) else pdf.add_object(one)
    profile = {"S": "/GTS_PDFA1", "DestOutputProfile": "3 0 R"}
    pdf.catalog.update(
        {
            "Outlines": "20 0 R",
            "Lang": String("en-GB"),
            "Names": Dictionary({"EmbeddedFiles": "12 0 R"}),
            "StructTreeRoot": "22 0 R",
            "ViewerPreferences": Dictionary({"DisplayDocTitle": "true"}),
            "MarkInfo": Dictionary({"Marked": "true"}),
            "OutputIntents": Array([Dictionary(profile)]),
            "AF": _list(11),
            "Metadata": "29 0 R",
        }
    )
    pdf.info["Title"] = String("Tiny & more")
    if without:
        number, key = without
        changed = pdf.info if number == INFO else pdf.objects[number]
        del (changed.extra if isinstance(changed, Stream) else changed)[key]
    written = BytesIO()
    pdf.write(written, compress=True)
    return pdf, written.getvalue()


def _list(*numbers: int) -> Any:
    return Array([f"{number} 0 R" for number in numbers])


def _params() -> Any:
    sum_ = "<99914b932bd37a50b983c5e7c90ae93b>"
    dates = {"CreationDate": String("D:2020"), "ModDate": String("D:2021")}
    return Dictionary({"CheckSum": sum_, "Size": 2, **dates})


def _page(contents: str, others: dict[str, object]) -> Any:
    fixed = {"Type": "/Page", "Parent": "1 0 R", "MediaBox": Array([0, 0, 99, 99.5])}
    return Dictionary({**fixed, "Contents": contents, "Resources": "5 0 R", **others})


def _tag(kind: str, mark: int, page: int, others: dict[str, object] | None = None) -> Any:
    return Dictionary({"S": kind, "K": Array([mark]), "Pg": f"{page} 0 R", "P": "23 0 R", **(others or {})})


def changed(pdf: Finished, number: int, one: object) -> Finished:
    """The PDF with another object in the place of one of its own."""
    other = copy(pdf)
    other.objects = [*pdf.objects[:number], one, *pdf.objects[number + 1 :]]
    return other
