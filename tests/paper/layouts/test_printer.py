"""What is printed from a layout is what WeasyPrint prints, object by object; and what cannot be is printed by it."""

from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from generator.letter import Letter
from generator.merge import Ready, prepare
from generator.paper import LayoutPrinter, Press, Printed, first_difference, picture
from generator.records import Addressee, Averages, Council, published
from generator.wording import Page
from tests.habits import acquire
from tests.places import DATA, SAMPLE_SLUGS, TELLING_SLUGS, some
from tests.runs import short_templates
from tests.strategies import AVERAGES, councils

from .printing import Printing, no_store
from .tiny import page, tiny

QUIET = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
LONG = pytest.mark.long


@pytest.fixture(scope="module")
def printing(small: Ready) -> Printing:
    return printing_of(small)


@pytest.fixture(scope="module")
def whole_printing(sample: Ready) -> Printing:
    """The same for whole letters."""
    return printing_of(sample)


def printing_of(ready: Ready) -> Printing:
    """A printer that has the layouts of other tests, and keeps its own for them."""
    return Printing(ready, ready.method.store(ready.look))


def of_shared_parts(printing: Printing) -> list[str]:
    """Some letters that have the same class of first part."""
    by_part: dict[str, list[str]] = {}
    for slug in SAMPLE_SLUGS:
        by_part.setdefault(printing.set(slug).layouts[0], []).append(slug)
    return max(by_part.values(), key=len)[:5]


@pytest.mark.parametrize("slug", some(SAMPLE_SLUGS, *TELLING_SLUGS[:2]))
def test_letter_from_a_layout_is_what_weasyprint_prints(slug: str, whole_printing: Printing) -> None:
    set_, printed = whole_printing.set(slug), whole_printing.printed(slug)
    assert set_.layouts
    assert set_.pages == printed.pages
    assert first_difference(set_.pdf, printed.pdf) is None
    for number in range(1, printed.pages + 1):
        assert picture(set_.pdf, number, 1) == picture(printed.pdf, number, 1)


@pytest.mark.parametrize(
    ("fixture", "examples"), [("printing", 6), pytest.param("whole_printing", 2000, marks=LONG)], ids=["short", "whole"]
)
def test_letters_of_any_council_are_set_as_they_are_printed(
    fixture: str, examples: int, request: pytest.FixtureRequest
) -> None:
    printing = printing_of(request.getfixturevalue(fixture).sample)
    layouts: set[tuple[str, ...]] = set()
    from_layouts = 0

    def as_printed(council: Council, averages: Averages) -> None:
        nonlocal from_layouts
        letter = Letter.to(council, printing.sample.records.edition, averages)
        record = published(council, averages, edition="sample", state=letter.state)
        set_ = printing.set_letter(letter, record)
        if set_.layouts:
            from_layouts += set_.layouts in layouts
            layouts.add(set_.layouts)
            printed = printing.press.printed(printing.sample.wording.page(letter).html, record)
            assert first_difference(set_.pdf, printed.pdf) is None

    @settings(max_examples=examples, deadline=None, suppress_health_check=QUIET)
    @given(council=councils(), other=councils(), averages=AVERAGES)
    def law(council: Council, other: Council, averages: Averages) -> None:
        as_printed(council, averages)
        # And one that may be of the same class, with other words.
        as_printed(council.model_copy(update={"name": other.name, "addressee": other.addressee}), averages)

    law()
    assert from_layouts > examples // 10


def test_letter_is_the_same_bytes_whichever_made_its_layouts(printing: Printing, small: Ready) -> None:
    slugs = of_shared_parts(printing)
    assert len({printing.set(slug).layouts for slug in slugs}) < len(slugs)
    other = Printing(small)
    assert [other.set(slug) for slug in reversed(slugs)] == [printing.set(slug) for slug in reversed(slugs)]


def test_letter_of_parts_that_came_from_two_others_is_what_weasyprint_prints(printing: Printing, small: Ready) -> None:
    layouts = {slug: printing.set(slug).layouts for slug in SAMPLE_SLUGS}
    letter, one, other = next(
        three
        for three in permutations(layouts, 3)
        if [a == b for a, b in zip(layouts[three[0]], layouts[three[1]], strict=True)] == [True, False]
        and [a == b for a, b in zip(layouts[three[0]], layouts[three[2]], strict=True)] == [False, True]
    )
    new = Printing(small)
    for slug in one, other:
        new.set(slug)
    set_ = new.set(letter)
    assert set_.layouts == layouts[letter]
    called = new.called
    assert new.set(letter) == set_
    assert new.called == called
    assert first_difference(set_.pdf, printing.printed(letter).pdf) is None


def test_words_of_the_template_that_were_others_when_layouts_were_made_change_no_byte(small: Ready) -> None:
    slug, by_email = SAMPLE_SLUGS[0], "By email"
    old, new = Printing(small), Printing(small)

    def printed(printing: Printing, words: str) -> Printed:
        page = small.pages[slug].marked
        assert by_email in page
        return printing.set_page(Page(page.replace(by_email, words)), small.record(slug))

    assert printed(old, by_email).layouts
    unsettable = f"By {'a/tool/or/map ' * 20}"
    set_ = printed(new, unsettable)
    assert set_.layouts
    assert printed(old, unsettable) == set_


def test_page_without_parts_is_printed(small: Ready) -> None:
    printing, slug = Printing(small), SAMPLE_SLUGS[0]
    page = Page(small.pages[slug].marked.replace("data-part=", "data-apart="))
    set_ = printing.set_page(page, small.record(slug))
    assert set_.layouts == ()
    assert set_.pdf == printing.press.printed(page.html, small.record(slug)).pdf


def test_other_habits_of_weasyprint_make_no_layout(small: Ready, monkeypatch: pytest.MonkeyPatch) -> None:
    acquire(monkeypatch)
    printing = Printing(small)
    for slug in SAMPLE_SLUGS[:2]:
        set_ = printing.set(slug)
        assert set_.layouts == ()
        assert set_.pdf == printing.printed(slug).pdf


def test_audit_finds_what_weasyprint_prints_otherwise_by_now(small: Ready, monkeypatch: pytest.MonkeyPatch) -> None:
    printing, slug = Printing(small), SAMPLE_SLUGS[0]
    layouts = printing.set(slug).layouts
    assert printing.set(slug, audited=True).layouts == layouts
    acquire(monkeypatch)
    audited = printing.set(slug, audited=True)
    assert (audited.layouts, audited.distrusted) == ((), layouts)
    assert audited.pdf == printing.printed(slug).pdf
    after = printing.set(slug)
    assert (after.layouts, after.pdf) == ((), audited.pdf)


def test_letter_with_a_distrusted_part_is_printed(
    small: Ready, printing: Printing, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, *others = of_shared_parts(printing)[:3]
    others.append(
        next(slug for slug in SAMPLE_SLUGS if not {*printing.set(slug).layouts} & {*printing.set(one).layouts})
    )
    new = Printing(small)
    wrong = new.set(one).layouts
    for slug in others:
        assert new.set(slug).layouts
    with monkeypatch.context() as patched:
        acquire(patched)
        assert new.set(one, audited=True).distrusted == wrong
    assert [new.set(slug).layouts == () for slug in others] == [True, True, False]


def test_letter_that_is_wanted_at_once_makes_no_layout_and_does_not_keep_one_from_being_made(small: Ready) -> None:
    printing, slug = Printing(small), SAMPLE_SLUGS[0]
    page, record, other = small.pages[slug], small.record(slug), printing.set(SAMPLE_SLUGS[-1])
    printing = Printing(small)
    at_once = printing.set_page(page, record, at_once=True)
    assert (at_once.layouts, at_once.pdf, printing.called) == ((), printing.printed(slug).pdf, 1)
    set_ = printing.set(slug)
    assert set_.layouts
    assert printing.set_page(page, record, at_once=True) == set_
    assert printing.set(SAMPLE_SLUGS[-1]) == other


def test_character_that_is_not_set_here_is_printed(small: Ready) -> None:
    printing, slug = Printing(small), SAMPLE_SLUGS[0]
    letter = replace(small.letters[slug], addressee=Addressee(name="Ms \u0132sbrand", role="Chief Executive"))
    set_ = printing.set_letter(letter, b"{}")
    assert set_.layouts == ()
    assert set_.pdf == printing.press.printed(small.wording.page(letter).html, b"{}").pdf


@pytest.mark.parametrize(
    ("html", "css"),
    [
        (
            "<ul><li>By email</li></ul>",
            "@page { @bottom-center { content: 'Page ' counter(page) ' of ' counter(pages) } }",
        ),
        ("<table><tr><td>{{ council }}</td><td>{{ addressee.name }}</td></tr></table>", "td { padding: 0 }"),
    ],
    ids=["list and page numbers", "table"],
)
def test_letter_with_what_the_layout_marks_is_what_weasyprint_prints(html: str, css: str, tmp_path: Path) -> None:
    templates = short_templates(tmp_path)
    letter, style = templates / "2020" / "letter.html", templates / "2020" / "letter.css"
    letter.write_text(letter.read_text().replace("<p>By email</p>", html))
    style.write_text(style.read_text() + css)
    printing = Printing(prepare(DATA, templates, "sample"))
    for slug in SAMPLE_SLUGS[:3]:
        assert first_difference(printing.set(slug).pdf, printing.printed(slug).pdf) is None


def test_letters_that_have_no_layout_in_common_are_printed_at_no_more_cost(tmp_path: Path) -> None:
    press, called = Press(tiny(tmp_path), "tiny"), 0

    def renderer() -> Press:
        nonlocal called
        called += 1
        return press

    layouts = LayoutPrinter(renderer, no_store())
    for number in range(30):
        layouts.print(Page(page(f'<p id="n{number}">One of many</p>')), b"{}")
    before = called
    for number in range(30, 35):
        printed = layouts.print(Page(page(f'<p id="n{number}">One of many</p>')), b"{}")
        assert printed.layouts == ()
    assert called == before + 5
