"""A PDF's pages as pictures."""

import struct
import zlib
from functools import lru_cache
from threading import Lock
from typing import Any

from .text import opened_by_pdfium

_QUICK = 1  # zlib's level: a picture is looked at once, on this machine
_DRAWING = Lock()
_COLOURS = 3  # bytes a pixel: red, green and blue


def picture(pdf: bytes, page: int, scale: float) -> bytes:
    """A page, counted from 1, as PNG at `scale` pixels a point. Whoever asks for what is being drawn waits for it.

    Raises LookupError for a page that is not there, UnreadableError for what is no PDF.
    """
    with _DRAWING:
        return _drawn(pdf, page, scale)


@lru_cache(maxsize=32)
def _drawn(pdf: bytes, page: int, scale: float) -> bytes:
    with opened_by_pdfium(pdf) as document:
        if 1 <= page <= len(document):
            return _png(document[page - 1].render(scale=scale, rev_byteorder=True))
    raise LookupError(page)


@lru_cache(maxsize=64)
def sizes(pdf: bytes) -> tuple[tuple[float, float], ...]:
    """The width and the height of each page, in points. Raises UnreadableError for what is no PDF."""
    with opened_by_pdfium(pdf) as document:
        return tuple(document[index].get_size() for index in range(len(document)))


def _png(bitmap: Any) -> bytes:
    """PDFium's bitmap as PNG (https://www.w3.org/TR/png-3/), every row as it stands.

    Pillow tries five filters on each row: on pages of text that takes twice as long, and the file grows.
    """
    pixels, row = memoryview(bitmap.buffer), bitmap.width * _COLOURS
    rows = b"".join(
        b"\0" + pixels[start : start + row] for start in range(0, bitmap.stride * bitmap.height, bitmap.stride)
    )
    header = struct.pack(">IIBBBBB", bitmap.width, bitmap.height, 8, 2, 0, 0, 0)  # 8 bits each of three colours
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, _QUICK)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*chunk) for chunk in chunks)


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
