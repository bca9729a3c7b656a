"""Making a plate from a letter that WeasyPrint printed: its gaps are found, and it is proven by setting that letter."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import pydyf

from .boxes import Box, Path, block_of
from .finished import Finished, entries, written
from .forme import Forme, Page, compressed, locked_up
from .founts import Fount, meanings_of
from .manuscript import Manuscript, places
from .operators import same
from .plate import Named, Passage, Piece, Plate, Row, Slot, drawn, escaped
from .typesetter import NotForPlatesError, Type, Typesetter

_SHOWN = re.compile(
    rb"BDC\n(?P<before>(?:/[^\n]* gs\n|[\d. ]+ rg\n)*)(?P<other>(?:(?!EMC).)*?)BT\n1 0 0 -1 "
    rb"(?P<gap>(?P<left>\S+) (?P<base>\S+) Tm\n/(?P<fount>\w+) (?P<size>\S+) Tf\n\[(?P<glyphs>[^]]*)\] TJ)\nET\n",
    re.DOTALL,
)
_GLYPHS = re.compile(rb"<([0-9a-f]*)>|<([0-9a-f]*)$")
_EDGE = 0.001  # pixels
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())


@dataclass(frozen=True, slots=True)
class Shown:
    """A text that a page shows: on which page, where in its contents, and where on the paper."""

    page: int
    start: int
    end: int
    left: bytes
    base: bytes
    type_: Type
    text: str
    plain: bool

    @property
    def line(self) -> tuple[int, bytes]:
        return self.page, self.base


def made(
    copy: Manuscript,
    otherwise: Sequence[str],
    pdf: Finished,
    founts: Mapping[str, Fount],
    boxes: Mapping[Path, Box],
    typesetter: Typesetter,
) -> Plate:
    """The plate of a letter's class, from what WeasyPrint made of it.

    `otherwise` are its texts with other words for whatever is not the same in every letter. Raises NotForPlatesError
    where something is not as it is known, or where the letter would not be set as it was printed.
    """
    if len(otherwise) != len(copy.texts):
        raise NotForPlatesError("the page has other texts when other words are in it")
    texts = enumerate(zip(copy.texts, otherwise, strict=True))
    varying = frozenset(number for number, (one, other) in texts if one != other)
    return _Maker(copy, varying, pdf, founts, boxes, typesetter).plate()


class _Maker:
    """Takes one printed letter apart."""

    def __init__(
        self,
        copy: Manuscript,
        varying: frozenset[int],
        pdf: Finished,
        founts: Mapping[str, Fount],
        boxes: Mapping[Path, Box],
        setter: Typesetter,
    ) -> None:
        self._copy = copy
        self._varying = varying
        self._pdf = pdf
        self._founts = founts
        self._boxes = boxes
        self._setter = setter
        self._places = places(copy.form)
        self._contents = [pdf.stream(number) for number in pdf.pages]
        self._gaps: list[tuple[int, int, int]] = []  # page, start and end in its contents
        self._filled: dict[int, bytes] = {}

    def plate(self) -> Plate:
        shown = list(self._all_shown())
        aligned = self._aligned(shown)
        passages, rows = self._movable(shown, aligned)
        drawings = tuple(self._drawings())
        named = tuple(self._named())
        title = self._title()
        moved = {one.text for one in passages} | {piece.text for row in rows for piece in row.pieces}
        told = {one.text for one in named} | {title[0]}
        fixed = {
            number: text
            for number, text in enumerate(self._copy.texts)
            if number not in moved and (number in aligned or number not in told)
        }
        forme = self._forme(named, title)
        own = self._copy.texts
        return Plate(self._copy.form, own, fixed, passages, rows, drawings, named, title, forme, len(self._pdf.pages))

    def _all_shown(self) -> Iterator[Shown]:
        meanings: dict[str, dict[int, str]] = {}
        for name, font in self._pdf.fonts().items():
            if name not in self._founts:
                raise NotForPlatesError(f"a fount that the specimen does not have: {name}")
            meanings[name] = meanings_of(self._pdf.stream(font.to_unicode))
        for page, contents in enumerate(self._contents):
            for found in _SHOWN.finditer(contents):
                fount = found["fount"].decode()
                text = "".join(
                    meanings[fount][int(glyphs[at : at + 4], 16)]
                    for pair in _GLYPHS.findall(found["glyphs"])
                    for glyphs in pair
                    for at in range(0, len(glyphs), 4)
                )
                type_ = Type(fount, found["size"].decode())
                place = found["left"], found["base"]
                yield Shown(page, *found.span("gap"), *place, type_, text, not found["other"])

    def _aligned(self, shown: Sequence[Shown]) -> dict[int, list[int]]:
        """Which of what is shown belongs to each text of the page's body: both are in one order."""
        coming = iter(enumerate(shown))
        aligned: dict[int, list[int]] = {}
        for text, place in enumerate(self._places):
            if "title" in place.names:
                continue
            rest = self._copy.texts[text]
            while rest:
                number, one = next(coming, (0, None))
                words = one.text.strip(" ") if one else ""
                if not words or not rest.startswith(words):
                    raise NotForPlatesError(f"the page does not show its words in their order: {rest[:40]}")
                rest = rest[len(words) :].lstrip(" ")
                aligned.setdefault(text, []).append(number)
        if next(coming, None):
            raise NotForPlatesError("the page shows more than its words")
        return aligned

    def _movable(
        self, shown: Sequence[Shown], aligned: Mapping[int, Sequence[int]]
    ) -> tuple[tuple[Passage, ...], tuple[Row, ...]]:
        """What can be set anew: texts on lines of their own, and texts that share one line. Other texts stay."""
        movable: list[Passage | Row] = []
        for texts, lines in _sharing(shown, aligned):
            if not all(one.plain for one in lines):
                continue
            try:
                movable.append(self._passage(texts[0], lines) if len(texts) == 1 else self._row(texts, lines))
            except NotForPlatesError:
                # What is the same in every letter may stay as it is.
                if not self._varying.isdisjoint(texts):
                    raise
        passages = tuple(one for one in movable if isinstance(one, Passage))
        return passages, tuple(one for one in movable if isinstance(one, Row))

    def _box(self, text: int) -> Box:
        try:
            return self._boxes[block_of(self._places[text])]
        except KeyError:
            raise NotForPlatesError("it is not known where a block lies") from None

    def _passage(self, text: int, lines: Sequence[Shown]) -> Passage:
        box, slots = self._box(text), self._slots(lines)
        centre = None if float(lines[0].left) - box.left < _EDGE else box.left + box.width / 2
        passage = Passage(text, lines[0].type_, box.width, centre, slots)
        set_ = passage.lines(self._copy.texts, self._setter)
        if set_ is None:
            raise NotForPlatesError("a text takes other lines than were printed")
        self._fill(lines, passage.set(set_))
        return passage

    def _row(self, texts: Sequence[int], line: Sequence[Shown]) -> Row:
        box = self._box(texts[0])
        if len(texts) != len(line) or len({one.line for one in line}) > 1 or float(line[0].left) - box.left > _EDGE:
            raise NotForPlatesError("texts that share lines do not share one, from its beginning")
        pieces = tuple(
            Piece(text, one.type_, _space(one.text, 0), _space(one.text, -1), slot)
            for text, one, slot in zip(texts, line, self._slots(line), strict=True)
        )
        row = Row(pieces, box.width)
        self._fill(line, row.set(row.lines(self._copy.texts, self._setter)))
        return row

    def _slots(self, lines: Sequence[Shown]) -> tuple[Slot, ...]:
        return tuple(Slot(gap, one.left, one.base) for gap, one in enumerate(lines, len(self._gaps)))

    def _fill(self, lines: Sequence[Shown], gaps: Iterable[tuple[int, bytes]]) -> None:
        """Make gaps where these lines stand, if what they would be filled with is what stands there."""
        filled = dict(gaps)
        if not all(map(same, (self._contents[one.page][one.start : one.end] for one in lines), filled.values())):
            raise NotForPlatesError("a text cannot be set as it was printed")
        self._gaps += [(one.page, one.start, one.end) for one in lines]
        self._filled |= filled

    def _drawings(self) -> Iterator[tuple[int, int]]:
        page, at = 0, 0
        for number, figures in enumerate(self._copy.figures):
            operator = drawn(figures)
            pattern = re.compile(rb"(?<=\n)(?:\[[\d. ]+\] 0 d|(?:\S+ ){6}cm)(?=\n)")
            while True:
                found = pattern.search(self._contents[page], at)
                if found and same(found[0], operator):
                    break
                if found:
                    at = found.end()
                elif page + 1 < len(self._contents):
                    page, at = page + 1, 0
                else:
                    raise NotForPlatesError("a drawing's figures are not in the pages")
            self._gaps.append((page, *found.span()))
            self._filled[len(self._gaps) - 1] = operator
            at = found.end()
            yield number, len(self._gaps) - 1

    def _named(self) -> Iterator[Named]:
        """The outline's entries, the texts for drawings, and the title among the document's information."""
        headings = [text for text, place in enumerate(self._places) if place.names[-1] in _HEADINGS]
        outline = [number for number in self._pdf.having("Dest") if "Title" in entries(self._pdf.objects[number])]
        drawings = [
            text for text, place in enumerate(self._places) if place.names[-1] == "title" and "svg" in place.names
        ]
        yield from self._told(headings, outline, "Title")
        yield from self._told(drawings, list(self._pdf.having("Alt")), "Alt")
        yield from self._told([self._title_text()], [self._pdf.info], "Title")

    def _told(self, texts: Sequence[int], numbers: Sequence[int], key: str) -> Iterator[Named]:
        if len(texts) != len(numbers):
            raise NotForPlatesError(f"as many texts as objects that have {key} were awaited")
        for text, number in zip(texts, numbers, strict=True):
            whole = written(self._pdf.objects[number])
            value = b"/%b %b" % (key.encode(), written(pydyf.String(self._copy.texts[text])))
            if whole.count(value) != 1:
                raise NotForPlatesError(f"{key} is not the text that was awaited")
            before, after = whole.split(value)
            yield Named(number, text, before + b"/%b " % key.encode(), after)

    def _title_text(self) -> int:
        [title] = (text for text, place in enumerate(self._places) if place.names[-2:] == ("head", "title"))
        return title

    def _title(self) -> tuple[int, bytes, bytes]:
        text = self._title_text()
        element = b'<rdf:li xml:lang="x-default">%b</rdf:li>' % escaped(self._copy.texts[text])
        metadata = self._pdf.stream(self._pdf.metadata)
        if metadata.count(element) != 1:
            raise NotForPlatesError("the title is not in the metadata")
        before, after = metadata.split(element)
        return text, before + element.partition(b">")[0] + b">", b"</rdf:li>" + after

    def _forme(self, named: Sequence[Named], title: object) -> Forme:
        gapped = {page for page, _, _ in self._gaps}
        pages = tuple(self._page(page) for page in sorted(gapped))
        [file] = (number for number in self._pdf.having("Params"))
        variable = {one.object_ for one in named} | {page.object_ for page in pages} | {file, self._pdf.metadata}
        streams: dict[int, bytes] = {}
        others: dict[int, bytes] = {}
        founts = self._fount_objects()
        for number, one in enumerate(self._pdf.objects):
            if number == 0 or number in variable:
                continue
            if number in founts:
                (streams if isinstance(one, pydyf.Stream) else others)[number] = founts[number]
            elif isinstance(one, pydyf.Stream):
                streams[number] = written(one)
            else:
                others[number] = written(one)
        head, table = locked_up(streams, others, len(self._pdf.objects))
        params = entries(self._pdf.objects[file])["Params"]
        dates = b"".join(b"/%b %b" % (key.encode(), written(params[key])) for key in ("CreationDate", "ModDate"))
        metadata = pydyf.Dictionary(entries(self._pdf.objects[self._pdf.metadata])).data[2:-2]
        trailer = b"/Root %d 0 R/Info %d 0 R" % (self._pdf.catalog, self._pdf.info)
        return Forme(head, table, pages, (self._pdf.metadata, metadata), (file, dates), trailer)

    def _page(self, page: int) -> Page:
        contents, at = self._contents[page], 0
        fixed, gaps = [], []
        for gap, (_, start, end) in sorted(
            ((gap, place) for gap, place in enumerate(self._gaps) if place[0] == page), key=lambda one: one[1]
        ):
            fixed.append(contents[at:start])
            gaps.append((gap, self._filled[gap]))
            at = end
        return Page(self._pdf.pages[page], (*fixed, contents[at:]), tuple(gaps))

    def _fount_objects(self) -> dict[int, bytes]:
        """The objects of the pages' founts, with the characters of the specimen instead of the letter's."""
        objects: dict[int, bytes] = {}
        for name, font in self._pdf.fonts().items():
            fount = self._founts[name]
            descendant, descriptor = self._pdf.objects[font.descendant], self._pdf.objects[font.descriptor]
            objects[font.descendant] = written(pydyf.Dictionary({**descendant, "W": fount.widths_written}))
            objects[font.descriptor] = written(pydyf.Dictionary({**descriptor, "FontBBox": fount.box}))
            objects[font.file] = compressed(b"/Length1 %d" % len(fount.outlines), fount.outlines)
            objects[font.to_unicode] = compressed(b"", fount.to_unicode)
        return objects


def _space(text: str, end: int) -> str:
    return " " if text[end] == " " and text.strip(" ") else ""


def _sharing(shown: Sequence[Shown], aligned: Mapping[int, Sequence[int]]) -> Iterator[tuple[list[int], list[Shown]]]:
    """Texts that share lines, and what is shown of them."""
    owner = {number: text for text, numbers in aligned.items() for number in numbers}
    texts: list[int] = []
    lines: list[Shown] = []
    for _, group in groupby(range(len(shown)), lambda number: shown[number].line):
        line = list(group)
        here = list(dict.fromkeys(owner[number] for number in line))
        if texts and texts[-1] != here[0]:
            yield texts, lines
            texts, lines = [], []
        texts = list(dict.fromkeys([*texts, *here]))
        lines = [*lines, *(shown[number] for number in line)]
    yield texts, lines
