"""A worker's bench: what a letter goes through, from its HTML to a PDF that was read back; here as on any machine."""

import atexit
from functools import cached_property, lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from ..errors import Fault, Faulty
from ..files import TemplateFiles, digest
from ..paper import LayoutPrinter, Printed, UnreadableError, pages_by_pdfium, record_by_pdfium
from ..records import Sheet
from ..wording import Wording
from .job import Done, Job, Method, look_of
from .readable import first_difference

if TYPE_CHECKING:
    from ..paper import Press

_ONE_AT_A_TIME = Lock()  # Pango, PDFium and the log of WeasyPrint are one a process


def done(job: Job, read: bool, files: TemplateFiles | None = None) -> Done:
    """Print a letter, read it back if that is asked for, and say what is to be certified of it."""
    with _ONE_AT_A_TIME:
        try:
            bench = _bench(job.templates, job.name, job.look, job.method, files)
            printed = bench.printed(job)
        except Faulty as faulty:
            return Done(job.slug, reason=str(faulty.faults[0]), faults=faulty.faults)
        if read and (reason := _unlike(job, printed, bench.wording)):
            return Done(job.slug, reason=f"does not read back: {reason}")
        return Done(job.slug, printed, _sheet(job, printed, read))


def _sheet(job: Job, printed: Printed, read: bool) -> Sheet:
    return Sheet(
        file=f"letters/{job.slug}.pdf",
        sha256=digest(printed.pdf),
        pages=printed.pages,
        plates=printed.layouts,
        record=digest(job.record),
        made_from=job.made_from,
        read_back="proven" if read else "not read",
    )


class _Bench:
    """What prints and reads the letters of some templates, set up once in each worker."""

    def __init__(self, templates: Path, name: str, look: str, method: Method, files: TemplateFiles | None) -> None:
        self._files = files or TemplateFiles.read(templates, name)
        self.wording = Wording(templates, name, files=self._files)
        self._layouts = LayoutPrinter(lambda: self._press, method.store(look))
        self._name = name
        if look_of(self._files) != look:
            what = "this worker has other templates or other versions of the libraries than the run"
            cure = "give both the same, then render again"
            raise Faulty([Fault(str(templates / name), 1, 1, "", what, cure)])

    def printed(self, job: Job) -> Printed:
        if not job.method.layouts:
            return self._press.printed(job.page.html, job.record)
        return self._layouts.print(job.page, job.record, audited=job.audited, at_once=job.at_once)

    @cached_property
    def _press(self) -> "Press":
        from ..paper import Press

        return Press(self._files.root, self._name, self._files)


_bench = lru_cache(maxsize=1)(_Bench)
atexit.register(_bench.cache_clear)  # WeasyPrint's fonts cannot be let go of after its modules


def _unlike(job: Job, printed: Printed, wording: Wording) -> str | None:
    """The first thing that a printed letter says otherwise than it was meant to."""
    try:
        if record_by_pdfium(printed.pdf) != job.record:
            return "its record.json is not the one that was embedded"
        return first_difference(
            job.letter, job.page, pages_by_pdfium(printed.pdf, is_marked=printed.is_marked), wording
        )
    except UnreadableError as error:
        return str(error)
