"""Letters set from plates where that is exact, and printed by WeasyPrint where it is not."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from ..printed import Printed
from .boxes import Box, block_of, boxes_in, coloured
from .cupboard import Cupboard
from .finished import Finished
from .founts import SPECIMEN, Fount, founts_of
from .manuscript import Manuscript, places
from .plate import Plate
from .typesetter import NotForPlatesError, Typesetter

if TYPE_CHECKING:
    from ..press import Press

# What another version of WeasyPrint does otherwise than it is known here makes a run slower, and no letter wrong.
_UNKNOWN = (NotForPlatesError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


class Plates:
    """Prints the letters of one edition, as `Press` does, from plates that are made as they are asked for.

    A letter's bytes depend on its page, its record and the edition alone. `press` is called where something is to be
    printed by WeasyPrint, which takes half a second to load. Plates are kept in the folder `cupboard`, if there is one.
    """

    def __init__(self, templates: Path, press: "Callable[[], Press]", cupboard: Path | None) -> None:
        self._fonts = templates / "shared" / "fonts"
        self._press = press
        self._cupboard = Cupboard(cupboard)
        self._typesetter: Typesetter | None = None
        self._boxes: dict[tuple[str, ...], Box] = {}

    def printed(self, html: str, record: bytes, otherwise: Callable[[], str], *, audited: bool = False) -> Printed:
        """The PDF of a page of HTML with its published record embedded.

        `otherwise` gives the same page with other words for whatever is not the same in every letter. An `audited`
        letter is printed by WeasyPrint as well; where the two differ, that one counts.
        """
        copy = Manuscript.of(html)
        try:
            printed = self._set(copy, html, record, otherwise)
        except NotForPlatesError as not_set:
            return not_set.printed or self._press().printed(html, record)
        return self._audited(printed, html, record) if audited else printed

    def _set(self, copy: Manuscript, html: str, record: bytes, otherwise: Callable[[], str]) -> Printed:
        typesetter = self._setter()
        for key, plate in self._cupboard.plates(copy.form):
            if (gaps := plate.gaps(copy, typesetter)) is not None:
                if self._cupboard.is_distrusted(key):
                    raise NotForPlatesError("an audit found this plate wrong")
                return Printed(plate.set(copy, gaps, record), plate.pages, key)
        with self._cupboard.alone(copy.form) as made_meanwhile:
            if not made_meanwhile:
                self._cupboard.keep(self._made(copy, html, record, otherwise))
        return self._set(copy, html, record, otherwise)

    def _made(self, copy: Manuscript, html: str, record: bytes, otherwise: Callable[[], str]) -> Plate:
        """A plate. Raises NotForPlatesError, with the letter as it was printed, where none can be made of it."""
        from .making import made

        printed, objects = self._press().finished(html, record)
        try:
            self._measure(copy, html)
            other = Manuscript.of(otherwise()).texts
            return made(copy, other, Finished(objects), self._cupboard.founts, self._boxes, self._setter())
        except _UNKNOWN as error:
            raise NotForPlatesError(str(error), printed) from error

    def _setter(self) -> Typesetter:
        if self._typesetter is None:
            founts = self._cupboard.founts or self._cast()
            files = {name: self._fonts / fount.file for name, fount in founts.items()}
            self._typesetter = Typesetter(files, {name: fount.widths for name, fount in founts.items()})
        return self._typesetter

    def _cast(self) -> dict[str, Fount]:
        try:
            founts = founts_of(self._finished(SPECIMEN, b""), self._fonts)
        except _UNKNOWN as error:
            raise NotForPlatesError(str(error)) from error
        self._cupboard.keep_founts(founts)
        return founts

    def _measure(self, copy: Manuscript, html: str) -> None:
        """Find out where the page's blocks lie, unless all of them are known."""
        blocks = {block_of(place) for place in places(copy.form) if place.is_shown}
        if blocks <= self._boxes.keys():
            return
        page, colours = coloured(html)
        finished = self._finished(page, b"")
        found = {colour: box for number in finished.pages for colour, box in boxes_in(finished.stream(number)).items()}
        self._boxes |= {path: found[colour] for path, colour in colours.items() if colour in found}

    def _finished(self, html: str, record: bytes) -> Finished:
        return Finished(self._press().finished(html, record)[1])

    def _audited(self, printed: Printed, html: str, record: bytes) -> Printed:
        from .audit import unlike

        right = self._press().printed(html, record)
        if not printed.plate or not unlike(printed.pdf, right.pdf):
            return printed
        self._cupboard.distrust(printed.plate)
        return Printed(right.pdf, right.pages, distrusted=printed.plate)
