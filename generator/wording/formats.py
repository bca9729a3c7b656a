"""How a value is written, and how it is read: the names after the bar in a template's `{{ value|format }}`."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

# Not the calendar module's, which follow the locale of the machine.
_MONTHS = "January February March April May June July August September October November December".split()
_CALLED = {date: "a date", int: "a whole number", str: "text", tuple: "a list"}


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write values of one type, and to read them back.

    `shape` is what the written value looks like, and no longer than it can be: `None` where it is free text, which ends
    where the next words begin. `read` raises ValueError for what only looks like it.
    """

    takes: type
    write: Callable[[Any], str]
    shape: re.Pattern[str] | None
    read: Callable[[str], Any]

    def __call__(self, value: object) -> str:
        """The value as text. A value of another type is a mistake in the template, and raises ValueError."""
        if type(value) is not self.takes:
            given = "but there is none" if value is None else f"not {value}"
            raise ValueError(f"{_CALLED[self.takes]} is needed here, {given}")
        return self.write(value)


def _write_long_date(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _read_long_date(text: str) -> date:
    day, month, year = text.split()
    return date(int(year), _MONTHS.index(month) + 1, int(day))


def _write_listing(words: tuple[str, ...]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def _read_listing(text: str) -> tuple[str, ...]:
    first, _, last = text.rpartition(" and ")
    return (*first.split(", "), last) if first else (last,)


TEXT = Format(str, str, None, str)
"""Text that stands as it is, without a format."""

FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        # 22 July 2020
        "long_date": Format(
            date, _write_long_date, re.compile(rf"\d{{1,2}} (?:{'|'.join(_MONTHS)}) \d{{4}}"), _read_long_date
        ),
        # 31/03/20
        "short_date": Format(
            date,
            lambda day: f"{day:%d/%m/%y}",
            re.compile(r"\d\d/\d\d/\d\d"),
            lambda text: datetime.strptime(text, "%d/%m/%y").date(),
        ),
        # 2020
        "year": Format(int, str, re.compile(r"\d{4}"), int),
        # 45%
        "percent": Format(int, lambda whole: f"{whole}%", re.compile(r"\d{1,3}%"), lambda text: int(text[:-1])),
        # 1,400
        "count": Format(
            int,
            lambda number: f"{number:,}",
            re.compile(r"\d{1,3}(?:,\d{3}){1,3}(?!\d)|\d{1,9}(?!\d)"),
            lambda text: int(text.replace(",", "")),
        ),
        # London, Bristol, Leeds and Birmingham
        "listing": Format(tuple, _write_listing, None, _read_listing),
    }
)
