"""Letters set from plates where that is exact, and printed by WeasyPrint where it is not."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ...files import digest
from ...wording import Page
from ..printed import Printed
from .chase import Chase
from .cupboard import Cupboard
from .forme import Copy, Forme
from .imposition import imposed
from .manuscript import Manuscript
from .proofs import Chosen, Frame, Proofs
from .typescript import Typescript
from .typesetter import NotForPlatesError, Typesetter
from .workshop import ClosedError, Workshop

if TYPE_CHECKING:
    from ..press import Press

_FORMES = 200  # are kept


class Plates:
    """Prints the letters of one edition, as `Press` does, from plates that are made as they are asked for.

    A letter's bytes depend on its page, its record and the edition alone. `press` is called where something is to be
    printed by WeasyPrint, which takes half a second to load. Plates are kept in the folder `cupboard`, if there is one.
    """

    def __init__(self, templates: Path, press: "Callable[[], Press]", cupboard: Path | None) -> None:
        self._fonts = templates / "shared" / "fonts"
        self._press = press
        self._cupboard = Cupboard(cupboard)
        self._workshop = Workshop(press, self._fonts, self._cupboard)
        self._proofs = Proofs(self._workshop, self._cupboard)
        self._frames: dict[str, Frame | None] = {}
        self._formes: dict[tuple[str, ...], Forme] = {}

    def printed(self, page: Page, record: bytes, *, audited: bool = False, at_once: bool = False) -> Printed:
        """The PDF of a page with its published record embedded.

        An `audited` letter is printed by WeasyPrint as well; where the two differ, that one counts. For one that is
        wanted `at_once` no plate is made.
        """
        self._workshop.is_closed = at_once
        try:
            printed = self._set(Typescript(page, record))
        except (ClosedError, NotForPlatesError):
            return self._press().printed(page.html, record)
        return self._audited(printed, page.html, record) if audited else printed

    def _set(self, script: Typescript) -> Printed:
        frame = self._frame(script.parts[0])
        chosen = [self._chosen(frame, script, number) for number in range(1, len(script.parts))]
        around, *parts = script.parts
        forme = self._forme(frame.chase, chosen)
        copies = [Copy(part.texts, one.gaps) for part, one in zip(parts, chosen, strict=True)]
        pdf = forme.filled(around.texts[0], copies, script.record)
        printed = Printed(pdf, forme.pages, tuple(one.name for one in chosen))
        if not self._proofs.are_together(frame, script, chosen, printed):
            raise NotForPlatesError("the parts of a letter are not printed by themselves")
        return printed

    def _frame(self, around: Manuscript) -> Frame:
        """What is around the parts. Raises NotForPlatesError where that is not as it is known."""
        if around.form not in self._frames:
            self._frames[around.form] = self._framed(around)
        if (frame := self._frames[around.form]) is None:
            raise NotForPlatesError("what is around the parts is not as it is known")
        return frame

    def _framed(self, around: Manuscript) -> Frame | None:
        name = f"chase-{digest(around.form.encode())[:16]}"
        if (chase := self._cupboard.found(name, Chase)) is None:
            if (chase := self._workshop.chase(around)) is None:
                return None
            self._cupboard.note(name, chase)
        files = {fount: self._fonts / one.file for fount, one in chase.founts.items()}
        return Frame(name, chase, Typesetter(files, {fount: one.widths for fount, one in chase.founts.items()}))

    def _chosen(self, frame: Frame, script: Typescript, number: int) -> Chosen:
        """The plate that a part of a letter is of. If there is none, it is made."""
        part, varying = script.parts[number], partial(script.varying, number)
        for name, plate in self._cupboard.plates(part.form):
            if (gaps := plate.gaps(part, frame.typesetter, varying)) is not None:
                if self._cupboard.is_distrusted(name):
                    raise NotForPlatesError("this plate was found wrong")
                self._cupboard.put_first(name, plate)
                return Chosen(name, plate, gaps)
        if not self._cupboard.look_for(part.form):  # what others have made since
            self._workshop.check()
            with self._cupboard.alone(part.form) as made_meanwhile:
                if not made_meanwhile:
                    self._make(frame, script, number)
        return self._chosen(frame, script, number)

    def _make(self, frame: Frame, script: Typescript, number: int) -> None:
        """Make the plate that a part of a letter is of, and have it proven before anybody uses it."""
        part, varying = script.parts[number], script.varying(number)
        plate = self._workshop.plate(frame.chase, frame.typesetter, part, varying)
        self._cupboard.keep(plate, is_right=self._proofs.words_move_alone(frame, part, varying, plate))

    def _forme(self, chase: Chase, chosen: Sequence[Chosen]) -> Forme:
        names = tuple(one.name for one in chosen)
        if names not in self._formes:
            if len(self._formes) == _FORMES:
                self._formes.clear()
            self._formes[names] = imposed(chase, [one.plate.part for one in chosen])
        return self._formes[names]

    def _audited(self, printed: Printed, html: str, record: bytes) -> Printed:
        from .audit import unlike

        right = self._press().printed(html, record)
        if not printed.plates or not unlike(printed.pdf, right.pdf):
            return printed
        for name in printed.plates:
            self._cupboard.distrust(name)
        return replace(right, distrusted=printed.plates)
