"""Lines of type: their glyphs, kerned by HarfBuzz, as WeasyPrint would write them in a page; and where they break."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise
from pathlib import Path

import uharfbuzz

CHARACTERS = frozenset(
    "!\"#$%&'()*+,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]_abcdefghijklmnopqrstuvwxyz "
    "£–—‘’“”…€ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿŒœŴŵŶŷŸ"
)
"""What is set here: each of these is one glyph that stands by itself, written from left to right."""

_UNIT = 1024  # of Pango, to a pixel
_CALL = 0.02  # pixels: what fits, or does not, by less is not for us to tell
_ESTIMATED = 2.0  # pixels: more than any kerning is
_LETTER = "[A-Za-zÀ-ÖØ-öø-ÿŒœŴŵŶŷŸ]"
_WORD = re.compile(rf"(?:(?!(?<={_LETTER})-{_LETTER})[^ ])+-?")
"""What a line is not broken in: words, and the parts of words with hyphens between letters, each with its hyphen."""

_UNBROKEN = re.compile(rf"[(\"'“‘£]*(?:{_LETTER}|[0-9])+(?:[.,'’](?:{_LETTER}|[0-9])+)*[.,:;!?)\"'’”%-]*")
"""Words of which that is certain."""


class NotForPlatesError(Exception):
    """What cannot be set exactly as WeasyPrint would print it."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line as an operand of the page's operator TJ, and its width in pixels."""

    glyphs: bytes
    width: float


@dataclass(frozen=True, slots=True)
class Type:
    """A fount at a size, in pixels, by the name and the number that pages know it by."""

    fount: str
    size: str


class Typesetter:
    """Sets lines in founts: their files and their glyphs' widths in 1/1000, by the names that pages know them by."""

    def __init__(self, files: Mapping[str, Path], widths: Mapping[str, Mapping[int, int]]) -> None:
        self._faces = {name: uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(file))) for name, file in files.items()}
        self._widths = widths
        self.line = lru_cache(maxsize=5000)(self._line)
        self.lines = lru_cache(maxsize=2000)(self._lines)
        self._font = lru_cache(maxsize=100)(self._font_at)

    def _lines(self, text: str, type_: Type, width: float) -> "tuple[Line, ...]":
        """A text broken into lines of a width. Raises NotForPlatesError where it could be broken otherwise."""
        lines: list[Line] = []
        ends = self._ends(text, type_)
        words = [(found.start(), found.end()) for found in _WORD.finditer(text)]
        start = words[0][0]
        for (_, last), (begin, end) in pairwise(words):
            if not self._fits(text[start:end], ends[end] - ends[start], type_, width):
                lines.append(self.line(text[start:last], type_))
                start = begin
        lines.append(self.line(text[start:], type_))
        for line in lines:
            self.check(line.width, width)
        return tuple(lines)

    def check(self, line: float, width: float) -> None:
        """Raise NotForPlatesError unless a line is within its width, and not too near the edge to tell."""
        if line > width - _CALL:
            raise NotForPlatesError("a line is as long as it may be, or longer")

    def _fits(self, text: str, estimate: float, type_: Type, width: float) -> bool:
        """Whether a text fits into a width. An estimate disregards that the last letter may be kerned with a space."""
        over = estimate - width
        if abs(over) < _ESTIMATED:
            over = self.line(text, type_).width - width
            if abs(over) < _CALL:
                raise NotForPlatesError("a line ends too near the edge")
        if over > 0 and not _UNBROKEN.fullmatch(_WORD.findall(text)[-1]):
            raise NotForPlatesError("a word at the end of a line may be broken")
        return over < 0

    def _ends(self, text: str, type_: Type) -> list[float]:
        """How far a text on one line reaches before each of its characters, in pixels, and at its end."""
        ends = [0.0] * (len(text) + 1)
        for info, position in self._shaped(text, type_):
            ends[info.cluster + 1] = position.x_advance / _UNIT
        return list(accumulate(ends))

    def _line(self, text: str, type_: Type) -> Line:
        """A text on one line. Raises NotForPlatesError where a character is not one of those that are set here."""
        size, widths = self._font(type_)[1], self._widths[type_.fount]
        string, reach = "<", 0
        for info, position in self._shaped(text, type_):
            glyph, advance, shift = info.codepoint, position.x_advance, position.x_offset / size
            if position.y_offset or glyph not in widths:
                raise NotForPlatesError("a glyph is not one of those that are set here")
            reach += advance
            if shift:
                string += f">{-shift}<"
            string += f"{glyph:04x}"
            # Its rounding is to be WeasyPrint's, and so is a shift by nothing, at the end.
            if kerning := widths[glyph] + shift - advance * 1000 / _UNIT / size:
                string += f">{int(kerning)}<"
        string = string[:-1] if string.endswith("<") else f"{string}>"
        return Line(string.replace(">0<", "").encode(), reach / _UNIT)

    def _shaped(self, text: str, type_: Type) -> "Iterable[tuple[uharfbuzz.GlyphInfo, uharfbuzz.GlyphPosition]]":
        if not CHARACTERS.issuperset(text):
            raise NotForPlatesError("a character is not one of those that are set here")
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.direction = "ltr"
        buffer.language = "en-gb"
        buffer.script = "Latn" if any(map(str.isalpha, text)) else "Zyyy"
        uharfbuzz.shape(self._font(type_)[0], buffer)
        return zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)

    def _font_at(self, type_: Type) -> "tuple[uharfbuzz.Font, float]":
        units = round(float(type_.size) * _UNIT)
        font = uharfbuzz.Font(self._faces[type_.fount])
        font.scale = (units, units)
        return font, units / _UNIT
