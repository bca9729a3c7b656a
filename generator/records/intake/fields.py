"""The values that a table can bring, and the names that people give their columns."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

NOT_READ = "-"
"""What a column is mapped to that is not to be read."""

_NOISE = {"a", "by", "count", "counts", "no", "number", "of", "the", "total"}
_RATE = re.compile(r"%|\b(per ?cent|percentage|rate|average|proportion)", re.IGNORECASE)
"""What a column's name says that holds no count."""


@dataclass(frozen=True, slots=True)
class Field:
    """A value of a record by its path, or of a decision; `names` are those of its columns, a few words each."""

    path: str
    kind: Literal["name", "count", "text", "sector", "addresses", "decision", "remedy", "outcome"]
    names: tuple[str, ...]


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split("|"))


_NAME = Field(
    "name",
    "name",
    _names("council | councils | council name | authority | authorities | local authority | body in jurisdiction"),
)
_COUNCIL = (
    Field("type", "sector", _names("authority type | type of authority | council type | sector | class of authority")),
    Field("addressee.name", "text", _names("addressee | addressee name | chief executive | letter to")),
    Field("addressee.role", "text", _names("role | addressee role | job title | office | position")),
    Field("email.to", "text", _names("email | e mail | email address | email to | chief executive email")),
    Field("email.copies", "addresses", _names("copies | cc | copy to | email copies | link officer email")),
)
FIELDS = {
    "councils": (
        _NAME,
        *_COUNCIL,
        Field(
            "complaints_upheld.investigations",
            "count",
            _names("investigations | detailed investigations | investigated | complaints investigated"),
        ),
        Field("complaints_upheld.upheld", "count", _names("upheld | upheld decisions | complaints upheld")),
        Field(
            "compliance.outcomes",
            "count",
            _names("outcomes | compliance outcomes | recommendations due | outcomes recorded"),
        ),
        Field(
            "compliance.satisfied",
            "count",
            _names("satisfied | outcomes satisfied | compliance satisfied | complied | complied with"),
        ),
        Field(
            "satisfactory_remedies.remedies",
            "count",
            _names("remedies | satisfactory remedies | satisfactory remedy decisions | satisfactory remedy"),
        ),
    ),
    "decisions": (
        _NAME,
        Field("decision", "decision", _names("decision | outcome | decision outcome | decision reason")),
        Field("remedy", "remedy", _names("remedy | satisfactory remedy | remedy by authority")),
        Field("compliance", "outcome", _names("compliance | compliance outcome | complied")),
    ),
}
"""What a row of each kind can hold."""


def plain(text: str) -> str:
    """Words as they are compared: neither case, accents, spaces nor punctuation count."""
    return "".join(_words(text))


def heading(name: str) -> str:
    """A column's name as it is compared: words such as `number of` and remarks in brackets do not count either.

    A remark that holds a number counts: it may be another year's.
    """
    return "".join(word for word in _words(re.sub(r"\([^()\d]*\)", " ", name)) if word not in _NOISE)


def _words(text: str) -> list[str]:
    folded = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", " ", folded).split()


def field_named(name: str, fields: tuple[Field, ...]) -> Field | None:
    """The field that a column's name means: its path, the last word of that, or a name that people use."""
    wanted = heading(name)
    is_rate = _RATE.search(name)
    for field in fields:
        if is_rate and field.kind == "count":
            continue
        if wanted in {heading(known) for known in (field.path, field.path.rpartition(".")[2], *field.names)}:
            return field
    return None
