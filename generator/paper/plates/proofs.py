"""Proofs: that the parts of letters are by themselves, and that their words move nothing but themselves."""

from collections.abc import Mapping, Sequence, Set
from contextlib import suppress
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


class Proofs:
    """What was proven of the plates of a cupboard, and how it is."""

    def __init__(self, workshop: Workshop, cupboard: Cupboard) -> None:
        self._workshop = workshop
        self._cupboard = cupboard

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
        if self._are_proven({one.name}):
            return True
        part, varying = script.parts[number], script.varying(number)
        seen = _seen_in(one.plate, varying)
        if not self._are_proven(seen) and not self._move_nothing(frame, part, varying, one.plate):
            self._cupboard.distrust(one.name)
            return False
        self._cupboard.add(_PROVEN, dict[str, bool], dict.fromkeys((*seen, one.name), True))
        return True

    def _are_proven(self, names: Set[str]) -> bool:
        """Whether these plates, by their names, or kinds of texts are."""
        return self._cupboard.known(_PROVEN, dict[str, bool], names) is not None

    def _move_nothing(self, frame: Frame, part: Manuscript, varying: frozenset[int], plate: Plate) -> bool:
        longer = stretched(plate, part, varying, frame.typesetter)
        with suppress(NotForPlatesError):
            return self._workshop.plate(frame.chase, frame.typesetter, longer, varying).bare() == plate.bare()
        return False


def _seen_in(plate: Plate, varying: frozenset[int]) -> frozenset[str]:
    """What is seen of words in a plate: the kinds of texts, each with how many lines it takes there."""
    lines = {passage.text: len(passage.slots) for passage in plate.passages}
    of_kind = kinds(plate.form)
    return frozenset(f"{of_kind[text]} {lines.get(text, 0)}" for text in varying - plate.fixed.keys())
