"""A page whose values say which they are: each printed value in an element with its path."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from html import escape
from pathlib import Path
from typing import Any

from jinja2 import Environment

from .environment import environment

_BEGIN, _SAID, _END = "\ue000", "\ue001", "\ue002"  # no record can hold these: they cannot be seen
_SIGNS = re.compile(f"{_BEGIN}[^{_SAID}]*{_SAID}|{_END}")
_MARKED = re.compile(f"{_BEGIN}([^{_SAID}]*){_SAID}([^{_END}]*){_END}")
_TAG = re.compile(r"(<!--.*?-->|<[^>]*>)", re.DOTALL)
_PLAIN = frozenset("head svg title style".split())


def tracing(folders: list[Path]) -> Environment:
    """Templates that print signs of the path around each value of a letter that was `traced`."""
    jinja = environment(folders)
    present = jinja.finalize or str
    jinja.finalize = lambda value: _signed(_path_of(value), present(_plain(value)))
    jinja.filters = {name: _through(written) for name, written in jinja.filters.items()}
    return jinja


def traced(value: object, path: str) -> Any:
    """A value that knows its path, and behaves as the value does. What is asked of it knows its own path."""
    match value:
        case None | bool():
            return value
        case str():
            return _named(_Text(value), path)
        case int():
            return _named(_Number(value), path)
        case date():
            return _named(_Day(value.year, value.month, value.day), path)
        case tuple():
            return _named(_List(value), path)
        case _:
            return _Whole(value, path)


def marked(html: str) -> str:
    """A page with its signs as elements, `<span data-path="...">`; in tags, pictures and the head, without them."""
    return "".join(_elements(html))


def _elements(html: str) -> Iterator[str]:
    inside: list[str] = []
    for number, piece in enumerate(_TAG.split(html)):
        if number % 2 == 0 and not inside:
            yield _MARKED.sub(lambda found: f'<span data-path="{escape(found[1])}">{found[2]}</span>', piece)
            continue
        name = re.match(r"</?([a-z0-9]+)", piece)
        if number % 2 and name and name[1] in _PLAIN:
            inside = inside[:-1] if piece.startswith("</") else [*inside, name[1]]
        yield _SIGNS.sub("", piece)


class _Text(str):
    path: str


class _Number(int):
    path: str


class _Day(date):
    path: str


class _List(tuple[Any, ...]):
    path: str

    def __iter__(self) -> Iterator[Any]:
        return (traced(item, self.path) for item in super().__iter__())


class _Whole:
    """An object or a mapping: its values know their paths."""

    def __init__(self, value: object, path: str) -> None:
        self._value = value
        self.path = path

    def __getattr__(self, name: str) -> Any:
        if isinstance(self._value, Mapping) or not hasattr(self._value, name):
            raise AttributeError(name)
        return traced(getattr(self._value, name), f"{self.path}.{name}")

    def __getitem__(self, name: str) -> Any:
        if not isinstance(self._value, Mapping):
            raise KeyError(name)
        return traced(self._value[name], f"{self.path}.{name}")


def _named(value: Any, path: str) -> Any:
    value.path = path
    return value


def _path_of(value: object) -> str | None:
    return value.path if isinstance(value, _Text | _Number | _Day | _List) else None


def _plain(value: object) -> object:
    """The value itself: a format takes no other."""
    match value:
        case _Text():
            return str(value)
        case _Number():
            return int(value)
        case _Day():
            return date(value.year, value.month, value.day)
        case _List():
            return tuple(tuple.__iter__(value))
        case _:
            return value


def _signed(path: str | None, text: Any) -> Any:
    return text if path is None else f"{_BEGIN}{path}{_SAID}{text}{_END}"


def _through(written: Callable[..., str]) -> Callable[..., str]:
    return lambda value: _signed(_path_of(value), written(_plain(value)))
