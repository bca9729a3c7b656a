"""A comparison of two PDFs finds whatever is not the same in them, and leaves alone what is a matter of the file."""

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any
from zlib import compress

import pytest
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    ByteStringObject,
    DictionaryObject,
    EncodedStreamObject,
    FloatObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from generator.paper import first_difference
from tests.reading import reader

from .tiny import BOTH_FONTS, Edition, page, rendered

STYLE = ".faint { opacity: 0.5 } h2 { break-before: page }"
PART = """
<h1>To {{ name }}</h1><p>Our <a href="https://example.org/">site</a></p><h2>Figures</h2>
<svg class="faint" width="9" height="9" role="img"><title>{{ rate }}%</title><rect width="5" height="5"/></svg>
"""
Change = Callable[[Any], object]


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    return Edition(tmp_path_factory.mktemp("tiny"), STYLE)


@pytest.fixture(scope="module")
def letter(edition: Edition) -> bytes:
    """A letter of two pages with headings, a link and a drawing, as WeasyPrint prints it."""
    return edition.press.printed(rendered(page(PART, BOTH_FONTS), name="Ms Tin", rate=45).html, b'{"rate": 45}').pdf


def changed(pdf: bytes, change: Change = lambda _: None) -> bytes:
    """The letter after a change, written by pypdf."""
    writer, written = PdfWriter(clone_from=BytesIO(pdf)), BytesIO()
    change(writer)
    writer.write(written)
    return written.getvalue()


# What is found

PAGE, TREE, FILE = "/Root/Pages/Kids[0]", "/Root/StructTreeRoot", "/Root/AF[0]/EF/F"
RESOURCES, FIRST = f"{PAGE}/Resources", "/Root/Outlines/First"
FONT = f"{RESOURCES}/Font/*"


def split(path: str) -> tuple[str, Any]:
    """The path of what holds a place, and the place."""
    found = re.fullmatch(r"(.+?)(?:(/[\w.*]+)|\[(\d+)\])", path)
    assert found, path
    return found[1], NameObject(found[2]) if found[2] else int(found[3])


def at(pdf: Any, path: str) -> Any:
    """What is at a path of a PDF; `*` is the first of several."""
    if path in ("/Root", "/Info"):
        return pdf.root_object if path == "/Root" else pdf._info.get_object()
    holder, place = split(path)
    found = at(pdf, holder)
    return found[next(iter(found)) if place == "/*" else place].get_object()


def assert_found(letter: bytes, path: str, change: Change) -> None:
    """A change at a path is found there, or where the same object is reached by another path."""
    one, other = changed(letter), changed(letter, change)
    assert first_difference(one, one) is None
    for found in first_difference(one, other), first_difference(other, one):
        assert found
        assert split(found)[1] == split(path)[1]


@pytest.mark.parametrize(
    ("path", "value"),
    {
        "/Root/Lang": TextStringObject("cy"),
        "/Root/Pages/Count": NumberObject(4),
        f"{PAGE}/MediaBox[3]": FloatObject("283.4647"),
        f"{PAGE}/StructParents": NumberObject(7),
        f"{PAGE}/Tabs": TextStringObject("/S"),
        f"{PAGE}/Annots[0]/Rect[0]": FloatObject(1),
        f"{PAGE}/Annots[0]/A/URI": TextStringObject("https://example.com/"),
        f"{PAGE}/Annots[0]/StructParent": NumberObject(4),
        f"{RESOURCES}/ExtGState/a0.5/ca": FloatObject(0.25),
        f"{RESOURCES}/ColorSpace/srgb": NameObject("/DeviceRGB"),
        f"{RESOURCES}/XObject/x0/BBox[2]": FloatObject(1),
        f"{FONT}/BaseFont": NameObject("/ABCDEF+Another"),
        f"{FONT}/DescendantFonts[0]/FontDescriptor/Ascent": NumberObject(1),
        f"{TREE}/K[0]/K[0]/S": NameObject("/Note"),
        f"{TREE}/K[0]/K[0]/K[0]/K[0]/K[0]": NumberObject(9),
        f"{TREE}/K[0]/K[1]/K[1]/K[0]/Alt": TextStringObject("46%"),
        f"{TREE}/ParentTree/Nums[0]": NumberObject(1),
        f"{FIRST}/Title": TextStringObject("To Mr Tin"),
        f"{FIRST}/Count": NumberObject(0),
        f"{FIRST}/Dest[3]": NumberObject(1),
        "/Root/AF[0]/UF": TextStringObject("other.json"),
        f"{FILE}/Params/CheckSum": ByteStringObject(b"x" * 16),
        "/Root/MarkInfo/Marked": BooleanObject(False),
        "/Root/ViewerPreferences/DisplayDocTitle": NumberObject(1),
        "/Info/Title": TextStringObject("Tinier"),
        "/Info/Producer": NameObject("/WeasyPrint"),
    }.items(),
)
def test_value_that_is_another_is_found(path: str, value: Any, letter: bytes) -> None:
    holder, place = split(path)

    def change(pdf: Any) -> None:
        assert at(pdf, path) != value or type(at(pdf, path)) is not type(value)
        at(pdf, holder)[place] = value

    assert_found(letter, path, change)


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        (f"{PAGE}/Contents", b" Tm", b".5 Tm"),
        (f"{PAGE}/Contents", b"[<", b"[<0003"),
        (f"{PAGE}/Contents", b"\nET", b""),
        (f"{PAGE}/Contents", b"/MCID 1", b"/MCID 2"),
        (f"{RESOURCES}/XObject/x0", b" re", b" re\nq\nQ"),
        ("/Root/Metadata", b">Tiny<", b">Tinier<"),
        ("/Root/Metadata", b'pdfuaid:part="1"', b'pdfuaid:part="2"'),
        ("/Root/OutputIntents[0]/DestOutputProfile", b"sRGB", b"tRGB"),
        (FILE, b"45", b"46"),
    ],
)
def test_stream_that_says_otherwise_is_found(path: str, before: bytes, after: bytes, letter: bytes) -> None:
    def change(pdf: Any) -> None:
        stream = at(pdf, path)
        assert before in stream.get_data()
        stream.set_data(stream.get_data().replace(before, after, 1))

    one, other = changed(letter), changed(letter, change)
    assert first_difference(one, other)
    assert first_difference(other, one)


def test_page_that_is_missing_is_found(letter: bytes) -> None:
    assert_found(letter, "/Root/Pages/Kids", lambda pdf: at(pdf, "/Root/Pages/Kids").pop())


def test_information_that_is_missing_is_found(letter: bytes) -> None:
    def change(pdf: Any) -> None:
        pdf._info = None

    assert first_difference(changed(letter), changed(letter, change)) == "/Info"


def test_marks_of_one_another_are_found(letter: bytes) -> None:
    def change(pdf: Any) -> None:
        marks = at(pdf, f"{TREE}/ParentTree/Nums[1]")
        marks[0], marks[1] = marks[1], marks[0]

    assert first_difference(changed(letter), changed(letter, change))


def test_tag_that_is_on_another_page_is_found(letter: bytes) -> None:
    def change(pdf: Any) -> None:
        first, second, _ = at(pdf, f"{TREE}/K[0]/K")
        first.get_object()[NameObject("/Pg")] = second.get_object().raw_get("/Pg")

    assert first_difference(changed(letter), changed(letter, change))


def dictionaries(pdf: Any) -> list[Any]:
    """The dictionaries of a PDF, those that stand in other objects among them."""
    found: list[Any] = []
    coming = list(pdf._objects)
    while coming:
        one = coming.pop()
        if isinstance(one, DictionaryObject):
            found.append(one)
            coming += [one.raw_get(key) for key in one]
        elif isinstance(one, ArrayObject):
            coming += one
    return found


def test_entry_that_is_missing_is_found_wherever_it_is_missing(letter: bytes) -> None:
    one, missed = changed(letter), set()
    for number, entries in enumerate(dictionaries(PdfWriter(clone_from=BytesIO(one)))):
        for key in entries:
            other = changed(one, lambda pdf: dictionaries(pdf)[number].__delitem__(key))  # noqa: B023
            if not (first_difference(one, other) or first_difference(other, one)):
                missed.add(key)
    assert missed == {"/Filter", "/Length1"}  # of a font's file, which has the characters of one letter


# What is a matter of the file


def test_numbers_of_objects_and_compression_and_the_identifier_are_not_compared(letter: bytes) -> None:
    def unpack(pdf: Any) -> None:
        for one in pdf._objects:
            if isinstance(one, EncodedStreamObject):
                one._data = compress(one.get_data(), 0)
        pdf.generate_file_identifiers()

    other = changed(letter, unpack)
    assert len(other) > len(changed(letter)) + 3000
    one, another = (reader(pdf).trailer for pdf in (letter, other))
    assert one.raw_get("/Root").idnum != another.raw_get("/Root").idnum
    assert one["/ID"] != another["/ID"]
    assert first_difference(other, letter) is None


@pytest.mark.parametrize(("value", "alike"), [("283.46452", True), ("283.46461", True), ("283.46451", False)])
def test_numbers_are_compared_to_four_decimals(value: str, alike: bool, letter: bytes) -> None:
    def resize(pdf: Any) -> None:
        box = at(pdf, f"{PAGE}/MediaBox")
        assert box[3] == FloatObject("283.464567")
        box[3] = FloatObject(value)

    def move(pdf: Any) -> None:
        contents = at(pdf, f"{PAGE}/Contents")
        assert contents.get_data().count(b" 283.464567 ") == 1
        contents.set_data(contents.get_data().replace(b"283.464567", value.encode()))

    for change in resize, move:
        assert (first_difference(changed(letter), changed(letter, change)) is None) is alike


def test_one_may_have_more_characters_than_the_other(letter: bytes, edition: Edition) -> None:
    whole = rendered(page(PART, BOTH_FONTS), name="Ms Tin", rate=45)
    [printed] = edition.print_alike([whole])
    assert printed.layouts
    assert first_difference(printed.pdf, edition.press.printed(whole.html, b"{}").pdf) is None
    assert split(first_difference(edition.press.printed(whole.html, b"{}").pdf, printed.pdf) or "")[1] in (
        "/W",
        "/ToUnicode",
    )


def in_mapping(before: str, after: bytes) -> Change:
    """Change how the first character of a font is mapped."""

    def change(pdf: Any) -> None:
        mapping = at(pdf, f"{FONT}/ToUnicode")
        found = re.search(before.encode(), mapping.get_data(), re.MULTILINE)
        assert found
        mapping.set_data(mapping.get_data().replace(found[0], after))

    return change


def in_widths(change: Change) -> Change:
    return lambda pdf: change(at(pdf, f"{FONT}/DescendantFonts[0]/W"))


@pytest.mark.parametrize(
    ("fewer", "place"),
    [
        (in_mapping(r"^<[0-9a-f]{4}> <[0-9a-f]+>\n", b""), "/ToUnicode"),
        (in_widths(lambda widths: widths[1].pop()), "/W"),
        (in_widths(lambda widths: widths.__delitem__(slice(2))), "/W"),
    ],
    ids=["a mapping", "a width", "a range of widths"],
)
def test_character_is_missing_only_from_the_one(fewer: Change, place: str, letter: bytes) -> None:
    one, other = changed(letter), changed(letter, fewer)
    assert first_difference(one, other) is None
    assert split(first_difference(other, one) or "")[1] == place


@pytest.mark.parametrize(
    ("another", "place"),
    [
        (in_mapping(r"(?<=^<0003> <)0020(?=>)", b"0021"), "/ToUnicode"),
        (in_widths(lambda widths: widths[1].__setitem__(0, NumberObject(1))), "/W"),
    ],
    ids=["a mapping", "a width"],
)
def test_character_that_is_another_is_found(another: Change, place: str, letter: bytes) -> None:
    one, other = changed(letter), changed(letter, another)
    for found in first_difference(one, other), first_difference(other, one):
        assert split(found or "")[1] == place


def test_two_objects_of_the_one_may_say_what_one_of_the_other_says(letter: bytes) -> None:
    def copy(pdf: Any) -> None:
        second = at(pdf, "/Root/Pages/Kids[1]")
        second[NameObject("/Resources")] = pdf._add_object(DictionaryObject(second["/Resources"].items()))

    one, other = changed(letter, copy), changed(letter)
    assert first_difference(one, other) is None
    assert split(first_difference(other, one) or "")[1] == "/Resources"
