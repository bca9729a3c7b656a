"""A page of HTML divided into its structure, which letters share, and the texts and figures that are each letter's."""

import pytest

from generator.paper.layouts.source import Source, parts_of

from .tiny import page, rendered

GAPS = str.maketrans({"\x01": "_", "\x02": "#"})


def source(template: str, **values: str | int) -> Source:
    """The source of what a template prints."""
    return parts_of(rendered(template, **values).marked)[0]


def form(template: str, **values: str | int) -> str:
    """The form of what a template prints: `_` stands for a text, and `#` for a figure."""
    return source(template, **values).form.translate(GAPS)


def in_drawing(attributes: str, **values: str | int) -> tuple[str, tuple[str, ...]]:
    """The attributes of a drawn element as they are in the form, and its figures."""
    divided = source(f"<svg><path {attributes}/></svg>", **values)
    return divided.form.translate(GAPS).removeprefix("<svg><path ").removesuffix("/></svg>"), divided.figures


# Parts


def test_page_is_divided_into_what_is_around_its_parts_and_each_part_alone() -> None:
    around, first, second = parts_of(page("<p>one</p>", "<p>two</p>", title="Tiny"))
    assert around.html == page("", "")
    assert first.html == page("<p>one</p>", "")
    assert second.html == page("", "<p>two</p>")
    assert [one.texts for one in (around, first, second)] == [("Tiny",), ("Tiny", "one"), ("Tiny", "two")]


def test_parts_are_the_outermost_sections_with_names() -> None:
    html = (
        '<main><section>A</section><section data-part="b">B<section>C</section><section data-part="d">D</section>E'
        '</section>F<section data-part="g"></section></main>'
    )
    around, first, second = parts_of(html)
    empty = '<main><section>A</section><section data-part="b"></section>F<section data-part="g"></section></main>'
    assert (around.html, around.texts) == (empty, ("A", "F"))
    assert (first.html, first.texts) == (html, ("A", "B", "C", "D", "E", "F"))
    assert second.html == empty


def test_page_without_parts_is_all_around_them() -> None:
    assert [one.html for one in parts_of("<p>one</p>")] == ["<p>one</p>"]


# Texts


def test_texts_are_what_stands_between_tags_without_the_white_space_around_it() -> None:
    divided = source("<p>\n Dear <b>you</b> \n</p><br><i> </i>\n<p>too</p>")
    assert divided.texts == ("Dear", "you", "too")
    assert divided.form.translate(GAPS) == "<p> _ <b>_</b> </p><br><i> </i> <p>_</p>"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("one  two\n\tthree", "one two three"),
        ("a &amp; b &lt; c &quot;d&quot; &#233;&#x175;", 'a & b < c "d" \u00e9\u0175'),
        ("one\u00a0two&nbsp;", "one\u00a0two\u00a0"),
        ("&#32;one", "one"),
    ],
)
def test_white_space_is_folded_and_characters_are_themselves(html: str, text: str) -> None:
    assert source(f"<p>{html}</p>").texts == (text,)


def test_texts_that_vary_are_those_with_a_printed_value() -> None:
    divided = source("<p>To {{ name }}, <b>{{ name }}</b> of <i>York</i></p><p>{{ rate + 1 }}%</p>", name="us", rate=7)
    assert divided.texts == ("To us,", "us", "of", "York", "8%")
    assert divided.varying == {0, 1, 4}


def test_values_in_texts_leave_the_form_alone_and_those_in_tags_are_part_of_it() -> None:
    def link(name: str, place: str) -> Source:
        return source('<a href="{{ place }}" title="{{ place }}">{{ name }}</a>', name=name, place=place)

    assert link("us", "a.html").form == link("<them> & us", "a.html").form
    assert link("us", "a.html").form != link("us", "b.html").form
    assert link("us", "a.html").form.translate(GAPS) == '<a href="a.html" title="a.html">_</a>'


def test_texts_that_no_page_shows_are_titles() -> None:
    divided = source(
        "<head><title>Letter</title></head><p>one</p><svg><title>A <tspan>drawing</tspan></title></svg><p>two</p>"
    )
    assert divided.texts == ("Letter", "one", "A", "drawing", "two")
    assert divided.unseen == {0, 2, 3}


# Figures


@pytest.mark.parametrize(
    ("attributes", "form", "figures"),
    [
        ('stroke-dasharray="{{ rate }} 60"', 'stroke-dasharray="# 60"', ["40"]),
        ('d="M 0 {{ rate }} L{{ name }},5"', 'd="M 0 # L#,5"', ["40", "2.5"]),
        ('points="{{ rate }},{{ zero }} 3 4"', 'points="#,# 3 4"', ["40", "0"]),
        ('x="{{ rate }}" y="{{ name }}"', 'x="#" y="#"', ["40", "2.5"]),
        ('x1="{{ rate }}" x2="{{ rate }}" y1="{{ rate }}" y2="2"', 'x1="#" x2="#" y1="#" y2="2"', ["40"] * 3),
        ('width="{{ rate }}" height="{{ name }}%"', 'width="#" height="#%"', ["40", "2.5"]),
        ('fill-opacity="{{ part }}" stroke-opacity=".5{{ rate }}"', 'fill-opacity="#" stroke-opacity=".540"', ["0.25"]),
        ('transform="rotate({{ rate }} 9 9.5)"', 'transform="rotate(#)"', ["40 9 9.5"]),
        ('transform="rotate(-90 {{ rate }} {{ name }})"', 'transform="rotate(#)"', ["-90 40 2.5"]),
    ],
)
def test_figures_are_printed_lengths_opacities_and_turns(attributes: str, form: str, figures: list[str]) -> None:
    assert in_drawing(attributes, rate=40, name="2.5", part="0.25", zero=0) == (form, tuple(figures))


@pytest.mark.parametrize(
    ("attributes", "form"),
    [
        ('x="5" transform="rotate(5 9 9)" y="{{ rate }}"', 'x="5" transform="rotate(5 9 9)" y="#"'),
        ('stroke-width="{{ rate }}" r="{{ rate }}"', 'stroke-width="40" r="40"'),
        ('id="n{{ rate }}" data-width="{{ rate }}"', 'id="n40" data-width="40"'),
        ('style="width: {{ rate }}%"', 'style="width: 40%"'),
        ("width='{{ rate }}'", "width='40'"),
        ('x="{{ name }}"', 'x="Tin"'),
        ('x="-{{ rate }}" y="{{ below }}"', 'x="-#" y="-3"'),
        ('transform="rotate({{ rate }})"', 'transform="rotate(40)"'),
        ('transform="rotate({{ rate }} 9 9) scale(2)"', 'transform="rotate(40 9 9) scale(2)"'),
        ('transform="translate({{ rate }} 9)"', 'transform="translate(40 9)"'),
    ],
)
def test_other_attributes_stay_in_the_form(attributes: str, form: str) -> None:
    divided, figures = in_drawing(attributes, rate=40, below=-3, name="Tin")
    assert divided == form
    assert figures == ("40",) * form.count("#")


@pytest.mark.parametrize(
    ("attributes", "drawn"),
    [
        ('stroke-dasharray="{{ zero }} {{ zero }}"', False),
        ('stroke-dasharray="{{ zero }} {{ rate }}"', True),
        ('d="M0 {{ zero }}"', False),
        ('width="{{ zero }}"', False),
        ('height="{{ zero }}.0"', False),
        ('x="{{ zero }}"', False),
        ('fill-opacity="{{ zero }}"', False),
        ('transform="rotate({{ zero }} 1 1)"', True),
    ],
)
def test_zeros_that_weasyprint_leaves_out_stay_in_the_form(attributes: str, drawn: bool) -> None:
    form, figures = in_drawing(attributes, zero=0, rate=40)
    assert bool(figures) is drawn
    assert ("0" in form) is not drawn


@pytest.mark.parametrize(
    ("opacity", "is_figure"),
    [("0.5", True), (".5", True), ("0.05", True), ("1", False), ("1.0", False), ("0.0", False), ("2.5", False)],
)
def test_opacity_that_changes_nothing_stays_in_the_form(opacity: str, is_figure: bool) -> None:
    for name in ("fill-opacity", "stroke-opacity"):
        form, figures = in_drawing(f'{name}="{{{{ opacity }}}}"', opacity=opacity)
        assert (form, figures) == ((f'{name}="#"', (opacity,)) if is_figure else (f'{name}="{opacity}"', ()))


def test_value_that_the_template_works_out_is_a_figure() -> None:
    page_ = rendered('<path stroke-dasharray="{{ rate }} {{ 100 - rate }}"/>', rate=45)
    assert [span.path for span in page_.spans] == ["rate", ""]
    [divided] = parts_of(page_.marked)
    assert divided.figures == ("45", "55")


def test_figures_of_letters_with_one_drawing_leave_its_form_alone() -> None:
    def ring(rate: int) -> Source:
        return source(
            '<path d="M0 {{ rate }}" stroke-dasharray="{{ rate }} {{ 100 - rate }}" x="{{ rate / 2 }}" '
            'transform="rotate({{ rate }} 1 2)"/>',
            rate=rate,
        )

    assert ring(7).form == ring(33).form
    assert ring(7).figures == ("7", "7", "93", "3.5", "7 1 2")


# The page again


@pytest.mark.parametrize(
    "template",
    [
        "<p> To {{ name }},</p>",
        "<p>a &lt; b &amp; &quot;c&quot;</p>",
        '<p title="&quot;{{ name }}&quot;">one</p><!-- <p>no tag</p> --><br>',
        '<title>{{ rate }}%</title><path d="M0 {{ rate }}" x="{{ name }}" transform="rotate({{ rate }} 1 2)"/>',
    ],
)
def test_html_is_the_page_that_was_divided_its_white_space_folded(template: str) -> None:
    rendered_ = rendered(template, name="Tin & <Cog>", rate=40)
    [divided] = parts_of(rendered_.marked)
    assert divided.html == rendered_.html.replace("&quot;c&quot;", '"c"')
    assert parts_of(divided.html)[0].html == divided.html


def test_html_of_other_texts_and_figures_is_that_of_another_letter() -> None:
    template = '<title>{{ name }}</title><p>{{ name }} <path width="{{ rate }}"/></p>'
    one, other = source(template, name="Tin", rate=4), source(template, name="a < b", rate=55)
    assert one._replace(texts=other.texts, figures=other.figures).html == other.html
    assert other.html == '<title>a &lt; b</title><p>a &lt; b <path width="55"/></p>'
