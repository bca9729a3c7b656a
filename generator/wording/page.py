"""A page: a letter rendered through a template once, with the place of every value that it prints."""

from dataclasses import dataclass
from functools import cached_property
from html import escape
from typing import NamedTuple

from .html import lines_of, walk
from .provenance import PRINTED_VALUE, without_marks
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
        return without_marks(self.marked)

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        """The printed values in the order of the page, those inside tags among them."""
        spans = []
        marks = 0
        for found in PRINTED_VALUE.finditer(self.marked):
            path, text = found.groups()
            start = found.start() - marks
            spans.append(Span(path, start, start + len(text)))
            marks += len(found[0]) - len(text)
        return tuple(spans)

    @property
    def without_values(self) -> str:
        """The page as its template writes it, without the printed values."""
        return PRINTED_VALUE.sub("", self.marked)

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
