"""Invented councils: the same everywhere, nobody's own, and as various as real ones."""

from collections import Counter
from hashlib import sha256
from itertools import islice, product
from pathlib import Path

import pytest

from generator.errors import Faulty
from generator.records import MOST, Averages, Council, Sector, SectorAverages, dump, invented, load, slug, write_sample
from generator.records.words import COUNTIES, ENDINGS, STEMS
from tests.places import DATA

AVERAGES = SectorAverages(district=Averages(complaints_upheld=45), london=Averages(complaints_upheld=66))
REAL = {slug(name) for name in Path(__file__).with_name("real_places.txt").read_text().splitlines()}
FIRST = """\
name: Yondermere District Council
type: district
addressee:
  name: Dr Candlewick
  role: Chief Executive
email:
  to: chief.executive@yondermere.example
  copies:
  - link.officer@yondermere.example
complaints_upheld:
  investigations: 9
  upheld: 5
compliance:
  outcomes: 4
  satisfied: 4
satisfactory_remedies:
  remedies: 1
"""


def councils(count: int, seed: int = 0) -> list[Council]:
    return list(islice(invented(AVERAGES, seed), count))


@pytest.fixture(scope="module")
def four_hundred() -> list[Council]:
    return councils(400)


@pytest.fixture(scope="module")
def ten_thousand() -> list[Council]:
    return councils(10_000)


def test_same_seed_invents_the_same_on_every_machine(four_hundred: list[Council]) -> None:
    assert dump(four_hundred[0]) == FIRST
    assert sha256("".join(map(dump, four_hundred)).encode()).hexdigest()[:12] == "1a03b5ddd697"


def test_few_are_the_first_of_many(four_hundred: list[Council]) -> None:
    assert councils(50) == four_hundred[:50]


def test_another_seed_invents_others(four_hundred: list[Council]) -> None:
    assert not set(councils(20, seed=1)) & set(four_hundred)


def test_no_two_are_alike(ten_thousand: list[Council]) -> None:
    assert_no_two_are_alike(ten_thousand)


@pytest.mark.long
def test_no_two_of_the_most_are_alike() -> None:
    assert_no_two_are_alike(councils(MOST))


def assert_no_two_are_alike(invented: list[Council]) -> None:
    assert len({slug(council.name) for council in invented}) == len(invented)
    assert len({council.email.to for council in invented if council.email}) == len(invented)


def test_no_name_holds_a_real_councils_place(ten_thousand: list[Council]) -> None:
    assert not REAL & {slug(stem + ending) for stem, ending in product(STEMS, ENDINGS + COUNTIES)}
    for council in ten_thousand[:2000]:
        words = f"-{slug(council.name)}-"
        assert not [real for real in REAL if f"-{real}-" in words], council.name


def test_mail_cannot_reach_anybody(ten_thousand: list[Council]) -> None:
    for council in ten_thousand:
        assert council.email
        for address in (council.email.to, *council.email.copies):
            label, top = address.partition("@")[2].rsplit(".", 1)
            assert top == "example"
            assert label.isascii()
            assert len(label) <= 63


@pytest.mark.parametrize(
    ("sector", "fewest", "most"),
    [
        ("county", 15, 40),
        ("district", 160, 220),
        ("metropolitan", 20, 50),
        ("unitary", 40, 75),
        ("london", 20, 45),
        ("other", 45, 80),
    ],
)
def test_types_are_as_frequent_as_in_england(
    sector: Sector, fewest: int, most: int, four_hundred: list[Council]
) -> None:
    assert fewest <= Counter(council.type for council in four_hundred)[sector] <= most


def test_decisions_are_upheld_as_often_as_the_sectors_average(ten_thousand: list[Council]) -> None:
    known = [council.complaints_upheld for council in ten_thousand if council.type == "london"]
    figures = [figure for figure in known if figure]
    upheld, investigations = (
        sum(figure.upheld for figure in figures),
        sum(figure.investigations for figure in figures),
    )
    assert round(100 * upheld / investigations) == 66


def test_four_hundred_show_every_wording(four_hundred: list[Council]) -> None:
    shown = Counter(wording for council in four_hundred for wording in wordings(council))
    assert {wording for wording in WORDINGS if not shown[wording]} == set()
    assert shown["awaited"] < 12
    assert shown["personal paragraphs"] < 24


WORDINGS = [
    "awaited",
    "no investigations",
    "one investigation",
    "one upheld",
    "none upheld",
    "none due",
    "one outcome",
    "some not satisfied",
    "one remedy",
    "personal paragraphs",
    "signatory",
    "no average",
]


def wordings(council: Council) -> list[str]:
    """What a council's letter shows that is not in every letter."""
    upheld, compliance, remedies = council.complaints_upheld, council.compliance, council.satisfactory_remedies
    cases = [
        not (upheld and compliance and remedies),
        upheld and upheld.investigations == 0,
        upheld and upheld.investigations == 1,
        upheld and upheld.upheld == 1,
        upheld and upheld.investigations and not upheld.upheld,
        compliance and compliance.outcomes == 0,
        compliance and compliance.outcomes == 1,
        compliance and compliance.satisfied < compliance.outcomes,
        remedies and remedies.remedies == 1,
        council.personal_paragraphs,
        council.signatory,
        council.type == "other",
    ]
    return [wording for wording, shown in zip(WORDINGS, cases, strict=True) if shown]


@pytest.mark.parametrize("sign", [*"'&-,ëú", "12"])
def test_some_names_are_hard_to_set(sign: str, four_hundred: list[Council]) -> None:
    assert 0 < sum(sign in council.name for council in four_hundred) < 60


def test_some_names_are_too_long_for_a_line(four_hundred: list[Council]) -> None:
    assert 0 < sum(len(council.name) > 80 for council in four_hundred) < 20


def test_sample_loads_as_what_was_invented(tmp_path: Path) -> None:
    folder = write_sample(DATA, tmp_path, 30, seed=7)
    records = load(tmp_path, "sample")
    assert not records.faults
    assert set(records.councils.values()) == set(islice(invented(records.averages, 7), 30))
    for file in ("edition.yaml", "sector-averages.yaml"):
        assert (folder / file).read_bytes() == (DATA / "sample" / file).read_bytes()


def test_first_line_of_a_record_names_the_schema_that_is_written(tmp_path: Path) -> None:
    councils = write_sample(DATA, tmp_path, 3, seed=0) / "councils"
    for file in councils.iterdir():
        first = file.read_text().splitlines()[0]
        assert (councils / first.removeprefix("# yaml-language-server: $schema=")).is_file()


def test_sample_without_an_edition_to_take_the_year_from_is_said(tmp_path: Path) -> None:
    with pytest.raises(Faulty, match="there is no such edition"):
        write_sample(tmp_path / "nothing", tmp_path / "data", 3, seed=0)
    assert not list(tmp_path.iterdir())
