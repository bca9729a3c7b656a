"""The published record: what anyone may know of a council's letter, as every PDF carries it."""

import json
from dataclasses import dataclass

from pydantic import ValidationError

from .averages import Averages
from .council import Council


def published(council: Council, averages: Averages, *, edition: str, state: str) -> bytes:
    """`record.json`: the edition, the letter's state, the record without its e-mail addresses, the averages that apply.

    Canonical JSON in UTF-8 (keys in order, no white space): the same facts are the same bytes. What is not known is
    not there.
    """
    facts = {
        "edition": edition,
        "state": state,
        "record": council.model_dump(mode="json", exclude={"email"}, exclude_defaults=True),
        "averages": averages.model_dump(mode="json", exclude_none=True),
    }
    return json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


@dataclass(frozen=True, slots=True)
class Published:
    """A published record, read back from a PDF."""

    edition: str
    state: str
    council: Council
    averages: Averages


def read_published(record: bytes) -> Published:
    """What a `record.json` says. Raises ValueError where it is none."""
    try:
        facts = json.loads(record)
        return Published(
            edition=facts["edition"],
            state=facts["state"],
            council=Council.model_validate_json(json.dumps(facts["record"])),
            averages=Averages.model_validate_json(json.dumps(facts["averages"])),
        )
    except (ValueError, KeyError, TypeError, ValidationError) as error:
        raise ValueError(f"not a published record ({type(error).__name__})") from None
