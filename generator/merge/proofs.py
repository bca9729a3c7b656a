"""The proof set: the fewest letters that show all that an edition's letters show, for the person who signs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

from ..files import write_whole
from ..letter import COUNT, Letter, State
from ..wording import Read, Text
from .cover import fewest
from .edition import Ready
from .readable import texts_of

if TYPE_CHECKING:
    from ..paper import Leaf


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a letter is in the proof set: a wording or an extreme, and the value that it stands or falls with."""

    name: str
    path: str


@dataclass(frozen=True, slots=True)
class Proof:
    """A letter of the proof set, and what it is the first to show."""

    slug: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class ProofSet:
    """The letters to look at, in this order, and the names of the wordings that no letter of the edition shows."""

    proofs: tuple[Proof, ...]
    unseen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proofed:
    """A letter in the PDF of a proof set: its first and its last page there, and what it is the first to show."""

    council: str
    state: State
    first: int
    last: int
    reasons: tuple[str, ...]


def choose(ready: Ready) -> ProofSet:
    """The proof set of an edition, worked out from the alternatives of its templates.

    Any letter that reaches an extreme will do for it. The same edition always gives the same set.
    """
    shows = _shown(ready)
    met: set[Reason] = set()
    proofs = []
    for slug in fewest(shows):
        proofs.append(Proof(slug, tuple(reason for reason in shows[slug] if reason not in met)))
        met.update(shows[slug])
    names = {reason.name for reason in met}
    unseen = (alternative.name for alternative in ready.wording.alternatives.all if alternative.name not in names)
    return ProofSet(tuple(proofs), tuple(unseen))


def print_proofs(ready: Ready, proofs: Sequence[Proof], file: Path) -> list[Proofed]:
    """Print these letters, as the run prints them, into one PDF with bookmarks.

    Raises Faulty where a page asks for what is not there, OSError where the disk does not take the file.
    """
    from ..paper import bind

    leaves = [_leaf(ready, proof) for proof in proofs]
    write_whole(file, bind(leaves, f"Proof set of edition {ready.edition}"))
    lasts = accumulate(leaf.printed.pages for leaf in leaves)
    return [_proofed(ready, proof, leaf, last) for proof, leaf, last in zip(proofs, leaves, lasts, strict=True)]


def _proofed(ready: Ready, proof: Proof, leaf: "Leaf", last: int) -> Proofed:
    letter = ready.letters[proof.slug]
    reasons = tuple(reason.name for reason in proof.reasons)
    return Proofed(letter.council, letter.state, last - leaf.printed.pages + 1, last, reasons)


def _leaf(ready: Ready, proof: Proof) -> "Leaf":
    """A letter, with a bookmark for each reason on the page where it shows."""
    from ..paper import Leaf, pages_by_pdfium

    letter, printed = ready.letters[proof.slug], ready.printed(proof.slug)
    text = Text.of(pages_by_pdfium(printed.pdf))
    reading = ready.wording.read(text, texts_of(letter))
    pages = _pages(text, [*reading.values, *reading.facts])
    marks = tuple((reason.name, pages.get(reason.path, 1)) for reason in proof.reasons)
    return Leaf(printed, f"{letter.council} ({letter.state})", marks)


def _pages(text: Text, reads: Sequence[Read]) -> dict[str, int]:
    """The page where each value stands, or decides on a wording, for the first time."""
    return {read.path: text.page(read.position) for read in sorted(reads, key=lambda read: -read.position)}


def _shown(ready: Ready) -> dict[str, tuple[Reason, ...]]:
    """What each letter shows: its wordings, in the order of the templates, then the extremes that it reaches."""
    letters = dict(sorted(ready.letters.items()))
    extremes = [(reason, _greatest(measured)) for reason, measured in _extremes(letters)]
    return {
        slug: (
            *(Reason(shown.name, shown.path) for shown in ready.wording.alternatives.shown(letter)),
            *(reason for reason, those in extremes if slug in those),
        )
        for slug, letter in letters.items()
    }


def _extremes(letters: Mapping[str, Letter]) -> Iterator[tuple[Reason, Mapping[str, int]]]:
    """What is extreme in the letters where it is greatest, and how great it is in each that has it."""
    yield Reason("longest council name", "council"), {slug: len(letter.council) for slug, letter in letters.items()}
    roles = {slug: len(letter.addressee.role) for slug, letter in letters.items()}
    yield Reason("longest role", "addressee.role"), roles
    for panel in COUNT:
        path = f"{panel}.rate"
        rates = {slug: rate for slug, letter in letters.items() if isinstance(rate := letter.value(path), int)}
        yield Reason(f"highest rate of {panel}", path), rates
        yield Reason(f"lowest rate of {panel}", path), {slug: -rate for slug, rate in rates.items()}


def _greatest(measured: Mapping[str, int]) -> frozenset[str]:
    greatest = max(measured.values(), default=0)
    return frozenset(slug for slug, measure in measured.items() if measure == greatest)
