"""What is printed from layouts is right in whatever look an edition's templates and stylesheets give its letters."""

from dataclasses import replace
from pathlib import Path

import pytest

from generator.merge import Ready, prepare
from generator.paper import first_difference
from tests.places import DATA, SAMPLE_SLUGS
from tests.runs import short_templates

from .printing import Printing

STAMP = '<div style="float: right; width: 8.5cm; height: 2.5cm"></div>\n'
LINK = '<a href="https://www.lgo.org.uk/" style="text-decoration: none">'
ARC = (
    '<circle cx="21" cy="21" r="15.9155" fill="none" stroke="#1d4f80" '
    'stroke-dasharray="{{ complaints_upheld.rate }} {{ 100 - complaints_upheld.rate }}" transform="rotate(-90 21 21)"/>'
)
FRAME = (
    "<h2>{{ council }}</h2>"
    '<p style="display: inline-block; border: 1px solid #111111; min-width: 8cm; padding: 2mm">{{ council }}</p>'
)
SOME = [SAMPLE_SLUGS[number] for number in (0, 2, 3, 6)]  # as few as show each look that needs to be proven


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    """Templates of short letters, to be changed."""
    return short_templates(tmp_path)


def changed(templates: Path, file: str, written: str, instead: str) -> Ready:
    """The samples, after one change in a file of their edition."""
    path = templates / "2020" / file
    assert written in path.read_text()
    path.write_text(path.read_text().replace(written, instead, 1))
    return samples(templates)


def samples(templates: Path) -> Ready:
    return prepare(DATA, templates, "sample", try_the_press=False, read=False)


def set_as_printed(printing: Printing, slugs: list[str]) -> None:
    """Each letter that is printed from layouts is what WeasyPrint prints; any other is its own print."""
    for slug in slugs:
        set_ = printing.set(slug)
        assert not set_.layouts or first_difference(set_.pdf, printing.printed(slug).pdf) is None, slug


def test_short_letter_is_printed_from_layouts(templates: Path) -> None:
    printing = Printing(samples(templates))
    assert all(printing.set(slug).layouts for slug in SOME)


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        (".statistics {\n  break-before: page", ".statistics {\n  break-before: auto"),
        (".statistics {\n  break-before: page", ".statistics {\n  break-before: right"),
        ("size: A4", "size: 21cm 10cm } @page :left { margin: 1.5cm 2cm"),
        ("@page {", "@page { @bottom-center { content: counter(page) } } @page {"),
    ],
    ids=["no new page", "a right page", "other left pages", "numbered pages"],
)
def test_letters_whose_parts_are_not_by_themselves_are_printed(written: str, instead: str, templates: Path) -> None:
    printing = Printing(changed(templates, "letter.css", written, instead))
    for slug in SAMPLE_SLUGS[:2] * 2:
        set_ = printing.set(slug)
        assert set_.layouts == ()
        assert set_.pdf == printing.printed(slug).pdf


@pytest.mark.parametrize(
    ("file", "written", "instead"),
    [
        ("letter.html", "Dear {{ addressee.name }}", "Dear <mark>{{ addressee.name }}</mark>"),
        ("letter.html", "Dear {{ addressee.name }}", "Dear {{ addressee.name }}<sup>1</sup>"),
        ("letter.html", "Dear {{ addressee.name }}", "Dear <del>{{ addressee.name }}</del>"),
        ("letter.css", ".statistics {", ".letter p { text-transform: capitalize; word-spacing: 2px }\n\n.statistics {"),
        ("letter.css", ".statistics {", ".address + p { width: 2cm }\n\n.statistics {"),
        ("statistics.html", "<h2>{{ council }}</h2>", '<h2>{{ council }} <a href="#t">See</a></h2><p id="t">Here</p>'),
        ("letter.html", "<p>By email</p>", '<p><a href="#s">By email</a></p>'),
        ("letter.css", "@page {", ".statistics h2 { font-size: 30pt; hyphens: auto } @page {"),
        ("letter.css", ".statistics {", "main:has(.nothing) .letter h1 { color: #ff0000 }\n\n.statistics {"),
        ("letter.css", "@page {", ".statistics h2 { font-kerning: none } @page {"),
        ("letter.html", "Dear {{ addressee.name }}", f"Dear {LINK}{{{{ addressee.name }}}}</a> of {{{{ council }}}}"),
        ("statistics.html", ARC, ARC.replace("<circle ", '<circle id="arc" ') + '<use href="#arc" x="1"/>'),
    ],
    ids=[
        "a background",
        "raised",
        "struck out",
        "respaced",
        "one narrow block",
        "a link that moves",
        "a link away",
        "hyphens",
        "what another part holds",
        "no kerning",
        "a link between words",
        "an arc drawn twice",
    ],
)
def test_words_that_move_more_than_themselves_are_printed(
    file: str, written: str, instead: str, templates: Path
) -> None:
    if "#s" in instead:
        changed(templates, "statistics.html", "<p>{{ period", '<p id="s">{{ period')
    set_as_printed(Printing(changed(templates, file, written, instead)), SOME)


def test_paragraph_over_pages_that_are_not_as_wide_is_printed(templates: Path) -> None:
    low = "size: 21cm 10cm; margin: 2cm } @page :first { margin: 2cm 1.5cm 2cm 2cm"
    printing = Printing(changed(templates, "letter.css", "size: A4", low))
    assert printing.printed(SOME[0]).pages > 2
    set_as_printed(printing, SOME)


@pytest.mark.parametrize(
    ("file", "written", "instead", "slugs"),
    [
        ("letter.html", "<p>By email</p>", f"{STAMP}<p>By email</p>", SAMPLE_SLUGS[:4:3]),
        ("statistics.html", "<h2>{{ council }}</h2>", FRAME, [SAMPLE_SLUGS[-2], *SAMPLE_SLUGS[:4:3]]),
    ],
    ids=["a stamp beside", "a frame around"],
)
def test_wider_words_than_any_before_are_where_they_are_printed(
    file: str, written: str, instead: str, slugs: list[str], templates: Path
) -> None:
    sample = changed(templates, file, written, instead)
    one, other = Printing(sample), Printing(sample)
    backwards = {slug: other.set(slug).pdf for slug in reversed(slugs)}
    set_as_printed(one, slugs)
    for slug in slugs:
        assert one.set(slug).pdf == backwards[slug], slug


def test_drafts_prove_their_own_words(templates: Path) -> None:
    framed = "\n\n.draft .statistics h2 { display: inline-block; border: 1px solid #111111 }"
    sample = changed(templates, "letter.css", "@page {", f"{framed} @page {{")
    printing = Printing(sample)
    draft, other = (slug for slug in SAMPLE_SLUGS if sample.letters[slug].state == "draft")
    for slug in (SAMPLE_SLUGS[0], other):
        printing.set(slug)
    for name in ("Camelot City Council", "Lee Council"):
        letter = replace(sample.letters[draft], council=name)
        printed = printing.press.printed(sample.wording.page(letter).html, b"{}")
        assert first_difference(printing.set_letter(letter, b"{}").pdf, printed.pdf) is None, name
