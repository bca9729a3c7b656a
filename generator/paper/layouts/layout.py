"""A cached layout: how one part is laid out in all letters of a class, and what fills its gaps for each of them."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import lru_cache
from math import cos, radians, sin
from typing import NamedTuple

from ...files import digest
from .assemble import Fragment
from .pdf import PdfObject, real, string
from .shaping import Font, Line, NotExactError, Shaper
from .source import Source

_STRESS = ("recommendations", "affirmations", "Fylde", "100", "councillors", "waffles", "fifth", "letter", "Tyne", "a")


class Run(NamedTuple):
    """A text in a font; what stands before and after it on its line is a space or nothing."""

    text: int
    font: Font
    before: str = ""
    after: str = ""


class Flow(NamedTuple):
    """Text in a block of a width: one text on lines of its own, or several beside one another on one line.

    The lines begin at the left, in pixels, or are centred on a place; in cells of tables they end with a glyph of their
    own, a space. Each line fills one gap.
    """

    runs: tuple[Run, ...]
    width: float
    left: float
    centre: float | None
    baselines: tuple[bytes, ...]
    end: bytes = b""

    def operators(self, texts: Sequence[str], shaper: Shaper) -> list[bytes] | None:
        """Return the operators that show the lines of these texts, if they are as many as before.

        Raises NotExactError where that is not certain.
        """
        if len(self.runs) > 1:
            return list(self._beside(self._line(texts, shaper)))
        [run], [text] = self.runs, texts
        if self.end and "-" in text:
            raise NotExactError("a line of a cell that ends with a hyphen has no space")
        lines = shaper.lines(text, run.font, self.width)
        if len(lines) != len(self.baselines):
            return None
        lefts = [self.left if self.centre is None else self.centre - line.width / 2 for line in lines]
        places = zip(lefts, self.baselines, strict=True)
        glyphs = [(line.glyphs + self.end).replace(b">0<", b"") for line in lines]  # WeasyPrint's are joined likewise
        return [_shown(*place, run.font, operand) for place, operand in zip(places, glyphs, strict=True)]

    def stressed(self, texts: Sequence[str], shaper: Shaper, number: int) -> list[str]:
        """Return other texts for the flow, its lines as long as they may be.

        They show which boxes have a size or a place that depends on a text. Neighbours, by number, get other words.
        """
        if len(self.runs) == 1:
            longest = _longest_line(self.runs[0].font, self.width, shaper, number % len(_STRESS))
            return [" ".join([longest] * len(self.baselines))]
        longer = ["i"] * len(texts)
        for place in range(len(texts)):
            edge = self.width * (place + 1) / len(texts)
            for word in _STRESS:
                with suppress(NotExactError):
                    while _width(self._line(trial := _with(longer, place, word), shaper)) < edge:
                        longer = trial
        return longer

    def _line(self, texts: Sequence[str], shaper: Shaper) -> list[Line]:
        """Shape texts that share a line. Raises NotExactError where they do not fit."""
        runs = zip(self.runs, texts, strict=True)
        lines = [shaper.line(f"{run.before}{text}{run.after}", run.font) for run, text in runs]
        shaper.check(_width(lines), self.width)
        return lines

    def _beside(self, lines: Sequence[Line]) -> Iterator[bytes]:
        left = self.left
        for run, line in zip(self.runs, lines, strict=True):
            yield _shown(left, self.baselines[0], run.font, line.glyphs)
            left += line.width


def _width(lines: Sequence[Line]) -> float:
    return sum(line.width for line in lines)


def _with(texts: Sequence[str], place: int, word: str) -> list[str]:
    return [*texts[:place], f"{texts[place]} {word}", *texts[place + 1 :]]


@lru_cache(maxsize=100)
def _longest_line(font: Font, width: float, shaper: Shaper, first: int) -> str:
    line = ""
    for word in (_STRESS[first], *_STRESS):
        with suppress(NotExactError):
            while len(shaper.lines(longer := f"{line} {word}".lstrip(), font, width)) == 1:
                line = longer
    return line


class CachedLayout(NamedTuple):
    """A part as all letters of a class have it.

    `fixed` are the texts that these share, by number. `drawings` are operators with figures in their gaps. The gaps of
    the fragment are filled with the lines of flows, then with the drawings, and then with the texts as strings.
    """

    form: str
    fixed: dict[int, str]
    flows: tuple[Flow, ...]
    drawings: tuple[PdfObject, ...]
    fragment: Fragment

    @property
    def name(self) -> str:
        """The name of the class: of all letters that have these texts and as many lines."""
        lines = [(flow.runs[0].text, len(flow.baselines)) for flow in self.flows]
        return digest(repr((self.form, self.fixed, lines)).encode())[:32]

    def values(self, source: Source, shaper: Shaper) -> list[bytes] | None:
        """Return what fills the gaps for a letter, if it is of this class."""
        texts = source.texts
        if source.form != self.form or any(texts[text] != words for text, words in self.fixed.items()):
            return None
        values: list[bytes] = []
        for flow in self.flows:
            operators = _operators(flow, tuple([texts[run.text] for run in flow.runs]), shaper)
            if operators is None:
                return None
            values += operators
        for drawing in self.drawings:
            operands = {figure: operand(source.figures[figure], drawing.pieces[-1]) for figure in drawing.gaps}
            values.append(drawing.filled(operands))
        return [*values, *map(_string, texts)]


_string = lru_cache(maxsize=2000)(string)


@lru_cache(maxsize=5000)
def _operators(flow: Flow, texts: tuple[str, ...], shaper: Shaper) -> list[bytes] | None:
    with suppress(NotExactError):
        return flow.operators(texts, shaper)
    return None


def _shown(left: float, base: bytes, font: Font, glyphs: bytes) -> bytes:
    """Return the operators of a line: where it stands, in which font, and its glyphs."""
    facts = (real(left), base, font.name.encode(), font.size.encode(), glyphs)
    return b"1 0 0 -1 %b %b Tm\n/%b %b Tf\n[%b] TJ" % facts


def operand(figure: str, operator: bytes) -> bytes:
    """Return a figure as operands: a length, the name of an opacity's graphics state, or the matrix of a turn."""
    if operator == b" cm":
        angle, x, y = map(float, figure.split())
        a, b = cos(radians(angle)), sin(radians(angle))
        return b" ".join(map(real, (a, b, -b, a, x - x * a + y * b, y - x * b - y * a)))
    value = float(figure)
    return str(value).encode() if operator == b" gs" else real(value)
