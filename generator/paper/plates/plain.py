"""What is kept in files: dataclasses, tuples, mappings and bytes as JSON, and back from it."""

import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache, partial
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints


def as_json(value: object) -> bytes:
    """A value as JSON, the same for the same value."""
    return json.dumps(_plain(value), separators=(",", ":"), sort_keys=True).encode()


def _plain(value: Any) -> Any:
    """A value as JSON has it."""
    if is_dataclass(value):
        return [_plain(getattr(value, field.name)) for field in fields(value)]
    match value:
        case bytes():
            return b64encode(value).decode()
        case tuple() | list():
            return [_plain(item) for item in value]
        case dict():
            return [[_plain(key), _plain(item)] for key, item in value.items()]
        case _:
            return value


@cache
def reader(kind: Any) -> Callable[[Any], Any]:
    """What makes a value of a kind from JSON. It raises ValueError or TypeError where that is none."""
    origin, inner = get_origin(kind), get_args(kind)
    if isinstance(kind, type) and is_dataclass(kind):
        hints = get_type_hints(kind)
        readers = [reader(hints[field.name]) for field in fields(kind)]
        return lambda value: kind(*(read(item) for read, item in zip(readers, value, strict=True)))
    if origin is tuple and inner[-1] is ...:
        each = reader(inner[0])
        return lambda value: tuple(map(each, value))
    if origin is tuple:
        readers = [reader(one) for one in inner]
        return lambda value: tuple(read(item) for read, item in zip(readers, value, strict=True))
    if origin in (dict, Mapping):
        key, item = map(reader, inner)
        return lambda value: {key(one): item(other) for one, other in value}
    if kind is bytes:
        return partial(b64decode, validate=True)
    if origin is UnionType:
        [some] = (reader(one) for one in inner if one is not NoneType)
        return lambda value: None if value is None else some(value)
    return partial(_checked, kind)


def _checked(kind: type, value: object) -> object:
    if not isinstance(value, kind):
        raise TypeError(kind)
    return value
