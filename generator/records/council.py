"""One council: whom the letter is written to, and the figures that it tells."""

from typing import Literal

from pydantic import ValidationInfo, field_validator

from .edition import Signatory
from .model import Count, Record, Text, not_above

Sector = Literal["county", "district", "metropolitan", "unitary", "london", "other"]
"""The type of authority. Averages exist for all but `other`: parks, fire, combined authorities..."""


class Addressee(Record):
    """The person whom the letter is addressed to, as the letter greets them (`Mr Bowen`)."""

    name: Text
    role: Text


class Email(Record):
    """Where the letter is sent; never printed."""

    to: Text
    copies: tuple[Text, ...] = ()


class ComplaintsUpheld(Record):
    """Upheld decisions out of the detailed investigations decided in the year."""

    investigations: Count
    upheld: Count

    @field_validator("upheld")
    @classmethod
    def _some_of_the_investigations(cls, upheld: int, info: ValidationInfo) -> int:
        not_above(upheld, info.data.get("investigations"), "investigations")
        return upheld


class Compliance(Record):
    """Outcomes that satisfied, out of those recorded in the year: independent of what the year upheld."""

    outcomes: Count
    satisfied: Count

    @field_validator("satisfied")
    @classmethod
    def _some_of_the_outcomes(cls, satisfied: int, info: ValidationInfo) -> int:
        not_above(satisfied, info.data.get("outcomes"), "outcomes")
        return satisfied


class SatisfactoryRemedies(Record):
    """Remedies found satisfactory, out of the council's upheld decisions."""

    remedies: Count


class Council(Record):
    """A council's record. A figure that is absent is not known yet; nothing to report is a base written 0."""

    name: Text
    type: Sector
    addressee: Addressee
    signatory: Signatory | None = None
    personal_paragraphs: tuple[Text, ...] = ()
    email: Email | None = None
    complaints_upheld: ComplaintsUpheld | None = None
    compliance: Compliance | None = None
    satisfactory_remedies: SatisfactoryRemedies | None = None

    @field_validator("satisfactory_remedies")
    @classmethod
    def _some_of_the_upheld(
        cls, remedies: SatisfactoryRemedies | None, info: ValidationInfo
    ) -> SatisfactoryRemedies | None:
        upheld = info.data.get("complaints_upheld")
        if remedies and upheld:
            not_above(remedies.remedies, upheld.upheld, "upheld decisions", at="remedies")
        return remedies
