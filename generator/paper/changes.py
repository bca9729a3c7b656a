"""Two prints of a letter: the words in which they differ, and where these stand."""

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any

from pypdfium2 import raw

from .text import opened_by_pdfium, rejoined

# PDFium's signs for a hyphen at which a line was broken stand for the line's end as well.
_WORD = re.compile(r"[^\s\0]+(?:(?<=\S[-/])\r?\n[^\s\0]+)*")
_LINE = re.compile(r"[^\s\x02\ufffe]*[\x02\ufffe]|[^\s\x02\ufffe]+")


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, counted from 1: in points from the page's top left."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Word:
    """A word and where it stands: one box, or one for each line that it was broken over."""

    text: str
    boxes: tuple[Box, ...]


def changed(before: bytes, after: bytes) -> tuple[list[Word], list[Word]]:
    """The words of each of two PDFs that the other does not have there. Raises UnreadableError."""
    old, new = words(before), words(after)
    matcher = SequenceMatcher(None, [word.text for word in old], [word.text for word in new], autojunk=False)
    differing = [found for found in matcher.get_opcodes() if found[0] != "equal"]
    gone = [word for _, start, end, _, _ in differing for word in old[start:end]]
    come = [word for _, _, _, start, end in differing for word in new[start:end]]
    return gone, come


@lru_cache(maxsize=32)
def words(pdf: bytes) -> tuple[Word, ...]:
    """The words of a PDF, as white space divides them, in the order in which they are read. Raises UnreadableError."""
    with opened_by_pdfium(pdf) as document:
        return tuple(word for index in range(len(document)) for word in _words(document[index], index + 1))


def _words(page: Any, number: int) -> Iterator[Word]:
    printed, height = page.get_textpage(), page.get_height()
    # A sign for each place, so that where a word stands in the text says where its signs stand on the page.
    text = "".join(chr(raw.FPDFText_GetUnicode(printed, place)) for place in range(printed.count_chars()))
    for word in _WORD.finditer(text):
        lines = (range(*line.span()) for line in _LINE.finditer(text, *word.span()))
        yield Word(rejoined(word[0]), tuple(_box(printed, line, number, height) for line in lines))


def _box(printed: Any, places: range, page: int, height: float) -> Box:
    """What holds the signs at these places. PDFium counts from the page's foot."""
    lefts, rights, bottoms, tops = zip(*(_sides(printed, place) for place in places), strict=True)
    return Box(page, min(lefts), height - max(tops), max(rights), height - min(bottoms))


def _sides(printed: Any, place: int) -> tuple[float, ...]:
    sides = [ctypes.c_double() for _ in range(4)]
    raw.FPDFText_GetCharBox(printed, place, *sides)
    return tuple(side.value for side in sides)
