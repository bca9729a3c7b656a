"""One letter's work, from its HTML to a PDF that was read back: the same on this machine as on any other."""

import atexit
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from ..errors import Fault, Faulty
from ..files import digest
from ..letter import Letter
from ..paper import UnreadableError, look, made_with, pages_by_pdfium, record_by_pdfium
from ..wording import Text, TooHardError, Wording
from .readable import differences, known_of

if TYPE_CHECKING:
    from ..paper import Press, Printed

_ONE_AT_A_TIME = Lock()  # Pango and the log of WeasyPrint are one a process, and Dask may have threads


@dataclass(frozen=True, slots=True)
class Job:
    """What a worker needs to print a letter of `templates/<name>`.

    `made_from` is the hash of all that shapes the letter's bytes: its HTML, its published record, and the `look` that
    stylesheets, fonts and programs give it.
    """

    slug: str
    letter: Letter
    html: str
    record: bytes
    templates: Path
    name: str
    look: str

    @property
    def made_from(self) -> str:
        return digest(f"{digest(self.html.encode())} {digest(self.record)} {self.look}".encode())


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a job: a PDF that reads back as its letter; or why not. `faults` are those of the edition."""

    slug: str
    pdf: bytes = b""
    pages: int = 0
    reason: str = ""
    faults: tuple[Fault, ...] = ()


def look_of(templates: Path, name: str) -> str:
    """The hash of all that shapes the pages of `templates/<name>` beside their HTML."""
    shaped_by: Mapping[str, object] = {"files": look(templates, name), "made_with": dict(made_with())}
    return digest(json.dumps(shaped_by, sort_keys=True).encode())


def done(job: Job, *, read: bool = True) -> Done:
    """Print a letter and, unless `read` is false, read it back. Runs in a worker."""
    try:
        with _ONE_AT_A_TIME:
            press, wording = _bench(job.templates, job.name, job.look)
            printed = press.printed(job.html, job.record)
    except Faulty as faulty:
        return Done(job.slug, reason=str(faulty.faults[0]), faults=faulty.faults)
    if read and (reason := _unlike(job, printed, wording)):
        return Done(job.slug, reason=f"does not read back: {reason}")
    return Done(job.slug, printed.pdf, printed.pages)


@lru_cache(maxsize=1)
def _bench(templates: Path, name: str, look: str) -> "tuple[Press, Wording]":
    """What prints and reads the letters of some templates, set up once in each worker."""
    from ..paper import Press

    bench = Press(templates, name), Wording(templates, name)
    if look_of(templates, name) != look:
        what = "this worker has other templates or other versions of the libraries than the run"
        raise Faulty([Fault(str(templates / name), 1, 1, "", what, "give both the same, then render again")])
    return bench


atexit.register(_bench.cache_clear)  # WeasyPrint's fonts cannot be let go of after its modules


def _unlike(job: Job, printed: "Printed", wording: Wording) -> str | None:
    """The first thing that a printed letter says otherwise than it was meant to."""
    try:
        if record_by_pdfium(printed.pdf) != job.record:
            return "its record.json is not the one that was embedded"
        reading = wording.read(Text.of(pages_by_pdfium(printed.pdf)), known_of(job.letter))
    except UnreadableError as error:
        return str(error)
    except TooHardError:
        return "the text could be read in too many ways"
    return next((f"{path}: {what}" for path, what in differences(job.letter, reading)), None)
