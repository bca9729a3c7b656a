"""PDF objects as pydyf writes them, read and renumbered; and a file that gives back each of them."""

import re
import zlib
from hashlib import sha256

import pydyf
import pytest

from generator.paper.layouts.pdf import (
    PdfObject,
    PdfObjects,
    PdfWriter,
    compressed,
    entries,
    number_of,
    page_contents,
    real,
    reference,
    renumbered,
    same,
    stream,
    string,
    written,
)
from tests.reading import reader

# Values


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (b"/A", b"/A"),
        ("7 0 R", b"7 0 R"),
        (7, b"7"),
        (7.0, b"7"),
        (-0.0, b"0"),
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
        assert real(value) == expected


@pytest.mark.parametrize("text", ["Tin", "a(b)\\", "\u0175 < y", "\U0001f600", ""])
def test_text_is_written_as_a_string(text: str) -> None:
    read: object = reader(file_of({2: b"<</A %b>>" % string(text)})).get_object(2)
    assert read == {"/A": text}


def test_reference_is_a_number_and_back() -> None:
    assert reference(17) == b"17 0 R"
    assert number_of(b"17 0 R") == number_of("17 0 R") == 17


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"<</A 7 0 R/B [8 0 R 7 0 R]>>", b"<</A 70 0 R/B [80 0 R 70 0 R]>>"),
        (b"<</A (7 0 R) /B 7 0 R>>", b"<</A (7 0 R) /B 70 0 R>>"),
        (rb"<</A (\(7 0 R\) 7 0 R) /B 7 0 R>>", rb"<</A (\(7 0 R\) 7 0 R) /B 70 0 R>>"),
        (rb"<</A (\\) /B 7 0 R/C (\)7 0 R)>>", rb"<</A (\\) /B 70 0 R/C (\)7 0 R)>>"),
        (b"<</A (one\n7 0 R)/B 7 0 R>>", b"<</A (one\n7 0 R)/B 70 0 R>>"),
        (b"<</A 7 0 R>>\nstream\n7 0 R\nendstream", b"<</A 70 0 R>>\nstream\n7 0 R\nendstream"),
        (b"<</A <</B 7 0 R>>>>\nstream\n>>\nstream\n7 0 R", b"<</A <</B 70 0 R>>>>\nstream\n>>\nstream\n7 0 R"),
        (b"[7 0 8]", b"[7 0 8]"),
        (b"0 0 RG 7 0 RG 7 0 R", b"0 0 RG 7 0 RG 70 0 R"),
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
        (b"1 0\n0 1 2 3 cm", b"1. 0 0.0 1 2 3 cm", True),
        (b"1.00004 Tm", b"1 Tm", True),
        (b"1.00006 Tm", b"1 Tm", False),
        (b"-0.00002 Tm", b"0.00002 Tm", True),
        (b"1 Tm", b"1 Td", False),
        (b"1 2 Tm", b"1 Tm", False),
        (b"[<0037>111] TJ", b"[<0037>110] TJ", False),
        (b"(1.00001)", b"(1)", False),
        (b"", b"q", False),
    ],
)
def test_operators_are_the_same_with_numbers_to_four_decimals(one: bytes, other: bytes, alike: bool) -> None:
    assert same(one, other) is same(other, one) is alike


# Objects


def test_object_is_filled_where_it_has_gaps_with_the_values_of_these() -> None:
    one = PdfObject((b"<</A ", b"/B ", b"/C ", b">>"), (2, 0, 2))
    assert one.filled([b"(a)", b"(b)", b"(c)"]) == b"<</A (c)/B (a)/C (c)>>"
    assert one.filled({0: b"1", 2: b"2"}) == b"<</A 2/B 1/C 2>>"
    assert PdfObject((b"<<>>",)).filled([]) == b"<<>>"
    with pytest.raises(IndexError):
        one.filled([b"(a)"])


def test_object_that_gets_its_end_keeps_its_gaps() -> None:
    one = PdfObject((b"<</A ", b"/B 1"), (4,)).with_end(b"/C 2>>")
    assert one == PdfObject((b"<</A ", b"/B 1/C 2>>"), (4,))


@pytest.fixture(scope="module")
def objects() -> PdfObjects:
    """Two pages and what they refer to, as WeasyPrint leaves them to be written."""
    pdf = pydyf.PDF()  # 1 is the pages, 2 the catalog
    pdf.add_object(pydyf.Stream([b"q", "/Span", pydyf.Dictionary({"MCID": 0}), b"BDC", 0.5]))  # 3
    pdf.add_page(pydyf.Dictionary({"Contents": "3 0 R", "Resources": "7 0 R", "Parent": "1 0 R"}))  # 4
    pdf.add_object(pydyf.Stream([b"/x0 Do", b"3 0 R"], {"Group": "8 0 R"}))  # 5
    pdf.add_page(pydyf.Dictionary({"Contents": "5 0 R", "Annots": pydyf.Array(["9 0 R"])}))  # 6
    pdf.add_object(pydyf.Dictionary({"Name": pydyf.String("8 0 R")}))  # 7
    pdf.add_object(pydyf.Array(["9 0 R"]))  # 8
    pdf.add_object(pydyf.Dictionary({"Count": 7, "P": "4 0 R"}))  # 9
    pdf.info["Title"] = pydyf.String("Tin")
    return PdfObjects(pdf)


def test_objects_are_found_by_their_numbers(objects: PdfObjects) -> None:
    assert (objects.catalog, objects.pages, objects.contents, objects.info, len(objects)) == (2, [4, 6], [3, 5], 10, 11)
    assert objects[9] == objects["9 0 R"] == objects[b"9 0 R"] == {"Count": 7, "P": "4 0 R"}
    assert objects.body(objects.info) == b"<</Title (Tin)>>"


def test_operators_of_pages_are_read_as_they_are_written(objects: PdfObjects) -> None:
    assert objects.operators == [[b"q", b"/Span", b"<</MCID 0>>", b"BDC", b"0.5"], [b"/x0 Do", b"3 0 R"]]


def test_object_without_some_of_its_entries_lacks_its_end(objects: PdfObjects) -> None:
    assert objects.body(9) == b"<</Count 7/P 4 0 R>>"
    assert objects.body(9, {"Count"}) == b"<</P 4 0 R"
    assert objects.body(9, {"Count", "P", "Q"}) == b"<<"


@pytest.mark.parametrize(
    ("start", "stop", "reached"),
    [
        ([6], [1], [3, 4, 5, 6, 7, 8, 9]),
        ([6], [4], [5, 6, 8, 9]),
        ([5], [9], [5, 8]),  # by its entries, not by what is drawn
        ([7], [], [7]),  # a string says what it says
        ([4, 9], [4], [9]),
        ([], [], []),
    ],
)
def test_objects_that_others_refer_to_are_reached_but_not_beyond_some(
    start: list[int], stop: list[int], reached: list[int], objects: PdfObjects
) -> None:
    assert objects.reached(start, stop) == reached


def test_entries_are_those_of_dictionaries_and_of_streams(objects: PdfObjects) -> None:
    assert [entries(objects[number]) for number in (9, 5, 8)] == [{"Count": 7, "P": "4 0 R"}, {"Group": "8 0 R"}, {}]
    assert list(objects.having("Contents")) == [4, 6]
    assert list(objects.having("Group")) == [5]
    assert list(objects.having("Count")) == [1, 9]


# Files


def file_of(others: dict[int, bytes], streams: dict[int, bytes] | None = None, size: int = 6) -> bytes:
    """A file of so many objects, of which the catalog and the pages are fixed, and a stream."""
    fixed = {1: b"<</Type /Catalog/Pages 3 0 R>>", 3: b"<</Type /Pages/Kids []/Count 0>>", 4: stream(b"/A 1", b"fixed")}
    return PdfWriter(fixed, size).file(streams or {}, others, b"/Root 1 0 R")


def objects_in(pdf: bytes) -> dict[int, bytes]:
    """The objects of a file by their numbers; streams as they are before they are compressed."""
    found: dict[int, bytes] = {}
    for number, body in re.findall(rb"(?<=\n)(\d+) 0 obj\n(.*?)\nendobj\n", pdf, re.DOTALL):
        start, begun, content = body.removesuffix(b"\nendstream").partition(b">>\nstream\n")
        if b"/FlateDecode" in start:
            content = zlib.decompress(content)
        found[int(number)] = re.sub(rb"/Filter /FlateDecode|/Length \d+", b"", start) + begun + content
        if b"/ObjStm" in start:
            first = int(start.partition(b"/First ")[2].split(b"/")[0])
            index = list(map(int, content[:first].split()))
            held = content[first:].split(b"\n")
            assert index[1::2] == [sum(len(one) + 1 for one in held[:place]) for place in range(len(held))]
            found |= dict(zip(index[::2], held, strict=True))
    return found


def misplaced(pdf: bytes) -> list[int]:
    """The objects that do not lie where the file's table says."""
    objects = objects_in(pdf)
    held = {number: one.partition(b"stream\n")[2].split() for number, one in objects.items() if b"/ObjStm" in one}
    start = int(pdf.split(b"startxref\n")[1].split()[0])
    entries_, table = objects[int(pdf[start:].split()[0])].split(b">>\nstream\n", maxsplit=1)
    assert b"/W [1 4 2]" in entries_
    wrong = []
    for number, at in enumerate(range(0, len(table), 7)):
        kind, where, place = table[at], int.from_bytes(table[at + 1 : at + 5]), int.from_bytes(table[at + 5 : at + 7])
        found = held[where][2 * place] if kind == 2 else pdf[where : where + 9].split(b" ")[0] if kind else b"0"
        if int(found) != number:
            wrong.append(number)
    return wrong


def test_file_gives_back_every_object_that_was_fixed_or_added() -> None:
    pdf = file_of({2: b"(two)", 6: b"[6 5 0 R]"}, {5: compressed(b"/B 2", b"own " * 9)})
    objects = objects_in(pdf)
    assert [objects[one] for one in range(1, 7)] == [
        b"<</Type /Catalog/Pages 3 0 R>>",
        b"(two)",
        b"<</Type /Pages/Kids []/Count 0>>",
        b"<</A 1>>\nstream\nfixed",
        b"<</B 2>>\nstream\n" + b"own " * 9,
        b"[6 5 0 R]",
    ]
    read = reader(pdf)
    assert len(read.pages) == 0
    assert [str(read.get_object(one)) for one in (2, 6)] == ["two", f"[6, IndirectObject(5, 0, {id(read)})]"]
    assert [read.get_object(one).get_data() for one in (4, 5)] == [b"fixed", b"own " * 9]  # type: ignore[union-attr]


@pytest.mark.parametrize("size", [6, 50, 2000])
def test_every_object_is_where_the_table_says(size: int) -> None:
    own = range(6, size + 1)
    pdf = file_of(
        {number: b"(%d)" % number for number in own}, {5: compressed(b"", b"own"), 2: stream(b"", b"2")}, size
    )
    assert misplaced(pdf) == []
    assert [int(str(reader(pdf).get_object(number))) for number in (own[0], own[-1])] == [6, size]
    spoilt = pdf.replace(b"\n4 0 obj", b"\n7 0 obj")
    assert misplaced(spoilt) == [4]


def test_files_of_one_writer_have_nothing_of_each_other() -> None:
    writer = PdfWriter({1: b"<</Type /Catalog>>"}, 3)
    first = writer.file({2: stream(b"", b"one")}, {3: b"(a)"}, b"/Root 1 0 R")
    other = writer.file({3: stream(b"", b"another")}, {2: b"(b)"}, b"/Root 1 0 R")
    assert misplaced(first) == misplaced(other) == []
    assert writer.file({2: stream(b"", b"one")}, {3: b"(a)"}, b"/Root 1 0 R") == first
    assert b"another" not in first


def test_file_is_identified_by_all_that_is_before_its_table() -> None:
    def identified(one: bytes) -> bytes:
        pdf = file_of({2: one})
        start = int(pdf.split(b"startxref\n")[1].split()[0])
        identifier = sha256(pdf[:start]).hexdigest()[:32].encode()
        assert b"/ID [<%b> <%b>]" % (identifier, identifier) in pdf[start:]
        return identifier

    assert identified(b"(a)") != identified(b"(b)")
    assert file_of({2: b"(a)"}) == file_of({2: b"(a)"})


def test_contents_of_pages_are_compressed() -> None:
    for content in (b"q\nQ\n" * 99, b"", b"q"):
        pdf = file_of({}, {5: page_contents(content)})
        assert reader(pdf).get_object(5).get_data() == content  # type: ignore[union-attr]
    assert len(page_contents(b"q\nQ\n" * 99)) < 99
