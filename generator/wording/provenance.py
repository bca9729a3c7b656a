"""Where printed values come from: values that know their paths, and leave these where a template prints them."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from jinja2 import Undefined

from .formats import Format

BEGIN, TEXT, END = "\ue000", "\ue001", "\ue002"
"""What stands before the path of a printed value, between this and its text, and behind it. No record can hold them."""

MARKS = frozenset((BEGIN, TEXT, END))

PRINTED_VALUE = re.compile(f"{BEGIN}([^{TEXT}]*){TEXT}([^{END}]*){END}")
"""A printed value with its marks: its path, which is empty if it was worked out in the template, and its text."""


def without_marks(marked: str) -> str:
    """Return a page, or a piece of it, without the marks of its printed values."""
    return PRINTED_VALUE.sub(lambda value: value[2], marked)


def traced(value: object, path: str) -> Any:
    """Return a value that knows its path, and behaves as the value does. What is asked of it knows its own path."""
    traced: _Text | _Number | _Day | _List
    match value:
        case None | bool():
            return value
        case str():
            traced = _Text(value)
        case int():
            traced = _Number(value)
        case date():
            traced = _Day(value.year, value.month, value.day)
        case tuple():
            traced = _List(value)
        case _:
            return _Group(value, path)
    traced._path, traced._value = path, value
    return traced


def printed(value: Any) -> object:
    """Return what a template prints of a value, with its path if it knows it.

    Raises ValueError for what is no word: a letter that would print `None`, `True` or a function is stopped.
    """
    if type(value) in _TRACED:
        return _marked(value, value._value)
    if isinstance(value, Undefined):
        return value  # which is refused by its name when it is written
    if isinstance(value, _Group):
        raise ValueError("more than one value would be printed")  # noqa: TRY004 - a fault of the template
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _Marked(f"{BEGIN}{TEXT}{value}{END}")  # worked out
    if value is None or isinstance(value, bool) or callable(value):
        raise ValueError(f"{'a function' if callable(value) else value} would be printed")
    if type(value) is str and not MARKS.isdisjoint(value):
        raise ValueError("a character that cannot be printed")
    return value


def printed_by(written: Format) -> Callable[[Any], str]:
    """Return the filter of a format: what a template prints of a value through it, with its path if it knows it."""

    def write(value: Any) -> str:
        if type(value) in _TRACED:
            return _marked(value, written(value._value))
        if isinstance(value, Undefined):
            str(value)  # raises, and says which name does not exist
        return written(value)

    return write


class _Text(str):
    _path: str
    _value: str


class _Number(int):
    _path: str
    _value: int


class _Day(date):
    _path: str
    _value: date


class _List(tuple[Any, ...]):
    _path: str
    _value: tuple[Any, ...]

    def __iter__(self) -> Iterator[Any]:
        return (traced(item, self._path) for item in self._value)


_TRACED = frozenset((_Text, _Number, _Day, _List))


class _Group:
    """An object or a mapping: its values know their paths."""

    def __init__(self, value: object, path: str) -> None:
        self._value = value
        self._path = path
        self._asked: dict[str, Any] = {}

    def __getattr__(self, name: str) -> Any:
        if name not in self._asked:
            if isinstance(self._value, Mapping) or not hasattr(self._value, name):
                raise AttributeError(name)
            self._asked[name] = traced(getattr(self._value, name), f"{self._path}.{name}")
        return self._asked[name]

    def __getitem__(self, name: str) -> Any:
        if not isinstance(self._value, Mapping):
            raise KeyError(name)
        return traced(self._value[name], f"{self._path}.{name}")


class _Marked(str):
    """A text with marks around it."""


def _marked(value: Any, text: object) -> str:
    return _Marked(f"{BEGIN}{value._path}{TEXT}{text}{END}")
