"""The pattern that is derived from templates, and every refusal of what could not be read back."""

from pathlib import Path

import pytest
from jinja2 import FunctionLoader

from generator.errors import Faulty
from generator.wording import Wording
from generator.wording.environment import environment
from generator.wording.expansion import Expansion, expand
from generator.wording.grammar import Part, conditions_in, grammar_of, paths_in

from .drawing import drawn

CURE = "write it so that a letter can be read back"


def expanded(**templates: str) -> Expansion:
    """Return `letter.html`, which may name the other templates, with these in their places."""
    jinja = environment({})
    sources = {f"{name}.html": (source, f"{name}.html", None) for name, source in templates.items()}
    jinja.loader = FunctionLoader(sources.get)
    return expand(jinja, "letter.html")


def parts(**templates: str) -> tuple[Part, ...]:
    return grammar_of(expanded(**templates)).parts


def section(source: str, **templates: str) -> str:
    """The pattern of a template inside one section, drawn."""
    [part] = parts(letter=f"<section>{source}</section>", **templates)
    return drawn(part.body)


@pytest.mark.parametrize(
    ("template", "pattern"),
    [
        ("{{ council }}", "<council>"),
        ("{{ addressee.name }}", "<addressee.name>"),
        ("{{ values.places|listing }}", "<values.places|listing>"),
        ("{{ date|long_date }}", "{date|long_date}"),
        ("{{ period.end|short_date }}", "{period.end|short_date}"),
        ("{{ year|year }}", "{year|year}"),
        ("{{ panel.rate|percent }}", "{panel.rate|percent}"),
        ("{{ total|count }}", "{total|count}"),
        ("Dear {{ name }}, {{ total|count }} cases", "Dear_<name>,_{total|count}_cases"),
    ],
)
def test_value_is_a_gap_if_its_format_has_a_shape_and_a_run_if_it_is_free_text(template: str, pattern: str) -> None:
    assert section(template) == pattern


@pytest.mark.parametrize(
    ("template", "pattern"),
    [
        ("{{ name }}<br>{{ role }}", "<name role>"),
        ("<p>{{ name }}</p>\n<p>{{ role }}</p>", "_<name role>_"),
        ("{{ name }} {{ role }}\n{{ places|listing }}", "<name role places|listing>"),
        ("{{ name }}, {{ role }}", "<name>,_<role>"),
        ("{{ name }} {{ total|count }} {{ role }}", "<name>_{total|count}_<role>"),
        ("{{ name }}{% if awaited %} and {% endif %}{{ role }}", "<name>[awaited=True: _and_ / awaited=False: ]<role>"),
    ],
)
def test_texts_that_only_white_space_divides_are_one_run(template: str, pattern: str) -> None:
    assert section(template) == pattern


@pytest.mark.parametrize(
    ("template", "pattern"),
    [
        ("I write\n   to\tyou", "I write to you"),
        ("<p>one</p>\n\n<p>two</p>", "_one_two_"),
        ("one<br>two", "one_two"),
        ("Mr&nbsp;Tin", "Mr Tin"),
        ("Dear <b>Ms Tin</b>,", "Dear_Ms Tin,"),
        ("H<sub>2</sub>O", "H2O"),
        ("one <!-- a note --> two{# another #}", "one_two"),
        ("5 &lt; 6 &amp; &pound;7 &#8364;8 &#xe9;", "5 < 6 & £7 €8 é"),
        ("{% raw %}{{ council }}{% endraw %}", "{{ council }}"),
    ],
)
def test_white_space_is_one_space_where_words_end(template: str, pattern: str) -> None:
    assert section(template) == pattern


@pytest.mark.parametrize(
    "unread",
    [
        "<svg><title>{{ rate }}</title><text>45%</text></svg>",
        "<svg/>",
        "<style>p { color: {{ colour }} }</style>",
        "<script>{{ 1 + 1 }}</script>",
        '<b class="{% if awaited %}draft{% endif %}" title="{{ name }}" lang="{{ 3 * rate }}"></b>',
        "<!-- {{ name }} -->",
    ],
)
def test_pictures_tags_and_styles_are_not_read(unread: str) -> None:
    assert section(f"one{unread}two") == "onetwo"


@pytest.mark.parametrize(
    ("template", "pattern"),
    [
        ("{% if a %}x{% endif %}", "[a=True: x / a=False: ]"),
        ("{% if not a %}x{% endif %}", "[a=False: x / a=True: ]"),
        ("{% if not not a.b %}x{% endif %}", "[a.b=True: x / a.b=False: ]"),
        ("{% if n == 1 %}x{% else %}y{% endif %}", "[n=1: x / : y]"),
        ("{% if not n == 1 %}x{% else %}y{% endif %}", "[: x / n=1: y]"),
        ('{% if n == "one" %}x{% else %}y{% endif %}', "[n=one: x / : y]"),
        (
            "{% if a %}x{% elif n == 0 %}y{% elif b %}z{% else %}w{% endif %}",
            "[a=True: x / a=False, n=0: y / a=False, b=True: z / a=False, b=False: w]",
        ),
        ("{% if a %}<p>x</p>{% else %}y {% endif %}", "[a=True: _x_ / a=False: y_]"),
        (
            "{% if a %}x{% if b %}y{% endif %}{% else %}z{% endif %}",
            "[a=True: x[b=True: y / b=False: ] / a=False: z]",
        ),
    ],
)
def test_choice_has_a_branch_for_each_wording_with_the_facts_it_shows(template: str, pattern: str) -> None:
    assert section(template) == pattern


@pytest.mark.parametrize(
    ("template", "pattern"),
    [
        ("{% for one in paragraphs %}<p>{{ one }}</p>{% endfor %}", "_<paragraphs*>_"),
        ("{% for one in signatory.roles %}{{ one }}{% endfor %}", "_<signatory.roles*>_"),
        ("{{ name }}{% for one in roles %}<br>{{ one }}{% endfor %}", "<name roles*>_"),
        (
            "a{% for one in first %}{{ one }}{% endfor %}b{% for one in last %}{{ one }}{% endfor %}",
            "a_<first*>_b_<last*>_",
        ),
        ("{% for one in first %}{{ one }}{% endfor %}{{ one }}", "_<first* one>"),
    ],
)
def test_repetition_is_a_run_of_its_list(template: str, pattern: str) -> None:
    assert section(template) == pattern


def test_words_of_a_picture_stand_apart() -> None:
    assert section("a<figure>45% <b>upheld</b></figure>b") == "a_(45%_upheld)_b"


@pytest.mark.parametrize(
    ("macros", "template", "pattern"),
    [
        (
            "{% macro m(p) %}{{ p.rate|percent }}{% endmacro %}",
            "{{ m(a) }} {{ m(b) }}",
            "{a.rate|percent}_{b.rate|percent}",
        ),
        ("{% macro m(what) %}of {{ what }}{% endmacro %}", '{{ m("cases & more") }}', "of cases & more"),
        ("{% macro m(p) %}{% if p.a %}x{% endif %}{% endmacro %}", "{{ m(b) }}", "[b.a=True: x / b.a=False: ]"),
        ("{% macro m() %}{{ date|long_date }}{% endmacro %}", "{{ m() }}", "{date|long_date}"),
        ("{% macro m(p) %}{{ n(p.q) }}{% endmacro %}{% macro n(r) %}{{ r }}{% endmacro %}", "{{ m(a) }}", "<a.q>"),
        ("{% macro m(p) %}{{ p }}{% endmacro %}", "{% for one in all %}{{ m(one) }}{% endfor %}", "_<all*>_"),
        ("{% macro m() %}{{ 1 + 1 }}{% endmacro %}", "not called", "not called"),
        (
            '{% macro m(p, q=b, r="&") %}{{ p }} {{ r }} {{ q }}{% endmacro %}',
            "{{ m(a) }}, {{ m(a, c) }}",
            "<a>_&_<b>,_<a>_&_<c>",
        ),
        ("{% macro m(what) %}{{ what }}{% endmacro %}", '{{ m("<b>") }}', "<b>"),
    ],
)
def test_macro_is_read_where_it_is_called_with_what_it_is_given(macros: str, template: str, pattern: str) -> None:
    assert section(macros + template) == section(template + macros) == pattern


@pytest.mark.parametrize(
    ("template", "other", "pattern"),
    [
        ('a {% include "other.html" %} c', "<b>{{ b }}</b>", "a_<b>_c"),
        ('{% for p in ps %}{% include "other.html" %}{% endfor %}', "<p>{{ p }}</p>", "_<ps*>_"),
        ('{% include "other.html" %}{{ m(a) }}', "{% macro m(p) %}{{ p }}{% endmacro %}", "<a>"),
        ("a{% block b %}b{% endblock %}c", "", "abc"),
        ('a{% include "none.html" ignore missing %}c', "", "ac"),
    ],
)
def test_include_and_block_are_read_in_their_place(template: str, other: str, pattern: str) -> None:
    assert section(template, other=other) == pattern


def test_blocks_of_a_template_replace_those_of_the_one_it_extends() -> None:
    base = "<section>{% block a %}{% endblock %} {% block b %}lost{% endblock %} {% block d %}D{% endblock %}</section>"
    year = (
        '{% extends "base.html" %}{% macro m(p) %}<br>{{ p }}{% endmacro %}'
        "{% block a %}lost{% endblock %}{% block b %}B{% block c %}C{% endblock %}{% endblock %}"
    )
    letter = '{% extends "year.html" %}lost{% block a %}A{{ m(x) }}{% endblock %}'
    [part] = parts(letter=letter, year=year, base=base)
    assert drawn(part.body) == "A_<x>_BC D"


def test_section_is_a_part_with_its_own_name_or_number() -> None:
    found = parts(
        letter="<head><title>{{ 1 + 1 }}</title></head>{{ council }}"
        '<section data-part="letter">one <section data-part="panel">two</section> three</section>{{ council }}'
        '<section>four</section><section></section><section data-part="">five</section>',
    )
    assert [(part.name, drawn(part.body)) for part in found] == [
        ("page", "<council>"),
        ("letter", "one_"),
        ("panel", "two"),
        ("letter", "_three"),
        ("page", "<council>"),
        ("part 3", "four"),
        ("part 5", "five"),
    ]


EXPRESSION = "this expression cannot be read back"
NAME = "only the name of a value can be read back"
CONDITION = "a condition must be a name, its negation or an equality with a constant"
SINGLE = "a repetition can be read back of single texts only"
SAME = "two wordings of this choice cannot be told apart"
TEMPLATE = "the name of a template must stand here itself"
SIDE_BY_SIDE = "two values stand side by side, with no word or space between them"
ENDS = "this ends in another element than it began in"


@pytest.mark.parametrize(
    ("template", "refusal"),
    [
        ("{{ total + 1 }}", EXPRESSION),
        ('{{ "text" }}', EXPRESSION),
        ("{{ a ~ b }}", EXPRESSION),
        ("{{ a if b else c }}", EXPRESSION),
        ('{{ values["a"] }}', EXPRESSION),
        ("{{ council|upper }}", EXPRESSION),
        ("{{ total|count(1) }}", EXPRESSION),
        ("{{ super() }}", EXPRESSION),
        ("{{ total|count|percent }}", NAME),
        ("{{ (total + 1)|count }}", NAME),
        ("{{ f().name }}", NAME),
        ("{% for one in f() %}{{ one }}{% endfor %}", NAME),
        ("{% macro m(p) %}{{ p }}{% endmacro %}{{ m(a + b) }}", NAME),
        ("{% macro m(p) %}{{ p|count }}{% endmacro %}{{ m(3) }}", NAME),
        ("{% macro m(p) %}{% if p == 3 %}x{% endif %}{% endmacro %}{{ m(3) }}", NAME),
        ("{% macro m(p) %}{{ p }}{% endmacro %}{{ m(p=a) }}", EXPRESSION),
        ("{{ name }}{{ role }}", SIDE_BY_SIDE),
        ("{{ total|count }}{{ name }}", SIDE_BY_SIDE),
        ("{% if a and b %}x{% endif %}", CONDITION),
        ("{% if n > 1 %}x{% endif %}", CONDITION),
        ("{% if n != 1 %}x{% endif %}", CONDITION),
        ("{% if n == m %}x{% endif %}", CONDITION),
        ("{% if 1 == n %}x{% endif %}", CONDITION),
        ("{% if n == 1 == m %}x{% endif %}", CONDITION),
        ("{% if a is defined %}x{% endif %}", CONDITION),
        ("{% if a[0] %}x{% endif %}", CONDITION),
        ("{% if true %}x{% endif %}", CONDITION),
        ("{% if a %}x{% elif b or c %}y{% endif %}", CONDITION),
        ("{% if f().a %}x{% endif %}", NAME),
        ("{% if a %}{% endif %}", SAME),
        ("{% if a %}x{% else %}<p>x</p>{% endif %}", SAME),
        ("{% if a %}x{% elif b %}y{% else %}x{% endif %}", SAME),
        ('{% if a %}<p class="a">{% else %}<p class="b">{% endif %}x</p>', SAME),
        ("{% for one in all %}{{ one|count }}{% endfor %}", SINGLE),
        ("{% for one in all %}{{ one }} {{ one }}{% endfor %}", SINGLE),
        ("{% for one in all %}- {{ one }}{% endfor %}", SINGLE),
        ("{% for one in all %}{% endfor %}", SINGLE),
        ("{% for one in all if one %}{{ one }}{% endfor %}", "for cannot be read back"),
        ("{% for one in all %}{{ one }}{% else %}none{% endfor %}", "for cannot be read back"),
        ("{% for one in all recursive %}{{ one }}{% endfor %}", "for cannot be read back"),
        ("{% for one, two in all %}{{ one }}{% endfor %}", "for cannot be read back"),
        ("{% set a = 1 %}", "assign cannot be read back"),
        ("{% with a = 1 %}{{ a }}{% endwith %}", "with cannot be read back"),
        ("{% filter count %}x{% endfilter %}", "filterblock cannot be read back"),
        ('{% import "m.html" as m %}', "import cannot be read back"),
        ('{% from "m.html" import m %}', "fromimport cannot be read back"),
        ("{% macro m() %}{% endmacro %}{% call m() %}x{% endcall %}", "callblock cannot be read back"),
        ('{% if a %}{% extends "base.html" %}{% endif %}', "extends cannot be read back"),
        ("{% extends name %}", TEMPLATE),
        ("{% include name %}", TEMPLATE),
        ('{% include ["a.html", "b.html"] %}', TEMPLATE),
        ("{% if a %}x{% else %}<figure>y{% endif %}</figure>", ENDS),
        ("{% for one in all %}<figure>{{ one }}{% endfor %}</figure>", ENDS),
        ("{% for one in all %}{{ other }}{% endfor %}", SINGLE),
        ("{% for one in all %}{{ loop.index }}{% endfor %}", SINGLE),
        ("{% for one in all %}{% for two in one %}{{ two }}{% endfor %}{% endfor %}", SINGLE),
        ("{% autoescape false %}{{ a }}{% endautoescape %}", "scope cannot be read back"),
        (
            "{% if a %}<figure>x{% else %}y</figure>{% endif %}",
            "the wordings of this choice begin and end in different elements",
        ),
    ],
)
def test_template_that_could_not_be_read_back_is_refused_with_its_line(template: str, refusal: str) -> None:
    with pytest.raises(Faulty) as raised:
        parts(letter=f"<section>\n\n{template}\n</section>")
    assert str(raised.value) == f"letter.html:3:1: {refusal}; {CURE}"


@pytest.mark.parametrize(
    ("templates", "place"),
    [
        ({"letter": '<section>{% include "other.html" %}', "other": "\n{{ a + b }}"}, "other.html:2"),
        ({"letter": '{% extends "other.html" %}', "other": "<section>\n\n{{ a + b }}"}, "other.html:3"),
        (
            {"letter": '{% extends "other.html" %}\n{% block b %}{{ a + b }}{% endblock %}',
             "other": "<section>{% block b %}{% endblock %}"},
            "letter.html:2",
        ),
        (
            {"letter": '<section>{% include "other.html" %}{{ m() }}',
             "other": "{% macro m() %}\n{% if a and b %}x{% endif %}{% endmacro %}"},
            "other.html:2",
        ),
        ({"letter": "<section>{% if a %}\nx{% elif b %}\nx{% endif %}"}, "letter.html:1"),
        ({"letter": "<section>{% if a %}<figure>\nx{% elif b %}y</figure>{% endif %}"}, "letter.html:2"),
        ({"letter": "<section>{% if a %}\nx{% elif b\n and c %}\ny{% endif %}"}, "letter.html:2"),
    ],
)  # fmt: skip
def test_refusal_names_the_file_and_line_that_it_is_about(templates: dict[str, str], place: str) -> None:
    with pytest.raises(Faulty) as raised:
        parts(**templates)
    assert str(raised.value).startswith(f"{place}:1: ")


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("<p>\n{% if %}", "letter.html:2:1: Expected an expression, got 'end of statement block'"),
        ('\n{% include "no.html" %}', "no.html:1:1: the template is not there"),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "a template that calls or includes itself"),
        ("<p>\n\udcff", "letter.html:2:1: not UTF-8 text"),
    ],
)
def test_template_that_jinja_cannot_read_is_a_fault(source: str, fault: str, tmp_path: Path) -> None:
    folder = tmp_path / "2020"
    folder.mkdir()
    (folder / "letter.html").write_text(source, errors="surrogateescape")
    with pytest.raises(Faulty) as raised:
        _ = Wording(tmp_path, "2020").grammar
    assert fault in str(raised.value)


def test_values_and_conditions_of_a_pattern_are_found_wherever_they_stand() -> None:
    [part] = parts(
        letter="<section>{{ a }}<figure>{{ b|count }}</figure>{% if c %}x{% if d == 1 %}{{ e }}{% endif %}{% endif %}"
        "{% for one in f %}{{ one }}{% endfor %}</section>",
    )
    assert set(paths_in(part.body)) == {"a", "b", "e", "f"}
    assert set(conditions_in(part.body)) == {"c", "d"}
