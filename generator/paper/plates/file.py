"""The file: a PDF's objects, written one after another, and the table that tells where each of them lies."""

import zlib
from collections.abc import Mapping
from hashlib import sha256

_HEAD = b"%PDF-1.7\n%\xf0\x9f\x96\xa4\n"
_LEVEL = 3  # takes less than half the time of 6, for one more kilobyte of forty
_WIDE = 4  # bytes that tell where an object lies, between its kind, one byte, and its place, two
_ENTRY = 1 + _WIDE + 2


class File:
    """A PDF that begins with its fixed objects."""

    def __init__(self, head: bytes, table: bytes) -> None:
        self._parts = [head]
        self._length = len(head)
        self._table = bytearray(table)

    def add(self, number: int, body: bytes) -> None:
        """An object by itself."""
        _enter(self._table, number, 1, self._length, 0)
        self._write(b"%d 0 obj\n%b\nendobj\n" % (number, body))

    def add_all(self, objects: Mapping[int, bytes]) -> None:
        """Objects in a stream of their own, the last but one of the table."""
        number = len(self._table) // _ENTRY - 2
        for place, one in enumerate(objects):
            _enter(self._table, one, 2, number, place)
        self.add(number, _object_stream(objects))

    def closed(self, trailer: bytes) -> bytes:
        """The file, with the table of its objects and with its identifier, the hash of all that is before."""
        number = len(self._table) // _ENTRY - 1
        _enter(self._table, number, 1, self._length, 0)
        identifier = sha256(b"".join(self._parts)).hexdigest()[:32].encode()
        facts = (_WIDE, number + 1, trailer, identifier, identifier)
        entries = b"/Type /XRef/W [1 %d 2]/Size %d%b/ID [<%b> <%b>]" % facts
        start = self._length
        self._write(b"%d 0 obj\n%b\nendobj\n" % (number, compressed(entries, bytes(self._table))))
        self._parts.append(b"startxref\n%d\n%%%%EOF\n" % start)
        return b"".join(self._parts)

    def _write(self, part: bytes) -> None:
        self._parts.append(part)
        self._length += len(part)


def _enter(table: bytearray, number: int, kind: int, where: int, place: int) -> None:
    """Say where an object lies: at an offset (1), or in an object stream (2), at which place."""
    entry = bytes([kind]) + where.to_bytes(_WIDE, "big") + place.to_bytes(2, "big")
    table[number * _ENTRY : (number + 1) * _ENTRY] = entry


def stream(entries: bytes, content: bytes) -> bytes:
    return b"<<%b/Length %d>>\nstream\n%b\nendstream" % (entries, len(content), content)


def compressed(entries: bytes, content: bytes) -> bytes:
    return stream(entries + b"/Filter /FlateDecode", zlib.compress(content, _LEVEL))


def _object_stream(objects: Mapping[int, bytes]) -> bytes:
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
    _enter(table, 0, 0, 0, 65535)
    streams = {number: body for number, body in objects.items() if body.endswith(b"endstream")}
    others = {number: body for number, body in objects.items() if number not in streams}
    parts, length = [_HEAD], len(_HEAD)
    holder = number_of_objects + 1
    for number, body in {**streams, holder: _object_stream(others)}.items():
        _enter(table, number, 1, length, 0)
        parts.append(b"%d 0 obj\n%b\nendobj\n" % (number, body))
        length += len(parts[-1])
    for place, number in enumerate(others):
        _enter(table, number, 2, holder, place)
    return b"".join(parts), bytes(table)
