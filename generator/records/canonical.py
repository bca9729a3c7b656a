"""A record as canonical JSON in UTF-8: keys in order, no white space, nothing that is not known."""

import json

from .model import Record


def canonical(record: Record) -> bytes:
    """The same facts are the same bytes."""
    facts = record.model_dump(mode="json", exclude_none=True)
    return json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
