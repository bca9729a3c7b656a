"""An edition made ready: everything read and checked before the first letter is printed."""

import atexit
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import Fault, Faulty
from ..files import FileContent, TemplateFiles
from ..letter import Letter
from ..paper import Typeface
from ..records import Edition, Records, load, load_file, published
from ..wording import Page, Wording
from .checks import unprintable
from .cover import fewest
from .gates import open_warnings
from .inputs import inputs_read
from .job import LAYOUTS, Job, Method, done, look_of
from .pages import Pages
from .readable import check_templates, first_difference, unprinted, unreadable

if TYPE_CHECKING:
    from ..paper import Press, Printed

_CURE = "let the stylesheet add or move no words; page numbers and addresses go into the margins of @page"


@dataclass(frozen=True, slots=True)
class Ready:
    """An edition's records, its letters by slug, in its order, and what writes and prints them.

    `pages` are the letters as they are printed. `look` is the hash of all that shapes them beside that, and `inputs`
    are the files that went in, with the hashes of what was read. `left_out` are the councils whose records are at
    fault, by slug, with their faults.
    """

    edition: str
    records: Records
    letters: Mapping[str, Letter]
    wording: Wording
    pages: Mapping[str, Page]
    files: TemplateFiles
    look: str
    inputs: Mapping[str, str]
    left_out: Mapping[str, tuple[Fault, ...]]
    warnings: tuple[Fault, ...]
    method: Method = LAYOUTS

    @property
    def press(self) -> "Press":
        """The press with the edition's stylesheets and fonts."""
        return _press(self.files, self.name)

    @property
    def templates(self) -> Path:
        """The folder of all editions' templates."""
        return self.files.root

    @property
    def name(self) -> str:
        """The name of the templates."""
        return self.records.edition.templates

    def record(self, slug: str) -> bytes:
        """The published record of a council."""
        letter, council = self.letters[slug], self.records.councils[slug]
        averages = self.records.averages.of(council.type)
        return published(council, averages, edition=self.edition, state=letter.state)

    def job(self, slug: str, file: Path | None = None) -> Job:
        """The work that the letter to a council is, and the file that it is to be."""
        letter, page, record = self.letters[slug], self.pages[slug], self.record(slug)
        return Job(slug, letter, page, record, self.templates, self.name, self.look, self.method, file)

    def printed(self, slug: str) -> "Printed":
        """The letter to a council as a PDF that carries its published record."""
        return self.press.printed(self.pages[slug].html, self.record(slug))

    def unreadable(self, slug: str) -> tuple[Fault, ...]:
        """Why the letter to a council does not read back, by its words, before it is on paper."""
        return unreadable({slug: self.letters[slug]}, self.pages, self.wording, self.records).get(slug, ())

    def trials(self, slugs: Iterable[str]) -> list[str]:
        """The first draft and the first final letter of these: they ask for every file that a page can ask for."""
        return list({self.letters[slug].state: slug for slug in reversed(list(slugs))}.values())


@lru_cache(maxsize=2)
def _press(files: TemplateFiles, name: str) -> "Press":
    from ..paper import Press

    return Press(files.root, name, files)


atexit.register(_press.cache_clear)  # WeasyPrint's fonts cannot be let go of after its modules


def needs_press(data: Path, templates: Path, edition: str, method: Method) -> bool:
    """Whether an edition's letters will have to be printed by WeasyPrint, no layouts of its look being kept."""
    year = load_file(data / edition / "edition.yaml", Edition).record
    if year is None or not method.layouts:
        return True
    return not method.store(look_of(TemplateFiles.read(templates, year.templates))).holds("shell")


def prepare(
    data: Path,
    templates: Path,
    edition: str,
    *,
    try_the_press: bool = True,
    read: bool = True,
    proven: Collection[str] = (),
    method: Method = LAYOUTS,
) -> Ready:
    """Read and check `data/<edition>` and its templates, each file once.

    Raises Faulty, with every fault that was found, where the edition itself or a template is at fault. A council whose
    record is at fault is left out and its faults kept. Whoever goes on to print need not have the press tried here, nor
    what was written read back; and letters that an earlier run read back, `proven` by what they were made from, are not
    read back again. `method` is how they will be printed.
    """
    folder, records = data / edition, load(data, edition)
    files = TemplateFiles.read(templates, records.edition.templates)
    try:
        ready = replace(_ready(records, files, folder, read, proven), method=method)
        if try_the_press:
            _try_the_press(ready)
    except Faulty as faulty:
        raise Faulty([*faulty.faults, *records.faults]) from None
    return ready


def _try_the_press(ready: Ready) -> None:
    """Print letters that show every wording and read them back in both ways, unless that went well before.

    Raises Faulty where a page asks for what is not there, or where its print is not read as what it was written from.
    """
    from ..paper import pages_by_pypdf

    store = ready.method.store(ready.look)
    shown = {slug: ready.wording.alternatives.shown(letter) for slug, letter in ready.letters.items()}
    for slug in fewest({slug: (ready.letters[slug].state, *shown[slug]) for slug in shown}):
        job = replace(ready.job(slug), at_once=True)
        if job.made_from in store.entries("proven", bool):
            continue
        became = done(job, files=ready.files)
        if became.faults:
            raise Faulty(became.faults)
        reason = became.reason
        if became.printed:  # read by PDFium; letters are proven by pypdf
            difference = first_difference(job.letter, job.page, pages_by_pypdf(became.printed.pdf), ready.wording)
            reason = f"does not read back: {difference}" if difference else ""
        if reason:
            raise Faulty([Fault(str(ready.wording.files[0]), 1, 1, "", f"the letter to {slug} {reason}", _CURE)])
        store.add("proven", job.made_from, value=True)


def _ready(records: Records, files: TemplateFiles, folder: Path, read: bool, proven: Collection[str]) -> Ready:
    name = records.edition.templates
    letters = letters_of(records)
    wording = Wording(files.root, name, sample=records.edition.sample, files=files)
    pages = Pages(wording, letters)
    pages.write_all()
    some = next(iter(letters.values()), None)
    said = list(open_warnings(folder.parent, folder.name, records))
    if some:
        check_templates(some, wording)
        said += unprinted(some, wording, records)
    year = FileContent(folder / "edition.yaml", (records.edition_source.text or "").encode())
    left_out = records.left_out
    for slug, fault in unprintable(pages, records, Typeface(files), [year, *wording.files]).items():
        left_out[slug] = (fault,)
    look, inputs = look_of(files), inputs_read(folder, records, files)
    ready = Ready(folder.name, records, letters, wording, pages, files, look, inputs, left_out, tuple(said))
    to_read = {
        slug: letter
        for slug, letter in letters.items()
        if read and not (proven and ready.job(slug).made_from in proven)
    }
    for slug, faults in unreadable(to_read, pages, wording, records).items():
        left_out[slug] = (*left_out.get(slug, ()), *faults)
    for slug in left_out.keys() & letters.keys():
        del letters[slug]
    return ready


def letters_of(records: Records, before: Ready | None = None) -> dict[str, Letter]:
    """The letters that an edition's records make, by slug. Those of records that are what they were are what they were.

    A record that has not changed is the same object that it was.
    """
    same: Mapping[str, Letter] = {}
    if before and (records.edition, records.averages) == (before.records.edition, before.records.averages):
        earlier = before.records.councils
        same = {slug: letter for slug, letter in before.letters.items() if records.councils.get(slug) is earlier[slug]}
    return {
        slug: same.get(slug) or Letter.to(council, records.edition, records.averages.of(council.type))
        for slug, council in records.councils.items()
    }
