"""An edition: what one year's letters have in common."""

import datetime as dt
import re
from typing import Annotated, Any, Literal

from pydantic import (
    Field,
    ValidationError,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    WrapValidator,
    field_validator,
)

from .model import Record, Text, fault


def _printable(value: Any, check: ValidatorFunctionWrapHandler) -> Any:
    if isinstance(value, str) and re.fullmatch(r"\d{1,3}([, ]\d{3})+", value):
        number = re.sub(r"\D", "", value)
        raise fault(f"{value} is text, and no number", f"write {number}; the letter prints it with its comma")
    try:
        return check(value)
    except ValidationError:
        raise fault(
            "no value that a letter can print", "write a date, a whole number, words or a list of words"
        ) from None


Value = Annotated[dt.date | int | Text | tuple[Text, ...], WrapValidator(_printable)]
"""What a year's wording can print: a date, a number, words, or a list of words."""


class Signatory(Record):
    """Who signs."""

    name: Text = Field(examples=["Michael King"])
    """The name beneath the letter."""
    roles: tuple[Text, ...] = Field(examples=[["Local Government and Social Care Ombudsman"]])
    """The lines beneath the name, one entry a line."""


class Period(Record):
    """The year that the figures are about."""

    start: dt.date = Field(examples=["2019-04-01"])
    """Its first day."""
    end: dt.date = Field(examples=["2020-03-31"])
    """Its last day."""

    @field_validator("end")
    @classmethod
    def _after_the_start(cls, end: dt.date, info: ValidationInfo) -> dt.date:
        start = info.data.get("start")
        if start and end < start:
            raise fault(f"the period would end before it starts ({start})", "mend one of the two days")
        return end


class Edition(Record):
    """An edition: what one year's letters have in common."""

    sample: bool = False
    """Whether the councils are invented: every page of such an edition bears a mark that says so."""
    templates: Annotated[str, Field(pattern=r"^[\w-]+$", examples=["2020"])]
    """The templates that the letters are set in: a folder of `templates/`."""
    previous: Annotated[str, Field(pattern=r"^[\w-]+$", examples=["2019"])] | None = None
    """The edition of the year before, which this one's figures, people and dates are compared with."""
    year: Annotated[int, Field(ge=1900, le=9999, examples=[2020])]
    """The year in the letter's subject."""
    date: dt.date = Field(examples=["2020-07-22"])
    """The letter's date."""
    period: Period
    """The first and the last day of the year that the figures are about."""
    publication: dt.date = Field(examples=["2020-07-29"])
    """The day when the figures and the letters are published: on the letter's date or later."""
    holidays: Literal["GB-ENG", "GB-WLS", "GB-SCT", "GB-NIR"] = "GB-ENG"
    """Whose bank holidays are no days for a letter: those of England, Wales, Scotland or Northern Ireland."""
    signatory: Signatory
    """Who signs, where a council's record names nobody else."""
    values: dict[str, Value] = Field(default_factory=dict, examples=[{"seminar_delegates": 178}])
    """What only this year's wording speaks of, by names of its own: the template takes them as `values.NAME`."""

    @field_validator("publication")
    @classmethod
    def _on_or_after_the_date(cls, publication: dt.date, info: ValidationInfo) -> dt.date:
        date = info.data.get("date")
        if date and publication < date:
            raise fault(f"publication would be before the letter ({date})", "mend one of the two days")
        return publication
