"""What is set from a plate is what WeasyPrint prints, operator by operator; and what cannot be is printed by it."""

from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from generator.letter import Letter
from generator.merge import Ready, prepare
from generator.paper import Printed, picture, unlike
from generator.records import Addressee, Averages, Council, published
from generator.wording import Page
from tests.habits import acquire
from tests.places import DATA, SAMPLE_SLUGS, TELLING_SLUGS, some
from tests.runs import short_templates
from tests.strategies import AVERAGES, councils

from .shop import Shop

QUIET = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
LONG = pytest.mark.long


@pytest.fixture(scope="module")
def shop(small: Ready) -> Shop:
    return shop_of(small)


@pytest.fixture(scope="module")
def whole_shop(sample: Ready) -> Shop:
    """The same for whole letters."""
    return shop_of(sample)


def shop_of(ready: Ready) -> Shop:
    """A shop that has the plates of other tests, and keeps its own for them."""
    job = ready.job(SAMPLE_SLUGS[0])
    return Shop(ready, cupboard=job.method.shelf(job.look))


def of_shared_parts(shop: Shop) -> list[str]:
    """Some letters that have the same class of first part."""
    by_part: dict[str, list[str]] = {}
    for slug in SAMPLE_SLUGS:
        by_part.setdefault(shop.set(slug).plates[0], []).append(slug)
    return max(by_part.values(), key=len)[:5]


@pytest.mark.parametrize("slug", some(SAMPLE_SLUGS, *TELLING_SLUGS[:2]))
def test_letter_from_a_plate_is_what_weasyprint_prints(slug: str, whole_shop: Shop) -> None:
    set_, printed = whole_shop.set(slug), whole_shop.printed(slug)
    assert set_.plates
    assert set_.pages == printed.pages
    assert unlike(set_.pdf, printed.pdf) is None
    for page in range(1, printed.pages + 1):
        assert picture(set_.pdf, page, 1) == picture(printed.pdf, page, 1)


@pytest.mark.parametrize(
    ("fixture", "examples"), [("shop", 6), pytest.param("whole_shop", 2000, marks=LONG)], ids=["short", "whole"]
)
def test_letters_of_any_council_are_set_as_they_are_printed(
    fixture: str, examples: int, request: pytest.FixtureRequest
) -> None:
    shop: Shop = request.getfixturevalue(fixture)
    plates: set[tuple[str, ...]] = set()
    from_plates = 0

    def as_printed(council: Council, averages: Averages) -> None:
        nonlocal from_plates
        letter = Letter.to(council, shop.sample.records.edition, averages)
        record = published(council, averages, edition="sample", state=letter.state)
        set_ = shop.set_letter(letter, record)
        if set_.plates:
            from_plates += set_.plates in plates
            plates.add(set_.plates)
            assert unlike(set_.pdf, shop.press.printed(shop.sample.wording.page(letter).html, record).pdf) is None

    @settings(max_examples=examples, deadline=None, suppress_health_check=QUIET)
    @given(council=councils(), other=councils(), averages=AVERAGES)
    def law(council: Council, other: Council, averages: Averages) -> None:
        as_printed(council, averages)
        # And one that may be of the same class, with other words.
        as_printed(council.model_copy(update={"name": other.name, "addressee": other.addressee}), averages)

    law()
    assert from_plates > examples // 10


def test_letter_is_the_same_bytes_whichever_made_its_plates(shop: Shop, small: Ready) -> None:
    slugs = of_shared_parts(shop)
    assert len({shop.set(slug).plates for slug in slugs}) < len(slugs)
    other = Shop(small)
    assert [other.set(slug) for slug in reversed(slugs)] == [shop.set(slug) for slug in reversed(slugs)]


def test_letter_of_parts_that_came_from_two_others_is_what_weasyprint_prints(shop: Shop, small: Ready) -> None:
    plates = {slug: shop.set(slug).plates for slug in SAMPLE_SLUGS}
    letter, one, other = next(
        three
        for three in permutations(plates, 3)
        if [a == b for a, b in zip(plates[three[0]], plates[three[1]], strict=True)] == [True, False]
        and [a == b for a, b in zip(plates[three[0]], plates[three[2]], strict=True)] == [False, True]
    )
    new = Shop(small)
    for slug in one, other:
        new.set(slug)
    set_ = new.set(letter)
    assert set_.plates == plates[letter]
    called = new.called
    assert new.set(letter) == set_
    assert new.called == called
    assert unlike(set_.pdf, shop.printed(letter).pdf) is None


def test_words_of_the_template_that_were_others_when_plates_were_made_change_no_byte(small: Ready) -> None:
    slug, by_email = SAMPLE_SLUGS[0], "By email"
    old, new = Shop(small), Shop(small)

    def printed(shop: Shop, words: str) -> Printed:
        page = small.pages[slug].marked
        assert by_email in page
        return shop.plates.printed(Page(page.replace(by_email, words)), small.record(slug))

    assert printed(old, by_email).plates
    unsettable = f"By {'a/tool/or/map ' * 20}"
    set_ = printed(new, unsettable)
    assert set_.plates
    assert printed(old, unsettable) == set_


def test_page_without_parts_is_printed(small: Ready) -> None:
    shop, slug = Shop(small), SAMPLE_SLUGS[0]
    page = Page(small.pages[slug].marked.replace("data-part=", "data-apart="))
    set_ = shop.plates.printed(page, small.record(slug))
    assert set_.plates == ()
    assert set_.pdf == shop.press.printed(page.html, small.record(slug)).pdf


def test_other_habits_of_weasyprint_make_no_plate(small: Ready, monkeypatch: pytest.MonkeyPatch) -> None:
    acquire(monkeypatch)
    shop = Shop(small)
    for slug in SAMPLE_SLUGS[:2]:
        set_ = shop.set(slug)
        assert set_.plates == ()
        assert set_.pdf == shop.printed(slug).pdf


def test_audit_finds_what_weasyprint_prints_otherwise_by_now(small: Ready, monkeypatch: pytest.MonkeyPatch) -> None:
    shop, slug = Shop(small), SAMPLE_SLUGS[0]
    plate = shop.set(slug).plates
    assert shop.set(slug, audited=True).plates == plate
    acquire(monkeypatch)
    audited = shop.set(slug, audited=True)
    assert (audited.plates, audited.distrusted) == ((), plate)
    assert audited.pdf == shop.printed(slug).pdf
    after = shop.set(slug)
    assert (after.plates, after.pdf) == ((), audited.pdf)


def test_letter_with_a_distrusted_part_is_printed(small: Ready, shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    one, *others = of_shared_parts(shop)[:3]
    others.append(next(slug for slug in SAMPLE_SLUGS if not {*shop.set(slug).plates} & {*shop.set(one).plates}))
    new = Shop(small)
    wrong = new.set(one).plates
    for slug in others:
        assert new.set(slug).plates
    with monkeypatch.context() as patched:
        acquire(patched)
        assert new.set(one, audited=True).distrusted == wrong
    assert [new.set(slug).plates == () for slug in others] == [True, True, False]


def test_letter_that_is_wanted_at_once_makes_no_plate_and_does_not_keep_one_from_being_made(small: Ready) -> None:
    shop, slug = Shop(small), SAMPLE_SLUGS[0]
    page, record, other = small.pages[slug], small.record(slug), shop.set(SAMPLE_SLUGS[-1])
    shop = Shop(small)
    at_once = shop.plates.printed(page, record, at_once=True)
    assert (at_once.plates, at_once.pdf, shop.called) == ((), shop.printed(slug).pdf, 1)
    set_ = shop.set(slug)
    assert set_.plates
    assert shop.plates.printed(page, record, at_once=True) == set_
    assert shop.set(SAMPLE_SLUGS[-1]) == other


def test_character_that_is_not_set_here_is_printed(small: Ready) -> None:
    shop, slug = Shop(small), SAMPLE_SLUGS[0]
    letter = replace(small.letters[slug], addressee=Addressee(name="Ms \u0132sbrand", role="Chief Executive"))
    set_ = shop.set_letter(letter, b"{}")
    assert set_.plates == ()
    assert set_.pdf == shop.press.printed(small.wording.page(letter).html, b"{}").pdf


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
    shop = Shop(prepare(DATA, templates, "sample"))
    for slug in SAMPLE_SLUGS[:3]:
        assert unlike(shop.set(slug).pdf, shop.printed(slug).pdf) is None
