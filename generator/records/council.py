"""One council: whom the letter is written to, and the figures that it tells."""

import datetime as dt
from typing import Literal

from pydantic import Field, ValidationInfo, field_validator

from .address import Address, same_address
from .edition import Signatory
from .model import Count, Paragraph, Record, Text, fault, not_above
from .slug import slug

Sector = Literal["county", "district", "metropolitan", "unitary", "london", "other"]
"""The type of authority. Averages exist for all but `other`: parks, fire, combined authorities..."""


class Addressee(Record):
    """The person whom the letter is addressed to."""

    name: Text = Field(examples=["Mr Bowen"])
    """As the letter greets them."""
    role: Text = Field(examples=["Chief Executive"])
    """Their office."""


class Email(Record):
    """Where the letter is sent; never printed."""

    to: Address = Field(examples=["chief.executive@council.example"])
    """The addressee's address."""
    copies: tuple[Address, ...] = Field(default=(), examples=[["link.officer@council.example"]])
    """The addresses of those who get a copy."""

    @field_validator("copies")
    @classmethod
    def _each_once(cls, copies: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        everyone = (*copies, info.data.get("to", "@"))
        for number, copy in enumerate(copies, 1):
            if any(same_address(copy, other) for other in everyone[number:]):
                raise fault(f"{copy} would get the letter twice", "name every address once")
        return copies


class ComplaintsUpheld(Record):
    """Upheld decisions out of the detailed investigations decided in the year."""

    investigations: Count = Field(examples=[24])
    """Detailed investigations, a number of decisions; 0 where there were none."""
    upheld: Count = Field(examples=[16])
    """How many of them were upheld."""

    @field_validator("upheld")
    @classmethod
    def _some_of_the_investigations(cls, upheld: int, info: ValidationInfo) -> int:
        not_above(upheld, info.data.get("investigations"), "investigations")
        return upheld


class Compliance(Record):
    """Outcomes that satisfied, out of those recorded in the year: independent of what the year upheld."""

    outcomes: Count = Field(examples=[17])
    """Compliance outcomes recorded in the year; 0 where no recommendations were due."""
    satisfied: Count = Field(examples=[15])
    """How many of them satisfied the Ombudsman."""

    @field_validator("satisfied")
    @classmethod
    def _some_of_the_outcomes(cls, satisfied: int, info: ValidationInfo) -> int:
        not_above(satisfied, info.data.get("outcomes"), "outcomes")
        return satisfied


class SatisfactoryRemedies(Record):
    """Remedies found satisfactory, out of the council's upheld decisions."""

    remedies: Count = Field(examples=[2])
    """Upheld decisions whose remedy was satisfactory before the complaint reached the Ombudsman."""


class Reissue(Record):
    """A corrected letter, which takes the place of one that was sent."""

    date: dt.date = Field(examples=["2020-08-05"])
    """The corrected letter's own date."""
    replaces: dt.date = Field(examples=["2020-07-22"])
    """The date of the letter that it replaces."""
    reason: Text = Field(examples=["It corrects the number of upheld decisions."])
    """What was wrong, in a sentence: it is printed."""

    @field_validator("replaces")
    @classmethod
    def _not_after_this_one(cls, replaces: dt.date, info: ValidationInfo) -> dt.date:
        date = info.data.get("date")
        if date and replaces > date:
            raise fault(f"it would replace a letter after its own date ({date})", "mend one of the two days")
        return replaces


class Council(Record):
    """A council's record. A figure that is absent is not known yet; nothing to report is a base written 0."""

    name: Text = Field(examples=["Chesterfield Borough Council"])
    """The authority's full name; the file is named after it."""
    type: Sector
    """The type of authority, whose average it is compared with; `other` where no average exists."""
    addressee: Addressee
    """Whom the letter is addressed to: a name and an office."""
    signatory: Signatory | None = None
    """Who signs this letter, where it is not the edition's signatory."""
    personal_paragraphs: tuple[Paragraph, ...] = Field(default=(), examples=[["I was pleased to meet your officers."]])
    """Paragraphs for this council alone, one entry each."""
    reissue: Reissue | None = None
    """Where this letter corrects one that was sent; `letters reissue` writes it."""
    email: Email | None = None
    """Where the letter is sent; never printed."""
    complaints_upheld: ComplaintsUpheld | None = None
    """Upheld decisions out of detailed investigations; absent while they are not known."""
    compliance: Compliance | None = None
    """Outcomes that satisfied out of those recorded; absent while they are not known."""
    satisfactory_remedies: SatisfactoryRemedies | None = None
    """Satisfactory remedies out of upheld decisions; absent while they are not known."""

    @field_validator("name")
    @classmethod
    def _names_a_file(cls, name: str) -> str:
        if not slug(name):
            raise fault("the name has no letter or digit to name a file by", "write the authority's full name")
        return name

    @field_validator("satisfactory_remedies")
    @classmethod
    def _some_of_the_upheld(
        cls, remedies: SatisfactoryRemedies | None, info: ValidationInfo
    ) -> SatisfactoryRemedies | None:
        # A figure that was itself refused is not in the data, and one that is absent is None.
        upheld = info.data.get("complaints_upheld", ...)
        if remedies and upheld is None:
            raise fault("remedies of no known upheld decisions", "add complaints_upheld, or take this out")
        if remedies and isinstance(upheld, ComplaintsUpheld):
            not_above(remedies.remedies, upheld.upheld, "upheld decisions", at="remedies")
        return remedies
