"""What every record has in common: it is checked while it is made, strictly, and never changes."""

import re
import unicodedata
from functools import lru_cache
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError


class Record(BaseModel):
    """A frozen record: no conversions between types, and no key that is not known.

    The docstring under a field is what an editor shows to whoever writes one.
    """

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid", use_attribute_docstrings=True)

    def model_post_init(self, _: object) -> None:
        """Which fields were given is kept once for all records: sets of names are half of what a record takes."""
        object.__setattr__(self, "__pydantic_fields_set__", _names(frozenset(self.__pydantic_fields_set__)))


@lru_cache(maxsize=1000)
def _names(fields: frozenset[str]) -> set[str]:
    return set(fields)


def fault(what: str, cure: str, *, at: str | None = None) -> PydanticCustomError:
    """An error whose message is a fault's two halves; `at` names the key inside the value that it stands at."""
    context: dict[str, Any] = {"what": what, "cure": cure, "at": at}
    return PydanticCustomError("fault", "{what}; {cure}", context)


def _line_of_text(text: str) -> str:
    folded = unicodedata.normalize("NFC", " ".join(text.split()))
    if not folded:
        raise fault("nothing but white space", "write the words, or take the line out")
    if found := re.search(r"\{(?:[{%#]|\s*[a-z_.]+\s*\})", folded):
        raise fault(f"holds {found[0]}, which is filled in in templates alone", "write the words themselves")
    for character in folded:
        if not character.isprintable():
            raise fault(f"holds a character that cannot be seen (U+{ord(character):04X})", "take it out")
    return folded


Text = Annotated[str, AfterValidator(_line_of_text)]
"""Words to be printed: NFC, white space folded to single spaces, nothing invisible."""


def _one_paragraph(text: str) -> str:
    if re.search(r"\n\s*\n", text.strip()):
        raise fault("an empty line, and so two paragraphs, in one entry", "begin the second as an entry, with a dash")
    if re.search(r"\n\s*(?:[-*\u2022]|\d+[.)])\s", text):
        raise fault("a list in a paragraph", "write it as sentences, or put the list into the template")
    return _line_of_text(text)


Paragraph = Annotated[str, AfterValidator(_one_paragraph)]
"""The words of one paragraph, to be printed."""

Count = Annotated[int, Field(ge=0, le=999_999)]
"""A number of cases."""

Percentage = Annotated[int, Field(ge=0, le=100)]
"""A whole percentage."""


def not_above(count: int, total: int | None, of: str, *, at: str | None = None) -> None:
    """A count of some of `total` cases; nothing to compare where the total is not there or was itself refused."""
    if total is not None and count > total:
        raise fault(f"{count} of {total} {of}", "the count cannot exceed the total", at=at)
