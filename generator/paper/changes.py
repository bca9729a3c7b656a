"""Two prints of a letter: the words in which they differ, and where these stand."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any

import pypdfium2.raw

from .text import opened_by_pdfium

_BROKEN = "\x02\ufffe"  # PDFium's sign for a hyphen at which a line was broken


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
    found: list[Word] = []
    with opened_by_pdfium(pdf) as document:
        for index in range(len(document)):
            found += _joined(_signs(document[index], index + 1))
    return tuple(found)


def _signs(page: Any, number: int) -> Iterator[tuple[str, Box]]:
    """Each character of a page with its box."""
    text, height = page.get_textpage(), page.get_height()
    sides = [ctypes.c_double() for _ in range(4)]
    for index in range(text.count_chars()):
        sign = chr(pypdfium2.raw.FPDFText_GetUnicode(text, index))
        pypdfium2.raw.FPDFText_GetCharBox(text, index, *sides)
        left, right, bottom, top = (side.value for side in sides)
        yield sign, Box(number, left, height - top, right, height - bottom)


def _joined(signs: Iterator[tuple[str, Box]]) -> Iterator[Word]:
    """Words of these characters; the two halves of one that was broken after a hyphen are one word."""
    letters: list[str] = []
    lines: list[list[Box]] = []
    new_line = True
    for sign, box in signs:
        if sign in _BROKEN or (sign in "\r\n" and letters and letters[-1] in "-/"):
            letters += ["-"] if sign in _BROKEN else []
            new_line = True
        elif sign.isspace() or sign == "\0":
            if letters:
                yield _word(letters, lines)
            letters, lines, new_line = [], [], True
        else:
            letters.append(sign)
            if new_line:
                lines.append([])
            lines[-1].append(box)
            new_line = False
    if letters:
        yield _word(letters, lines)


def _word(letters: list[str], lines: list[list[Box]]) -> Word:
    return Word("".join(letters), tuple(_around(line) for line in lines))


def _around(boxes: list[Box]) -> Box:
    return Box(
        boxes[0].page,
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )
