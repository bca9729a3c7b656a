"""Short texts broken into lines: where WeasyPrint breaks them, glyph by glyph, or not at all."""

import re
from pathlib import Path

import pytest
import uharfbuzz

from generator.paper import Press
from generator.paper.plates.finished import Finished
from generator.paper.plates.founts import founts_of
from generator.paper.plates.plate import Passage, Piece, Row, Slot, shown
from generator.paper.plates.shown import shown_in
from generator.paper.plates.typesetter import CHARACTERS, Line, NotForPlatesError, Type, Typesetter
from tests.places import TEMPLATES

from .tiny import finished, page, tiny

FONT = TEMPLATES / "shared" / "fonts" / "LiberationSans-Regular.ttf"
TYPE = Type("Sans", "16")


def characters_of(font: Path) -> dict[int, str]:
    """The characters that are set here, by their glyphs."""
    nominal = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(font)))).get_nominal_glyph
    return {nominal(ord(character)): character for character in sorted(CHARACTERS)}


def widths_of(font: Path) -> dict[int, int]:
    """The widths of these glyphs in 1/1000 of their size, as a PDF has them."""
    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(font)))
    advance = uharfbuzz.Font(face).get_glyph_h_advance
    return {glyph: round(advance(glyph) * 1000 / face.upem) for glyph in characters_of(font)}


WIDTHS = widths_of(FONT)
GLYPHS = characters_of(FONT)


@pytest.fixture
def typesetter() -> Typesetter:
    return Typesetter({"Sans": FONT}, {"Sans": WIDTHS})


def read(line: Line) -> str:
    """The characters of a line's glyphs."""
    glyphs = "".join(re.findall("<([0-9a-f]*)", line.glyphs.decode()))
    return "".join(GLYPHS[int(glyphs[at : at + 4], 16)] for at in range(0, len(glyphs), 4))


BROKEN = {
    "The council upheld two complaints this year.": """
        The council    |
        upheld two     |
        complaints this|
        year.          |
    """,
    "2019-20: a well-known council-tax-payer of York": """
        2019-20: a well-|
        known council- |
        tax-payer of   |
        York           |
    """,
    "Dear Ms O'Connor-Ŵyn, £1,400.50 (10%) is “right”!": """
        Dear Ms        |
        O'Connor-Ŵyn,  |
        £1,400.50 (10%)|
        is “right”!    |
    """,
    "one a-b two": """
        one a-b two    |
    """,
    "and/or — it… then (after)": """
        and/or — it…   |
        then (after)   |
    """,
    "AVAVAVAV To Wa AVAVA": """
        AVAVAVAV To    |
        Wa AVAVA       |
    """,
    "AVAVAVAV To TAVA": """
        AVAVAVAV To    |
        TAVA           |
    """,
    "A": """
        A              |
    """,
}  # fmt: skip
WIDTH = 120.0


def drawing(expected: str) -> list[str]:
    return [line.strip().removesuffix("|").rstrip() for line in expected.strip().splitlines()]


@pytest.mark.parametrize(("text", "expected"), BROKEN.items(), ids=BROKEN)
def test_line_ends_before_the_word_or_the_part_of_a_word_that_does_not_fit(
    text: str, expected: str, typesetter: Typesetter
) -> None:
    assert [read(line) for line in typesetter.lines(text, TYPE, WIDTH)] == drawing(expected)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Finished:
    """The same texts in the same width, each a paragraph, printed by WeasyPrint."""
    press = Press(tiny(tmp_path_factory.mktemp("tiny")), "tiny")
    return finished(press, page("".join(f'<p style="width: {WIDTH}px">{text}</p>' for text in BROKEN)))


def test_lines_are_those_that_weasyprint_prints(printed: Finished) -> None:
    [(name, fount)] = founts_of(printed, FONT.parent).items()
    typesetter = Typesetter({name: FONT}, {name: fount.widths})
    lines = [line for text in BROKEN for line in typesetter.lines(text, Type(name, "16"), WIDTH)]
    runs = list(shown_in(printed))
    assert [one.text.strip() for one in runs] == [line for text in BROKEN.values() for line in drawing(text)]
    for one, line in zip(runs, lines, strict=True):
        operators = printed.stream(printed.contents[one.page])[one.start : one.end]
        assert operators == shown(one.left, one.base, one.type_, line)


@pytest.mark.parametrize(
    ("text", "glyphs", "width"),
    [
        ("x", "<005b>", 8),
        ("Hello", "<002b0048004f004f0052>0", 36.4609375),
        ("To", "<0037>111<0052>0", 16.8984375),
        ("AV", "<0024>74<0039>0", 20.15625),
        ("A V", "<0024>55<00030039>0", 24.90625),
        ("P.", "<0033>128<0011>0", 13.0546875),
        ("11", "<0014>36<>38.0<0014>-1", 16.609375),
        ("£1", "<00650014>0", 17.796875),
        ("Tô", "<003700b6>0", 18.671875),
        ("fi", "<0049004c>0", 8),
        (" A ", "<0003>55<0024>55<0003>0", 17.796875),
    ],
)
def test_line_is_kerned_as_the_typeface_says(text: str, glyphs: str, width: float, typesetter: Typesetter) -> None:
    assert typesetter.line(text, TYPE) == Line(glyphs.encode(), width)


def test_line_grows_with_the_size_of_its_type(typesetter: Typesetter) -> None:
    assert typesetter.line("To", Type("Sans", "32")) == Line(b"<0037>111<0052>0", 2 * 16.8984375)


@pytest.mark.parametrize("character", "<>^`{|}~\\\t\n\xa0\xad\u0301\u0132\u017f\u0430\u2011\ufb01\U0001f600")
def test_character_whose_glyph_may_not_stand_by_itself_is_refused(character: str, typesetter: Typesetter) -> None:
    for text in (character, f"Dear {character}", f"{character} you"):
        with pytest.raises(NotForPlatesError, match="a character is not one of those that are set here"):
            typesetter.line(text, TYPE)
        with pytest.raises(NotForPlatesError, match="a character is not one of those that are set here"):
            typesetter.lines(text, TYPE, WIDTH)


def test_every_other_character_is_set_as_itself(typesetter: Typesetter) -> None:
    text = "".join(sorted(CHARACTERS))
    assert read(typesetter.line(text, TYPE)) == text


def test_glyph_that_the_fount_does_not_have_is_refused() -> None:
    widths = {glyph: width for glyph, width in WIDTHS.items() if GLYPHS[glyph] != "o"}
    typesetter = Typesetter({"Sans": FONT}, {"Sans": widths})
    assert read(typesetter.line("Te", TYPE)) == "Te"
    with pytest.raises(NotForPlatesError, match="a glyph is not one of those that are set here"):
        typesetter.line("To", TYPE)


@pytest.mark.parametrize(
    ("text", "width", "reason"),
    [
        ("unbreakable", 60, "a line is as long as it may be, or longer"),
        ("an unbreakable word", 60, "a line is as long as it may be, or longer"),
        ("words and/or words", 60, "a word at the end of a line may be broken"),
        ("words of 2019-20", 75, "a word at the end of a line may be broken"),
        ("words — of", 60, "a word at the end of a line may be broken"),
        ("words of 1\u20132", 75, "a word at the end of a line may be broken"),
        ("words of a[b]", 75, "a word at the end of a line may be broken"),
    ],
)
def test_text_that_could_be_broken_otherwise_is_refused(
    text: str, width: float, reason: str, typesetter: Typesetter
) -> None:
    with pytest.raises(NotForPlatesError, match=reason):
        typesetter.lines(text, TYPE, width)


@pytest.mark.parametrize(
    ("spare", "lines"),
    [(0.03, ["one To"]), (0.01, None), (-0.01, None), (-0.03, ["one", "To"]), (-3, ["one", "To"]), (3, ["one To"])],
)
def test_line_that_ends_within_a_fiftieth_of_a_pixel_of_the_edge_is_refused(
    spare: float, lines: list[str] | None, typesetter: Typesetter
) -> None:
    width = typesetter.line("one To", TYPE).width + spare
    if lines is None:
        with pytest.raises(NotForPlatesError, match="near the edge"):
            typesetter.lines("one To", TYPE, width)
    else:
        assert [read(line) for line in typesetter.lines("one To", TYPE, width)] == lines


def test_last_line_that_ends_too_near_the_edge_is_refused(typesetter: Typesetter) -> None:
    width = typesetter.line("To", TYPE).width
    assert typesetter.lines("To", TYPE, width + 0.03) == (typesetter.line("To", TYPE),)
    for spare in 0.01, 0, -0.01:
        with pytest.raises(NotForPlatesError, match="as long as it may be"):
            typesetter.lines("To", TYPE, width + spare)


def test_line_is_not_as_wide_as_its_last_letter_kerned_with_the_space_after_it(typesetter: Typesetter) -> None:
    text, width = "one A To", typesetter.line("one A", TYPE).width + 0.03
    assert typesetter.line("one A ", TYPE).width - typesetter.line(" ", TYPE).width < width - 0.5
    assert [read(line) for line in typesetter.lines(text, TYPE, width)] == ["one A", "To"]
    with pytest.raises(NotForPlatesError, match="near the edge"):
        typesetter.lines(text, TYPE, width - 0.03)


SLOTS = Slot(4, b"10", b"20.5"), Slot(7, b"10", b"40.5")


@pytest.mark.parametrize(
    ("text", "operators"),
    [
        ("To", None),
        ("To x", ["10 20.5 Tm\n/Sans 16 Tf\n[<0037>111<0052>0] TJ", "10 40.5 Tm\n/Sans 16 Tf\n[<005b>] TJ"]),
        ("To x To", None),
    ],
)
def test_passage_fills_its_gaps_if_it_takes_as_many_lines(
    text: str, operators: list[str] | None, typesetter: Typesetter
) -> None:
    passage = Passage(1, TYPE, 20, None, SLOTS)
    lines = passage.lines(["other", text], typesetter)
    if operators is None:
        assert lines is None
    else:
        assert lines
        assert passage.set(lines) == [(4, operators[0].encode()), (7, operators[1].encode())]


def test_centred_passage_stands_around_its_centre(typesetter: Typesetter) -> None:
    passage = Passage(0, TYPE, 100, 60.0, SLOTS[:1])
    lines = passage.lines(["x"], typesetter)
    assert lines
    assert passage.set(lines) == [(4, b"56 20.5 Tm\n/Sans 16 Tf\n[<005b>] TJ")]


def test_texts_of_a_row_stand_beside_one_another(typesetter: Typesetter) -> None:
    row = Row((Piece(0, TYPE, "", " ", SLOTS[0]), Piece(1, Type("Sans", "32"), "", "", SLOTS[1])), 40)
    assert row.set(row.lines(["x", "x"], typesetter)) == [
        (4, b"10 20.5 Tm\n/Sans 16 Tf\n[<005b0003>0] TJ"),
        (7, b"22.445312 40.5 Tm\n/Sans 32 Tf\n[<005b>] TJ"),
    ]
    with pytest.raises(NotForPlatesError, match="as long as it may be"):
        row.lines(["x", "xx"], typesetter)
