"""An edition made ready: everything read and checked before the first letter is printed."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import Fault, Faulty
from ..letter import Letter
from ..records import load
from ..wording import Wording

if TYPE_CHECKING:
    from ..paper import Press


@dataclass(frozen=True, slots=True)
class Ready:
    """An edition's letters by slug, in its order; what writes and prints them; the faults of the councils left out."""

    letters: Mapping[str, Letter]
    wording: Wording
    press: "Press"
    faults: tuple[Fault, ...]


def prepare(data: Path, templates: Path, edition: str) -> Ready:
    """Read and check `data/<edition>` and its templates.

    Raises Faulty, with every fault that was found, where the edition itself or a template is at fault. A council whose
    record is at fault is left out and its faults kept.
    """
    from ..paper import Press  # WeasyPrint takes half a second to import, which `letters --help` need not wait for

    records = load(data, edition)
    letters = {
        slug: Letter.to(council, records.edition, records.averages.of(council.type))
        for slug, council in records.councils.items()
    }
    try:
        wording = Wording(templates, records.edition.templates)
        _try_the_wording(wording, letters)
        press = Press(templates, records.edition.templates)
        _try_the_press(press, wording, letters)
    except Faulty as faulty:
        raise Faulty([*faulty.faults, *records.faults]) from None
    return Ready(letters, wording, press, records.faults)


def _try_the_wording(wording: Wording, letters: Mapping[str, Letter]) -> None:
    faults: set[Fault] = set()
    for letter in letters.values():
        try:
            wording.page(letter)
        except Faulty as faulty:
            faults.update(faulty.faults)
    if faults:
        raise Faulty(faults)


def _try_the_press(press: "Press", wording: Wording, letters: Mapping[str, Letter]) -> None:
    """A draft and a final letter ask for every file that a page can ask for."""
    for letter in {letter.state: letter for letter in letters.values()}.values():
        press.printed(wording.page(letter))
