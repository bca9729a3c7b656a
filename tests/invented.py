"""Invented councils, plainly so, that between them show every wording and every layout of 2020."""

from typing import Any

from generator.letter import Letter
from generator.records import (
    Addressee,
    Averages,
    ComplaintsUpheld,
    Compliance,
    Council,
    SatisfactoryRemedies,
    Signatory,
    load,
)

from .places import DATA

_EDITION = load(DATA, "2020").edition
_SOMEBODY = Addressee(name="Ms Inventa", role="Chief Executive")
_PARAGRAPH = (
    "We ask that your Council look again at how it answers us. Residents told us of the same delay over and over, and "
    "we found that it had not been put right when we came back to it, although your officers had agreed that it would."
)


def figures(investigations: int, upheld: int, outcomes: int, satisfied: int, remedies: int) -> dict[str, Any]:
    """A council's figures as the record's fields."""
    return {
        "complaints_upheld": ComplaintsUpheld(investigations=investigations, upheld=upheld),
        "compliance": Compliance(outcomes=outcomes, satisfied=satisfied),
        "satisfactory_remedies": SatisfactoryRemedies(remedies=remedies),
    }


def council(name: str = "Nether Wexcombe District Council", **fields: Any) -> Council:
    """An invented council, a district without figures unless told otherwise."""
    return Council.model_validate({"name": name, "type": "district", "addressee": _SOMEBODY, **fields})


AVERAGES = Averages(complaints_upheld=45, compliance=99, satisfactory_remedies=11)

COUNCILS = {
    "draft": council(),
    "half_draft": council(complaints_upheld=ComplaintsUpheld(investigations=24, upheld=16)),
    "plural": council(**figures(24, 16, 17, 15, 2)),
    "singular": council(**figures(1, 1, 1, 1, 1)),
    "none_investigated": council(**figures(0, 0, 3, 3, 0)),
    "nothing_at_all": council(**figures(0, 0, 0, 0, 0)),
    "none_upheld": council(**figures(12, 0, 0, 0, 0)),
    "thousands": council(**figures(2400, 1210, 1300, 1287, 0)),
    "no_averages": council("Upper Wexcombe National Park Authority", type="other", **figures(9, 4, 2, 1, 1)),
    "long_address": council(
        "Royal County and Metropolitan Borough of Upper Wexcombe, St Mary's & the Marshland-in-the-Vale Council",
        addressee=Addressee(
            name="Professor Dame Wilhelmina Featherington-Cholmsworth-Marjorinvale DBE",
            role="Interim Joint Chief Executive, Head of Paid Service and Director of Corporate Resources, Governance "
            "and Transformation",
        ),
        **figures(40, 20, 18, 18, 3),
    ),
    "accents": council(
        "Llanédeyrn-sur-Wye & O'Hanlon's Borough Council",
        addressee=Addressee(name="Mx Zoë Núñez-O'Brien", role="Chief Executive & Clerk"),
        **figures(40, 20, 18, 18, 3),
    ),
    "personal_paragraph": council(personal_paragraphs=(_PARAGRAPH,), **figures(24, 16, 17, 15, 2)),
    "long_personal_paragraphs": council(personal_paragraphs=(_PARAGRAPH,) * 7, **figures(24, 16, 17, 15, 2)),
    "another_signatory": council(
        signatory=Signatory(name="Pat Standin", roles=("Deputy Ombudsman",)), **figures(24, 16, 17, 15, 2)
    ),
}
"""By what the letter shows."""


def letter_to(council: Council) -> Letter:
    """The letter of 2020 to an invented council, with invented averages where its sector has any."""
    return Letter.to(council, _EDITION, Averages() if council.type == "other" else AVERAGES)
