"""The forme: a PDF's objects, locked up so that only what changes from letter to letter is written for each."""

import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import md5, sha256
from html import escape

import pydyf

from .finished import renumbered, written

_HEAD = b"%PDF-1.7\n%\xf0\x9f\x96\xa4\n"
_DRAWING = re.compile(rb"(?<=\n/x)\d+(?= Do\n)")
_LEVEL = 3  # takes less than half the time of 6, for one more kilobyte of forty


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
        file = _File(self.head, self.table)
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


class _File:
    def __init__(self, head: bytes, table: bytes) -> None:
        self._parts = [head]
        self._length = len(head)
        self._table = bytearray(table)

    def add(self, number: int, body: bytes) -> None:
        """An object by itself."""
        enter(self._table, number, 1, self._length, 0)
        self._write(b"%d 0 obj\n%b\nendobj\n" % (number, body))

    def add_all(self, objects: Mapping[int, bytes]) -> None:
        """Objects in a stream of their own, the last but one of the table."""
        number = len(self._table) // _ENTRY - 2
        for place, one in enumerate(objects):
            enter(self._table, one, 2, number, place)
        self.add(number, object_stream(objects))

    def closed(self, trailer: bytes) -> bytes:
        """The file, with the table of its objects and with its identifier, the hash of all that is before."""
        number = len(self._table) // _ENTRY - 1
        enter(self._table, number, 1, self._length, 0)
        identifier = sha256(b"".join(self._parts)).hexdigest()[:32].encode()
        entries = b"/Type /XRef/W [1 %d 2]/Size %d%b/ID [<%b> <%b>]" % (
            _WIDE,
            number + 1,
            trailer,
            identifier,
            identifier,
        )
        start = self._length
        self._write(b"%d 0 obj\n%b\nendobj\n" % (number, compressed(entries, bytes(self._table))))
        self._parts.append(b"startxref\n%d\n%%%%EOF\n" % start)
        return b"".join(self._parts)

    def _write(self, part: bytes) -> None:
        self._parts.append(part)
        self._length += len(part)


_WIDE = 4
_ENTRY = 1 + _WIDE + 2


def enter(table: bytearray, number: int, kind: int, where: int, place: int) -> None:
    """Say where an object lies: at an offset (1), or in an object stream (2), at which place."""
    entry = bytes([kind]) + where.to_bytes(_WIDE, "big") + place.to_bytes(2, "big")
    table[number * _ENTRY : (number + 1) * _ENTRY] = entry


def stream(entries: bytes, content: bytes) -> bytes:
    return b"<<%b/Length %d>>\nstream\n%b\nendstream" % (entries, len(content), content)


def compressed(entries: bytes, content: bytes) -> bytes:
    return stream(entries + b"/Filter /FlateDecode", zlib.compress(content, _LEVEL))


def object_stream(objects: Mapping[int, bytes]) -> bytes:
    """Objects as one stream (ISO 32000-1, 7.5.7)."""
    places, length = [], 0
    for number, one in objects.items():
        places.append(b"%d %d" % (number, length))
        length += len(one) + 1
    index = b" ".join(places) + b"\n"
    entries = b"/Type /ObjStm/N %d/First %d" % (len(objects), len(index))
    return compressed(entries, index + b"\n".join(objects.values()))


def head_of(objects: Mapping[int, bytes], number_of_objects: int) -> tuple[bytes, bytes]:
    """The head of a file with these fixed objects, and the table of all objects."""
    size = number_of_objects + 4  # none, two streams of objects, and the table
    table = bytearray(size * _ENTRY)
    enter(table, 0, 0, 0, 65535)
    streams = {number: body for number, body in objects.items() if body.endswith(b"endstream")}
    others = {number: body for number, body in objects.items() if number not in streams}
    parts, length = [_HEAD], len(_HEAD)
    holder = number_of_objects + 1
    for number, body in {**streams, holder: object_stream(others)}.items():
        enter(table, number, 1, length, 0)
        parts.append(b"%d 0 obj\n%b\nendobj\n" % (number, body))
        length += len(parts[-1])
    for place, number in enumerate(others):
        enter(table, number, 2, holder, place)
    return b"".join(parts), bytes(table)
