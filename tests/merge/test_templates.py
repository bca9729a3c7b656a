"""Whatever somebody writes into a template: what check passes prints and is proven, and the rest has its line."""

import re
from functools import partial
from pathlib import Path

import pytest

from generator.errors import Faulty
from generator.merge import prepare, verify, wordings_of
from generator.records import load
from tests.places import DATA
from tests.runs import short_templates

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
        "<ul style='list-style: none'><li>By email</li><li>and post</li></ul>",
        "<ul><li>By email</li><li>and post<ol><li>to {{ council }}</li></ol></li></ul>",
    ],
)
def test_elements_print_and_are_proven(instead: str, tmp_path: Path) -> None:
    ready = prepare(DATA, edited(tmp_path, instead), "sample")
    assert not ready.left_out
    assert verify(ready.printed(SLUG).pdf, SLUG, wordings_of(ready.templates)) is None


@pytest.mark.parametrize(
    ("instead", "said"),
    [
        ("<h2 Complaint statistics</h2>", "letter.html:10:1: <h2 Complaint statistics</h2> is not closed with >"),
        ("<p><strong>By<strong> email</p>", "letter.html:10:4: <strong> is not closed"),
        ("<p>By email</b></p>", "letter.html:10:12: </b> closes what was not opened"),
        ("<p>{{ values.items }}</p>", "letter.html:10:1: a function would be printed"),
        ("<p>{{ council.upper }}</p>", "letter.html:10:1: a function would be printed"),
        ("<p>{{ range }}</p>", "letter.html:10:1: there is no value named range"),
        ("<p>{% if lipsum %}a{% endif %}</p>", "letter.html:10:1: there is no value named lipsum"),
        ("<div>" * 300 + "x" + "</div>" * 300, "the page's elements are nested too deeply to be laid out"),
        (CHOICES, "the wordings of a part are too many to be read back"),
        ("<p style='opacity: 0.5'>By email</p>", f"the letter to {SLUG} does not read back: "),
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
    "instead", ["@page {\n  @bottom-center { content: counter(page) }", "p { hyphens: auto; width: 3cm }\n@page {"]
)
def test_letters_with_page_numbers_or_broken_words_are_proven(instead: str, tmp_path: Path) -> None:
    ready = prepare(DATA, edited(tmp_path, instead, "letter.css", "@page {"), "sample")
    assert not ready.left_out
    assert verify(ready.printed(SLUG).pdf, SLUG, wordings_of(ready.templates)) is None


def test_style_that_prints_more_than_the_words_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(Faulty, match="does not read back: "):
        prepare(DATA, edited(tmp_path, "p::before { content: 'More ' }\n@page {", "letter.css", "@page {"), "sample")
