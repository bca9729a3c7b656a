"""How a value is written: the names after the bar in a template's `{{ value|format }}`."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any

# Not the calendar module's, which follow the locale of the machine.
_MONTHS = "January February March April May June July August September October November December".split()


def long_date(day: date) -> str:
    """`22 July 2020`."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def short_date(day: date) -> str:
    """`31/03/20`."""
    return f"{day:%d/%m/%y}"


def percent(whole: int) -> str:
    """`45%`."""
    return f"{whole}%"


def count(number: int) -> str:
    """`1,400`."""
    return f"{number:,}"


def listing(words: Sequence[str]) -> str:
    """`London, Bristol, Leeds and Birmingham`."""
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last


FORMATS: Mapping[str, Callable[[Any], str]] = MappingProxyType(
    {written.__name__: written for written in (long_date, short_date, percent, count, listing)}
)
