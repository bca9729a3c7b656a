"""A PDF taken apart and put together again, object by object; and what is missing from one is noticed."""

import re
import zlib
from hashlib import sha256
from io import BytesIO
from typing import Any

import pydyf
import pytest
from pypdf import PdfReader

from generator.paper import unlike
from generator.paper.plates.chase import Chase, drawings_of, shared_by, tags_of, told
from generator.paper.plates.file import File, compressed, head_of, stream
from generator.paper.plates.finished import Finished, Font, number, referred, renumbered, written
from generator.paper.plates.forme import Contents, Copy, Told
from generator.paper.plates.founts import Fount, meanings_of
from generator.paper.plates.imposition import imposed
from generator.paper.plates.locking import Gap, headings_of, locked_up
from generator.paper.plates.operators import same
from generator.paper.plates.part import Heading, Page, Part
from generator.paper.plates.plate import drawn
from generator.paper.plates.typesetter import NotForPlatesError

from .handmade import OPERATORS, TO_UNICODE, changed, handmade


def objects_in(pdf: bytes) -> dict[int, bytes]:
    """The objects of a PDF file, by their numbers; streams as they are before they are compressed."""
    found: dict[int, bytes] = {}
    for number_, body in re.findall(rb"(?<=\n)(\d+) 0 obj\n(.*?)\nendobj\n", pdf, re.DOTALL):
        entries, begun, content = body.removesuffix(b"\nendstream").partition(b">>\nstream\n")
        if b"/FlateDecode" in entries:
            content = zlib.decompress(content)
        found[int(number_)] = re.sub(rb"/Filter /FlateDecode|/Length \d+", b"", entries) + begun + content
        if b"/ObjStm" in entries:
            first = int(entries.partition(b"/First ")[2].split(b"/")[0])
            index = list(map(int, content[:first].split()))
            held = content[first:].split(b"\n")
            assert index[1::2] == [sum(len(one) + 1 for one in held[:place]) for place in range(len(held))]
            found |= dict(zip(index[::2], held, strict=True))
    return found


def misplaced(pdf: bytes) -> list[int]:
    """The objects that do not lie where the file's table says."""
    [entries, table] = re.split(rb">>\nstream\n", max(objects_in(pdf).items())[1], maxsplit=1)
    assert b"/W [1 4 2]" in entries
    wrong = []
    for number_, at in enumerate(range(0, len(table), 7)):
        kind, where, place = (
            table[at],
            int.from_bytes(table[at + 1 : at + 5], "big"),
            int.from_bytes(table[at + 5 : at + 7], "big"),
        )
        index = objects_in(pdf)[where].partition(b"stream\n")[2].split() if kind == 2 else []
        found = int(index[2 * place]) if kind == 2 else int(pdf[where:].split(b" ")[0]) if kind else 0
        if found != number_:
            wrong.append(number_)
    return wrong


def read(pdf: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf), strict=True)


# The file


def test_file_gives_back_every_object_that_was_fixed_or_added() -> None:
    fixed = {1: b"<</Type /Catalog/Pages 2 0 R>>", 2: b"<</Type /Pages/Kids []/Count 0>>", 4: stream(b"/A 1", b"fixed")}
    file = File(*head_of(fixed, 6))
    file.add(5, compressed(b"/B 2", b"own " * 9))
    file.add_all({3: b"(three)", 6: b"[6 5 0 R]"})
    pdf = file.closed(b"/Root 1 0 R")
    objects = objects_in(pdf)
    assert [objects[one] for one in range(1, 7)] == [
        b"<</Type /Catalog/Pages 2 0 R>>",
        b"<</Type /Pages/Kids []/Count 0>>",
        b"(three)",
        b"<</A 1>>\nstream\nfixed",
        b"<</B 2>>\nstream\n" + b"own " * 9,
        b"[6 5 0 R]",
    ]
    assert misplaced(pdf) == []
    reader = read(pdf)
    assert len(reader.pages) == 0
    assert [str(reader.get_object(one)) for one in (3, 6)] == [
        "three",
        f"[6, IndirectObject(5, 0, {id(reader)})]",
    ]
    assert [reader.get_object(one).get_data() for one in (4, 5)] == [b"fixed", b"own " * 9]  # type: ignore[union-attr]


def test_file_is_identified_by_all_that_is_before_its_table() -> None:
    def closed(one: bytes) -> tuple[bytes, bytes]:
        file = File(*head_of({1: b"<<>>"}, 2))
        file.add_all({2: one})
        pdf = file.closed(b"/Root 1 0 R")
        start = int(pdf.split(b"startxref\n")[1].split()[0])
        return sha256(pdf[:start]).hexdigest()[:32].encode(), pdf

    identifier, pdf = closed(b"(a)")
    assert b"/ID [<%b> <%b>]" % (identifier, identifier) in pdf
    assert closed(b"(a)") == (identifier, pdf)
    assert closed(b"(b)")[0] != identifier


# Objects as they are written


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (b"/A", b"/A"),
        ("7 0 R", b"7 0 R"),
        (7, b"7"),
        (7.0, b"7"),
        (0.25, b"0.25"),
        (-1 / 3, b"-0.333333"),
        (1e-9, b"0."),
        (1e21, b"1000000000000000000000"),
        (pydyf.String("a(b)\\"), b"(a\\(b\\)\\\\)"),
        (pydyf.String("\u0175"), b"<feff0175>"),
        (pydyf.Array([1, 0.5, "/A"]), b"[1 0.5 /A]"),
        (pydyf.Dictionary({"A": pydyf.Dictionary({"B": 1})}), b"<</A <</B 1>>>>"),
    ],
)
def test_value_is_written_as_pydyf_writes_it(value: object, expected: bytes) -> None:
    assert written(value) == expected == pydyf.Array([value]).data[1:-1]
    if isinstance(value, float):
        assert number(value) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"<</A 7 0 R/B [8 0 R 7 0 R]>>", b"<</A 70 0 R/B [80 0 R 70 0 R]>>"),
        (b"<</A (7 0 R) /B 7 0 R>>", b"<</A (7 0 R) /B 70 0 R>>"),
        (rb"<</A (\(7 0 R\) 7 0 R) /B 7 0 R>>", rb"<</A (\(7 0 R\) 7 0 R) /B 70 0 R>>"),
        (b"<</A 7 0 R>>\nstream\n7 0 R\nendstream", b"<</A 70 0 R>>\nstream\n7 0 R\nendstream"),
        (b"[7 0 8]", b"[7 0 8]"),
    ],
)
def test_references_are_renumbered_but_not_what_strings_and_streams_say(body: bytes, expected: bytes) -> None:
    assert renumbered(body, {7: 70, 8: 80}) == expected


def test_reference_without_a_new_number_is_an_error() -> None:
    with pytest.raises(KeyError):
        renumbered(b"[7 0 R 9 0 R]", {7: 70})


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        (b"1 0 0 1 2 3 cm", b"1 0 0 1 2 3 cm", True),
        (b"1.00001 Tm", b"1 Tm", True),
        (b"1.0001 Tm", b"1 Tm", False),
        (b"1 Tm", b"1 Td", False),
        (b"1 2 Tm", b"1 Tm", False),
        (b"[<0037>111] TJ", b"[<0037>110] TJ", False),
        (b"", b"q", False),
    ],
)
def test_operators_are_the_same_with_numbers_to_four_decimals(one: bytes, other: bytes, alike: bool) -> None:
    assert same(one, other) is same(other, one) is alike


@pytest.mark.parametrize(
    ("figures", "operator"),
    [
        (("45", "55"), b"[45 55] 0 d"),
        (("33.3", "66.7"), b"[33.3 66.7] 0 d"),
        (("0", "21", "21"), b"1 0 0 1 0 0 cm"),
        (("90", "21", "20"), b"0. 1 -1 0. 41 -1. cm"),
        (("30", "0", "0"), b"0.866025 0.5 -0.5 0.866025 0 0 cm"),
    ],
)
def test_figures_of_a_drawing_are_dashes_or_a_turn_around_a_point(figures: tuple[str, ...], operator: bytes) -> None:
    assert same(drawn(figures), operator)


# A PDF taken apart


@pytest.fixture(scope="module")
def pdf() -> Finished:
    return Finished(handmade()[0])


def test_objects_of_a_pdf_are_found_by_their_numbers(pdf: Finished) -> None:
    assert (pdf.catalog, pdf.info, pdf.metadata, pdf.pages, pdf.contents) == (2, 30, 29, [14, 18], [13, 17])
    assert len(pdf.objects) == 31  # without the streams that the file is written with
    assert pdf.body(19) == b"<</Title (To)/Dest [14 0 R /XYZ 10 90 0]/Count 0/Parent 20 0 R>>"
    assert pdf.body(19, {"Dest", "Parent"}) == b"<</Title (To)/Count 0>>"
    assert pdf.stream(17) == b"/P\n<</MCID 0>>\nBDC\nEMC"
    assert list(pdf.having("StructParent")) == [15]
    assert list(pdf.having("Params")) == [10]
    assert pdf.fonts() == {"SANS": Font(7, 6)}
    assert meanings_of(pdf.stream(6)) == {0x37: "T", 0x52: "o"}
    assert referred(b"14 0 R") == 14


def test_objects_that_others_refer_to_are_reached_but_not_beyond_some(pdf: Finished) -> None:
    assert pdf.reach([11], []) == [10, 11]
    assert pdf.reach([14], {1, 5}) == [13, 14, 15]
    assert pdf.reach([26], {14, 23}) == [15, 26, 27]
    assert pdf.reach([4, 15], {4}) == [15]


def test_what_parts_share_and_what_is_theirs_is_found(pdf: Finished) -> None:
    assert shared_by(pdf) == {1: 1, 5: 2, 23: 3, 21: 4, 2: 5, 4: 6, 9: 7, 3: 8}
    assert tags_of(pdf) == {14: [24, 25, 26], 18: [28]}
    assert drawings_of(pdf) == {"x0": 16}


def test_headings_lead_where_the_outline_leads(pdf: Finished) -> None:
    assert headings_of(pdf, ["a", "To"], {1: 1}) == [Heading(1, 1, 14, b"/XYZ 10 90 0")]
    with pytest.raises(NotForPlatesError, match="the outline is not that of the headings"):
        headings_of(pdf, ["a", "Ot"], {1: 1})
    with pytest.raises(ValueError, match="zip"):
        headings_of(pdf, ["To"], {})


@pytest.mark.parametrize("body", [b"<</Alt ()>>", b"<</Alt (45%)/Alt (45%)>>"])
def test_text_is_told_once_or_not_at_all(body: bytes) -> None:
    assert told(b"<</A 1/Alt (45%)/B 2>>", 7, b"/Alt %b", b"(45%)") == Told(7, b"<</A 1/Alt ", b"/B 2>>")
    with pytest.raises(ValueError, match="values to unpack"):
        told(body, 7, b"/Alt %b", b"(45%)")


SHOWN = b"10 20.5 Tm\n/SANS 16 Tf\n[<0037>111<0052>0] TJ"
CHASE = Chase(
    {"SANS": Fount("tiny.ttf", {0x37: 611, 0x52: 556}, {0x37: "T", 0x52: "o"})},
    (
        b"<</Type /Pages",
        b"<</ColorSpace 6 0 R/Font 7 0 R",
        b"<</S /Document/P 9 0 R",
        b"<<",
        b"<</Type /Catalog/Pages 1 0 R/Lang (en-GB)/Names <</EmbeddedFiles 15 0 R>>/StructTreeRoot 9 0 R"
        b"/ViewerPreferences <</DisplayDocTitle true>>/MarkInfo <</Marked true>>"
        b"/OutputIntents [<</S /GTS_PDFA1/DestOutputProfile 8 0 R>>]/AF [14 0 R]/Metadata 16 0 R",
        b"<</srgb [/ICCBased 8 0 R]>>",
        b"<</SANS 10 0 R>>",
        stream(b"/N 3", b"profile"),
        b"<</Type /StructTreeRoot/ParentTree 4 0 R/K [3 0 R]>>",
        b"<</BaseFont /SANS+Tiny/DescendantFonts [11 0 R]/ToUnicode 12 0 R>>",
        b"<</Type /Font/BaseFont /SANS+Tiny/W [55 [611] 82 [556]]>>",
        stream(b"", TO_UNICODE),
        b"",
        b"<</F (record.json)/EF <</F 13 0 R>>>>",
        b"<</Names [(record.json) 14 0 R]>>",
        b"",
        b"",
    ),
    Told(17, b"<</Title ", b">>"),
    (b"/Type /Metadata", Told(16, b'<x><rdf:li xml:lang="x-default">', b"</rdf:li></x>")),
    (13, b"/CreationDate (D:2020)/ModDate (D:2021)"),
)
"""What is around the part of the PDF that is made by hand."""

PART = Part(
    {
        9: b"",
        10: b"<</Type /Page/Parent 1 0 R/MediaBox [0 0 99 99.5]/Contents 9 0 R/Resources 2 0 R/Annots [11 0 R]",
        11: b"<</Type /Annot/Rect [0 0 9 9]/F 4",
        12: stream(b"/Type /XObject", b"0 0 9 9 re\nf"),
        13: b"",
        14: b"<</Type /Page/Parent 1 0 R/MediaBox [0 0 99 99.5]/Contents 13 0 R/Resources 2 0 R",
        15: b"<</S /H1/K [0]/Pg 10 0 R/P 3 0 R>>",
        16: b"",
        17: b"<</S /Link/K [18 0 R 2]/Pg 10 0 R/P 3 0 R>>",
        18: b"<</Type /OBJR/Obj 11 0 R/Pg 10 0 R>>",
        19: b"<</S /P/K [0]/Pg 14 0 R/P 3 0 R>>",
    },
    (
        Page(
            10,
            Contents(
                9,
                (
                    b"q\n/H1\n<</MCID 0>>\nBDC\n/a1 gs\n0.1 0.2 0.3 rg\nBT\n1 0 0 -1 ",
                    b"\nET\nEMC\n/Figure\n<</MCID 1>>\nBDC\n/x0 Do\nEMC\n/Link\n<</MCID 2>>\nBDC\nEMC\nQ",
                ),
                ((0, SHOWN),),
            ),
            tags=(15, 16, 17),
            tagged=(15, 16, 17),
            drawings=(12,),
        ),
        Page(14, Contents(13, (b"/P\n<</MCID 0>>\nBDC\nEMC",), ()), tags=(19,), tagged=(19,), drawings=()),
    ),
    links=((11, 17),),
    alts=((1, Told(16, b"<</S /Figure/K [1]/Pg 10 0 R/P 3 0 R/Alt ", b">>")),),
    outline=(Heading(0, 1, 10, b"/XYZ 10 90 0"),),
    states={"a1": b"<</ca 1>>"},
)
"""The part itself: its gap is the word that it shows."""


def locked(pdf: Finished) -> Part:
    """The part of a PDF like the one that is made by hand, with a gap for its word."""
    start = pdf.stream(13).index(SHOWN)
    alts = [(1, told(pdf.body(25), 25, b"/Alt %b", b"(45%)"))]
    return locked_up(pdf, CHASE, [Gap(0, start, start + len(SHOWN), SHOWN)], alts, headings_of(pdf, ["To"], {0: 1}))


def test_part_is_its_pages_and_all_that_is_theirs_alone(pdf: Finished) -> None:
    assert locked(pdf) == PART


def test_part_without_its_own_words_is_bare() -> None:
    [first, second] = PART.bare().pages
    assert first.contents.gaps == ((0, b""),)
    assert second == PART.pages[1]


AROUND = "what is around the part is not as it is around others"


@pytest.mark.parametrize(
    ("number_", "one", "reason"),
    [
        (1, {"Type": "/Pages", "Rotate": 90}, AROUND),
        (4, {"srgb": "/DeviceRGB"}, AROUND),
        (6, [b"<0037> <0054>\n<0053> <006f>"], AROUND),
        (13, [*OPERATORS, b"/x0 Do", b"Q"], "drawings are not in the pages' order"),
        (13, [one for one in OPERATORS if one != b"/x0 Do"], "drawings are not in the pages' order"),
    ],
)
def test_part_that_is_not_as_others_are_is_refused(number_: int, one: Any, reason: str, pdf: Finished) -> None:
    other = changed(pdf, number_, pydyf.Dictionary(one) if isinstance(one, dict) else pydyf.Stream(one))
    with pytest.raises(NotForPlatesError, match=reason):
        locked(other)


def test_part_that_leads_to_a_page_around_it_is_refused(pdf: Finished) -> None:
    empty = changed(pdf, 21, pydyf.Dictionary({"Nums": [0, pydyf.Array(["24 0 R"]), 1, pydyf.Array(), 2, "26 0 R"]}))
    assert len(locked(empty).pages) == 1
    link = pydyf.Dictionary({"Type": "/Annot", "StructParent": 2, "Dest": "[18 0 R /Fit]"})
    with pytest.raises(NotForPlatesError, match="a page of the part leads to another"):
        locked(changed(empty, 15, link))


# A PDF put together


def test_part_put_together_again_is_the_pdf_that_it_was_taken_from() -> None:
    forme = imposed(CHASE, [PART])
    assert forme.pages == 2
    assert unlike(forme.filled("Tiny & more", [Copy(["To", "45%"], {})], b"{}"), handmade()[1]) is None


def test_letter_of_two_parts_is_numbered_through() -> None:
    forme = imposed(CHASE, [PART, PART])
    copies = [Copy(["To", "45%"], {}), Copy(["(O)", "\u0175"], {0: b"1 2 Tm"})]
    pdf = forme.filled("\u0175 < y", copies, b'{"a":1}')
    objects = objects_in(pdf)
    expected = dict(enumerate(CHASE.objects, 1)) | {
        1: b"<</Type /Pages/Kids [19 0 R 23 0 R 30 0 R 34 0 R]/Count 4>>",
        2: b"<</ColorSpace 6 0 R/Font 7 0 R/ExtGState <</a1 <</ca 1>>>>/XObject <</x0 21 0 R/x1 32 0 R>>>>",
        3: b"<</S /Document/P 9 0 R/K [24 0 R 25 0 R 26 0 R 28 0 R 35 0 R 36 0 R 37 0 R 39 0 R]>>",
        4: b"<</Nums [0 [24 0 R 25 0 R 26 0 R] 1 [28 0 R] 2 [35 0 R 36 0 R 37 0 R] 3 [39 0 R] 4 26 0 R 5 37 0 R]>>",
        5: CHASE.objects[4] + b"/Outlines 42 0 R>>",
        8: b"<</N 3>>\nstream\nprofile",
        12: b"<<>>\nstream\n" + TO_UNICODE,
        13: b"<</Type /EmbeddedFile/Subtype /application#2fjson/Params <</CheckSum <bb6cb5c68df4652941caf652a366f2d8>"
        b'/Size 7/CreationDate (D:2020)/ModDate (D:2021)>>>>\nstream\n{"a":1}',
        16: b'<</Type /Metadata>>\nstream\n<x><rdf:li xml:lang="x-default">\xc5\xb5 &lt; y</rdf:li></x>',
        17: b"<</Title <feff01750020003c00200079>>>",
        18: b"<<>>\nstream\n" + b"\n".join(OPERATORS),
        19: b"<</Type /Page/Parent 1 0 R/MediaBox [0 0 99 99.5]/Contents 18 0 R/Resources 2 0 R/Annots [20 0 R]"
        b"/StructParents 0>>",
        20: b"<</Type /Annot/Rect [0 0 9 9]/F 4/StructParent 4>>",
        21: b"<</Type /XObject>>\nstream\n0 0 9 9 re\nf",
        22: b"<<>>\nstream\n/P\n<</MCID 0>>\nBDC\nEMC",
        23: b"<</Type /Page/Parent 1 0 R/MediaBox [0 0 99 99.5]/Contents 22 0 R/Resources 2 0 R/StructParents 1>>",
        24: b"<</S /H1/K [0]/Pg 19 0 R/P 3 0 R>>",
        25: b"<</S /Figure/K [1]/Pg 19 0 R/P 3 0 R/Alt (45%)>>",
        26: b"<</S /Link/K [27 0 R 2]/Pg 19 0 R/P 3 0 R>>",
        27: b"<</Type /OBJR/Obj 20 0 R/Pg 19 0 R>>",
        28: b"<</S /P/K [0]/Pg 23 0 R/P 3 0 R>>",
        29: b"<<>>\nstream\n" + b"\n".join(OPERATORS).replace(SHOWN, b"1 2 Tm").replace(b"/x0", b"/x1"),
        30: b"<</Type /Page/Parent 1 0 R/MediaBox [0 0 99 99.5]/Contents 29 0 R/Resources 2 0 R/Annots [31 0 R]"
        b"/StructParents 2>>",
        31: b"<</Type /Annot/Rect [0 0 9 9]/F 4/StructParent 5>>",
        32: b"<</Type /XObject>>\nstream\n0 0 9 9 re\nf",
        33: b"<<>>\nstream\n/P\n<</MCID 0>>\nBDC\nEMC",
        34: b"<</Type /Page/Parent 1 0 R/MediaBox [0 0 99 99.5]/Contents 33 0 R/Resources 2 0 R/StructParents 3>>",
        35: b"<</S /H1/K [0]/Pg 30 0 R/P 3 0 R>>",
        36: b"<</S /Figure/K [1]/Pg 30 0 R/P 3 0 R/Alt <feff0175>>>",
        37: b"<</S /Link/K [38 0 R 2]/Pg 30 0 R/P 3 0 R>>",
        38: b"<</Type /OBJR/Obj 31 0 R/Pg 30 0 R>>",
        39: b"<</S /P/K [0]/Pg 34 0 R/P 3 0 R>>",
        40: b"<</Title (To)/Dest [19 0 R /XYZ 10 90 0]/Count 0/Next 41 0 R/Parent 42 0 R>>",
        41: b"<</Title (\\(O\\))/Dest [30 0 R /XYZ 10 90 0]/Count 0/Prev 40 0 R/Parent 42 0 R>>",
        42: b"<</Count 2/First 40 0 R/Last 41 0 R>>",
    }
    assert {number_: body for number_, body in objects.items() if number_ <= 42} == expected
    assert misplaced(pdf) == []
    reader = read(pdf)
    assert len(reader.pages) == 4
    assert reader.attachments == {"record.json": [b'{"a":1}']}
    assert reader.metadata
    assert reader.metadata.title == "\u0175 < y"


def test_pdf_is_the_same_bytes_for_the_same_words() -> None:
    def filled(title: str) -> bytes:
        return imposed(CHASE, [PART]).filled(title, [Copy(["To", "45%"], {})], b"{}")

    assert filled("a") == filled("a") != filled("b")


def test_drawings_of_a_later_part_have_later_names() -> None:
    contents = Contents(7, (b"q\n/x0 Do\n/x1 Do\n/x10 Do\n[/x0] TJ\n", b"\n/x2 Do\n"), ((4, b"\n/x3 Do\n"),))
    assert contents.moved({7: 70}, 3) == Contents(
        70, (b"q\n/x3 Do\n/x4 Do\n/x13 Do\n[/x0] TJ\n", b"\n/x5 Do\n"), ((4, b"\n/x3 Do\n"),)
    )


# What is missing is noticed


@pytest.mark.parametrize("place", range(len(OPERATORS)), ids=[one.decode() for one in OPERATORS])
def test_operator_that_is_missing_from_a_page_is_noticed(place: int) -> None:
    other = handmade([*OPERATORS[:place], *OPERATORS[place + 1 :]])[1]
    assert unlike(handmade()[1], other) == unlike(other, handmade()[1]) == "pages"


@pytest.mark.parametrize(
    ("number_", "key", "what"),
    [
        (2, "Names", "attachments"),
        (2, "Outlines", "outline"),
        (3, "N", "metadata"),
        (5, "ExtGState", "resources"),
        (5, "XObject", "drawings"),
        (9, "SANS", "resources"),
        (10, "Params", "attachments"),
        (11, "F", "attachments"),
        (14, "Annots", "pages"),
        (15, "Rect", "pages"),
        (15, "F", "pages"),
        (19, "Dest", "outline"),
        (19, "Title", "outline"),
        (22, "K", "tags"),
        (23, "K", "tags"),
        (24, "S", "tags"),
        (24, "K", "tags"),
        (24, "Pg", "tags"),
        (25, "Alt", "tags"),
        (29, "Type", "metadata"),
        (30, "Title", "metadata"),
    ],
)
def test_entry_that_is_missing_from_an_object_is_noticed(number_: int, key: str, what: str) -> None:
    assert unlike(handmade()[1], handmade(without=(number_, key))[1]) == what


def test_mark_of_another_tag_is_noticed() -> None:
    assert unlike(handmade()[1], handmade(parents=(25, 24, 26))[1]) == "parents of marks"
