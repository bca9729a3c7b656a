"""A record as canonical JSON in UTF-8: keys in order, no white space, nothing that is not known."""

import json
from collections.abc import Iterable, Iterator

from .model import Record


def canonical(record: Record) -> bytes:
    """The same facts are the same bytes."""
    return _json(record.model_dump(mode="json", exclude_none=True))


def canonical_around(record: Record, name: str, value: Iterable[bytes]) -> Iterator[bytes]:
    """The same, piece by piece, which takes less room. One of its values, not the first or last, is written already."""
    facts = record.model_dump(mode="json", exclude_none=True, exclude={name})
    yield _json({key: fact for key, fact in facts.items() if key < name})[:-1]
    yield b',"%b":' % name.encode()
    yield from value
    yield b"," + _json({key: fact for key, fact in facts.items() if key > name})[1:]


def _json(facts: dict[str, object]) -> bytes:
    return json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
