"""How a value is written: the names after the bar in a template's `{{ value|format }}`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

# Not the calendar module's, which follow the locale of the machine.
_MONTHS = "January February March April May June July August September October November December".split()
_CALLED = {date: "a date", int: "a whole number", tuple: "a list"}


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write values of one type. Any other value is a mistake in the template, and raises ValueError."""

    takes: type
    write: Callable[[Any], str]

    def __call__(self, value: object) -> str:
        if type(value) is not self.takes:
            given = "but there is none" if value is None else f"not {value}"
            raise ValueError(f"{_CALLED[self.takes]} is needed here, {given}")
        return self.write(value)


def _long_date(day: date) -> str:
    """`22 July 2020`."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _short_date(day: date) -> str:
    """`31/03/20`."""
    return f"{day:%d/%m/%y}"


def _percent(whole: int) -> str:
    """`45%`."""
    return f"{whole}%"


def _count(number: int) -> str:
    """`1,400`."""
    return f"{number:,}"


def _listing(words: tuple[str, ...]) -> str:
    """`London, Bristol, Leeds and Birmingham`."""
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "long_date": Format(date, _long_date),
        "short_date": Format(date, _short_date),
        "percent": Format(int, _percent),
        "count": Format(int, _count),
        "listing": Format(tuple, _listing),
    }
)
