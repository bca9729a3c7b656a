"""The forme: a PDF's objects, locked up so that only what changes from letter to letter is written for each."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import md5
from html import escape

import pydyf

from .file import File, compressed, stream
from .finished import renumbered, written

_DRAWING = re.compile(rb"(?<=\n/x)\d+(?= Do\n)")


@dataclass(frozen=True, slots=True)
class Told:
    """An object that tells a text to whoever does not look at the page: `before` and `after` it, what is fixed."""

    object_: int
    before: bytes
    after: bytes

    def telling(self, text: str) -> bytes:
        return self.before + written(pydyf.String(text)) + self.after

    def moved(self, numbers: Mapping[int, int]) -> "Told":
        """The same with its objects numbered anew."""
        return Told(numbers[self.object_], renumbered(self.before, numbers), renumbered(self.after, numbers))


@dataclass(frozen=True, slots=True)
class Contents:
    """A page's contents: what is fixed, and between that the gaps, each with what is in it by itself."""

    object_: int
    fixed: tuple[bytes, ...]
    gaps: tuple[tuple[int, bytes], ...]

    def filled(self, gaps: Mapping[int, bytes]) -> bytes:
        """The contents, compressed, with these in some of the gaps."""
        if any(gaps.get(gap, own) != own for gap, own in self.gaps):
            return compressed(b"", self._with(gaps))
        return _as_it_is(self)

    def moved(self, numbers: Mapping[int, int], drawings: int) -> "Contents":
        """The same with its object numbered anew, and in it the drawings, before which there are so many."""
        fixed = (_DRAWING.sub(lambda found: b"%d" % (int(found[0]) + drawings), one) for one in self.fixed)
        return replace(self, object_=numbers[self.object_], fixed=tuple(fixed))

    def bare(self) -> "Contents":
        """Without what is in the gaps."""
        return replace(self, gaps=tuple((gap, b"") for gap, _ in self.gaps))

    def _with(self, gaps: Mapping[int, bytes]) -> bytes:
        parts = [self.fixed[0]]
        for (gap, own), fixed in zip(self.gaps, self.fixed[1:], strict=True):
            parts += gaps.get(gap, own), fixed
        return b"".join(parts)


@lru_cache(maxsize=300)
def _as_it_is(page: Contents) -> bytes:
    return compressed(b"", page._with({}))


@dataclass(frozen=True, slots=True)
class Copy:
    """What a letter has of its own in a part: its texts, and what fills the gaps of its pages."""

    texts: Sequence[str]
    gaps: Mapping[int, bytes]


@dataclass(frozen=True, slots=True)
class Forme:
    """A PDF with gaps.

    `head` is its beginning, with every object that is fixed; `table` tells where they lie, as the entries of a
    cross-reference stream (ISO 32000-1, 7.5.8), four numbers of which each takes `_WIDE` bytes. Of each part, there are
    the contents of its pages, and what tells its texts, by their numbers.
    """

    head: bytes
    table: bytes
    parts: tuple[tuple[Contents, ...], ...]
    told: tuple[tuple[tuple[int, Told], ...], ...]
    info: Told
    metadata: tuple[bytes, Told]
    record: tuple[int, bytes]
    trailer: bytes

    @property
    def pages(self) -> int:
        """How many pages it has."""
        return sum(map(len, self.parts))

    def filled(self, title: str, copies: Sequence[Copy], record: bytes) -> bytes:
        """The PDF of a letter, with its title, with what it has of its own in its parts, and with its record."""
        file = File(self.head, self.table)
        told = {self.info.object_: self.info.telling(title)}
        for copy, pages, tellers in zip(copies, self.parts, self.told, strict=True):
            for page in pages:
                file.add(page.object_, page.filled(copy.gaps))
            told |= {one.object_: one.telling(copy.texts[text]) for text, one in tellers}
        entries, metadata = self.metadata
        file.add(metadata.object_, stream(entries, metadata.before + escaped(title) + metadata.after))
        number, dates = self.record
        file.add(number, compressed(_attached(record, dates), record))
        file.add_all(told)
        return file.closed(self.trailer)


def escaped(text: str) -> bytes:
    """A text in the metadata, which are XML."""
    return escape(text, quote=False).encode()


def _attached(record: bytes, dates: bytes) -> bytes:
    """The entries of a record that is embedded."""
    sum_ = md5(record, usedforsecurity=False).hexdigest().encode()
    params = b"<</CheckSum <%b>/Size %d%b>>" % (sum_, len(record), dates)
    return b"/Type /EmbeddedFile/Subtype /application#2fjson/Params " + params
