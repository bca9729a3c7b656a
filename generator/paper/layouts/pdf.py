"""PDF objects: read from what WeasyPrint has drawn, and written to a file (ISO 32000-1, 7.3 and 7.5)."""

import re
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from typing import Any, NamedTuple

import pydyf

_REFERENCE = re.compile(rb"\((?:[^()\\]|\\.)*\)|(\d+) 0 R\b", re.DOTALL)  # in a string, there is none
_SAME = 5e-5  # a PDF's unit is a point
_HEAD = b"%PDF-1.7\n%\xf0\x9f\x96\xa4\n"
_LEVEL = 3  # takes less than half the time of 6, for one more kilobyte of forty
_WIDE = 4  # bytes that tell where an object lies, between its kind, one byte, and its place, two
_ENTRY = 1 + _WIDE + 2


class PdfObject(NamedTuple):
    """An object as it is written, or a page's contents, with gaps for values, by number."""

    pieces: tuple[bytes, ...]
    gaps: tuple[int, ...] = ()

    def filled(self, values: Sequence[bytes] | Mapping[int, bytes]) -> bytes:
        filled = [self.pieces[0]]
        for gap, piece in zip(self.gaps, self.pieces[1:], strict=True):
            filled += values[gap], piece
        return b"".join(filled)

    def with_end(self, end: bytes) -> "PdfObject":
        return PdfObject((*self.pieces[:-1], self.pieces[-1] + end), self.gaps)


class PdfObjects:
    """The objects of a `pydyf.PDF` that was not written yet, by number; and the operators of its pages."""

    def __init__(self, pdf: Any) -> None:
        self._objects = [*pdf.objects, pdf.info]
        self.catalog = int(pdf.catalog.number)
        self.info = len(pdf.objects)
        self.pages = [number_of(page) for page in pdf.page_references]
        self.contents = [number_of(self[page]["Contents"]) for page in self.pages]
        self.operators = [[written(one) for one in self[number].stream] for number in self.contents]

    def __getitem__(self, reference: Any) -> Any:
        return self._objects[reference if isinstance(reference, int) else number_of(reference)]

    def __len__(self) -> int:
        return len(self._objects)

    def body(self, number: int, without: Collection[str] = ()) -> bytes:
        """Return an object as it is written; without some of its entries, it lacks the closing `>>` as well."""
        one = self[number]
        if not without:
            return written(one)
        kept = {key: value for key, value in one.items() if key not in without}
        return written(pydyf.Dictionary(kept)).removesuffix(b">>")

    def reached(self, start: Iterable[int], stop: Collection[int]) -> list[int]:
        """Return the numbers of these objects and of all that they refer to, but not beyond some, in order."""
        reached: set[int] = set()
        coming = set(start)
        while coming := coming - reached - set(stop):
            reached |= coming
            bodies = (pydyf.Dictionary(entries(self[one])) if entries(self[one]) else self[one] for one in coming)
            coming = {int(found) for body in bodies for found in _REFERENCE.findall(written(body)) if found}
        return sorted(reached)

    def having(self, key: str) -> Iterator[int]:
        """Yield the numbers of the dictionaries, and of the streams, that have an entry."""
        return (number for number, one in enumerate(self._objects) if key in entries(one))


def entries(one: Any) -> dict[str, Any]:
    """Return the entries of a dictionary or of a stream; of another object, none."""
    if isinstance(one, pydyf.Stream):
        return dict(one.extra)
    return one if isinstance(one, pydyf.Dictionary) else {}


def number_of(reference: Any) -> int:
    """Return 7 of `7 0 R`."""
    return int(written(reference).split()[0])


def reference(number: int) -> bytes:
    return b"%d 0 R" % number


def renumbered(body: bytes, numbers: Mapping[int, int]) -> bytes:
    """Return an object that refers to the same others by new numbers. Raises KeyError where one of them has none."""
    if b" 0 R" not in body:
        return body
    entries_, begun, content = body.partition(b">>\nstream\n")

    def renumber(found: re.Match[bytes]) -> bytes:
        return reference(numbers[int(found[1])]) if found[1] else found[0]

    return b"".join((_REFERENCE.sub(renumber, entries_), begun, content))


def written(value: Any) -> bytes:
    """Return a value as it is written in a PDF."""
    match value:
        case bytes():
            return value
        case float():
            return real(value)
        case pydyf.Object():
            return bytes(value.data)
        case _:
            return str(value).encode("ascii")


def string(text: str) -> bytes:
    return written(pydyf.String(text))


def real(value: float) -> bytes:
    """Return a number as pydyf writes it."""
    return str(int(value)).encode() if value.is_integer() else f"{value:f}".rstrip("0").encode()


def same(one: bytes, other: bytes) -> bool:
    """Return whether two runs of operators are the same, their numbers to four decimals."""
    return one == other or (
        len(these := one.split()) == len(those := other.split()) and all(map(_same_operand, these, those))
    )


def _same_operand(one: bytes, other: bytes) -> bool:
    try:
        return one == other or abs(float(one) - float(other)) < _SAME
    except ValueError:
        return False


class PdfWriter:
    """Writes files that begin with the same objects, and have others of their own."""

    def __init__(self, fixed: Mapping[int, bytes], size: int) -> None:
        """Begin with the fixed objects, of so many in all."""
        self._last = size + 3  # after two streams of objects, the table
        self._table = bytearray((self._last + 1) * _ENTRY)
        _enter(self._table, 0, 0, 0, 65535)
        streams = {number: body for number, body in fixed.items() if body.endswith(b"endstream")}
        others = {number: body for number, body in fixed.items() if number not in streams}
        self._head = _added(_HEAD, self._table, streams, others, size + 1)

    def file(self, streams: Mapping[int, bytes], others: Mapping[int, bytes], trailer: bytes) -> bytes:
        """Return a file with the table of its objects, and with its identifier, the hash of all that is before."""
        table = self._table.copy()
        body = _added(self._head, table, streams, others, self._last - 1)
        _enter(table, self._last, 1, len(body), 0)
        identifier = sha256(body).hexdigest()[:32].encode()
        facts = (_WIDE, self._last + 1, trailer, identifier, identifier)
        index = compressed(b"/Type /XRef/W [1 %d 2]/Size %d%b/ID [<%b> <%b>]" % facts, bytes(table))
        return b"%b%d 0 obj\n%b\nendobj\nstartxref\n%d\n%%%%EOF\n" % (body, self._last, index, len(body))


def _added(
    head: bytes, table: bytearray, streams: Mapping[int, bytes], others: Mapping[int, bytes], holder: int
) -> bytes:
    """Return a file with more objects: streams, and others in an object stream; the table gets their places."""
    parts, length = [head], len(head)
    for number, body in {**streams, holder: _object_stream(others)}.items():
        _enter(table, number, 1, length, 0)
        parts.append(b"%d 0 obj\n%b\nendobj\n" % (number, body))
        length += len(parts[-1])
    for place, number in enumerate(others):
        _enter(table, number, 2, holder, place)
    return b"".join(parts)


def _enter(table: bytearray, number: int, kind: int, where: int, place: int) -> None:
    """Enter where an object lies: at an offset (1), or in an object stream (2), at which place."""
    entry = bytes([kind]) + where.to_bytes(_WIDE, "big") + place.to_bytes(2, "big")
    table[number * _ENTRY : (number + 1) * _ENTRY] = entry


def _object_stream(objects: Mapping[int, bytes]) -> bytes:
    places, length = [], 0
    for number, one in objects.items():
        places.append(b"%d %d" % (number, length))
        length += len(one) + 1
    index = b" ".join(places) + b"\n"
    facts = b"/Type /ObjStm/N %d/First %d" % (len(objects), len(index))
    return compressed(facts, index + b"\n".join(objects.values()))


def stream(facts: bytes, content: bytes) -> bytes:
    return b"<<%b/Length %d>>\nstream\n%b\nendstream" % (facts, len(content), content)


def compressed(facts: bytes, content: bytes) -> bytes:
    return stream(facts + b"/Filter /FlateDecode", zlib.compress(content, _LEVEL))


page_contents = lru_cache(maxsize=300)(lambda content: compressed(b"", content))
"""A page's contents as a stream: many letters have some page in common."""
