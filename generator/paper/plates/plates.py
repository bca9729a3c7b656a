"""Letters set from plates where that is exact, and printed by WeasyPrint where it is not."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ...files import digest
from ..printed import Printed
from .chase import Chase
from .cupboard import Cupboard
from .forme import Copy, Forme
from .imposition import imposed
from .manuscript import Manuscript, kinds, parted
from .plate import Plate
from .typesetter import NotForPlatesError, Typesetter
from .workshop import ClosedError, Workshop

if TYPE_CHECKING:
    from ..press import Press

_FORMES = 200  # are kept
_WORDS = "words"


class _Frame(NamedTuple):
    """What is around the parts of letters, and the founts in which they are set."""

    name: str
    chase: Chase
    typesetter: Typesetter


@dataclass(frozen=True, slots=True)
class Seen:
    """The kinds of texts that were seen to be printed with other words as they are set."""

    kinds: tuple[str, ...]

    def and_(self, others: frozenset[str]) -> "Seen":
        return Seen(tuple(sorted(others.union(self.kinds))))


class _Chosen(NamedTuple):
    """The plate of a part, by its name, and what fills its gaps."""

    name: str
    plate: Plate
    gaps: Mapping[int, bytes]


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
        self._frames: dict[str, _Frame | None] = {}
        self._formes: dict[tuple[str, ...], Forme] = {}
        self._seen: set[str] = set()

    def printed(
        self, html: str, record: bytes, otherwise: Callable[[], str], *, audited: bool = False, at_once: bool = False
    ) -> Printed:
        """The PDF of a page of HTML with its published record embedded.

        `otherwise` gives the same page with other words for whatever is not the same in every letter. An `audited`
        letter is printed by WeasyPrint as well; where the two differ, that one counts. For one that is wanted `at_once`
        no plate is made.
        """
        self._workshop.is_closed = at_once
        try:
            printed = self._set(html, record, otherwise)
        except ClosedError:
            return self._press().printed(html, record)
        except NotForPlatesError as not_set:
            return not_set.printed or self._press().printed(html, record)
        return self._audited(printed, html, record) if audited else printed

    def _set(self, html: str, record: bytes, otherwise: Callable[[], str]) -> Printed:
        around, *parts = parted(html)
        frame = self._frame(around)
        chosen = [self._chosen(frame, number, part, otherwise) for number, part in enumerate(parts, 1)]
        for number, (part, one) in enumerate(zip(parts, chosen, strict=True), 1):
            if wrong := self._wrong(frame, number, part, one, otherwise):
                right = self._press().printed(html, record)
                raise NotForPlatesError(wrong, Printed(right.pdf, right.pages, distrusted=(one.name,)))
        forme = self._forme(frame.chase, chosen)
        copies = [Copy(part.texts, one.gaps) for part, one in zip(parts, chosen, strict=True)]
        pdf = forme.filled(around.texts[0], copies, record)
        printed = Printed(pdf, forme.pages, tuple(one.name for one in chosen))
        self._prove(f"{frame.name}-{'-'.join(str(len(part)) for part in forme.parts)}", printed, html, record)
        return printed

    def _frame(self, around: Manuscript) -> _Frame:
        """What is around the parts. Raises NotForPlatesError where that is not as it is known."""
        if around.form not in self._frames:
            self._frames[around.form] = self._framed(around)
        if (frame := self._frames[around.form]) is None:
            raise NotForPlatesError("what is around the parts is not as it is known")
        return frame

    def _framed(self, around: Manuscript) -> _Frame | None:
        name = f"chase-{digest(around.form.encode())[:16]}"
        if (chase := self._cupboard.found(name, Chase)) is None:
            if (chase := self._workshop.chase(around)) is None:
                return None
            self._cupboard.note(name, chase)
        files = {fount: self._fonts / one.file for fount, one in chase.founts.items()}
        return _Frame(name, chase, Typesetter(files, {fount: one.widths for fount, one in chase.founts.items()}))

    def _chosen(self, frame: _Frame, number: int, part: Manuscript, otherwise: Callable[[], str]) -> _Chosen:
        """The plate that a part of a letter is of. If there is none, it is made."""
        for name, plate in self._cupboard.plates(part.form):
            if (gaps := plate.gaps(part, frame.typesetter)) is not None:
                if self._cupboard.is_distrusted(name):
                    raise NotForPlatesError("an audit found this plate wrong")
                self._cupboard.put_first(name, plate)
                return _Chosen(name, plate, gaps)
        self._workshop.check()
        with self._cupboard.alone(part.form) as made_meanwhile:
            if not made_meanwhile:
                self._cupboard.keep(self._workshop.plate(frame.chase, frame.typesetter, number, part, otherwise))
        return self._chosen(frame, number, part, otherwise)

    def _wrong(
        self, frame: _Frame, number: int, part: Manuscript, one: _Chosen, otherwise: Callable[[], str]
    ) -> str | None:
        """Why a plate is wrong for a letter that is the first to have other words of a kind than its plate holds.

        It is printed as well: all but its words is to be what it is in the plate. Mostly that was seen before.
        """
        kinds_ = kinds(part.form)
        others = frozenset(kinds_[text] for text in one.plate.others_in(part))
        if others <= self._seen:
            return None
        self._seen.update((self._cupboard.found(_WORDS, Seen, since=True) or Seen(())).kinds)
        if others <= self._seen:
            return None
        try:
            again = self._workshop.plate(frame.chase, frame.typesetter, number, part, otherwise)
        except NotForPlatesError as error:
            again, why = None, str(error)
        if again is None or again.bare() != one.plate.bare():
            self._cupboard.distrust(one.name)
            return why if again is None else "other words move more than themselves"
        self._seen.update(self._cupboard.add(_WORDS, Seen, lambda seen: (seen or Seen(())).and_(others)).kinds)
        return None

    def _forme(self, chase: Chase, chosen: Sequence[_Chosen]) -> Forme:
        names = tuple(one.name for one in chosen)
        if names not in self._formes:
            if len(self._formes) == _FORMES:
                self._formes.clear()
            self._formes[names] = imposed(chase, [one.plate.part for one in chosen])
        return self._formes[names]

    def _prove(self, name: str, set_: Printed, html: str, record: bytes) -> None:
        """Compare the first letter whose parts have so many pages with WeasyPrint's print of the whole.

        Raises NotForPlatesError where the two differ: then the parts, each alone, are not what they are together.
        """
        whole = None
        if (proven := self._cupboard.found(name, bool)) is None:
            from .audit import unlike

            whole = self._workshop.press().printed(html, record)
            proven = unlike(set_.pdf, whole.pdf) is None
            self._cupboard.note(name, proven)
        if not proven:
            raise NotForPlatesError("the parts of a letter are not printed by themselves", whole)

    def _audited(self, printed: Printed, html: str, record: bytes) -> Printed:
        from .audit import unlike

        right = self._press().printed(html, record)
        if not printed.plates or not unlike(printed.pdf, right.pdf):
            return printed
        for name in printed.plates:
            self._cupboard.distrust(name)
        return Printed(right.pdf, right.pages, distrusted=printed.plates)
