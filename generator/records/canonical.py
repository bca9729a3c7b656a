"""A record as canonical JSON in UTF-8: keys in order, no white space, nothing that is not known."""

import json
from collections.abc import Iterable, Iterator

from .model import Record


def canonical(record: Record) -> bytes:
    """The same facts are the same bytes."""
    return _json(record.model_dump(mode="json", exclude_none=True))


def canonical_around(record: Record, name: str, value: Iterable[bytes]) -> Iterator[bytes]:
    """The same, piece by piece, which takes less room; the value of that name is written already."""
    facts = {**record.model_dump(mode="json", exclude_none=True, exclude={name}), name: None}
    for number, key in enumerate(sorted(facts)):
        yield b",%b:" % _json(key) if number else b"{%b:" % _json(key)
        yield from value if key == name else [_json(facts[key])]
    yield b"}"


def _json(facts: object) -> bytes:
    return json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
