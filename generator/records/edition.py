"""An edition: what one year's letters have in common."""

import datetime as dt
from typing import Annotated, Any

from pydantic import Field, ValidationError, ValidatorFunctionWrapHandler, WrapValidator

from .model import Record, Text, fault


def _printable(value: Any, check: ValidatorFunctionWrapHandler) -> Any:
    try:
        return check(value)
    except ValidationError:
        raise fault(
            "no value that a letter can print", "write a date, a whole number, words or a list of words"
        ) from None


Value = Annotated[dt.date | int | Text | tuple[Text, ...], WrapValidator(_printable)]
"""What a year's wording can print: a date, a number, words, or a list of words."""


class Signatory(Record):
    """Who signs, and the lines beneath the name."""

    name: Text
    roles: tuple[Text, ...]


class Period(Record):
    """The year that the figures are about, first and last day."""

    start: dt.date
    end: dt.date


class Edition(Record):
    """A year's letter: the templates it is set in, and the values that change every year, not every council.

    `values` holds what only this year's wording speaks of, by names of the edition's own choosing.
    """

    templates: Annotated[str, Field(pattern=r"^[\w-]+$")]
    year: Annotated[int, Field(ge=1900, le=9999)]
    date: dt.date
    period: Period
    publication: dt.date
    signatory: Signatory
    values: dict[str, Value] = Field(default_factory=dict)
