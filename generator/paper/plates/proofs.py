"""Proofs: that the parts of letters are by themselves, and that their words move nothing but themselves."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import NamedTuple

from ..printed import Printed
from .chase import Chase
from .cupboard import Cupboard
from .manuscript import Manuscript, kinds
from .plate import Plate
from .stretched import stretched
from .typescript import Typescript
from .typesetter import NotForPlatesError, Typesetter
from .workshop import Workshop

_PROVEN = "proven"


class Frame(NamedTuple):
    """What is around the parts of letters, and the founts in which they are set."""

    name: str
    chase: Chase
    typesetter: Typesetter


class Chosen(NamedTuple):
    """The plate of a part, by its name, and what fills its gaps."""

    name: str
    plate: Plate
    gaps: Mapping[int, bytes]


@dataclass(frozen=True, slots=True)
class Proven:
    """The plates that are proven, by their names, and the kinds of texts."""

    names: tuple[str, ...]

    def and_(self, others: frozenset[str]) -> "Proven":
        return Proven(tuple(sorted(others.union(self.names))))


class Proofs:
    """What was proven of the plates of a cupboard, and how it is."""

    def __init__(self, workshop: Workshop, cupboard: Cupboard) -> None:
        self._workshop = workshop
        self._cupboard = cupboard
        self._proven: frozenset[str] = frozenset()

    def are_together(self, frame: Frame, script: Typescript, chosen: Sequence[Chosen], set_: Printed) -> bool:
        """Whether the parts of a letter, each alone, are what they are together.

        The first letter whose parts have so many pages is compared with WeasyPrint's print of the whole.
        """
        name = f"{frame.name}-{'-'.join(str(len(one.plate.part.pages)) for one in chosen)}"
        if (proven := self._cupboard.found(name, bool)) is None:
            from .audit import unlike

            whole = self._workshop.press().printed(script.html, script.record)
            proven = unlike(set_.pdf, whole.pdf) is None
            self._cupboard.note(name, proven)
        return proven

    def is_right(self, frame: Frame, script: Typescript, number: int, one: Chosen) -> bool:
        """Whether a plate is right for all letters of its class, and not only for the one that it was made from.

        The part is printed once more, its words stretched: all but these is to be what it is in the plate. That is not
        done where all kinds of its texts, on as many lines, were seen so before. A plate that is wrong is distrusted.
        """
        if self._is_proven(frozenset({one.name})):
            return True
        part, others = script.parts[number], script.others[number].texts
        varying = frozenset(text for text, words in enumerate(part.texts) if words != others[text])
        seen = _seen_in(one.plate, varying)
        if not self._is_proven(seen) and not self._move_nothing(frame, part, others, varying, one.plate):
            self._cupboard.distrust(one.name)
            return False
        new = seen | {one.name}
        self._proven = frozenset(
            self._cupboard.add(_PROVEN, Proven, lambda known: (known or Proven(())).and_(new)).names
        )
        return True

    def _is_proven(self, names: frozenset[str]) -> bool:
        if not names <= self._proven:
            known = self._cupboard.found(_PROVEN, Proven, since=True)
            self._proven |= frozenset(known.names if known else ())
        return names <= self._proven

    def _move_nothing(
        self, frame: Frame, part: Manuscript, others: Sequence[str], varying: frozenset[int], plate: Plate
    ) -> bool:
        longer = stretched(plate, part, varying, frame.typesetter)
        with suppress(NotForPlatesError):
            return self._workshop.plate(frame.chase, frame.typesetter, longer, others).bare() == plate.bare()
        return False


def _seen_in(plate: Plate, varying: frozenset[int]) -> frozenset[str]:
    """What is seen of words in a plate: the kinds of texts, each with how many lines it takes there."""
    lines = {passage.text: len(passage.slots) for passage in plate.passages}
    of_kind = kinds(plate.form)
    return frozenset(f"{of_kind[text]} {lines.get(text, 0)}" for text in varying - plate.fixed.keys())
