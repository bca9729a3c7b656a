"""A page: a letter rendered through a template once, with the place of every value that it prints."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from html import escape
from typing import NamedTuple

from .html import lines_of, walk
from .provenance import BEGIN, END, TEXT
from .text import Text


class Span(NamedTuple):
    """A printed value: its path, or none if it was worked out; and where it begins and ends in the page's HTML."""

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
    def without_values(self) -> str:
        """The page as its template writes it, without the printed values."""
        return "".join(text for path, text in self._pieces() if path is None)

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
                if path and piece.tag is None and piece.is_read:
                    pieces.append(self.html[cut:start])
                    pieces.append(f'<span data-path="{escape(path)}">{self.html[start:stop]}</span>')
                    cut = stop
            pieces.append(self.html[cut : piece.end])
        return "".join(pieces)

    def _pieces(self) -> Iterator[tuple[str | None, str]]:
        """Give the texts of the page in order, those of printed values with their paths."""
        before, *values = self.marked.split(BEGIN)
        yield None, before
        for value in values:
            path, _, rest = value.partition(TEXT)
            text, _, after = rest.partition(END)
            yield path, text
            yield None, after
