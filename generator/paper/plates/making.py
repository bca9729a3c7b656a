"""Making a plate from a letter that WeasyPrint printed: its gaps are found, and it is proven by setting that letter."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import pydyf

from .boxes import Box, Path, block_of
from .finished import Finished, entries, written
from .founts import Fount
from .locking import Gap, forme_of
from .manuscript import Manuscript, places
from .operators import same
from .plate import Named, Passage, Piece, Plate, Row, Slot, drawn, escaped
from .shown import Shown, aligned, sharing, shown_in
from .typesetter import NotForPlatesError, Typesetter

_EDGE = 0.001  # pixels
_DRAWN = re.compile(rb"(?<=\n)(?:\[[\d. ]+\] 0 d|(?:\S+ ){6}cm)(?=\n)")
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())


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
        self._gaps: list[Gap] = []

    def plate(self) -> Plate:
        shown = list(shown_in(self._pdf))
        where = aligned(shown, self._copy)
        movable = list(self._movable(shown, where))
        drawings, named, title = tuple(self._drawings()), tuple(self._named()), self._title()
        free = {text for one in movable for text in one.texts}
        free |= {one.text for one in named if one.text not in where} | {title[0]}
        own = self._copy.texts
        return Plate(
            self._copy.form,
            own,
            {number: text for number, text in enumerate(own) if number not in free},
            tuple(one for one in movable if isinstance(one, Passage)),
            tuple(one for one in movable if isinstance(one, Row)),
            drawings,
            named,
            title,
            forme_of(self._pdf, self._founts, self._gaps, {one.object_ for one in named}),
            len(self._pdf.pages),
        )

    def _movable(self, shown: Sequence[Shown], where: Mapping[int, Sequence[int]]) -> Iterator[Passage | Row]:
        """What can be set anew: texts on lines of their own, and texts that share one line. Other texts stay."""
        for texts, lines in sharing(shown, where):
            if not all(one.plain for one in lines):
                continue
            try:
                yield self._passage(texts[0], lines) if len(texts) == 1 else self._row(texts, lines)
            except NotForPlatesError:
                # What is the same in every letter may stay as it is.
                if not self._varying.isdisjoint(texts):
                    raise

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
        made = [Gap(one.page, one.start, one.end, own) for one, (_, own) in zip(lines, gaps, strict=True)]
        if not all(same(self._contents[gap.page][gap.start : gap.end], gap.own) for gap in made):
            raise NotForPlatesError("a text cannot be set as it was printed")
        self._gaps += made

    def _drawings(self) -> Iterator[tuple[int, int]]:
        """The drawings' figures, each with its gap: they are drawn in the order of the page."""
        coming = ((page, found) for page, contents in enumerate(self._contents) for found in _DRAWN.finditer(contents))
        for number, figures in enumerate(self._copy.figures):
            operator = drawn(figures)
            page, found = next(((page, found) for page, found in coming if same(found[0], operator)), (0, None))
            if found is None:
                raise NotForPlatesError("a drawing's figures are not in the pages")
            self._gaps.append(Gap(page, *found.span(), operator))
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


def _space(text: str, end: int) -> str:
    return " " if text[end] == " " and text.strip(" ") else ""
