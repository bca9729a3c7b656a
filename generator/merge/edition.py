"""An edition made ready: everything read and checked before the first letter is printed."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import Fault, Faulty
from ..letter import Letter
from ..records import Records, load, published
from ..wording import Wording
from .checks import unprintable, warnings
from .readable import unprinted, unreadable

if TYPE_CHECKING:
    from ..paper import Press, Printed


@dataclass(frozen=True, slots=True)
class Ready:
    """An edition's records, its letters by slug, in its order, and what writes and prints them.

    `left_out` are the councils whose records are at fault, by slug, with their faults.
    """

    edition: str
    records: Records
    letters: Mapping[str, Letter]
    wording: Wording
    press: "Press"
    left_out: Mapping[str, tuple[Fault, ...]]
    warnings: tuple[Fault, ...]

    def printed(self, slug: str) -> "Printed":
        """The letter to a council as a PDF that carries its published record."""
        letter, council = self.letters[slug], self.records.councils[slug]
        averages = self.records.averages.of(council.type)
        record = published(council, averages, edition=self.edition, state=letter.state)
        return self.press.printed(self.wording.page(letter), record)


def prepare(data: Path, templates: Path, edition: str) -> Ready:
    """Read and check `data/<edition>` and its templates.

    Raises Faulty, with every fault that was found, where the edition itself or a template is at fault. A council whose
    record is at fault is left out and its faults kept.
    """
    records = load(data, edition)
    try:
        ready = _ready(records, templates, data / edition)
        _try_the_press(ready)
    except Faulty as faulty:
        raise Faulty([*faulty.faults, *records.faults]) from None
    return ready


def _ready(records: Records, templates: Path, folder: Path) -> Ready:
    from ..paper import Press, Typeface  # WeasyPrint takes half a second to import: `letters --help` need not wait

    name = records.edition.templates
    letters = {
        slug: Letter.to(council, records.edition, records.averages.of(council.type))
        for slug, council in records.councils.items()
    }
    wording = Wording(templates, name, sample=records.edition.sample)
    pages = _pages(wording, letters)
    if unread := [fault for letter in letters.values() for fault in unprinted(letter, wording, records)]:
        raise Faulty(unread)
    files = [folder / "edition.yaml", *wording.files]
    left_out = {slug: source.faults for slug, source in records.sources.items() if source.faults}
    for slug, fault in unprintable(pages, records, Typeface(templates), files).items():
        left_out[slug] = (fault,)
    for slug, faults in unreadable(letters, pages, wording, records).items():
        left_out[slug] = (*left_out.get(slug, ()), *faults)
    for slug in left_out.keys() & letters.keys():
        del letters[slug]
    press = Press(templates, name)
    return Ready(folder.name, records, letters, wording, press, left_out, tuple(warnings(records)))


def _pages(wording: Wording, letters: Mapping[str, Letter]) -> dict[str, str]:
    """Every letter as HTML, which shows every fault of the templates."""
    pages: dict[str, str] = {}
    faults: set[Fault] = set()
    for slug, letter in letters.items():
        try:
            pages[slug] = wording.page(letter)
        except Faulty as faulty:
            faults.update(faulty.faults)
    if faults:
        raise Faulty(faults)
    return pages


def _try_the_press(ready: Ready) -> None:
    """A draft and a final letter ask for every file that a page can ask for."""
    for slug in {letter.state: slug for slug, letter in ready.letters.items()}.values():
        ready.printed(slug)
