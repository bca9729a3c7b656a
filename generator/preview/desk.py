"""The desk: an edition that somebody is writing, and its letters as they were last printed."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from secrets import token_hex

from ..errors import Fault, Faulty
from ..files import digest
from ..letter import Letter
from ..merge import Done, Job, Method, Ready, done, faults_of, opened
from ..paper import sizes

_KEPT = 60  # letters whose PDF is kept, some 30 kB each


_printed = partial(done, read=False)  # its HTML was read back before, which is the same words sooner


@dataclass(frozen=True, slots=True)
class Sheet:
    """A letter as it was printed: `key` says what it was made from."""

    key: str
    pdf: bytes
    pages: int

    @property
    def sha256(self) -> str:
        return digest(self.pdf)


@dataclass(frozen=True, slots=True)
class Shown:
    """What there is to see of a letter: its last good print, and what is wrong with it now.

    `before` is the print before that one. `broken` are faults of the edition or of a template, and of no one letter.
    `version` and `ready` are the desk's when it was asked.
    """

    slug: str
    version: str
    ready: Ready | None
    letter: Letter | None
    sheet: Sheet | None
    before: Sheet | None
    faults: tuple[Fault, ...] = ()
    broken: tuple[Fault, ...] = ()


class Desk:
    """Opens an edition, opens it again when its files change, and prints the letters that are asked for.

    A fault leaves what was last good where it is. `on_change` is called when a letter was printed anew by itself.
    """

    def __init__(self, data: Path, templates: Path, edition: str, executor: Executor, method: Method) -> None:
        self.data, self.templates, self.edition = data, templates, edition
        self.ready: Ready | None = None
        self.broken: tuple[Fault, ...] = ()
        self.version = ""
        self._executor = executor
        self._method = method
        self._sheets: OrderedDict[str, Sheet] = OrderedDict()
        self._last: dict[str, list[Sheet]] = {}
        self._printing: dict[str, asyncio.Task[Done]] = {}
        self._to_make: Job | None = None
        self._making: asyncio.Task[None] | None = None
        self.on_change: Callable[[], None] = lambda: None
        self._update(*self._read())

    async def read_again(self) -> None:
        """Read what has changed, in another thread. `version` is another one then, and never one that was before."""
        self._update(*await asyncio.to_thread(self._read))

    def _read(self) -> tuple[Ready | None, tuple[Fault, ...]]:
        """Return the edition as it was last good, and what is wrong with it now."""
        try:
            return opened(self.data, self.templates, self.edition, self._method, self.ready), ()
        except Faulty as faulty:
            return self.ready, faulty.faults
        except OSError as error:  # a file that is written at this moment
            return self.ready, (Fault(str(error.filename), 1, 1, "", str(error.strerror), "save it again"),)

    def _update(self, ready: Ready | None, broken: tuple[Fault, ...]) -> None:
        self.ready, self.broken, self.version = ready, broken, token_hex(8)

    async def show(self, slug: str) -> Shown:
        """A letter as it stands, printed if it can be."""
        ready = self.ready  # while the letter is printed, there may come another
        letter = ready.letters.get(slug) if ready else None
        shown = partial(self._shown, slug, self.version, ready, letter)
        if ready is None or self.broken:
            return shown(broken=self.broken)
        try:
            faults = faults_of(ready, slug)
            if letter is None or any(fault.severity == "fault" for fault in faults):
                return shown(faults)
            await self._print(ready.job(slug))
        except Faulty as faulty:
            return shown(broken=faulty.faults)
        except (ChildProcessError, BrokenExecutor) as error:
            return shown(broken=(Fault(slug, 1, 1, "", str(error), "start the preview again"),))
        return shown(faults)

    def sheet(self, key: str) -> Sheet | None:
        """A print that is still kept."""
        return self._sheets.get(key)

    def kept(self, pdf: bytes) -> Sheet:
        """Somebody else's print of a letter, to be looked at beside ours."""
        key = digest(pdf)
        return self._keep(self._sheets.get(key) or Sheet(key, pdf, len(sizes(pdf))))

    def _shown(
        self,
        slug: str,
        version: str,
        ready: Ready | None,
        letter: Letter | None,
        faults: tuple[Fault, ...] = (),
        broken: tuple[Fault, ...] = (),
    ) -> Shown:
        last = self._last.get(slug, [])
        return Shown(
            slug,
            version,
            ready,
            letter,
            last[-1] if last else None,
            last[-2] if len(last) > 1 else None,
            faults,
            broken,
        )

    async def _print(self, job: Job) -> None:
        """Print a letter unless that was done; whoever asks meanwhile waits for the same print."""
        key = job.made_from
        if key not in self._sheets:
            if key not in self._printing:
                loop = asyncio.get_running_loop()
                now = loop.run_in_executor(self._executor, _printed, replace(job, at_once=True))
                self._printing[key] = asyncio.ensure_future(now)
                self._printing[key].add_done_callback(lambda _: self._printing.pop(key, None))
            became = await asyncio.shield(self._printing[key])
            if became.faults:
                raise Faulty(became.faults)
            if became.printed is None:
                raise ChildProcessError(became.reason)
            self._keep(Sheet(key, became.printed.pdf, became.printed.pages))
            if job.method.layouts and not became.printed.layouts:
                self._to_make = job
                self._making = self._making or asyncio.ensure_future(self._make_layouts())
        self._note(job.slug, self._keep(self._sheets[key]))

    async def _make_layouts(self) -> None:
        """Print what was printed at once from layouts, which the next save needs: the very bytes that a run writes."""
        try:
            while job := self._to_make:
                self._to_make = None
                with suppress(BrokenExecutor, OSError):
                    became = await asyncio.get_running_loop().run_in_executor(self._executor, _printed, job)
                    if became.printed and became.printed.layouts:
                        self._replace(job.slug, Sheet(job.made_from, became.printed.pdf, became.printed.pages))
        finally:
            self._making = None

    def _replace(self, slug: str, sheet: Sheet) -> None:
        self._sheets[sheet.key] = sheet
        self._last[slug] = [sheet if one.key == sheet.key else one for one in self._last.get(slug, [])]
        self.version = token_hex(8)
        self.on_change()

    def _keep(self, sheet: Sheet) -> Sheet:
        """Those that were last asked for stay."""
        self._sheets[sheet.key] = sheet
        self._sheets.move_to_end(sheet.key)
        while len(self._sheets) > _KEPT:
            self._sheets.popitem(last=False)
        return sheet

    def _note(self, slug: str, sheet: Sheet) -> None:
        last = self._last.setdefault(slug, [])
        if not last or last[-1].key != sheet.key:
            self._last[slug] = [*last, sheet][-2:]
        while len(self._last) > _KEPT:
            self._last.pop(next(iter(self._last)))
