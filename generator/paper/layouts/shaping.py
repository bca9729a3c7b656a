"""Text shaping: lines of text as WeasyPrint would write them in a page, kerned by HarfBuzz; and where lines break."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import NamedTuple

import uharfbuzz

CHARACTERS = frozenset(
    "!\"#$%&'()*+,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]_abcdefghijklmnopqrstuvwxyz "
    "£–—‘’“”…€ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿŒœŴŵŶŷŸ"
)
"""What is shaped here: each of these is one glyph that stands by itself, written from left to right."""

_LIGATURES = " fi fl ff ffi ffl"  # a font may have a glyph for them
SPECIMEN = "<p>{0}</p><p><b>{0}</b></p></body>".format(
    "".join(sorted(CHARACTERS)).replace("&", "&amp;") + _LIGATURES,
)
"""What a page shows of the edition's fonts, at its end, so that all letters embed the same characters."""

_UNIT = 1024  # of Pango, to a pixel
_TOLERANCE = 0.02  # pixels: whether a line fits by less than this is not certain
_ESTIMATED = 2.0  # pixels: more than any kerning is
_LETTER = "[A-Za-zÀ-ÖØ-öø-ÿŒœŴŵŶŷŸ]"
_WORD = re.compile(rf"(?:(?!(?<={_LETTER})-{_LETTER})[^ ])+-?")
"""What a line is not broken in: words, and the parts of words with hyphens between letters, each with its hyphen."""

_UNBROKEN = re.compile(rf"[(\"'“‘£]*(?:{_LETTER}|[0-9])+(?:[.,'’](?:{_LETTER}|[0-9])+)*[.,:;!?)\"'’”%-]*")
"""Words without another opportunity to break (Unicode Standard Annex 14), and"""

_KEPT_TOGETHER = re.compile(r"[(\[][ ]+[^ ]+$|[\"'“‘’”] +[(\[][^ ]*$")
"""last words before which there may be none (rules LB14 and LB15)."""


class NotExactError(Exception):
    """What cannot be set exactly as WeasyPrint would print it."""


class FontFile(NamedTuple):
    """A font as PDFs embed it: its file; and its glyphs' widths, in 1/1000 of their size, and characters."""

    content: bytes
    widths: dict[int, int]
    characters: dict[int, str]


class Font(NamedTuple):
    """A font at a size, in pixels, by the name and the number that pages know it by."""

    name: str
    size: str


class Line(NamedTuple):
    """A line as an operand of the page's operator TJ, and its width in pixels."""

    glyphs: bytes
    width: float


class Shaper:
    """Shapes lines in fonts, by the names that pages know these by."""

    def __init__(self, files: Mapping[str, FontFile]) -> None:
        self._faces = {name: uharfbuzz.Face(uharfbuzz.Blob(file.content)) for name, file in files.items()}
        self._widths = {name: file.widths for name, file in files.items()}
        self._font = lru_cache(maxsize=100)(self._font_at)
        self.lines = lru_cache(maxsize=2000)(self._lines)  # of which layouts have many in common

    def _lines(self, text: str, font: Font, width: float) -> Sequence[Line]:
        """Break a text into lines of a width. Raises NotExactError where it could be broken otherwise."""
        lines: list[Line] = []
        ends = self._ends(text, font)
        words = [found.span() for found in _WORD.finditer(text)]
        start = words[0][0]
        for (_, last), (begin, end) in pairwise(words):
            if not self._fits(text[start:end], ends[end] - ends[start], font, width):
                lines.append(self.line(text[start:last], font))
                start = begin
        lines.append(self.line(text[start:], font))
        for line in lines:
            self.check(line.width, width)
        return lines

    def line(self, text: str, font: Font) -> Line:
        """Shape a text on one line. Raises NotExactError where a character is not one of those that are shaped here."""
        size, widths = self._font(font)[1], self._widths[font.name]
        string, reach = "<", 0
        for info, position in self._shaped(text, font):
            glyph, advance, shift = info.codepoint, position.x_advance, position.x_offset / size
            if position.y_offset or glyph not in widths:
                raise NotExactError("a glyph is not one of those that are shaped here")
            reach += advance
            if shift:
                string += f">{-shift}<"
            string += f"{glyph:04x}"
            # Its rounding is to be WeasyPrint's, and so is a shift by nothing, at the end.
            if kerning := widths[glyph] + shift - advance * 1000 / _UNIT / size:
                string += f">{int(kerning)}<"
        string = string[:-1] if string.endswith("<") else f"{string}>"
        return Line(string.replace(">0<", "").encode(), reach / _UNIT)

    def check(self, line: float, width: float) -> None:
        """Raise NotExactError unless a line is within its width, and not too near the edge to tell."""
        if line > width - _TOLERANCE:
            raise NotExactError("a line is as long as it may be, or longer")

    def _fits(self, text: str, estimate: float, font: Font, width: float) -> bool:
        """Return whether a text fits. An estimate disregards that the last letter may be kerned with a space."""
        over = estimate - width
        if abs(over) < _ESTIMATED:
            kerned, over = over, self.line(text, font).width - width
            if min(kerned, over) < _TOLERANCE and max(kerned, over) > -_TOLERANCE:
                raise NotExactError("a line ends too near the edge")
        if over > 0 and not (_UNBROKEN.fullmatch(_WORD.findall(text)[-1]) and not _KEPT_TOGETHER.search(text)):
            raise NotExactError("it is not certain where a line is broken")
        return over < 0

    def _ends(self, text: str, font: Font) -> list[float]:
        """Return how far a text on one line reaches before each of its characters, in pixels, and at its end."""
        ends = [0.0] * (len(text) + 1)
        for info, position in self._shaped(text, font):
            ends[info.cluster + 1] = position.x_advance / _UNIT
        return list(accumulate(ends))

    def _shaped(self, text: str, font: Font) -> "Iterable[tuple[uharfbuzz.GlyphInfo, uharfbuzz.GlyphPosition]]":
        if not CHARACTERS.issuperset(text):
            raise NotExactError("a character is not one of those that are shaped here")
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.direction = "ltr"
        buffer.language = "en-gb"
        buffer.script = "Latn" if any(map(str.isalpha, text)) else "Zyyy"
        uharfbuzz.shape(self._font(font)[0], buffer)
        return zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)

    def _font_at(self, font: Font) -> "tuple[uharfbuzz.Font, float]":
        units = round(float(font.size) * _UNIT)
        shaped = uharfbuzz.Font(self._faces[font.name])
        shaped.scale = (units, units)
        return shaped, units / _UNIT
