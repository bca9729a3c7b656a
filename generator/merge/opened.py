"""An edition as it stands, for somebody who is writing it: each letter is looked at when it is asked for."""

from pathlib import Path

from ..errors import Fault
from ..files import TemplateFiles
from ..paper import Typeface
from ..records import load
from ..wording import Wording
from .checks import unprintable
from .edition import Ready, letters_of
from .gates import open_warnings
from .inputs import templates_of
from .job import Method, look_of
from .pages import Pages
from .readable import check_templates, unreadable


def opened(data: Path, templates: Path, edition: str, method: Method, before: Ready | None = None) -> Ready:
    """Read `data/<edition>`, and check no more than its records. Of its inputs, the templates are noted.

    `method` is how its letters will be printed. `before` is how it stood earlier: what has not changed is not read
    again. Raises Faulty where the edition itself is at fault; a page of it, where its template is.
    """
    records = load(data, edition)
    name, sample = records.edition.templates, records.edition.sample
    files = TemplateFiles.read(templates, name)
    if before and sample == before.records.edition.sample and before.files == files:
        wording, look, files = before.wording, before.look, before.files
    else:
        wording, look = Wording(templates, name, sample=sample, files=files), look_of(files)
    letters = letters_of(records, before)
    pages, said = Pages(wording, letters), tuple(open_warnings(data, edition, records))
    inputs = templates_of(files)
    return Ready(edition, records, letters, wording, pages, files, look, inputs, records.left_out, said, method)


def faults_of(ready: Ready, slug: str) -> tuple[Fault, ...]:
    """What keeps a council's letter from being printed, as far as its record goes; and what is to be looked at.

    Raises Faulty where the edition or a template is at fault.
    """
    warned = tuple(fault for fault in ready.warnings if fault.file == ready.records.sources[slug].file)
    if slug in ready.left_out:
        return (*ready.left_out[slug], *warned)
    letter, pages = ready.letters[slug], {slug: ready.pages[slug]}
    check_templates(letter, ready.wording)
    lacking = unprintable(pages, ready.records, Typeface(ready.files), ready.wording.files)
    unlike = unreadable({slug: letter}, pages, ready.wording, ready.records)
    return (*lacking.values(), *unlike.get(slug, ()), *warned)
