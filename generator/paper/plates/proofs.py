"""Proofs: that the parts of letters are by themselves, and that their words move nothing but themselves."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import NamedTuple

from ..printed import Printed
from .chase import Chase
from .cupboard import Cupboard
from .manuscript import Manuscript
from .plate import Plate
from .stretched import stretched
from .typescript import Typescript
from .typesetter import NotForPlatesError, Typesetter
from .workshop import Workshop


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

    def words_move_alone(self, frame: Frame, part: Manuscript, varying: frozenset[int], plate: Plate) -> bool:
        """Whether a part's plate is right for all letters of its class, and not only for the one that it was made from.

        The part is printed once more, its words stretched: all but these is to be what it is in the plate.
        """
        longer = stretched(plate, part, varying, frame.typesetter)
        with suppress(NotForPlatesError):
            return self._workshop.plate(frame.chase, frame.typesetter, longer, varying).bare() == plate.bare()
        return False
