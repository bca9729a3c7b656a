"""The values that a table can bring, and how the headings of their columns are compared."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from .vocabulary import Kind, vocabulary

NOT_READ = "-"
"""What a column is mapped to that is not to be read."""

FieldKind = Literal["name", "count", "text", "sector", "address", "addresses", "word", "day"]


@dataclass(frozen=True, slots=True)
class Field:
    """A value of a record by its path, or of a decision by its name."""

    path: str
    kind: FieldKind


FIELDS: Mapping[Kind, tuple[Field, ...]] = {
    "councils": (
        Field("name", "name"),
        Field("type", "sector"),
        Field("addressee.name", "text"),
        Field("addressee.role", "text"),
        Field("email.to", "address"),
        Field("email.copies", "addresses"),
        Field("complaints_upheld.investigations", "count"),
        Field("complaints_upheld.upheld", "count"),
        Field("compliance.outcomes", "count"),
        Field("compliance.satisfied", "count"),
        Field("satisfactory_remedies.remedies", "count"),
    ),
    "decisions": (
        Field("name", "name"),
        Field("decision", "word"),
        Field("remedy", "word"),
        Field("compliance", "word"),
        Field("reference", "text"),
        Field("decided", "day"),
    ),
}
"""What a row of each kind can hold."""

TOTAL_OF = {
    "complaints_upheld.upheld": "complaints_upheld.investigations",
    "compliance.satisfied": "compliance.outcomes",
    "satisfactory_remedies.remedies": "complaints_upheld.upheld",
}
"""The counts that are some of another: of none there are none, which nobody needs to write."""

PAIRS = tuple((total, part) for part, total in TOTAL_OF.items() if total.partition(".")[0] == part.partition(".")[0])
"""The two counts of a panel, which mean something only together: the total, and how many of it."""


def plain(text: str) -> str:
    """Return words as they are compared: neither case, accents, spaces nor punctuation count."""
    return "".join(_words(text))


@cache
def all_plain(words: tuple[str, ...]) -> frozenset[str]:
    """Return each of these words or phrases as it is compared."""
    return frozenset(map(plain, words))


def typed(heading: str) -> str:
    """Return a heading as somebody typed it, but for case and spaces."""
    return " ".join(unicodedata.normalize("NFKC", heading).casefold().split())


def is_rate(heading: str) -> bool:
    """Return whether a heading says that its column holds percentages, or averages, and no counts."""
    words = f" {' '.join(_words(heading))} "
    return "%" in heading or any(f" {word} " in words for word in vocabulary().rates)


@cache
def meaning(heading: str) -> str:
    """Return the words of a heading that tell its column from others.

    A note in brackets does not count, nor does `(n)`; any other words there do, as in `Upheld (housing)`.
    """
    text = re.sub(r"\[[^\[\]]*\]|\([^()]*\)", _telling, heading)
    return "".join(word for word in _words(text) if word not in vocabulary().noise)


def _telling(bracketed: re.Match[str]) -> str:
    words = [word for word in _words(bracketed[0]) if word not in vocabulary().noise]
    is_note = words[:1] == ["note"] or all(word in vocabulary().bracketed for word in words)
    is_number = bracketed[0].startswith("[") and all(word.isdecimal() for word in words)
    return " " if is_note or is_number else bracketed[0]


def years_in(heading: str) -> frozenset[int]:
    """Return the years that a heading names: 2019 and 2020 in `Upheld 2019-20`."""
    spans = re.findall(r"(?<!\d)((?:19|20)\d\d)(?:\s*[-/\u2013]\s*((?:19|20)?\d\d)(?!\d))?", heading)
    return frozenset(
        int(year if len(year) == 4 else f"{first[:2]}{year}") for first, last in spans for year in (first, last) if year
    )


def field_at(path: str, kind: Kind) -> Field:
    """Return the field of that path. Raises StopIteration where there is none."""
    return next(field for field in FIELDS[kind] if field.path == path)


def field_named(heading: str, kind: Kind) -> Field | None:
    """Return the field that a heading means: its path, or a name that people use."""
    field = _by_meaning(kind).get(meaning(heading))
    return None if field and field.kind == "count" and is_rate(heading) else field


def field_told(name: str, kind: Kind) -> Field | None:
    """Return the field of a name that somebody gave it: also the last word of its path."""
    last = (field for field in FIELDS[kind] if field.path.rpartition(".")[2] == name)
    return next(last, None) or field_named(name, kind)


@cache
def _by_meaning(kind: Kind) -> Mapping[str, Field]:
    fields: dict[str, Field] = {}
    for field in FIELDS[kind]:
        for name in (field.path, *vocabulary().headings[kind][field.path]):
            fields.setdefault(meaning(name), field)
    return fields


def _words(text: str) -> list[str]:
    folded = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", " ", folded).split()
