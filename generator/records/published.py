"""The published record: what anyone may know of a council's letter, as every PDF carries it."""

import json

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
