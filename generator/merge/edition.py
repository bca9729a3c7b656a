"""An edition made ready: everything read and checked before the first letter is printed."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ..errors import Fault, Faulty
from ..letter import Letter
from ..paper import Press
from ..records import load
from ..wording import Wording


@dataclass(frozen=True, slots=True)
class Ready:
    """An edition's letters by slug, in its order; what writes and prints them; the faults of the councils left out."""

    letters: Mapping[str, Letter]
    wording: Wording
    press: Press
    faults: tuple[Fault, ...]


def prepare(data: Path, templates: Path, edition: str) -> Ready:
    """Read and check `data/<edition>` and its templates.

    Raises Faulty, with every fault that was found, where the edition itself or a template is at fault. A council whose
    record is at fault is left out and its faults kept.
    """
    records = load(data, edition)
    letters = {
        slug: Letter.to(council, records.edition, records.averages.of(council.type))
        for slug, council in records.councils.items()
    }
    try:
        wording = Wording(templates, records.edition.templates)
        _try_the_wording(wording, letters)
        press = Press(templates, records.edition.templates)
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
