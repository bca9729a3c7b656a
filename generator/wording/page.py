"""A page: a letter rendered through a template once, with the place of every value that it prints."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from html import escape
from typing import Any, NamedTuple

from jinja2 import Environment

from ..files import FileContent
from .environment import MARKS, environment
from .formats import FORMATS
from .html import lines_of, walk
from .text import Text

_BEGIN, _TEXT, _END = sorted(MARKS)


class Span(NamedTuple):
    """A printed value: its path, and where it begins and ends in the page's HTML."""

    path: str
    start: int
    end: int


@dataclass(frozen=True)
class Page:
    """A rendered template.

    `marked` is its HTML with a mark before and behind each printed value, which is how it is kept and sent to workers.
    """

    marked: str

    def __reduce__(self) -> tuple[type["Page"], tuple[str]]:
        return Page, (self.marked,)

    @cached_property
    def html(self) -> str:
        """The page as it is printed."""
        return "".join(text for _, text in self._pieces())

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        """The printed values in the order of the page, those inside tags among them."""
        spans = []
        start = 0
        for path, text in self._pieces():
            end = start + len(text)
            if path is not None:
                spans.append(Span(path, start, end))
            start = end
        return tuple(spans)

    @property
    def text(self) -> Text:
        """The words of the page, a line for each stretch that an element sets off, and a page for each section."""
        return Text.of(lines_of(self.html).split("\f"))

    @property
    def with_paths(self) -> str:
        """The page with each value that a reader sees in `<span data-path="...">`."""
        pieces = []
        spans = list(reversed(self.spans))
        for piece in walk(self.html):
            cut = piece.start
            while spans and spans[-1].end <= piece.end:
                path, start, stop = spans.pop()
                if piece.tag is None and piece.is_read:
                    pieces.append(self.html[cut:start])
                    pieces.append(f'<span data-path="{escape(path)}">{self.html[start:stop]}</span>')
                    cut = stop
            pieces.append(self.html[cut : piece.end])
        return "".join(pieces)

    def _pieces(self) -> Iterator[tuple[str | None, str]]:
        """Give the texts of the page in order, those of printed values with their paths."""
        before, *values = self.marked.split(_BEGIN)
        yield None, before
        for value in values:
            path, _, rest = value.partition(_TEXT)
            text, _, after = rest.partition(_END)
            yield path, text
            yield None, after


def tracing(files: Mapping[str, FileContent]) -> Environment:
    """Return templates that print marks around each value of a letter that was `traced`."""
    jinja = environment(files)
    present = jinja.finalize or str

    def finalize(value: object) -> Any:
        if isinstance(value, _Group):
            raise ValueError("more than one value would be printed")  # noqa: TRY004 - a fault of the template
        if (path := _path_of(value)) is not None:
            return _marked(path, _plain(value))
        if type(value) is str and not MARKS.isdisjoint(value):  # a string that a template has written
            raise ValueError("a character that cannot be printed")
        return present(value)

    jinja.finalize = finalize
    jinja.filters = {name: _through(name, written) for name, written in jinja.filters.items()}
    return jinja


def traced(value: object, path: str) -> Any:
    """Return a value that knows its path, and behaves as the value does. What is asked of it knows its own path."""
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
            return _Group(value, path)


class _Text(str):
    _path: str


class _Number(int):
    _path: str


class _Day(date):
    _path: str


class _List(tuple[Any, ...]):
    _path: str

    def __iter__(self) -> Iterator[Any]:
        return (traced(item, self._path) for item in super().__iter__())


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


def _named(value: Any, path: str) -> Any:
    value._path = path
    return value


_TRACED = frozenset((_Text, _Number, _Day, _List))


def _path_of(value: Any) -> str | None:
    return value._path if type(value) in _TRACED else None


def _plain(value: object) -> object:
    """Return the value itself: a format takes no other."""
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


class _Marked(str):
    """A text with marks around it."""


def _marked(path: str, text: Any) -> str:
    return _Marked(f"{_BEGIN}{path}{_TEXT}{text}{_END}")


def _through(name: str, written: Callable[..., str]) -> Callable[..., str]:
    def write(value: object) -> str:
        path = _path_of(value)
        return written(value) if path is None else _marked(path, FORMATS[name](_plain(value)))

    return write
