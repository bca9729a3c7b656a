"""A plate: a part of the letters of one class, laid out once. Its gaps are filled for each letter; all else stands."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import cos, radians, sin

from .finished import number
from .manuscript import Figures, Manuscript
from .part import Part
from .typesetter import Line, NotForPlatesError, Type, Typesetter


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a line is to stand: the number of its gap, and its place on the page, in pixels."""

    gap: int
    left: bytes
    base: bytes


def _unplaced(slot: Slot) -> Slot:
    return replace(slot, left=b"")


@dataclass(frozen=True, slots=True)
class Passage:
    """A text with lines of its own. It starts at the left, or is centred on a place."""

    text: int
    type_: Type
    width: float
    centre: float | None
    slots: tuple[Slot, ...]

    @property
    def texts(self) -> tuple[int, ...]:
        return (self.text,)

    def lines(self, texts: Sequence[str], typesetter: Typesetter) -> Sequence[Line] | None:
        """The text's lines, if they are as many as there are slots."""
        lines = typesetter.lines(texts[self.text], self.type_, self.width)
        return lines if len(lines) == len(self.slots) else None

    def set(self, lines: Sequence[Line]) -> list[tuple[int, bytes]]:
        return [
            (slot.gap, shown(self._left(slot, line), slot.base, self.type_, line))
            for slot, line in zip(self.slots, lines, strict=True)
        ]

    def bare(self) -> "Passage":
        """Without the places that hang on its words."""
        return self if self.centre is None else replace(self, slots=tuple(map(_unplaced, self.slots)))

    def _left(self, slot: Slot, line: Line) -> bytes:
        return slot.left if self.centre is None else number(self.centre - line.width / 2)


@dataclass(frozen=True, slots=True)
class Piece:
    """A text beside others on one line; what stands before and after it is a space or nothing."""

    text: int
    type_: Type
    before: str
    after: str
    slot: Slot


@dataclass(frozen=True, slots=True)
class Row:
    """Texts beside one another on a line of a width."""

    pieces: tuple[Piece, ...]
    width: float

    @property
    def texts(self) -> tuple[int, ...]:
        return tuple(one.text for one in self.pieces)

    def lines(self, texts: Sequence[str], typesetter: Typesetter) -> Sequence[Line]:
        """The texts as lines. Raises NotForPlatesError where they do not fit."""
        lines = [typesetter.line(f"{one.before}{texts[one.text]}{one.after}", one.type_) for one in self.pieces]
        typesetter.check(sum(line.width for line in lines), self.width)
        return lines

    def bare(self) -> "Row":
        """Without the places that hang on its words."""
        first, *others = self.pieces
        return replace(self, pieces=(first, *(replace(one, slot=_unplaced(one.slot)) for one in others)))

    def set(self, lines: Sequence[Line]) -> list[tuple[int, bytes]]:
        left = float(self.pieces[0].slot.left)
        gaps = []
        for piece, line in zip(self.pieces, lines, strict=True):
            gaps.append((piece.slot.gap, shown(number(left), piece.slot.base, piece.type_, line)))
            left += line.width
        return gaps


@dataclass(frozen=True, slots=True)
class Plate:
    """How a part is set in the letters of one class: `fixed` are the texts that these share, by their numbers.

    `form` is that of the page with this part alone. Its gaps are filled already, as the letter has it from
    which it was made; `own` are the texts of that.
    """

    form: str
    own: tuple[str, ...]
    fixed: Mapping[int, str]
    passages: tuple[Passage, ...]
    rows: tuple[Row, ...]
    drawings: tuple[tuple[int, int], ...]
    part: Part

    @property
    def movable(self) -> "tuple[Passage | Row, ...]":
        """What is set anew for each letter."""
        return (*self.passages, *self.rows)

    def bare(self) -> "Plate":
        """What it is whichever letter of its class it was made from."""
        return replace(
            self,
            own=(),
            passages=tuple(one.bare() for one in self.passages),
            rows=tuple(one.bare() for one in self.rows),
            part=self.part.bare(),
        )

    def gaps(
        self, copy: Manuscript, typesetter: Typesetter, varying: Callable[[], frozenset[int]]
    ) -> dict[int, bytes] | None:
        """What is to stand in the gaps for a letter, if it is of this class, where that is not there already.

        Raises NotForPlatesError where it cannot be told of a text that is `varying`. Another, which is the same in all
        letters now and was another when the plate was made, is fixed in the plates of its own class.
        """
        texts = copy.texts
        if copy.form != self.form or any(texts[text] != words for text, words in self.fixed.items()):
            return None
        gaps: dict[int, bytes] = {}
        for one in self.movable:
            if all(texts[text] == self.own[text] for text in one.texts):
                continue
            try:
                lines = one.lines(texts, typesetter)
            except NotForPlatesError:
                if varying().isdisjoint(one.texts):
                    return None
                raise
            if lines is None:
                return None
            gaps.update(one.set(lines))
        gaps.update((gap, drawn(copy.figures[figures])) for figures, gap in self.drawings)
        return gaps


def shown(left: bytes, base: bytes, type_: Type, line: Line) -> bytes:
    """A line as operators of a page: where it stands, in which type, and its glyphs."""
    return b"%b %b Tm\n/%b %b Tf\n[%b] TJ" % (left, base, type_.fount.encode(), type_.size.encode(), line.glyphs)


def drawn(figures: Figures) -> bytes:
    """The figures of a drawing as an operator: how a line is dashed, or how what follows is turned."""
    if len(figures) == 2:
        return b"[%b] 0 d" % b" ".join(number(float(figure)) for figure in figures)
    angle, x, y = map(float, figures)
    a, b = cos(radians(angle)), sin(radians(angle))
    return b" ".join(map(number, (a, b, -b, a, x - x * a + y * b, y - x * b - y * a))) + b" cm"
