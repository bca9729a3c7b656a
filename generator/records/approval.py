"""An approval: who found which letters right, to the byte, with their messages and everyone who gets them."""

import unicodedata
from datetime import datetime

from pydantic import Field, ValidationError

from .canonical import canonical
from .certificate import Sha256
from .model import Record, Text

_FILLERS = "\u115f\u1160"
"""Letters that nobody sees (Unicode, Default_Ignorable_Code_Point), as NFKC leaves them."""


class Approved(Record):
    """One letter that was approved."""

    council: str
    """The council's slug."""
    pdf: Sha256
    """The hash of the letter."""
    recipients: tuple[str, ...]
    """Everyone who gets it, the addressee first."""
    subject: str
    """The message's subject."""
    message: Sha256
    """The hash of the whole message, but for its date."""


class Approval(Record):
    """What one person approved at one time."""

    edition: str
    """The edition."""
    ledger: str = Field(min_length=1)
    """The ledger that knows of this approval."""
    certificate: Sha256
    """The hash of the run's certificate."""
    by: Text
    """Who approved."""
    at: datetime
    """When."""
    note: Text | None = None
    """What they had to say."""
    letters: tuple[Approved, ...]
    """What they approved."""

    @property
    def person(self) -> str:
        """Who approved, however they spell it."""
        return person(self.by)


def person(name: str) -> str:
    """The letters and digits of a name, great or small: one person is not two. Empty where there are none."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    return "".join(sign for sign in folded if sign.isalnum() and sign not in _FILLERS)


def write_approval(approval: Approval) -> bytes:
    """An approval as canonical JSON."""
    return canonical(approval)


def read_approval(content: bytes) -> Approval:
    """What an approval's file says. Raises ValueError, in a few words, where it is none."""
    try:
        return Approval.model_validate_json(content)
    except ValidationError as error:
        where = ".".join(map(str, error.errors()[0]["loc"]))
        raise ValueError(f"not an approval{f' (see {where})' if where else ''}") from None
