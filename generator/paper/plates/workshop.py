"""The workshop, where chases and plates are made from what the press prints for them."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from ...errors import Faulty
from .boxes import Box, block_of, boxes_in, coloured
from .boxes import Path as Blocks
from .chase import Chase, chase_of
from .cupboard import Cupboard
from .finished import Finished
from .founts import with_specimen
from .manuscript import Manuscript, places
from .plate import Plate
from .typesetter import NotForPlatesError, Typesetter

if TYPE_CHECKING:
    from ..press import Press

# What another version of WeasyPrint does otherwise than it is known here makes a run slower, and no letter wrong.
_UNKNOWN = (NotForPlatesError, Faulty, ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
_BOXES = "boxes"


class ClosedError(Exception):
    """Nothing is to be made now."""


class Workshop:
    """Makes what letters are set from. While it `is_closed`, all that it is asked for raises ClosedError."""

    def __init__(self, press: "Callable[[], Press]", fonts: Path, cupboard: Cupboard) -> None:
        self._press = press
        self._fonts = fonts
        self._cupboard = cupboard
        self.is_closed = False

    def press(self) -> "Press":
        self.check()
        return self._press()

    def check(self) -> None:
        if self.is_closed:
            raise ClosedError

    def chase(self, around: Manuscript) -> Chase | None:
        """What is around the parts of a page; None where that is not as it is known, or where parts shape others."""
        if self.press().shapes_by_contents(around.html):
            return None
        try:
            return chase_of(around, self._finished(with_specimen(around.html)), self._fonts)
        except _UNKNOWN:
            return None

    def plate(self, chase: Chase, typesetter: Typesetter, part: Manuscript, varying: frozenset[int]) -> Plate:
        """The plate of the class of a part, in which letters differ in the texts that are `varying`, by their numbers.

        Raises NotForPlatesError where there can be no plate.
        """
        from .making import made

        try:
            return made(part, varying, self._finished(part.html), chase, self._boxes(part), typesetter)
        except _UNKNOWN as error:
            raise NotForPlatesError(str(error)) from error

    def _boxes(self, part: Manuscript) -> Mapping[Blocks, Box]:
        """Where the page's blocks lie: measured, unless that is known of all of them."""
        blocks = {block_of(place) for place in places(part.form) if place.is_shown}
        if (known := self._cupboard.known(_BOXES, dict[Blocks, Box], blocks)) is not None:
            return known
        page, colours = coloured(part.html)
        finished = self._finished(page)
        found = boxes_in(map(finished.stream, finished.contents), colours)
        return self._cupboard.add(_BOXES, dict[Blocks, Box], found)

    def _finished(self, html: str) -> Finished:
        return Finished(self.press().finished(html, b"")[1])
