"""Invented councils: to try, to train and to measure with, in the proportions that real ones have."""

from collections.abc import Iterator
from itertools import count

from .averages import SectorAverages
from .council import Addressee, ComplaintsUpheld, Compliance, Council, Email, SatisfactoryRemedies, Sector
from .dice import Dice
from .edition import Signatory
from .places import place
from .slug import slug
from .words import (
    DEPUTIES,
    GIVEN,
    HONOURS,
    KINDS,
    OFFICES,
    OFFICES_OF_OTHERS,
    PARAGRAPHS,
    SECTORS,
    SURNAMES,
    TITLES,
)

MOST = 100_000
"""More councils than that are not invented."""

_INVESTIGATIONS: dict[Sector, tuple[int, int]] = {
    "county": (20, 260),
    "district": (0, 30),
    "metropolitan": (12, 160),
    "unitary": (4, 120),
    "london": (25, 260),
    "other": (0, 3),
}
"""The fewest and the most of each type in a year."""
_UPHELD = 60  # in a hundred investigations, where the sector has no average
_SATISFIED = 99  # in a hundred outcomes
_REMEDIED = 10  # in a hundred upheld decisions
_LABEL = 63  # characters between the dots of a domain: RFC 1035, 2.3.4


def invented(averages: SectorAverages, seed: int) -> Iterator[Council]:
    """Councils without end, no two of one place; the same seed invents the same, in the same order."""
    taken: set[str] = set()
    for number in count():
        dice = Dice(f"council {number}, seed {seed}")
        sector = dice.of(SECTORS)
        where = place(dice, sector)
        while _label(where) in taken:
            where = place(dice, sector)
        taken.add(_label(where))
        yield _council(dice, sector, where, averages)


def _council(dice: Dice, sector: Sector, where: str, averages: SectorAverages) -> Council:
    upheld = averages.of(sector).complaints_upheld
    complaints, compliance, remedies = _figures(dice, sector, _UPHELD if upheld is None else upheld)
    return Council(
        name=dice.of(KINDS[sector]).format(where),
        type=sector,
        addressee=Addressee(name=_person(dice), role=dice.of(OFFICES_OF_OTHERS if sector == "other" else OFFICES)),
        signatory=_deputy(dice) if dice.falls(1) else None,
        personal_paragraphs=_paragraphs(dice) if dice.falls(3) else (),
        email=_email(where),
        complaints_upheld=complaints,
        compliance=compliance,
        satisfactory_remedies=remedies,
    )


def _figures(
    dice: Dice, sector: Sector, percent: int
) -> tuple[ComplaintsUpheld | None, Compliance | None, SatisfactoryRemedies | None]:
    """The three panels' figures; one council in a hundred still awaits the last of them, or all."""
    investigations = _investigations(dice, sector)
    upheld = dice.some_of(investigations, percent)
    outcomes = dice.some_of(upheld, 85) + dice.below(2)  # some decisions recommend nothing; some are last year's
    satisfied = dice.some_of(outcomes, _SATISFIED)
    remedies = dice.some_of(upheld, _REMEDIED)
    known = dice.below(3) if dice.falls(1) else 3
    return (
        ComplaintsUpheld(investigations=investigations, upheld=upheld) if known > 0 else None,
        Compliance(outcomes=outcomes, satisfied=satisfied) if known > 1 else None,
        SatisfactoryRemedies(remedies=remedies) if known > 2 else None,
    )


def _investigations(dice: Dice, sector: Sector) -> int:
    """Few rather than many: the least of three throws."""
    fewest, most = _INVESTIGATIONS[sector]
    return fewest + min(dice.below(most - fewest + 1) for _ in range(3))


def _person(dice: Dice) -> str:
    if dice.falls(2):
        return f"{dice.of(HONOURS)} {dice.of(GIVEN)} {dice.of(SURNAMES)}"
    return f"{dice.of(TITLES)} {dice.of(SURNAMES)}"


def _deputy(dice: Dice) -> Signatory:
    return Signatory(name=f"{dice.of(GIVEN)} {dice.of(SURNAMES)}", roles=dice.of(DEPUTIES))


def _paragraphs(dice: Dice) -> tuple[str, ...]:
    first = dice.below(len(PARAGRAPHS))
    return (PARAGRAPHS * 2)[first : first + 1 + dice.below(2)]


def _email(where: str) -> Email:
    """Addresses of a domain that cannot exist: RFC 2606."""
    domain = f"{_label(where)}.example"
    return Email(to=f"chief.executive@{domain}", copies=(f"link.officer@{domain}",))


def _label(where: str) -> str:
    """A place as the part of a domain that is its own."""
    return slug(where)[:_LABEL].strip("-")
