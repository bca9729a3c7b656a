"""Whatever somebody writes into a template: what check passes prints, is proven and approved; the rest has its line."""

import re
from functools import partial
from pathlib import Path

import pytest

from generator.errors import Faulty
from generator.merge import Method, prepare, verify, wordings_of
from generator.records import load
from tests.places import DATA
from tests.runs import assert_goes_out, short_templates

SLUG = "ashenvale-borough-council"
PLACE = "<p>By email</p>"
CHOICES = "".join(f"<p>{{% if reissue.there %}}a {one}{{% else %}}b {one}{{% endif %}}</p>" for one in range(200))


def edited(folder: Path, instead: str, file: str = "letter.html", before: str = PLACE) -> Path:
    """Return short templates with one edit."""
    templates = short_templates(folder / "templates")
    path = templates / "2020" / file
    assert before in path.read_text()
    path.write_text(path.read_text().replace(before, instead, 1))
    return templates


PAGE_NUMBERS = '@page {\n  @bottom-center { content: "Page " counter(page) " of " counter(pages) }'
ADDRESS = '@page {\n  @top-right { content: "An Invented Ombudsman\\A 1 Example Street"; white-space: pre }'
LISTED = "{% for paragraph in personal_paragraphs %}<li>{{ paragraph }}</li>{% endfor %}"
PARAGRAPHS = "{% for paragraph in personal_paragraphs %}\n<p>{{ paragraph }}</p>\n{% endfor %}"


@pytest.mark.parametrize(
    "instead",
    [
        *(
            f"<p>By our <{tag}>e-mail</{tag}>, for {{{{ council }}}}</p>"
            for tag in "abbr b bdi cite code del dfn em i ins kbd mark q s samp small span strong time u var".split()
        ),
        "<p>By <q>our <q>own</q> e-mail</q>.</p>",
        "<p>By <cite>{{ council }}</cite>'s e-mail</p>",
        "<blockquote><p>By email</p></blockquote>",
        "<table><tr><th>By</th><td>{{ council }}</td></tr><tr><th>To</th><td>email</td></tr></table>",
        "<dl><dt>By</dt><dd>email</dd></dl>",
        "<h2>By email</h2><div><div><p>to</p></div></div>",
        "<p>By email<br>to {{ council }}</p>",
        "<p>By e&shy;mail, incom&shy;pre&shy;hen&shy;si&shy;bil&shy;i&shy;ties and all</p>",
        "<ul style='list-style: none'><li>By email</li><li>and post</li></ul>",
    ],
)
def test_elements_print_and_are_proven(instead: str, tmp_path: Path) -> None:
    ready = prepare(DATA, edited(tmp_path, instead), "sample")
    assert not ready.left_out
    assert verify(ready.printed(SLUG).pdf, SLUG, wordings_of(ready.templates)) is None


@pytest.mark.parametrize(
    ("file", "before", "instead"),
    [
        ("letter.html", PLACE, "<ul><li>By email</li><li>to {{ council }}</li></ul>"),
        (
            "letter.html",
            PLACE,
            "<ol><li>By email<ul><li>to {{ addressee.name }}</li></ul></li><li>{{ year|year }}</li></ol>",
        ),
        ("letter.html", PLACE, "<ol type='A' start='3'><li>By email</li><li>By post</li></ol>"),
        ("letter.html", PLACE, "<blockquote><p>By email</p><ul><li>and post</li></ul></blockquote>"),
        (
            "letter.html",
            PLACE,
            "<table><tr><th>Council</th><th>When</th></tr><tr><td>{{ council }} and all its many offices in town</td>"
            "<td>{{ date|long_date }}, which is a day on which nobody was at work</td></tr></table>",
        ),
        ("letter.html", PARAGRAPHS, f"<ul>{LISTED}</ul>"),
        (
            "letter.html",
            "{% endblock %}\n\n{% block statistics %}",
            f"<p>Also:</p><ul>{LISTED}</ul>{{% endblock %}}{{% block statistics %}}",
        ),
        ("letter.html", PARAGRAPHS, ""),
        (
            "letter.html",
            "<p>Yours sincerely,</p>",
            f"{PARAGRAPHS}<p>Yours sincerely,</p>".replace(PARAGRAPHS, "<p>Well:</p>"),
        ),
        (
            "letter.html",
            "<h1>Annual",
            '<section data-part="outer"><section data-part="inner"><p>In</p></section></section><h1>Annual',
        ),
        ("letter.html", "{{ signatory.name }}{% for", "{{ signatory.name }}<br>for the Ombudsman{% for"),
        ("letter.html", "{% for role in signatory.roles %}<br>{{ role }}{% endfor %}", ""),
        ("letter.html", "Until {{ publication|long_date }}: s", "S"),
        (
            "statistics.html",
            "{{ complaints_upheld.rate|percent }}{{ compared",
            "or {{ complaints_upheld.rate|percent }}{{ compared",
        ),
        ("statistics.html", "<h2>{{ council }}</h2>", "<h2>Your figures</h2>"),
        ("letter.css", "@page {", PAGE_NUMBERS),
        ("letter.css", "@page {", ADDRESS),
        ("letter.css", "@page {", "@page :first { @top-left { content: 'First' } }\n@page {"),
        ("letter.css", "@page {", "p { hyphens: auto; width: 3cm }\n@page {"),
        ("letter.css", "break-before: page", "break-before: auto"),
        ("letter.css", "@page {", "p { text-align: justify; width: 8cm }\n@page {"),
    ],
)
def test_edit_of_a_template_goes_out(file: str, before: str, instead: str, few_councils: Path, tmp_path: Path) -> None:
    assert_goes_out(edited(tmp_path, instead, file, before), few_councils, tmp_path / "output", Method(layouts=False))


@pytest.mark.parametrize(
    ("instead", "said"),
    [
        (
            "<h2 Complaint statistics</h2>",
            "letter.html:10:1: <h2 Complaint statistics is no tag, or is not closed with >",
        ),
        ("<p><strong>By<strong> email</p>", "letter.html:10:4: <strong> is not closed"),
        ("<p>By email</b></p>", "letter.html:10:12: </b> closes what was not opened"),
        (
            "<p>{ values.courses|count } courses</p>",
            "letter.html:10:4: { values.courses|count } courses is",
        ),
        ("<p><b>By</b> <b>email</p>", "letter.html:10:14: <b> is not closed"),
        ("<p>{{ year|year }}{{ values.courses|count }}</p>", "letter.html:10:1: two values stand side by side"),
        ("<p>{{ values.items }}</p>", "letter.html:10:1: there is no value named items"),
        ("<p>{{ council.upper }}</p>", "letter.html:10:1: a function would be printed"),
        ("<p>{{ range }}</p>", "letter.html:10:1: there is no value named range"),
        ("<p>{% if lipsum %}a{% endif %}</p>", "letter.html:10:1: there is no value named lipsum"),
        ("<div>" * 300 + "x" + "</div>" * 300, "the page's elements are nested too deeply to be laid out"),
        (CHOICES, "the wordings of a part are too many to be read back"),
        ("<p style='text-transform: uppercase'>By email</p>", "does not read back: "),
        ("<p>{{ council }}</p><p>{{ addressee.role }}</p><p>{{ reissue.reason }}</p>", "None would be printed"),
    ],
    ids=lambda value: value[:30] if isinstance(value, str) else None,
)
def test_what_cannot_be_printed_or_read_back_is_a_fault(instead: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(Faulty) as raised:
        prepare(DATA, edited(tmp_path, instead), "sample")
    assert said in str(raised.value)


@pytest.mark.parametrize(
    ("file", "dropped", "unproven"),
    [
        ("statistics.html", r'<section data-part="satisfactory_remedies">.*?</section>', "satisfactory_remedies.rate"),
        ("statistics.html", r"<p>\{\{ period.*?</p>", "period.start"),
        ("letter.html", r"\{% for role in .*?endfor %\}", "signatory.roles"),
        ("letter.html", r"\{% for paragraph in .*?endfor %\}", "personal_paragraphs"),
    ],
    ids=["a panel", "the period", "the roles", "the paragraphs"],
)
def test_what_is_not_printed_is_warned_of_once_and_the_rest_is_proven(
    file: str, dropped: str, unproven: str, tmp_path: Path
) -> None:
    templates = short_templates(tmp_path / "templates")
    path = templates / "2020" / file
    text, times = re.subn(dropped, "", path.read_text(), flags=re.DOTALL)
    assert times == 1
    path.write_text(text)
    ready = prepare(DATA, templates, "sample")
    assert not ready.left_out
    assert [warning.path for warning in ready.warnings].count(unproven) == 1
    assert all(warning.what.startswith("no template prints this value") for warning in ready.warnings)
    for slug in (SLUG, "ivywell-district-council"):
        assert verify(ready.printed(slug).pdf, slug, wordings_of(templates), partial(load, DATA)) is None


@pytest.mark.parametrize(
    "instead", ["p::after { content: ' and more' }\n@page {", "p { width: calc((((( }\n@page {", "p { width: calc((((("]
)
def test_style_that_prints_more_than_the_words_or_is_none_is_a_fault(instead: str, tmp_path: Path) -> None:
    with pytest.raises(Faulty, match=r"does not read back: |Ignored|Parse error|Invalid"):
        prepare(DATA, edited(tmp_path, instead, "letter.css", "@page {"), "sample")
