"""What a cell says, read as the value that its column holds; and why it cannot be."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, time

from ..sheets import Cell, Doubtful
from .fields import Field, plain

MOST = 999_999

_SECTORS = {
    "county": "county | county council | shire county",
    "district": "district | district council | borough | borough council | shire district | non metropolitan district",
    "metropolitan": "metropolitan | metropolitan borough | metropolitan district | metropolitan borough council | met",
    "unitary": "unitary | unitary authority | unitary council",
    "london": "london | london borough | london borough council",
    "other": "other | national park | national park authority | fire authority | fire and rescue authority"
    " | combined authority",
}
_SECTOR_OF = {plain(name): sector for sector, names in _SECTORS.items() for name in names.split("|")}


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


def _count(value: object) -> int:
    number = _number(value)
    if number is None:
        if isinstance(value, date | time):
            raise UnreadableError(
                f"{shown(value)} is a date: a whole number is needed", "format the cell as a number, and look at it"
            )
        cure = "write digits alone, as 16"
        if str(value).startswith("#"):
            cure = "mend the formula"
        elif not re.search("[0-9]", str(value)):
            cure = "leave the cell empty when nothing was recorded"
        raise UnreadableError(f"{shown(value)}: a whole number is needed", cure)
    if not 0 <= number <= MOST:
        raise UnreadableError(f"{shown(value)} is out of range", f"a count is from 0 to {MOST}")
    return number


def _number(value: object) -> int | None:
    match value:
        case bool():
            return None
        case int():
            return value
        case float() if value.is_integer():
            return int(value)
        case str() if re.fullmatch(r"0|-?[1-9][0-9]{0,8}", value):
            return int(value)
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
    if sector := _SECTOR_OF.get(plain(_text(value))):
        return sector
    raise UnreadableError(f"{shown(value)} is no type of authority", f"write one of {', '.join(_SECTORS)}")


def _addresses(value: object) -> tuple[str, ...]:
    return tuple(address for address in re.split(r"[;,\s]+", _text(value)) if address)


_READ: dict[str, Callable[[object], object]] = {"count": _count, "sector": _sector, "addresses": _addresses}
