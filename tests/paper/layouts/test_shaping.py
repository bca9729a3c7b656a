"""Texts shaped and broken into lines as WeasyPrint does, glyph by glyph, or not at all."""

import re
from collections.abc import Iterator
from contextlib import suppress
from html import escape, unescape
from pathlib import Path
from random import Random

import pytest
import uharfbuzz

from generator.paper.layouts.layout import Flow, Run
from generator.paper.layouts.pdf import PdfObjects
from generator.paper.layouts.shaping import CHARACTERS, SPECIMEN, Font, FontFile, Line, NotExactError, Shaper
from generator.paper.layouts.source import parts_of
from generator.paper.layouts.text_runs import TextRun, match_runs, text_runs
from tests.places import TEMPLATES

from .tiny import BOTH_FONTS, Edition, page, rendered

FONT = Font("Sans", "16")


def _font_file(file: Path) -> FontFile:
    """A font with all characters that are shaped here."""
    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(file)))
    font = uharfbuzz.Font(face)
    glyphs = {font.get_nominal_glyph(ord(character)): character for character in sorted(CHARACTERS)}
    widths = {glyph: round(font.get_glyph_h_advance(glyph) * 1000 / face.upem) for glyph in glyphs}
    return FontFile(file.read_bytes(), widths, glyphs)


FILE = _font_file(TEMPLATES / "shared" / "fonts" / "LiberationSans-Regular.ttf")


@pytest.fixture
def shaper() -> Shaper:
    return Shaper({"Sans": FILE})


def read(line: Line) -> str:
    """The characters of a line's glyphs."""
    glyphs = "".join(re.findall("<([0-9a-f]*)", line.glyphs.decode()))
    return "".join(FILE.characters[int(glyphs[at : at + 4], 16)] for at in range(0, len(glyphs), 4))


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
    text: str, expected: str, shaper: Shaper
) -> None:
    assert [read(line) for line in shaper.lines(text, FONT, WIDTH)] == drawing(expected)


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    return Edition(tmp_path_factory.mktemp("tiny"))


@pytest.fixture(scope="module")
def kept(edition: Edition) -> Shaper:
    """What shapes texts in the fonts of the edition, as its letters' layouts keep these."""
    return Shaper(edition.shell(rendered(page(BOTH_FONTS))).fonts)


def printed(edition: Edition, html: str) -> Iterator[tuple[TextRun, Line]]:
    """The runs of text that WeasyPrint prints, each with its glyphs."""
    document, pdf = edition.press.drawn(html)
    operators = PdfObjects(pdf).operators
    for run in text_runs(document, operators):
        glyphs = operators[run.page][run.place + 2].removeprefix(b"[").removesuffix(b"] TJ")
        yield run, Line(glyphs, 0)


def test_lines_are_those_that_weasyprint_prints(edition: Edition, kept: Shaper) -> None:
    html = page(BOTH_FONTS + "".join(f'<p style="width: {WIDTH}px">{text}</p>' for text in BROKEN))
    runs = list(printed(edition, html))[2:]
    lines = [line for text in BROKEN for line in kept.lines(text, runs[0][0].font, WIDTH)]
    assert [run.words.strip() for run, _ in runs] == [line for text in BROKEN.values() for line in drawing(text)]
    assert [line.glyphs for _, line in runs] == [line.glyphs for line in lines]


def test_any_text_is_broken_where_weasyprint_breaks_it_or_not_at_all(edition: Edition, kept: Shaper) -> None:
    chosen = Random(7)
    words = (
        "a of Tyne AVA (after) “Why?” £1,400.50 it\u2019s Stoke-on-Trent well-known- x-y 2019-20 and/or — … 1 10% "
        "p. Ms Ŵyn! recommendations A-Z co-operate Wa, To; [b] O'Connor 7-8 \u2018T\u2019 é-è"
    ).split()
    texts = [" ".join(chosen.choices(words, k=chosen.randint(2, 9))) for _ in range(120)]
    widths = [chosen.uniform(60, 260) for _ in texts]
    paragraphs = zip(texts, widths, strict=True)
    html = page(BOTH_FONTS + "".join(f'<p style="width: {width}px">{text}</p>' for text, width in paragraphs))
    document, pdf = edition.press.drawn(html)
    shown = match_runs(text_runs(document, PdfObjects(pdf).operators), parts_of(html)[1])
    compared = 0
    for number, text in enumerate(texts, 3):
        runs = shown[number]
        with suppress(NotExactError):
            lines = kept.lines(text, runs[0].font, runs[0].block[1])
            assert [read(line) for line in lines] == [run.words.strip() for run in runs]
            compared += 1
    assert compared > 60


SIZES = ["11px", "15.333px", "16px", "9.5pt", "31pt"]


def test_every_character_is_kerned_as_weasyprint_kerns_it_in_both_fonts(edition: Edition, kept: Shaper) -> None:
    alphabet = Random(7).sample(sorted(CHARACTERS - {" "}), len(CHARACTERS) - 1)
    texts = [
        "To Wa AVAVA 11,711 P. r. f\u2019s L\u2019A Y—T",
        *("".join(alphabet[at : at + 20]) for at in range(0, len(alphabet), 20)),
    ]
    html = "".join(
        f'<div style="font-size: {size}; white-space: nowrap"><p>{escape(text)}</p><p><b>{escape(text)}</b></p></div>'
        for size in SIZES
        for text in texts
    )
    runs = list(printed(edition, page(BOTH_FONTS + html.replace("<p>", '<p style="font-size: inherit">'))))[2:]
    assert len({run.font for run, _ in runs}) == 2 * len(SIZES)
    for (run, line), text in zip(runs, [text for _ in SIZES for text in texts for _ in range(2)], strict=True):
        assert line.glyphs == kept.line(text, run.font).glyphs


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
def test_line_is_kerned_as_the_font_says(text: str, glyphs: str, width: float, shaper: Shaper) -> None:
    assert shaper.line(text, FONT) == Line(glyphs.encode(), width)


def test_line_grows_with_the_size_of_its_font(shaper: Shaper) -> None:
    assert shaper.line("To", Font("Sans", "32")) == Line(b"<0037>111<0052>0", 2 * 16.8984375)


@pytest.mark.parametrize("character", "<>^`{|}~\\\t\n\xa0\xad\u0301\u0132\u017f\u0430\u2011\ufb01\U0001f600")
def test_character_whose_glyph_may_not_stand_by_itself_is_refused(character: str, shaper: Shaper) -> None:
    for text in (character, f"Dear {character}", f"{character} you"):
        with pytest.raises(NotExactError, match="a character is not one of those that are shaped here"):
            shaper.line(text, FONT)
        with pytest.raises(NotExactError, match="a character is not one of those that are shaped here"):
            shaper.lines(text, FONT, WIDTH)


def test_every_other_character_is_shaped_as_itself(shaper: Shaper) -> None:
    text = "".join(sorted(CHARACTERS))
    assert read(shaper.line(text, FONT)) == text


def test_glyph_that_the_font_does_not_have_is_refused() -> None:
    widths = {glyph: width for glyph, width in FILE.widths.items() if FILE.characters[glyph] != "o"}
    shaper = Shaper({"Sans": FILE._replace(widths=widths)})
    assert read(shaper.line("Te", FONT)) == "Te"
    with pytest.raises(NotExactError, match="a glyph is not one of those that are shaped here"):
        shaper.line("To", FONT)


def test_specimen_shows_every_character_in_both_fonts() -> None:
    [plain, bold] = re.findall("<p>(?:<b>)?(.*?)</", SPECIMEN)
    assert plain == bold
    assert set(unescape(plain)) == CHARACTERS


@pytest.mark.parametrize(
    ("text", "width", "reason"),
    [
        ("unbreakable", 60, "a line is as long as it may be, or longer"),
        ("an unbreakable word", 60, "a line is as long as it may be, or longer"),
        ("words and/or words", 60, "it is not certain where a line is broken"),
        ("words of 2019-20", 75, "it is not certain where a line is broken"),
        ("words — of", 60, "it is not certain where a line is broken"),
        ("words of 1\u20132", 75, "it is not certain where a line is broken"),
        ("words of a[b]", 75, "it is not certain where a line is broken"),
        ("the councils' (see", 110, "it is not certain where a line is broken"),
        ("the “councils” (see", 110, "it is not certain where a line is broken"),
        ("the councils ( see", 112, "it is not certain where a line is broken"),
    ],
)
def test_text_that_could_be_broken_otherwise_is_refused(text: str, width: float, reason: str, shaper: Shaper) -> None:
    with pytest.raises(NotExactError, match=reason):
        shaper.lines(text, FONT, width)


@pytest.mark.parametrize(
    ("spare", "lines"),
    [(0.03, ["one To"]), (0.01, None), (-0.01, None), (-0.03, ["one", "To"]), (-3, ["one", "To"]), (3, ["one To"])],
)
def test_line_that_ends_within_a_fiftieth_of_a_pixel_of_the_edge_is_refused(
    spare: float, lines: list[str] | None, shaper: Shaper
) -> None:
    width = shaper.line("one To", FONT).width + spare
    if lines is None:
        with pytest.raises(NotExactError, match="near the edge"):
            shaper.lines("one To", FONT, width)
    else:
        assert [read(line) for line in shaper.lines("one To", FONT, width)] == lines


def test_last_line_that_ends_too_near_the_edge_is_refused(shaper: Shaper) -> None:
    width = shaper.line("To", FONT).width
    assert shaper.lines("To", FONT, width + 0.03) == [shaper.line("To", FONT)]
    for spare in 0.01, 0, -0.01:
        with pytest.raises(NotExactError, match="as long as it may be"):
            shaper.lines("To", FONT, width + spare)


def test_line_is_not_as_wide_as_its_last_letter_kerned_with_the_space_after_it(shaper: Shaper) -> None:
    text, width = "one A To", shaper.line("one A", FONT).width + 0.03
    assert shaper.line("one A ", FONT).width - shaper.line(" ", FONT).width < width - 0.5
    assert [read(line) for line in shaper.lines(text, FONT, width)] == ["one A", "To"]
    with pytest.raises(NotExactError, match="near the edge"):
        shaper.lines(text, FONT, width - 0.03)


# Flows


def shown(left: str, baseline: str, glyphs: str, size: str = "16") -> bytes:
    return f"1 0 0 -1 {left} {baseline} Tm\n/Sans {size} Tf\n[{glyphs}] TJ".encode()


BASELINES = b"20.5", b"40.5"
TO, X = "<0037>111<0052>0", "<005b>"


@pytest.mark.parametrize(
    ("text", "operators"),
    [("To", None), ("To x", [shown("10", "20.5", TO), shown("10", "40.5", X)]), ("To x To", None)],
)
def test_flow_shows_a_text_that_takes_as_many_lines(text: str, operators: list[bytes] | None, shaper: Shaper) -> None:
    flow = Flow((Run(1, FONT),), 20, 10.0, None, BASELINES)
    assert flow.operators([text], shaper) == operators


def test_centred_flow_stands_around_its_centre(shaper: Shaper) -> None:
    flow = Flow((Run(0, FONT),), 20, 50.0, 60.0, BASELINES)
    assert flow.operators(["x To"], shaper) == [shown("56", "20.5", X), shown("51.550781", "40.5", TO)]


def test_lines_of_a_flow_end_with_the_same_glyphs(shaper: Shaper) -> None:
    flow = Flow((Run(0, FONT),), 20, 10.0, None, BASELINES, b"<0003>")
    assert flow.operators(["x xx"], shaper) == [
        shown("10", "20.5", "<005b><0003>"),
        shown("10", "40.5", "<005b005b><0003>"),
    ]


def test_texts_of_a_row_stand_beside_one_another(shaper: Shaper) -> None:
    runs = Run(0, FONT, "", " "), Run(1, Font("Sans", "32"))
    flow = Flow(runs, 40, 10.0, None, BASELINES[:1] * 2)
    assert flow.operators(["x", "x"], shaper) == [
        shown("10", "20.5", "<005b0003>0"),
        shown("22.445312", "20.5", X, "32"),
    ]
    with pytest.raises(NotExactError, match="as long as it may be"):
        flow.operators(["x", "xx"], shaper)


@pytest.mark.parametrize("text", ["Tyne", "recommendations", "one of a", "Mr Cog of a Council elsewhere"])
@pytest.mark.parametrize("width", [40, 140, 141.5, 150, 300])
def test_other_texts_for_a_flow_are_as_long_as_they_may_be(text: str, width: float, shaper: Shaper) -> None:
    flow = Flow((Run(0, FONT),), width, 10.0, None, (b"1", b"2", b"3"))
    [longer] = flow.stressed([text], shaper, 0)
    lines = shaper.lines(longer, FONT, width)
    assert len(lines) == 3
    with pytest.raises(NotExactError):  # nothing that is as wide as an a, and a space, fits beside them
        shaper.check(min(line.width for line in lines) + shaper.line("a ", FONT).width, width)


def test_other_texts_for_a_row_are_others_and_fill_it(shaper: Shaper) -> None:
    texts = ["Dear", "Ms Tin", "of York"]
    runs = Run(0, FONT, "", " "), Run(1, FONT), Run(2, Font("Sans", "20"), " ")
    flow = Flow(runs, 500, 10.0, None, BASELINES[:1] * 3)
    longer = flow.stressed(texts, shaper, 0)
    assert not set(texts) & set(longer)
    assert flow.operators(longer, shaper)
    for place in range(3):
        with pytest.raises(NotExactError, match="as long as it may be"):
            flow.operators([f"{text}{' one' * (number == place)}" for number, text in enumerate(longer)], shaper)
