"""Layouts made from what WeasyPrint prints: right for all letters of their class, or none are made."""

from collections.abc import Callable
from pathlib import Path
from shutil import move
from typing import Any

import pytest

from generator.paper import Press
from generator.paper.layouts.builder import Builder
from generator.paper.layouts.layout import operand
from generator.paper.layouts.pdf import PdfObjects, same, string
from generator.paper.layouts.shaping import CHARACTERS, Font, NotExactError
from generator.paper.layouts.source import Source, parts_of
from generator.paper.layouts.text_runs import TextRun, by_lines, match_runs, text_runs
from generator.wording import Page
from tests.places import TEMPLATES

from .tiny import BOTH_FONTS, Edition, page, rendered, tiny

Values = dict[str, str | int]
EditionOf = Callable[..., Edition]


@pytest.fixture
def edition_of(tmp_path: Path) -> EditionOf:
    """Make a tiny edition in a style of its own."""
    return lambda css="": Edition(tmp_path, css)


def letter(part: str, **values: str | int) -> Page:
    """A letter of one part."""
    return rendered(page(BOTH_FONTS + part), **values)


# Letters of a class are what WeasyPrint prints


LONG = "the council of a town that has a rather long name"
LONGER = "Great Wexcombe-cum-Netherby-on-the-Water, and of Ŵyn"


def drawing(elements: str) -> str:
    return f'<svg width="99" height="99" viewBox="0 0 99 99" role="img"><title>{{{{ rate }}}}%</title>{elements}</svg>'


def rates(*rates: int) -> list[Values]:
    return [{"rate": rate} for rate in rates]


def names(*names: str) -> list[Values]:
    return [{"name": name, "other": other} for name, other in zip(names, [*names[1:], names[0]], strict=True)]


LETTERS: dict[str, tuple[str, str, list[Values]]] = {
    "a line": ("", "<p>To {{ name }},</p>", names("Ms Tin", "AVA To-Wa & Ŵyn", "“11” (£7.50)", "-")),
    "a heading": ("", "<h1>To {{ name }}</h1>", names("Ms Tin", "a (b) & c", "Ŵyn")),
    "a flow on several lines": ("", "<p>I write to {{ name }}.</p>", names(LONG, LONGER)),
    "a centred flow": ("p { text-align: center }", "<p>{{ name }}</p>", names("Ms Tin", "11", "Ŵyn & Co")),
    "a centred flow on several lines": ("p { text-align: center }", "<p>{{ name }}</p>", names(LONG, LONGER)),
    "a flow over pages": ("", "<p>{{ name }} {{ other }}</p>" * 10, names(LONG, LONGER)),
    "a row": ("", "<p>Dear <b>{{ name }}</b>, of {{ other }}</p>", names("Ms Tin", "Toy Co", "AV", "x")),
    "lines that are ended": ("", "<p>Dear {{ name }},<br><b>{{ other }}</b>!<br>Yours</p>", names("Ms Tin", "AV")),
    "texts that are alike": ("", "<h1>{{ name }}</h1><h1>{{ other }}</h1>", names("x", "x", "Ms Tin", "AV")),
    "a link above": ("", '<p><a href="https://a.example/">site</a></p><p>{{ name }}</p>', names("Ms Tin", "AV")),
    "a column": ("p { margin-left: 3cm; width: 4cm }", "<p>{{ name }}</p>", names("Ms Tin", "Ŵyn & Co")),
    "a block beside": ("b { float: right; width: 3cm }", "<div><b>{{ name }}</b></div>", names("Ms Tin", "Ŵyn & Co")),
    "a box of a least width": (
        ".x { float: left; min-width: 4cm }",
        '<p class="x">{{ name }}</p>on',
        names("Tin", "AV"),
    ),
    "another size": ("p { font-size: 11pt; width: 7cm }", "<p>{{ name }}</p>", names(LONG, LONGER)),
    "a title of a drawing": ("", drawing("<path d='M0 0L9 9'/>"), rates(7, 45, 100)),
    "dashes": (
        "",
        drawing(
            '<circle cx="21" cy="21" r="16" stroke="#111" stroke-dasharray="{{ rate }} {{ 100 - rate }}"/>'
            '<path d="M0 0L9 9" stroke="#111" stroke-dasharray="{{ rate }}"/>'
        ),
        rates(45, 7, 33, 100),
    ),
    "a turn": (
        "",
        drawing(
            '<rect width="9" height="9" transform="rotate({{ rate }} 21 4.5)"/>'
            '<rect width="9" height="9" transform="rotate(-90 {{ rate }} {{ rate / 3 }})"/>'
        ),
        rates(45, 0, 90, 359),
    ),
    "a rectangle": (
        "",
        drawing('<rect x="{{ rate / 2 }}" y="{{ rate }}" width="{{ rate }}" height="{{ rate / 7 }}"/>'),
        rates(45, 7, 1, 1000),
    ),
    "a line that is drawn": (
        "",
        drawing('<line x1="{{ rate }}" y1="2" x2="{{ rate * 2 }}" y2="{{ rate / 7 }}" stroke="#111"/>'),
        rates(45, 7, 1),
    ),
    "paths": (
        "",
        drawing(
            '<path d="M{{ rate }} 0L9 {{ 99 - rate }}H5C1 {{ rate }} 2 3 {{ rate / 3 }} 9z"/>'
            '<polygon points="0,{{ rate }} 9,9 {{ 99 - rate }},0"/>'
        ),
        rates(45, 7, 0, 99),
    ),
    "opacities": (
        "",
        drawing(
            '<rect width="9" height="9" fill-opacity="{{ one }}" stroke="#111" stroke-opacity="{{ other }}"/>'
            '<g fill-opacity="{{ other }}"><rect width="9" height="9"/></g>'
        ),
        [
            {"rate": 1, "one": "0.25", "other": "0.5"},
            {"rate": 2, "one": ".75", "other": "0.750"},
            {"rate": 3, "one": "0.5", "other": "0.00001"},
        ],
    ),
    "a figure many times": ("", drawing('<rect width="{{ rate }}" height="{{ rate }}"/>' * 30), rates(45, 7)),
}


@pytest.mark.parametrize(("css", "part", "values"), LETTERS.values(), ids=LETTERS)
def test_letters_of_a_class_are_what_weasyprint_prints(
    css: str, part: str, values: list[Values], edition_of: EditionOf
) -> None:
    edition, letters = edition_of(css), [letter(part, **one) for one in values]
    printed = edition.print_alike(letters)
    assert len({one.layouts for one in printed}) == 1
    assert printed[0].layouts
    assert edition.print_alike(letters[::-1]) == printed[::-1]  # whichever the layout was made from


@pytest.mark.parametrize(
    ("part", "one", "other"),
    [
        ("<p>{{ x }}</p>", "Ms Tin", LONGER),
        ("<p>{{ x }}</p><!-- {{ x }} -->", "1", "2"),
        ('<p class="n{{ x }}">One</p>', "1", "2"),
        ('<p>Our <a href="https://a.example/">{{ x }}</a></p>', "site", "place"),
        ("<p>To <b>{{ x }}</b>, of a town that has a long name</p>", "Ms Tin", "Ms Cog"),
        ("<p>To <u>{{ x }}</u></p>", "Ms Tin", "Ms Cog"),
        ('<svg width="9" height="9"><path d="M0 {{ x }}"/></svg>', "0", "5"),
    ],
    ids=["lines", "a comment", "an attribute", "a link", "among lines", "an underlined text", "a zero"],
)
def test_letters_that_differ_by_more_than_words_and_figures_are_of_two_classes(
    part: str, one: str, other: str, edition_of: EditionOf
) -> None:
    printed = edition_of().print_alike([letter(part, x=x) for x in (one, other, one)])
    assert [bool(letter.layouts) for letter in printed] == [True] * 3
    assert printed[0] == printed[2]
    assert printed[0].layouts != printed[1].layouts


# What cannot be laid out in general


@pytest.mark.parametrize(
    ("css", "part", "reason"),
    [
        ("", "<p>\u0132{{ name }}</p>", "a character is not one of those that are shaped here"),
        ("", "<p>\u0132</p><p>{{ name }}</p>", "what is around the part is not as it is around others"),
        ("", '<p id="here">{{ name }}</p>', "what is around the part is not as it is around others"),
        ("", "<p><i>{{ name }}</i></p>", "what is around the part is not as it is around others"),
        (".x { letter-spacing: 1px }", '<p class="x">{{ name }}</p>', "a text is not shaped as it was printed"),
        (".x { font-kerning: none }", '<p class="x">To {{ name }}</p>', "a text is not shaped as it was printed"),
        (".x { text-indent: 1cm }", '<p class="x">{{ name }}</p>', "a text is not shaped as it was printed"),
        (".x { text-align: right }", '<p class="x">{{ name }}</p>', "a text is not shaped as it was printed"),
        (".x { text-align: justify }", f'<p class="x">{{{{ name }}}} {LONG}</p>', "a text is not shaped as it was"),
        (".x::first-letter { color: red }", '<p class="x">{{ name }}</p>', "a text is not shaped as it was printed"),
        ("", "<p>to <sup>{{ name }}</sup></p>", "a text is not shaped as it was printed"),
        ("", "<p><mark>{{ name }}</mark></p>", "two prints differ by more than their words and figures"),
        ("", '<svg width="{{ rate }}" height="9"></svg><p>Below</p>', "two prints differ by more than their words"),
        ("", drawing('<rect width="{{ rate }}" height="9" rx="2"/>'), "two prints differ by more than their words"),
        ("", drawing('<path d="M0 0h{{ rate }}v-{{ rate }}"/>'), "two prints differ by more than their words"),
        (".x { float: left }", '<p class="x">{{ name }}</p>', "a line is as long as it may be, or longer"),
        (
            ".x { display: flex } .x p { flex: 1 1 auto }",
            '<div class="x"><p>{{ name }}</p><p>of {{ name }}</p></div>',
            "a text stands elsewhere when its words are others",
        ),
        (".x { width: 30px }", '<p class="x">100</p>', "two prints have a text or a figure in common"),
        (".x { white-space: pre-line }", '<p class="x">{{ name }}</p>', "white space is kept"),
        (".x { white-space: pre }", '<p class="x">Some words</p>', "white space is kept"),
        ("h1 { bookmark-state: closed }", "<h1>{{ name }}</h1>", "or the outline is closed"),
        (".x { text-transform: uppercase }", '<p class="x">{{ name }}</p>', "not show its words in their order"),
        (".x::before { content: '1. ' }", '<p class="x">{{ name }}</p>', "not show its words in their order"),
        (".x { display: none }", '<p class="x">{{ name }}</p>', "not show its words in their order"),
        (".x { visibility: hidden }", '<p class="x">{{ name }}</p>', "a text is not shown as its box says"),
        (".x { opacity: 0.5 }", '<p class="x">{{ name }}</p>', "a text is not shown as its box says"),
        (".x { position: absolute; top: 0 }", '<p class="x">A</p><p class="x">B</p>', "shown where another is"),
        ("", '<svg width="9" height="9"><text y="9">{{ name }}</text></svg>', "more is shown than the boxes say"),
    ],
)
def test_part_of_which_it_is_not_certain_gets_no_layout(
    css: str, part: str, reason: str, edition_of: EditionOf
) -> None:
    with pytest.raises(NotExactError, match=reason):
        edition_of(css).layout(letter(part, name="Tin", rate=45))


# A layout


SITE = '<p>Our <a href="https://a.example/">site</a></p>'


def test_operators_that_show_no_values_stay_in_the_layout_as_they_were_printed(edition_of: EditionOf) -> None:
    edition = edition_of()
    page_ = letter(f"<h1>{{{{ name }}}}</h1>{SITE}" + drawing('<path d="M{{ rate }} 0"/>'), name="Tin", rate=45)
    layout, shaper, source = edition.layout(page_)
    values = layout.values(source, shaper)
    assert values
    [of_layout] = layout.fragment.pages
    [printed] = PdfObjects(edition.press.drawn(page_.html)[1]).operators
    assert of_layout.content.filled(values) == b"\n".join(printed)
    assert len(of_layout.content.gaps) == 4  # two texts of a row, the heading, and the path
    assert [source.texts[text] for text in layout.fixed] == ["Our", "site"]


def test_layout_is_for_letters_of_its_form_with_its_fixed_texts_and_as_many_lines(edition_of: EditionOf) -> None:
    part = f"{SITE}<p>{{{{ name }}}}</p>" + drawing('<path d="M{{ rate }} 0"/>')

    def source(part: str = part, name: str = "Ms Tin", rate: int = 45) -> Source:
        return parts_of(letter(part, name=name, rate=rate).marked)[1]

    layout, shaper, own = edition_of().layout(letter(part, name="Ms Tin", rate=45))
    assert own == source()
    values = layout.values(own, shaper)
    other = layout.values(source(name="Mr Cog", rate=7), shaper)
    assert values
    assert other
    assert [operators.split()[-1] for operators in other[:4]] == [b"TJ", b"TJ", b"TJ", b"m"]
    assert other[:2] == values[:2]
    assert other[3] == b"7 0 m"
    assert other[4:] == [string(text) for text in source(name="Mr Cog", rate=7).texts]
    assert layout.values(source(part.replace("<p>", '<p class="x">')), shaper) is None
    assert layout.values(source(part.replace("site", "place")), shaper) is None
    assert layout.values(source(name=LONGER), shaper) is None
    assert layout.values(source(name="Ms \u0132"), shaper) is None


def test_layouts_of_one_class_have_one_name(edition_of: EditionOf) -> None:
    edition = edition_of()

    def name(part: str, name: str = "Tin") -> str:
        return edition.layout(letter(part, name=name))[0].name

    part = f"{SITE}<p>{{{{ name }}}}</p>"
    assert name(part) == name(part, "Cog & Co")
    others = [name(part, LONGER), name(part.replace("site", "place")), name(part.replace("<p>", '<p class="x">'))]
    assert len({name(part), *others}) == 4


@pytest.mark.parametrize(
    ("figure", "operator", "expected"),
    [
        ("45", b"] 0 d", b"45"),
        ("33.3", b" l", b"33.3"),
        ("7.0", b" re", b"7"),
        ("0.333333333333", b" m", b"0.333333"),
        ("0.25", b" gs", b"0.25"),
        (".5", b" gs", b"0.5"),
        ("0.50", b" gs", b"0.5"),
        ("0 21 21", b" cm", b"1 0 0 1 0 0"),
        ("90 21 20", b" cm", b"0 1 -1 0 41 -1"),
        ("30 0 0", b" cm", b"0.866025 0.5 -0.5 0.866025 0 0"),
        ("-90 1 2", b" cm", b"0 -1 1 0 -1 3"),
    ],
)
def test_figure_is_a_length_an_opacity_or_a_turn_around_a_point(figure: str, operator: bytes, expected: bytes) -> None:
    found = operand(figure, operator)
    assert found == expected or (operator == b" cm" and same(found, expected))


# What is around


@pytest.mark.parametrize(
    ("css", "is_certain"),
    [
        ("main:has(.x) p { color: red }", False),
        ("section:empty + section { color: red }", False),
        ("@page :left { margin: 2cm }", False),
        ("h2 { break-before: right }", False),
        ("/* main:has(.x) is not known everywhere */ .x { color: red }", True),
        ("@page :first { margin: 2cm } h2 { break-before: page }", True),
    ],
)
def test_style_by_which_a_part_depends_on_others_makes_no_shell(
    css: str, is_certain: bool, edition_of: EditionOf
) -> None:
    edition = edition_of(css)
    if is_certain:
        assert edition.shell(letter(""))
    else:
        with pytest.raises(NotExactError, match="a part may have another look where there are other parts"):
            edition.shell(letter(""))


def test_shell_has_the_fonts_with_their_files_and_what_is_shaped_here(edition_of: EditionOf) -> None:
    edition = edition_of()
    shell = edition.shell(letter(""))
    files = [TEMPLATES / "shared" / "fonts" / f"LiberationSans-{face}.ttf" for face in ("Regular", "Bold")]
    assert [font.content for font in shell.fonts.values()] == [file.read_bytes() for file in files]
    for font in shell.fonts.values():
        assert {*font.characters.values()} >= CHARACTERS
        assert font.characters.keys() <= font.widths.keys()


def test_font_that_is_no_file_of_the_edition_makes_no_shell(tmp_path: Path) -> None:
    shared = tiny(tmp_path) / "shared"
    fonts, file = shared / "fonts.css", shared / "fonts" / "LiberationSans-Bold.ttf"
    move(file, file.with_suffix(".woff"))
    fonts.write_text(fonts.read_text().replace("Bold.ttf", "Bold.woff"))
    with pytest.raises(NotExactError):
        Builder(Press(tmp_path, "tiny")).shell(parts_of(page(""))[0])


def test_page_with_words_around_its_parts_makes_no_shell(edition_of: EditionOf) -> None:
    with pytest.raises(NotExactError):
        edition_of().shell(Page(page(BOTH_FONTS).replace("<body>", "<body><p>Before</p>")))


# What a print shows


def drawn(edition: Edition, html: str) -> tuple[Any, list[list[bytes]]]:
    document, pdf = edition.press.drawn(html)
    return document, PdfObjects(pdf).operators


def test_runs_of_text_are_what_a_print_shows_in_the_order_of_the_page(edition_of: EditionOf) -> None:
    part = '<p>one <b>two</b></p><p class="x">three four</p><h1>five</h1><p style="font-size: 9pt">six</p>'
    css = ".x { width: 50px; margin-left: 10px } h1 { break-before: page }"
    document, operators = drawn(edition_of(css), page(part))
    runs = list(text_runs(document, operators))
    assert [run.words for run in runs] == ["one ", "two", "three", "four", "five", "six"]
    assert [run.page for run in runs] == [0, 0, 0, 0, 1, 1]
    lines = list(dict.fromkeys(run.line for run in runs))
    assert [lines.index(run.line) for run in runs] == [0, 0, 1, 2, 3, 4]
    left, width = 1 / 2.54 * 96, 8 / 2.54 * 96
    blocks = [(left, width)] * 2 + [(left + 10, 50)] * 2 + [(left, width)] * 2
    assert [run.block for run in runs] == [pytest.approx(block) for block in blocks]
    assert [run.left for run in runs if run.words != "two"] == pytest.approx([left, left + 10, left + 10, left, left])
    assert [run.font.size for run in runs] == ["16"] * 5 + ["12"]
    assert runs[1].font == runs[4].font != runs[0].font == runs[3].font
    for run in runs:
        shown = operators[run.page][run.place : run.place + 3]
        assert shown[0].endswith(b" %b Tm" % run.baseline)
        assert shown[1] == f"/{run.font.name} {run.font.size} Tf".encode()
        assert shown[2].endswith(b"] TJ")


@pytest.mark.parametrize(
    ("css", "part", "is_plain"),
    [
        ("", "<p>one</p>", [True]),
        ("p { color: red }", "<p>one</p>", [True]),
        ("", '<p><a href="https://a.example/">one <b>two</b></a> three</p>', [False, False, True]),
        ("i { text-decoration: underline; font-style: normal }", "<p><i>one</i> two</p>", [False, True]),
        ("i { text-decoration: line-through; font-style: normal }", "<p><i>one</i> two</p>", [False, True]),
        ("p { hyphens: auto }", "<p>one</p>", [False]),
        ("p { white-space: nowrap }", "<p>one</p>", [False]),
    ],
)
def test_run_is_plain_where_it_is_shown_by_itself_and_as_it_is_written(
    css: str, part: str, is_plain: list[bool], edition_of: EditionOf
) -> None:
    assert [run.is_plain for run in text_runs(*drawn(edition_of(css), page(part)))] == is_plain


@pytest.mark.parametrize("end", [b"BT", b" Tm", b" Tf", b" TJ", b"ET"])
def test_print_without_an_operator_of_a_text_is_not_understood(end: bytes, edition_of: EditionOf) -> None:
    document, [operators] = drawn(edition_of(), page(BOTH_FONTS))
    assert len(list(text_runs(document, [operators]))) == 2
    for place in [place for place, one in enumerate(operators) if one.endswith(end)]:
        with pytest.raises(NotExactError, match="a text is not shown as its box says"):
            list(text_runs(document, [[*operators[:place], *operators[place + 1 :]]]))


def test_print_that_shows_more_than_its_boxes_or_one_text_on_another_is_not_understood(edition_of: EditionOf) -> None:
    document, [operators] = drawn(edition_of(), page(BOTH_FONTS))
    with pytest.raises(NotExactError, match="more is shown than the boxes say"):
        list(text_runs(document, [[*operators, b"1 0 0 -1 5 5 Tm"]]))
    with pytest.raises(NotExactError, match="a text is shown where another is"):
        list(text_runs(document, [operators * 2]))


def run(words: str, line: int = 0) -> TextRun:
    return TextRun(0, 7, words, Font("Sans", "16"), 10.0, b"20", line, (10.0, 99.0), is_plain=True)


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        ("Dear |Ms Tin|, I write|to you.", {1: [0], 2: [1], 4: [2, 3]}),
        ("Dear|Ms |Tin|, I write to you.", {1: [0], 2: [1, 2], 4: [3]}),
        ("Dear|Ms Tin|, I write", None),
        ("Dear|Ms Tin|to you.|, I write", None),
        ("Dear|Ms Tin|, I write|to you.|more", None),
        ("Dear|Ms Tin|45%|, I write|to you.", None),
        ("Dear Ms|Tin|, I write|to you.", None),
        ("Tiny|Dear|Ms Tin|, I write|to you.", None),
    ],
)
def test_runs_belong_to_the_texts_of_the_page_in_their_order(shown: str, expected: dict[int, list[int]] | None) -> None:
    [source] = parts_of("<title>Tiny</title><p>Dear <b>Ms Tin</b><svg><title>45%</title></svg>, I write to you.</p>")
    runs = [run(words) for words in shown.split("|")]
    if expected is None:
        with pytest.raises(NotExactError, match=r"the page (shows more than|does not show) its words"):
            match_runs(iter(runs), source)
    else:
        matched = match_runs(iter(runs), source)
        assert matched == {text: [runs[place] for place in places] for text, places in expected.items()}


@pytest.mark.parametrize(
    ("lines", "groups"),
    [
        ({1: "a", 2: "b"}, [[1], [2]]),
        ({1: "a", 2: "a", 3: "b"}, [[1, 2], [3]]),
        ({1: "a", 2: "ab", 3: "bc", 5: "d"}, [[1, 2, 3], [5]]),
        ({1: "ab", 2: "b", 4: "c"}, [[1, 2], [4]]),
        ({}, []),
    ],
)
def test_texts_that_share_lines_are_told_together(lines: dict[int, str], groups: list[list[int]]) -> None:
    matched = {text: [run("x", ord(line)) for line in names] for text, names in lines.items()}
    found = list(by_lines(matched))
    assert [list(group) for group in found] == groups
    assert {text: runs for group in found for text, runs in group.items()} == matched
