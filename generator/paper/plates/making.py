"""Making a plate from a part that WeasyPrint printed: its gaps are found, and it is proven by setting that part."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import pydyf

from .boxes import Box, Path, block_of
from .chase import Chase, told
from .finished import Finished, written
from .forme import Told
from .locking import Gap, headings_of, locked_up
from .manuscript import Manuscript, Place, places
from .operators import same
from .plate import Passage, Piece, Plate, Row, Slot, drawn
from .shown import Shown, aligned, sharing, shown_in
from .typesetter import NotForPlatesError, Typesetter

_EDGE = 0.001  # pixels
_DRAWN = re.compile(rb"(?<=\n)(?:\[[\d. ]+\] 0 d|(?:\S+ ){6}cm)(?=\n)")
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())


def made(
    copy: Manuscript,
    varying: frozenset[int],
    pdf: Finished,
    chase: Chase,
    boxes: Mapping[Path, Box],
    typesetter: Typesetter,
) -> Plate:
    """The plate of a class of one part, from what WeasyPrint made of a page with this part alone.

    `varying` are its texts, by their numbers, that are not the same in every letter. Raises NotForPlatesError where
    something is not as it is known, or where the part would not be set as it was printed.
    """
    return _Maker(copy, varying, pdf, boxes, typesetter).plate(chase)


class _Maker:
    """Takes one printed part apart."""

    def __init__(
        self,
        copy: Manuscript,
        varying: frozenset[int],
        pdf: Finished,
        boxes: Mapping[Path, Box],
        setter: Typesetter,
    ) -> None:
        self._copy = copy
        self._varying = varying
        self._pdf = pdf
        self._boxes = boxes
        self._setter = setter
        self._places = places(copy.form)
        self._contents = [pdf.stream(number) for number in pdf.contents]
        self._gaps: list[Gap] = []

    def plate(self, chase: Chase) -> Plate:
        shown = list(shown_in(self._pdf))
        where = aligned(shown, self._copy)
        movable = list(self._movable(shown, where))
        drawings, alts, own = tuple(self._drawings()), list(self._alts()), self._copy.texts
        levels = {text: int(place.names[-1][1]) for text, place in enumerate(self._places) if _is_heading(place)}
        headings = headings_of(self._pdf, own, levels)
        free = {text for one in movable for text in one.texts} | {text for text, _ in alts}
        free |= {text for text, place in enumerate(self._places) if "head" in place.names}  # the chase tells them
        return Plate(
            self._copy.form,
            own,
            {number: text for number, text in enumerate(own) if number not in free},
            tuple(one for one in movable if isinstance(one, Passage)),
            tuple(one for one in movable if isinstance(one, Row)),
            drawings,
            locked_up(self._pdf, chase, self._gaps, alts, headings),
        )

    def _movable(self, shown: Sequence[Shown], where: Mapping[int, Sequence[int]]) -> Iterator[Passage | Row]:
        """What can be set anew: texts on lines of their own, and texts that share one line. Other texts stay."""
        for texts, lines in sharing(shown, where):
            varies = not self._varying.isdisjoint(texts)
            if not all(one.plain for one in lines) or (self._is_linked(texts) and not varies):
                continue
            try:
                yield self._passage(texts[0], lines) if len(texts) == 1 else self._row(texts, lines)
            except NotForPlatesError:
                if varies:  # what is the same in every letter may stay as it is
                    raise

    def _is_linked(self, texts: Sequence[int]) -> bool:
        """Whether a link lies as far as some of these words reach."""
        return any("a" in self._places[text].names for text in texts)

    def _box(self, text: int) -> Box:
        try:
            return self._boxes[block_of(self._places[text])]
        except KeyError:
            raise NotForPlatesError("it is not known where a block lies") from None

    def _passage(self, text: int, lines: Sequence[Shown]) -> Passage:
        box, slots = self._box(text), self._slots(lines)
        at_the_left = all(abs(float(one.left) - box.left) < _EDGE for one in lines)
        centre = None if at_the_left else box.left + box.width / 2
        passage = Passage(text, lines[0].type_, box.width, centre, slots)
        set_ = passage.lines(self._copy.texts, self._setter)
        if set_ is None:
            raise NotForPlatesError("a text takes other lines than were printed")
        self._fill(lines, passage.set(set_))
        return passage

    def _row(self, texts: Sequence[int], line: Sequence[Shown]) -> Row:
        box = self._box(texts[0])
        if (
            len(texts) != len(line)
            or len({one.line for one in line}) > 1
            or abs(float(line[0].left) - box.left) > _EDGE
        ):
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

    def _alts(self) -> Iterator[tuple[int, Told]]:
        """The texts for drawings."""
        texts = (text for text, place in enumerate(self._places) if _is_alt(place))
        for text, number in zip(texts, self._pdf.having("Alt"), strict=True):
            alt = written(pydyf.String(self._copy.texts[text]))
            yield text, told(self._pdf.body(number), number, b"/Alt %b", alt)


def _is_heading(place: Place) -> bool:
    return place.names[-1] in _HEADINGS


def _is_alt(place: Place) -> bool:
    return place.names[-1] == "title" and "svg" in place.names


def _space(text: str, end: int) -> str:
    return " " if text[end] == " " and text.strip(" ") else ""
