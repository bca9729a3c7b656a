"""No name in a table makes a second record of a council, and no real council is taken for another."""

import random
from collections.abc import Iterable
from pathlib import Path

import pytest
import yaml

from generator.records import Plan, councils_in, kept_in, planned, read_sheet, recognised, slug
from tests.places import ROOT

PLACES = (ROOT / "tests" / "records" / "real_places.txt").read_text().split("\n")[:-1]
KINDS = {
    "{} Borough Council": ["{} BC", "{} B.C.", "{} Boro", "{} (B)", "{} Boro Council", "{}"],
    "{} District Council": ["{} DC", "{} D.C.", "{} Dist. Council", "{} District"],
    "{} City Council": ["{} CC", "{} C.C.", "City of {}", "{}, City of", "{} City"],
    "{} County Council": ["{} CC", "{} Co. Council", "{} County"],
    "{} Metropolitan Borough Council": ["{} MBC", "{} Met. Borough", "{} Met BC", "{} M.B.C."],
    "London Borough of {}": ["LB {}", "L.B. {}", "{} LB", "{} LBC", "{}, London Borough of", "{} (LB)"],
    "Royal Borough of {}": ["RB {}", "{} RB", "{} (Royal Borough of)", "R.B. {}"],
    "{} Council": ["{} UA", "{} Unitary Authority", "{}"],
}
ONE_LETTER_APART = [
    {"Herefordshire", "Hertfordshire"},
    {"Bolton", "Boston"},
    {"Melton", "Merton"},
    {"Harlow", "Harrow"},
]
HEADS = "Authority,Authority type,Addressee,Role,Investigations,Upheld\n"


def with_kinds(dice: random.Random) -> dict[str, str]:
    """Return a full name for each place: of any kind, as councils change theirs."""
    return {place: dice.choice(list(KINDS)).format(place) for place in PLACES}


def edition(folder: Path, names: Iterable[str]) -> Path:
    """Make an edition with these councils in a folder."""
    (folder / "councils").mkdir(parents=True)
    for name in names:
        record = {"name": name, "type": "district", "addressee": {"name": "Ms Ann", "role": "Leader"}}
        (folder / "councils" / f"{slug(name)}.yaml").write_text(yaml.safe_dump(record, allow_unicode=True))
    return folder


def plan_of(folder: Path, names: Iterable[str]) -> Plan:
    """Plan the import of a table with these councils, each with all that a new one needs."""
    file = folder / "table.csv"
    file.write_text(HEADS + "".join(f'"{name}",district,Ms Bee,Leader,9,4\n' for name in names))
    table, councils = read_sheet(file), councils_in(folder)
    columns = recognised(table, "councils", {}, {})
    return planned(folder, councils, table, columns, kept_in(folder, councils), decisions=False)


def test_every_authority_is_new_where_none_is_known(tmp_path: Path) -> None:
    names = list(with_kinds(random.Random(1)).values())
    plan = plan_of(edition(tmp_path, []), names)
    assert plan.faults == ()
    assert [council.state for council in plan.councils] == ["new"] * len(PLACES)


@pytest.mark.parametrize("seed", range(4))
def test_real_authorities_are_no_slips_for_others(seed: int, tmp_path: Path) -> None:
    dice = random.Random(seed)
    names = with_kinds(dice)
    known = {place for place in PLACES if dice.random() < dice.choice([0.1, 0.5, 0.9])}
    new = [name for place, name in names.items() if place not in known]
    folder = edition(tmp_path, (names[place] for place in known))
    asked = {
        fault.what.removesuffix(" matches no council") for fault in plan_of(folder, dice.sample(new, len(new))).faults
    }
    may_be_asked = {names[place] for pair in ONE_LETTER_APART if pair & known for place in pair - known}
    assert asked <= may_be_asked
    every = dice.sample(list(names.values()), len(names))
    assert plan_of(folder, every).faults == ()  # where the other has its own row, there is nothing to ask


@pytest.mark.parametrize("seed", range(3))
def test_shortened_name_is_never_a_new_council(seed: int, tmp_path: Path) -> None:
    dice = random.Random(seed)
    names = with_kinds(dice)
    folder = edition(tmp_path, names.values())
    short = {}
    for place, name in names.items():
        kind = next(kind for kind in KINDS if kind.format(place) == name)
        short[dice.choice(KINDS[kind]).format(place)] = name
    plan = plan_of(folder, short)
    matched = {council.name for council in plan.councils}
    assert all(council.state == "changed" for council in plan.councils)
    asked = {fault.what.removesuffix(" matches no council"): fault.cure for fault in plan.faults}
    assert len(asked) + len(matched) == len(short)
    for typed, name in short.items():
        assert name in matched or f"did you mean {name}?" in asked[typed], typed


def test_abbreviation_of_two_kinds_offers_both(tmp_path: Path) -> None:
    folder = edition(tmp_path, ["Avalon City Council", "Avalon County Council"])
    [fault] = plan_of(folder, ["Avalon CC"]).faults
    assert "did you mean Avalon City Council or Avalon County Council?" in fault.cure


@pytest.mark.parametrize(
    ("name", "full"),
    [
        ("Avalon BC", "Avalon Borough Council"),
        ("LB Avalon", "London Borough of Avalon"),
        ("L.B. Avalon", "London Borough of Avalon"),
        ("Avalon, City of", "City of Avalon"),
        ("Avalon CC", "Avalon City Council or Avalon County Council"),
        ("Avalon (B)", "Avalon Borough Council"),
    ],
)
def test_new_council_is_named_in_full(name: str, full: str, tmp_path: Path) -> None:
    [fault] = plan_of(edition(tmp_path, ["Lyonesse Borough Council"]), [name]).faults
    assert (fault.what, fault.cure) == (
        f"{name} matches no council, and a new one is named in full",
        f"write {full}",
    )


@pytest.mark.parametrize(
    ("typed", "is_asked"),
    [
        ("Camelott City Council", True),
        ("Camleot City Council", True),
        ("Camelo City Council", True),
        ("Camelot Ciyt Council", True),
        ("Camelot", True),
        ("Camelot Borough Council", True),
        ("Camelford City Council", False),
        ("North Camelot City Council", False),
    ],
)
def test_slip_is_asked_back_and_another_council_is_not(typed: str, is_asked: bool, tmp_path: Path) -> None:
    plan = plan_of(edition(tmp_path, ["Camelot City Council"]), [typed])
    assert [fault.cure.partition("?")[0] for fault in plan.faults] == ["did you mean Camelot City Council"] * is_asked


def test_name_that_is_told_new_is_new(tmp_path: Path) -> None:
    folder = edition(tmp_path, ["Herefordshire Council"])
    [fault] = plan_of(folder, ["Hertfordshire County Council"]).faults
    assert fault.cure.endswith('if it is another council, add --new "Hertfordshire County Council"')
    (folder / "import.yaml").write_text("new: [Hertfordshire County Council]\n")
    [council] = plan_of(folder, ["Hertfordshire County Council"]).councils
    assert (council.state, council.slug) == ("new", "hertfordshire-county-council")
