"""What is set from a plate is what WeasyPrint prints, operator by operator; and what cannot be is printed by it."""

from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from generator.letter import Letter
from generator.merge import Ready
from generator.paper import Plates, Press, Printed, picture, unlike
from generator.records import Addressee, Averages, Council, published
from tests.habits import acquire
from tests.places import SAMPLE_SLUGS, TEMPLATES
from tests.strategies import AVERAGES, councils

QUIET = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
LONG = pytest.mark.long


@dataclass
class Shop:
    """Plates, the press beside them, and how often it was called."""

    sample: Ready
    folder: Path | None = None
    called: int = 0

    def __post_init__(self) -> None:
        self.press = Press(TEMPLATES, "2020")
        self.plates = Plates(TEMPLATES, self._press, self.folder)

    def _press(self) -> Press:
        self.called += 1
        return self.press

    def set(self, slug: str, *, audited: bool = False) -> Printed:
        return self.set_letter(self.sample.letters[slug], self.sample.record(slug), audited=audited)

    def set_letter(self, letter: Letter, record: bytes, *, audited: bool = False) -> Printed:
        wording = self.sample.wording
        page = wording.page(letter)
        return self.plates.printed(page, record, lambda: wording.otherwise_page(letter), audited=audited)

    def printed(self, slug: str) -> Printed:
        return self.press.printed(self.sample.pages[slug], self.sample.record(slug))


@pytest.fixture(scope="module")
def shop(sample: Ready) -> Shop:
    """A shop that keeps its plates as long as these tests run."""
    return Shop(sample)


@pytest.mark.parametrize("slug", SAMPLE_SLUGS)
def test_letter_from_a_plate_is_what_weasyprint_prints(slug: str, shop: Shop) -> None:
    set_, printed = shop.set(slug), shop.printed(slug)
    assert set_.plate
    assert set_.pages == printed.pages
    assert unlike(set_.pdf, printed.pdf) is None
    for page in range(1, printed.pages + 1):
        assert picture(set_.pdf, page, 1) == picture(printed.pdf, page, 1)


@pytest.mark.parametrize("examples", [pytest.param(6, id="some"), pytest.param(2000, id="many", marks=LONG)])
def test_letters_of_any_council_are_set_as_they_are_printed(examples: int, shop: Shop) -> None:
    plates: set[str] = set()
    from_plates = 0

    def as_printed(council: Council, averages: Averages) -> None:
        nonlocal from_plates
        letter = Letter.to(council, shop.sample.records.edition, averages)
        record = published(council, averages, edition="sample", state=letter.state)
        set_ = shop.set_letter(letter, record)
        if set_.plate:
            from_plates += set_.plate in plates
            plates.add(set_.plate)
            assert unlike(set_.pdf, shop.press.printed(shop.sample.wording.page(letter), record).pdf) is None

    @settings(max_examples=examples, deadline=None, suppress_health_check=QUIET)
    @given(council=councils(), other=councils(), averages=AVERAGES)
    def law(council: Council, other: Council, averages: Averages) -> None:
        as_printed(council, averages)
        # And one that may be of the same class, with other words.
        as_printed(council.model_copy(update={"name": other.name, "addressee": other.addressee}), averages)

    law()
    assert from_plates > examples // 10


def test_letter_is_the_same_bytes_whichever_made_its_plate(shop: Shop, sample: Ready) -> None:
    classes: dict[str | None, list[str]] = {}
    for slug in SAMPLE_SLUGS:
        classes.setdefault(shop.set(slug).plate, []).append(slug)
    of_one_class = max(classes.values(), key=len)
    assert len(of_one_class) > 1
    for first in of_one_class:
        other = Shop(sample)
        other.set(first)
        assert [other.set(slug) for slug in of_one_class] == [shop.set(slug) for slug in of_one_class]


def test_other_habits_of_weasyprint_make_no_plate(sample: Ready, monkeypatch: pytest.MonkeyPatch) -> None:
    acquire(monkeypatch)
    shop = Shop(sample)
    for slug in SAMPLE_SLUGS[:2]:
        set_ = shop.set(slug)
        assert set_.plate is None
        assert set_.pdf == shop.printed(slug).pdf


def test_audit_finds_what_weasyprint_prints_otherwise_by_now(sample: Ready, monkeypatch: pytest.MonkeyPatch) -> None:
    shop, slug = Shop(sample), SAMPLE_SLUGS[0]
    plate = shop.set(slug).plate
    assert shop.set(slug, audited=True).plate == plate
    acquire(monkeypatch)
    audited = shop.set(slug, audited=True)
    assert (audited.plate, audited.distrusted) == (None, plate)
    assert audited.pdf == shop.printed(slug).pdf
    after = shop.set(slug)
    assert (after.plate, after.pdf) == (None, audited.pdf)


def test_character_that_is_not_set_here_is_printed(sample: Ready) -> None:
    shop, slug = Shop(sample), SAMPLE_SLUGS[0]
    letter = replace(sample.letters[slug], addressee=Addressee(name="Ms \u0132sbrand", role="Chief Executive"))
    set_ = shop.set_letter(letter, b"{}")
    assert set_.plate is None
    assert set_.pdf == shop.press.printed(sample.wording.page(letter), b"{}").pdf
