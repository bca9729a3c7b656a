"""The builder: layouts are made from what WeasyPrint prints for them, and proven with other words."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import TYPE_CHECKING, Any

import uharfbuzz

from ...errors import Faulty
from .assemble import Shell
from .fragments import PrintedObjects, fits, fragment_of, shell_of
from .layout import CachedLayout, Flow, Run, operand
from .pdf import PdfObject, same, string
from .shaping import CHARACTERS, SPECIMEN, FontFile, NotExactError, Shaper
from .source import Source, parts_of
from .text_runs import TextRun, by_lines, match_runs, text_runs

if TYPE_CHECKING:
    from ..press import Press

# What another version of WeasyPrint does otherwise than it is known here makes a run slower, and no letter wrong.
_UNKNOWN = (Faulty, ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_NOT_ALONE = re.compile(
    r":has\(|:empty|@page[^{]*:(?:left|right|nth)|break-(?:before|after)\s*:\s*(?:left|right|recto|verso)",
    re.IGNORECASE,
)
"""Rules by which a part looks otherwise, or begins on another page, where others are empty."""

_EDGE = 0.001  # pixels
_LINE = 3  # operators: Tm, Tf and TJ
_NUMBER = re.compile(rb"-?[\d.]+(?:e-\d+)?")
_MATRIX = re.compile(rb".*(?= cm)")
_STRING = re.compile(rb"\((?:[^()\\]|\\.)*\)|(?<!<)<[0-9a-f]+>", re.DOTALL)


class Builder:
    """Makes layouts of an edition's letters. Raises NotExactError where there can be none."""

    def __init__(self, renderer: "Press") -> None:
        self._renderer = renderer

    def shell(self, around: Source) -> Shell:
        """Make what is around parts, from a print of the page around them with a specimen of the fonts."""
        with _refuse_unknown():
            files = self._renderer.files.files
            styles = [file.content.decode(errors="replace") for file in files if file.path.suffix == ".css"]
            if any(_NOT_ALONE.search(_COMMENT.sub("", css)) for css in (around.form, *styles)):
                raise NotExactError("a part may have another look where there are other parts")
            [title] = around.texts
            [specimen, *_] = parts_of(around.html.replace("</body>", SPECIMEN))
            printed = _Print(self._renderer, specimen)
            fonts = [file.content for file in files if file.path.suffix in (".ttf", ".otf")]
            files_of = {name: _file(font, fonts) for name, font in printed.fonts.items()}
            return shell_of(printed.objects, title, files_of, _Print(self._renderer, around).objects)

    def layout(self, shell: Shell, shaper: Shaper, source: Source) -> CachedLayout:
        """Make the layout of a part's class, and prove it: that it is right for all letters of the class.

        The part is printed once more, its words and figures others, and all but these is to be the same.
        """
        if not CHARACTERS.issuperset("".join(source.texts[text] for text in source.varying)):
            raise NotExactError("a character is not one of those that are shaped here")
        with _refuse_unknown():
            one = _Print(self._renderer, source)
            one.find_flows(shell, shaper)
            other = _Print(self._renderer, one.stressed(shaper))
            other.find_flows(shell, shaper)
            return _common_layout(one, other)


@contextmanager
def _refuse_unknown() -> Iterator[None]:
    """Raise NotExactError for whatever is not as it is known here."""
    try:
        yield
    except _UNKNOWN as error:
        raise NotExactError(str(error)) from error


def _file(font: Any, files: Sequence[bytes]) -> FontFile:
    """Return the only file that is as wide as a font."""

    def is_as_wide(file: bytes) -> bool:
        face = uharfbuzz.Face(uharfbuzz.Blob(file))
        measured = uharfbuzz.Font(face)
        return all(
            measured.get_nominal_glyph(ord(text)) == glyph
            and abs(font.widths[glyph] - measured.get_glyph_h_advance(glyph) * 1000 / face.upem) <= 1
            for glyph, text in font.to_unicode.items()
            if len(text) == 1
        )

    [file] = set(filter(is_as_wide, files))
    return FontFile(file, dict(font.widths), dict(font.to_unicode))


class _Print:
    """A print of a page: the runs of each text; and, once they are found, the flows and the places of their lines."""

    def __init__(self, renderer: "Press", source: Source) -> None:
        self.source = source
        document, pdf = renderer.drawn(source.html)
        self.objects = PrintedObjects(pdf)
        self.fonts = {font.hash: font for font in document.fonts.values()}
        self.runs = match_runs(text_runs(document, self.objects.operators), source)
        self.unseen = [text for text, _ in enumerate(source.texts) if text not in self.runs]
        self.bookmarks = [bookmark for page in document.pages for bookmark in page.bookmarks]
        self.flows: list[Flow] = []
        self.lines: list[tuple[int, int]] = []

    def find_flows(self, shell: Shell, shaper: Shaper) -> None:
        """Find the texts that can be other ones. Those that cannot are the same in all letters of the class.

        Raises NotExactError where a printed value can be set in general, and this one cannot.
        """
        if not fits(self.objects, shell) or not all(
            name in shell.fonts and font.to_unicode.items() <= shell.fonts[name].characters.items()
            for name, font in self.fonts.items()
        ):
            raise NotExactError("what is around the part is not as it is around others")
        for texts in by_lines(self.runs):
            lines = list(chain.from_iterable(texts.values()))
            is_one_block = all(line.is_plain and line.block == lines[0].block for line in lines)
            is_one_line = len(lines) == len(texts) and len({line.line for line in lines}) == 1
            if not (is_one_block and (len(texts) == 1 or is_one_line)):
                continue
            try:
                self.flows.append(self._flow(list(texts), lines, shaper))
                self.lines += [(line.page, line.place) for line in lines]
            except NotExactError:
                if not self.source.varying.isdisjoint(texts):
                    raise

    def _flow(self, texts: Sequence[int], lines: Sequence[TextRun], shaper: Shaper) -> Flow:
        (left, width), is_row = lines[0].block, len(texts) > 1
        at_the_left = all(abs(line.left - left) < _EDGE for line in (lines[:1] if is_row else lines))
        spaces = [(" " * line.words.startswith(" "), " " * line.words.endswith(" ")) for line in lines]
        runs = tuple(
            Run(text, line.font, *(space if is_row else ()))
            for text, line, space in zip(texts, lines, spaces, strict=False)
        )
        baselines = tuple(line.baseline for line in lines)
        flow = Flow(runs, width, left, None if at_the_left else left + width / 2, baselines)
        words = [self.source.texts[text] for text in texts]
        shown = [b"\n".join(self.objects.operators[line.page][line.place : line.place + _LINE]) for line in lines]
        operators = flow.operators(words, shaper)
        if operators and not is_row and not all(map(same, operators, shown)):
            flow = flow._replace(end=shaper.line(" ", lines[0].font).glyphs[: len("<0003>")])
            operators = flow.operators(words, shaper)
        if not operators or not all(map(same, operators, shown)):
            raise NotExactError("a text is not shaped as it was printed")
        return flow

    def stressed(self, shaper: Shaper) -> Source:
        """Return the same page with other words and figures."""
        texts = list(self.source.texts)
        for order, flow in enumerate(self.flows):
            numbers = [run.text for run in flow.runs]
            stressed = flow.stressed([texts[number] for number in numbers], shaper, order)
            for number, text in zip(numbers, stressed, strict=True):
                texts[number] = text
        for number in self.unseen:
            texts[number] += f" of letter {number}"
        figures = [_other(figure, number) for number, figure in enumerate(self.source.figures)]
        return self.source._replace(texts=tuple(texts), figures=tuple(figures))


def _other(figure: str, number: int) -> str:
    """Return another figure: an opacity for an opacity. Of figures that are alike, each becomes another one."""
    value, *point = figure.split()
    is_opacity = 0 < float(value) < 1
    other = float(value) / 2 + (number + 1) / 1000 if is_opacity else float(value) + 100 + number * 1.37
    return " ".join([f"{other:.4f}", *point])


def _common_layout(one: _Print, other: _Print) -> CachedLayout:
    """Return what two prints have in common that have other words and figures."""
    if one.flows != other.flows or any(state != "open" for *_, state in one.bookmarks):
        raise NotExactError("a text stands elsewhere when its words are others, or the outline is closed")
    in_flows = {run.text for flow in one.flows for run in flow.runs}
    words = [(one.source.texts[text], other.source.texts[text]) for text in (*in_flows, *one.unseen)]
    if any(
        same(this.encode(), that.encode())
        for this, that in (*words, *zip(one.source.figures, other.source.figures, strict=True))
    ):
        raise NotExactError("two prints have a text or a figure in common that letters need not have")
    drawings = dict(_drawings(one, other))
    gaps = {place: (_LINE, value) for value, place in enumerate(one.lines)}
    gaps |= {place: (1, value) for value, place in enumerate(drawings, len(gaps))}
    contents = [_content(page, operators, gaps) for page, operators in enumerate(one.objects.operators)]
    texts = enumerate(zip(one.source.texts, other.source.texts, strict=True), len(gaps))
    strings = {value: (string(this), string(that)) for value, (this, that) in texts if this != that}

    def common(body: bytes, another: bytes) -> PdfObject:
        return _common(body, another, _STRING, strings)

    levels = [level for level, *_ in one.bookmarks]
    return CachedLayout(
        one.source.form,
        {text: one.source.texts[text] for text in one.runs if text not in in_flows},
        tuple(one.flows),
        tuple(drawings.values()),
        fragment_of(one.objects, other.objects, contents, levels, common),
    )


def _drawings(one: _Print, other: _Print) -> Iterator[tuple[tuple[int, int], PdfObject]]:
    """Yield the operators that differ and show no text, by their places; their gaps are figures."""
    shown = {(page, place + more) for page, place in one.lines for more in range(_LINE)}
    figures = list(zip(one.source.figures, other.source.figures, strict=True))
    for page, pages in enumerate(zip(one.objects.operators, other.objects.operators, strict=True)):
        for place, (this, that) in enumerate(zip(*pages, strict=True)):
            if this == that or (page, place) in shown:
                continue
            operator = this[-3:]
            is_turn = operator == b" cm"
            operands = {
                number: (operand(figure, operator), operand(another, operator))
                for number, (figure, another) in enumerate(figures)
                if is_turn == (" " in figure)
            }
            yield (page, place), _common(this, that, _MATRIX if is_turn else _NUMBER, operands)


def _common(
    one: bytes, other: bytes, tokens: re.Pattern[bytes], values: Mapping[int, tuple[bytes, bytes]]
) -> PdfObject:
    """Return what two have in common, with gaps where they have values: each is a token here and another there."""
    pieces, gaps, at = [b""], [], 0
    for this, that in zip(tokens.finditer(one), tokens.finditer(other), strict=True):
        both = [value for value, (here, there) in values.items() if same(here, this[0]) and same(there, that[0])]
        if this[0] != that[0] and len(both) == 1:  # of several, it could be any
            gaps += both
            pieces[-1] += one[at : this.start()]
            pieces.append(b"")
            at = this.end()
    pieces[-1] += one[at:]
    found = PdfObject(tuple(pieces), tuple(gaps))
    if not same(found.filled({value: there for value, (_, there) in values.items()}), other):
        raise NotExactError("two prints differ by more than their words and figures")
    return found


def _content(page: int, operators: Sequence[bytes], gaps: Mapping[tuple[int, int], tuple[int, int]]) -> PdfObject:
    """Return a page's contents with gaps, which are places of operators, how many there are, and values."""
    pieces, values = [b""], []
    place = 0
    while place < len(operators):
        length, value = gaps.get((page, place), (0, 0))
        if length:
            values.append(value)
            pieces.append(b"\n")
        else:
            pieces[-1] += operators[place] + b"\n"
        place += length or 1
    return PdfObject((*pieces[:-1], pieces[-1].removesuffix(b"\n")), tuple(values))
