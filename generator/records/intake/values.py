"""What a cell says, read as the value that its column holds; and why it cannot be."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date, datetime, time
from functools import cache

from ..sheets import Cell, Doubtful
from .fields import Field, plain
from .vocabulary import vocabulary

MOST = 999_999
_NEARLY = 1e-9  # of a number: what adding up in a spreadsheet leaves behind the point
_ADVICE = {
    "none": "if there were none, write 0; if the number is not known, leave the cell empty: the letter stays a draft",
    "unknown": "leave the cell empty while the number is not known: the letter stays a draft",
    "hidden": "write the number, which the letter prints; if you may not, leave the cell empty: it stays a draft",
    "low": "write the number itself, or leave the cell empty: the letter stays a draft",
}


class UnreadableError(Exception):
    """What is wrong with a cell's value, and what to do about it."""

    def __init__(self, what: str, cure: str) -> None:
        super().__init__(what)
        self.what, self.cure = what, cure


def value_of(cell: Cell, field: Field) -> object:
    """The value that a record holds for it. Raises UnreadableError."""
    if isinstance(cell.value, Doubtful):
        raise UnreadableError(cell.value.why, cell.value.cure)
    return _READ.get(field.kind, _text)(cell.value)


def shown(value: object) -> str:
    """A cell's value as people see it, shortened."""
    match value:
        case datetime() if value.time() == time():
            return str(value.date())
        case str() if len(value) > 40:
            return f'"{value[:40]}..."'
        case str():
            return f'"{value}"'
        case bool():
            return str(value).upper()
    return str(value)


def symbol(value: object) -> str | None:
    """Return what a sign means that stands for a number (`-`, `[c]`, `..`); None for any other value."""
    return _symbols().get(" ".join(value.split()).casefold()) if isinstance(value, str) else None


@cache
def _symbols() -> Mapping[str, str]:
    return {sign.casefold(): meaning for meaning, signs in vocabulary().symbols.items() for sign in signs}


def _count(value: object) -> int:
    number = _number(value)
    if number is None:
        raise UnreadableError(f"{shown(value)}: a whole number is needed", _advice(value))
    if not 0 <= number <= MOST:
        raise UnreadableError(f"{shown(value)} is out of range", f"a count is from 0 to {MOST}")
    return number


def _advice(value: object) -> str:
    text = str(value)
    if isinstance(value, date | time):
        return "this is a date: format the cell as a number, and look at it"
    if meaning := symbol(value):
        return _ADVICE[meaning]
    if re.fullmatch(r"[<>≤≥~]\s*\d+", text):
        return _ADVICE["low"]
    if text.startswith("#"):
        return "correct the formula"
    if re.fullmatch(r"\d{1,3}([, \u00a0.]\d{3})+", text):
        return f"write it without signs between the digits, as {re.sub(r'[^0-9]', '', text)}"
    if found := re.fullmatch(r"(\d+)\s*[\[(].*[\])]", text):
        return f"take the remark out, and leave {found[1]}"
    if re.fullmatch(r"-?\d+\.\d+", text):
        return "this is no count: look whether it is a rate or an average"
    return "write digits alone, as 16, or leave the cell empty: the letter stays a draft"


def _number(value: object) -> int | None:
    match value:
        case bool():
            return None
        case int():
            return value
        case float() if abs(value - round(value)) <= _NEARLY * max(1.0, abs(value)):
            return round(value)
        case str() if re.fullmatch(r"(0|-?[1-9][0-9]{0,8})(\.0+)?", value):
            return int(value.partition(".")[0])
    return None


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise UnreadableError(f"{shown(value)}: text is needed", "write words")
    folded = unicodedata.normalize("NFC", " ".join(value.split()))
    for character in folded:
        if not character.isprintable():
            raise UnreadableError(f"holds a character that cannot be seen (U+{ord(character):04X})", "take it out")
    return folded


def _sector(value: object) -> str:
    if sector := _sectors().get(plain(_text(value))):
        return sector
    known = ", ".join(vocabulary().types)
    raise UnreadableError(f"{shown(value)} is no type of authority", f"write one of {known}")


@cache
def _sectors() -> Mapping[str, str]:
    return {plain(name): sector for sector, names in vocabulary().types.items() for name in names}


def _address(value: object) -> str:
    """Return one address, without what programs write around it: `Ms Vance <vance@council.example>`, `mailto:`."""
    text = _text(value)
    named = re.fullmatch(r"[^<>]*<([^<>]+)>", text)
    return re.sub(r"^mailto:|[.;,]$", "", (named[1] if named else text).strip(), flags=re.IGNORECASE)


def _addresses(value: object) -> tuple[str, ...]:
    parts = re.split(r"[;,]", _text(value))
    alone = (one for part in parts for one in ([part] if "<" in part or "/" in part else part.split()))
    return tuple(address for one in alone if (address := _address(one)))


def _day(value: object) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    for form in ("%d-%b-%Y", "%d/%m/%Y", "%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%d-%b-%y", "%d/%m/%y", "%d.%m.%Y"):
        with suppress(ValueError):
            return datetime.strptime(str(value), form).date()
    raise UnreadableError(f"{shown(value)} is no date", "write it as 09/08/2019")


_READ: dict[str, Callable[[object], object]] = {
    "count": _count,
    "sector": _sector,
    "address": _address,
    "addresses": _addresses,
    "day": _day,
}
