"""One letter's work, from its HTML to a PDF that was read back: the same on this machine as on any other."""

import atexit
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache, partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from ..errors import Fault, Faulty
from ..files import digest, write_one_of_many
from ..letter import Letter
from ..paper import Plates, Printed, UnreadableError, look, made_with, pages_by_pdfium, record_by_pdfium
from ..records import Sheet
from ..wording import Text, TooHardError, Wording
from .readable import differences, known_of

if TYPE_CHECKING:
    from ..paper import Press

_ONE_AT_A_TIME = Lock()  # Pango and the log of WeasyPrint are one a process, and Dask may have threads


@dataclass(frozen=True, slots=True)
class Method:
    """How letters are printed: from plates, where that is exact, or all of them by WeasyPrint.

    Plates are kept in a folder, the `cupboard`, if there is one. Of so many letters (`audit`) that are set from plates,
    one is printed by WeasyPrint as well, and compared; of 0, none.
    """

    plates: bool = True
    cupboard: Path | None = None
    audit: int = 1000


PLATES = Method()


@dataclass(frozen=True, slots=True)
class Job:
    """What a worker needs to print a letter of `templates/<name>`.

    `made_from` is the hash of all that shapes the letter's bytes: its HTML, its published record, and the `look` that
    stylesheets, fonts and programs give it. A worker of this machine writes the PDF to `file`; any other hands it over.
    """

    slug: str
    letter: Letter
    html: str
    record: bytes
    templates: Path
    name: str
    look: str
    method: Method = PLATES
    file: Path | None = None

    @property
    def audited(self) -> bool:
        """Whether this is one of those that are printed both ways: its hash says so, and nothing else."""
        return bool(self.method.audit) and int(self.made_from, 16) % self.method.audit == 0

    @property
    def made_from(self) -> str:
        return digest(f"{digest(self.html.encode())} {digest(self.record)} {self.look}".encode())


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a job: a PDF that reads back as its letter, and what is to be certified of it; or why not.

    What the job's `file` holds is not in `printed` any more. `faults` are those of the edition.
    """

    slug: str
    printed: Printed | None = None
    sheet: Sheet | None = None
    reason: str = ""
    faults: tuple[Fault, ...] = ()


def look_of(templates: Path, name: str) -> str:
    """The hash of all that shapes the pages of `templates/<name>` beside their HTML."""
    shaped_by: Mapping[str, object] = {"files": look(templates, name), "made_with": dict(made_with())}
    return digest(json.dumps(shaped_by, sort_keys=True).encode())


def done(job: Job, *, read: bool = True) -> Done:
    """Print a letter and, unless `read` is false, read it back. Runs in a worker.

    Raises OSError where the disk does not take it.
    """
    try:
        with _ONE_AT_A_TIME:
            bench = _bench(job.templates, job.name, job.look, job.method)
            printed = bench.printed(job)
    except Faulty as faulty:
        return Done(job.slug, reason=str(faulty.faults[0]), faults=faulty.faults)
    if read and (reason := _unlike(job, printed, bench.wording)):
        return Done(job.slug, reason=f"does not read back: {reason}")
    sheet = _sheet(job, printed, read)
    if job.file:
        write_one_of_many(job.file, printed.pdf)
        printed = replace(printed, pdf=b"")
    return Done(job.slug, printed, sheet)


def _sheet(job: Job, printed: Printed, read: bool) -> Sheet:
    return Sheet(
        file=f"letters/{job.slug}.pdf",
        sha256=digest(printed.pdf),
        pages=printed.pages,
        plate=printed.plate,
        record=digest(job.record),
        made_from=job.made_from,
        read_back="proven" if read else "not read",
    )


class _Bench:
    """What prints and reads the letters of some templates, set up once in each worker."""

    def __init__(self, templates: Path, name: str, look: str, method: Method) -> None:
        self.wording = Wording(templates, name)
        self._plates = Plates(templates, lambda: self._press, method.cupboard and method.cupboard / look[:16])
        self._templates = templates
        self._name = name

    def printed(self, job: Job) -> Printed:
        if not job.method.plates:
            return self._press.printed(job.html, job.record)
        return self._plates.printed(job.html, job.record, partial(self._otherwise, job), audited=job.audited)

    def _otherwise(self, job: Job) -> str:
        return self.wording.otherwise_page(job.letter)

    @cached_property
    def _press(self) -> "Press":
        from ..paper import Press

        return Press(self._templates, self._name)


@lru_cache(maxsize=1)
def _bench(templates: Path, name: str, look: str, method: Method) -> _Bench:
    bench = _Bench(templates, name, look, method)
    if look_of(templates, name) != look:
        what = "this worker has other templates or other versions of the libraries than the run"
        raise Faulty([Fault(str(templates / name), 1, 1, "", what, "give both the same, then render again")])
    return bench


atexit.register(_bench.cache_clear)  # WeasyPrint's fonts cannot be let go of after its modules


def _unlike(job: Job, printed: Printed, wording: Wording) -> str | None:
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
