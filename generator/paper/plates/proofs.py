"""Proofs: what other letters have otherwise than a plate's own is printed once, to see that it is set so."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from ..printed import Printed
from .chase import Chase
from .cupboard import Cupboard
from .manuscript import Manuscript, kinds
from .plate import Plate
from .typescript import Typescript
from .typesetter import NotForPlatesError, Typesetter
from .workshop import Workshop

_WORDS = "words"


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

    def others_in(self, part: Manuscript) -> frozenset[str]:
        """The kinds of texts for which a part has other words than its plate."""
        kinds_ = kinds(part.form)
        return frozenset(kinds_[text] for text in self.plate.others_in(part))

    def again(self, part: Manuscript, typesetter: Typesetter) -> "Chosen | None":
        """The same for a part with other words, if it is of the plate's class still."""
        with suppress(NotForPlatesError):
            if (gaps := self.plate.gaps(part, typesetter)) is not None:
                return self._replace(gaps=gaps)
        return None


@dataclass(frozen=True, slots=True)
class Seen:
    """The kinds of texts that were seen to be printed with other words as they are set."""

    kinds: tuple[str, ...]

    def and_(self, others: frozenset[str]) -> "Seen":
        return Seen(tuple(sorted(others.union(self.kinds))))


class Proofs:
    """What was proven of the plates of a cupboard, and how it is."""

    def __init__(self, workshop: Workshop, cupboard: Cupboard) -> None:
        self._workshop = workshop
        self._cupboard = cupboard
        self._seen: set[str] = set()

    def are_together(
        self,
        frame: Frame,
        script: Typescript,
        chosen: Sequence[Chosen],
        filled: Callable[[Frame, Typescript, Sequence[Chosen]], Printed],
    ) -> bool:
        """Whether the parts of a letter, each alone, are what they are together.

        The first letter whose parts have so many pages is compared with WeasyPrint's print of the whole: in other
        words, if it can be, which proves more at once.
        """
        name = f"{frame.name}-{'-'.join(str(len(one.plate.part.pages)) for one in chosen)}"
        if (proven := self._cupboard.found(name, bool)) is None:
            from .audit import unlike

            other = script.reworded({*chain.from_iterable(one.plate.fixed.values() for one in chosen)})
            parts = zip(chosen, other.parts[1:], strict=True)
            again = [found for one, part in parts if (found := one.again(part, frame.typesetter))]
            if len(again) == len(chosen):
                script, chosen = other, again
            whole = self._workshop.press().printed(script.html, script.record)
            proven = unlike(filled(frame, script, chosen).pdf, whole.pdf) is None
            self._cupboard.note(name, proven)
            if proven:
                self._see(frozenset().union(*map(Chosen.others_in, chosen, script.parts[1:])))
        return proven

    def is_wrong(self, frame: Frame, script: Typescript, number: int, one: Chosen) -> bool:
        """Whether a plate is wrong for a letter that is the first to have other words of a kind than its plate holds.

        The part is printed in other words, or as it is: all but these is to be what it is in the plate. Mostly that was
        seen before.
        """
        others = one.others_in(script.parts[number])
        if others <= self._seen:
            return False
        self._seen.update((self._cupboard.found(_WORDS, Seen, since=True) or Seen(())).kinds)
        for proof in (script.reworded({*one.plate.fixed.values()}), script):
            if others <= self._seen:
                return False
            if proof is script or one.again(proof.parts[number], frame.typesetter):
                if not self._move_nothing(frame, proof, number, one.plate):
                    self._cupboard.distrust(one.name)
                    return True
                self._see(one.others_in(proof.parts[number]))
        return False

    def _move_nothing(self, frame: Frame, script: Typescript, number: int, plate: Plate) -> bool:
        """Whether a part's words move nothing but themselves."""
        with suppress(NotForPlatesError):
            return self._workshop.plate(frame.chase, frame.typesetter, script, number).bare() == plate.bare()
        return False

    def _see(self, others: frozenset[str]) -> None:
        self._seen.update(self._cupboard.add(_WORDS, Seen, lambda seen: (seen or Seen(())).and_(others)).kinds)
