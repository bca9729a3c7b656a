"""One letter's work, and what became of it, as they travel between the owner of a run and its workers."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import Fault
from ..files import TemplateFiles, digest
from ..letter import Letter
from ..paper import Printed, look, made_with
from ..records import Sheet
from ..wording import Page

if TYPE_CHECKING:
    from ..paper import LayoutCache, LayoutStore


@dataclass(frozen=True, slots=True)
class Method:
    """How letters are printed: from cached layouts, where that is exact, or all of them by WeasyPrint.

    Layouts are kept in a `cache`, if there is one. Of so many letters (`audit`) that are printed from layouts, one is
    printed by WeasyPrint as well, and compared; of 0, none.
    """

    layouts: bool = True
    cache: "LayoutCache | None" = None
    audit: int = 1000

    def audits(self, made_from: str) -> bool:
        """Whether a letter is one of those that are printed both ways: its hash says so, and nothing else."""
        return bool(self.audit) and int(made_from, 16) % self.audit == 0

    def store(self, look: str) -> "LayoutStore":
        """Return the store of the layouts of a look."""
        from ..paper import LayoutStore

        return LayoutStore(self.cache, look)


LAYOUTS = Method()


@dataclass(frozen=True, slots=True)
class Job:
    """What a worker needs to print a letter of `templates/<name>`.

    `made_from` is the hash of all that shapes the letter's bytes: its page, its published record, and the `look` that
    stylesheets, fonts and programs give it. A worker of this machine leaves the PDF unfinished beside `file`; any other
    hands it over. What somebody waits for, `at_once`, is printed by WeasyPrint where there is no layout yet, and none
    is made.
    """

    slug: str
    letter: Letter
    page: Page
    record: bytes
    templates: Path
    name: str
    look: str
    method: Method = LAYOUTS
    file: Path | None = None
    at_once: bool = False

    @property
    def audited(self) -> bool:
        """Whether this is one of those that are printed both ways."""
        return self.method.audits(self.made_from)

    @property
    def made_from(self) -> str:
        return digest(f"{digest(self.page.html.encode())} {digest(self.record)} {self.look}".encode())


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a job: a PDF that reads back as its letter, and what is to be certified of it; or why not.

    What was left beside the job's `file` is not in `printed` any more. `faults` are those of the edition.
    """

    slug: str
    printed: Printed | None = None
    sheet: Sheet | None = None
    reason: str = ""
    faults: tuple[Fault, ...] = ()


def look_of(files: TemplateFiles) -> str:
    """The hash of all that shapes an edition's pages beside their HTML."""
    shaped_by: Mapping[str, object] = {"files": look(files), "made_with": dict(made_with())}
    return digest(json.dumps(shaped_by, sort_keys=True).encode())


def done(job: Job, *, read: bool = True, files: TemplateFiles | None = None) -> Done:
    """Print a letter and, unless `read` is false, read it back. Runs in a worker, which reads the `files` itself."""
    from . import bench  # only who prints needs to import what prints

    return bench.done(job, read, files)
