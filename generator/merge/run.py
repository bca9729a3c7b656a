"""The run: an edition's letters printed, each whole or not at all, and certified."""

from collections.abc import Collection, Generator, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from functools import partial
from itertools import chain
from pathlib import Path

from ..errors import Fault, Faulty
from ..files import digest, finish, write_if_other, write_unfinished
from ..paper import made_with
from ..records import Certificate, Outcome, Run, Totals, certified, write_certificate
from .aside import set_aside
from .crew import done_by, in_armfuls
from .edition import Ready
from .folder import Folder
from .job import Done, Job, Method, done
from .lists import failures, manifest
from .workers import Workers

_ARMFULS = 50  # at least, of a long run: nobody waits long for the last
_WAITING = 32  # jobs in hand, as far as it is for us to choose
_NO_LAYOUTS = Method(layouts=False)
_DUE = "not printed yet, or changed since: a run is to print it"


class Merge:
    """A run in a folder that it owns: what is kept of earlier runs, what is to be printed, and what became of it.

    `only` are the councils asked for, by slug; by default, all. `kept` are the letters on the disk that were made from
    the same inputs; `to_print` are the others asked for; `aside` is where letters went that no longer hold.
    `audited` is how many were printed both ways; `distrusted` are the layouts that this found wrong: what was printed
    from them is printed by WeasyPrint. Without layouts, letters that were printed from some are printed anew.
    `unreadable` are the faults of records whose letters do not read back. With
    `web_pages` each letter asked for gets its web page beside it; those that lie there are kept up to date anyway.
    """

    def __init__(
        self, ready: Ready, folder: Folder, *, only: Collection[str] | None = None, web_pages: bool = False
    ) -> None:
        self._ready = ready
        self._folder = folder
        self._here = folder.letters.absolute()  # wherever workers are at home
        self._asked = set(ready.records.sources if only is None else only)
        self._on_the_web = {file.stem for file in folder.letters.glob("*.html") if file.exists()}
        if web_pages:
            self._on_the_web |= self._asked
        self._known_wrong = ready.method.store(ready.look).entries("distrusted", bool).keys()
        self.kept = {slug: outcome for slug, outcome in folder.earlier().items() if self._still_holds(outcome)}
        self.to_print = [slug for slug in ready.letters if slug in self._asked and slug not in self.kept]
        self._trials = ready.trials(self.to_print)
        self._stale = self._strangers() if only is None else sorted(self._asked & ready.left_out.keys())
        self._failed: dict[str, Outcome] = {}
        self.audited = 0
        self.distrusted: set[str] = set()
        self.unreadable: dict[str, tuple[Fault, ...]] = {}
        self.aside: list[Path] = []

    def work(self, workers: Workers, *, read: bool = True) -> Generator[Outcome]:
        """Print what is to be printed, and give the outcome of each letter when it is on the disk, in no order.

        Raises Faulty, before anything has its name, where the edition's stylesheets or pictures are at fault; OSError
        where the disk does not take a file: what was written before stays, and the next run goes on from there.
        """
        armful = min(len(self.to_print) // _ARMFULS + 1, _WAITING // workers.in_hand or 1)
        work = partial(done, read=read)
        trials = [self._job(slug, workers) for slug in self._trials]  # each worker begins with another one
        others = (self._job(slug, workers) for slug in self.to_print if slug not in self._trials)
        with self._folder.tidied():
            armfuls = chain(in_armfuls(trials), in_armfuls(others, armful))
            with closing(done_by(workers, armfuls, work)) as coming:
                yield from self._carried_out(coming)
            again = [replace(self._job(slug, workers), method=_NO_LAYOUTS) for slug in self._set_from_distrusted()]
            with closing(done_by(workers, in_armfuls(again), work)) as coming:
                for became in coming:
                    self._outcome(became)

    def _carried_out(self, coming: Iterator[Done]) -> Iterator[Outcome]:
        trials = self._tried(coming)
        if self.to_print or self._stale or self._folder.unfinished:
            self._folder.begin(self.kept.values())
        self.aside += set_aside(self._folder.letters, self._stale)
        self.kept = {slug: self._with_web_page(outcome) for slug, outcome in self.kept.items()}
        for became in chain(trials, coming):
            yield self._outcome(became)

    def certify(self, now: datetime) -> Certificate:
        """Write the certificate and the lists beside it, once all else is on the disk. The same run keeps its own.

        `now` is when the run ended, with its time zone.
        """
        there = self._there()
        letters = tuple(there.get(slug) or self._missing(slug) for slug in self._ready.records.sources)
        lists = {
            self._folder.manifest: manifest(self._ready, letters),
            self._folder.failures: failures({**self._ready.left_out, **self.unreadable}, letters),
        }
        run = Run(
            edition=self._ready.edition,
            inputs=dict(self._ready.inputs),
            made_with=dict(made_with()),
            letters=letters,
            lists={file.name: digest(content) for file, content in lists.items()},
            totals=Totals.of(letters),
        )
        earlier = self._folder.certified
        certificate = earlier if earlier and earlier.run == run else certified(run, now)
        self._folder.all_there()
        for file, content in lists.items():
            write_if_other(file, content)
        write_if_other(self._folder.certificate, write_certificate(certificate))
        self._folder.end()
        return certificate

    def _still_holds(self, outcome: Outcome) -> bool:
        if outcome.sheet is None or outcome.council not in self._ready.letters:
            return False
        layouts = outcome.sheet.plates
        is_right = self._known_wrong.isdisjoint(layouts) and (self._ready.method.layouts or not layouts)
        return is_right and outcome.sheet.made_from == self._ready.job(outcome.council).made_from

    def _strangers(self) -> list[str]:
        """What lies among the letters and is none of them: of councils that left the data, and of faulty ones."""
        names = {file.stem for file in self._folder.letters.glob("*") if file.suffix in (".pdf", ".html")}
        return sorted(names - self._ready.letters.keys())

    def _job(self, slug: str, workers: Workers) -> Job:
        """Workers that are near leave the letter where it is to be, but do not give it its name."""
        return self._ready.job(slug, self._here / f"{slug}.pdf" if workers.near else None)

    def _set_from_distrusted(self) -> list[str]:
        """The letters that came from a layout which an audit found wrong since."""
        there = self._there().items() if self.distrusted else ()
        return [
            slug for slug, outcome in there if outcome.sheet and not self.distrusted.isdisjoint(outcome.sheet.plates)
        ]

    def _tried(self, coming: Iterator[Done]) -> list[Done]:
        """What is done until all trials are. Nothing has its name before."""
        held: list[Done] = []
        while not set(self._trials) <= {became.slug for became in held}:
            held.append(next(coming))
            if held[-1].faults:
                raise Faulty(held[-1].faults)
        return held

    def _outcome(self, became: Done) -> Outcome:
        """The letter on the disk; or why it failed, and the earlier one out of the way."""
        self.kept.pop(became.slug, None)
        if became.printed:
            self.distrusted.update(became.printed.distrusted)
        if became.sheet and became.printed and (became.printed.layouts or became.printed.distrusted):
            self.audited += self._ready.method.audits(became.sheet.made_from)
        return self._on_the_disk(became)

    def _on_the_disk(self, became: Done) -> Outcome:
        letter, printed = self._ready.letters[became.slug], became.printed
        if printed is None:
            self.aside += set_aside(self._folder.letters, [became.slug])
            reason = became.reason
            if faults := self._ready.unreadable(became.slug):
                self.unreadable[became.slug] = faults
                reason = str(faults[0])
            self._failed[became.slug] = Outcome(council=became.slug, name=letter.council, state="failed", reason=reason)
            return self._failed[became.slug]
        pdf = self._folder.pdf(became.slug)
        if printed.pdf:
            write_unfinished({pdf: printed.pdf})
        finish(pdf)
        outcome = Outcome(council=became.slug, name=letter.council, state=letter.state, sheet=became.sheet)
        outcome = self._with_web_page(outcome)
        self._folder.note(outcome)
        return outcome

    def _with_web_page(self, outcome: Outcome) -> Outcome:
        """The outcome with its web page beside the letter, where one is wanted or lies there already."""
        sheet, sha256 = outcome.sheet, None
        if outcome.council in self._on_the_web:
            page = self._ready.wording.web_page(self._ready.letters[outcome.council]).html.encode()
            write_if_other(self._folder.web_page(outcome.council), page)
            sha256 = digest(page)
        if sheet is None or sheet.web_page == sha256:
            return outcome
        return outcome.model_copy(update={"sheet": sheet.model_copy(update={"web_page": sha256})})

    def _there(self) -> dict[str, Outcome]:
        """The letters on the disk, by council. Of ten thousand the journal remembers what became, and nobody else."""
        there = {**self._folder.journalled(), **self.kept}
        return {slug: outcome for slug, outcome in there.items() if slug not in self._failed}

    def _missing(self, slug: str) -> Outcome:
        if slug in self._failed:
            return self._failed[slug]
        record = self._ready.records.sources[slug].record
        name = record.name if record else None
        if faults := self._ready.left_out.get(slug):
            return Outcome(council=slug, name=name, state="failed", reason=str(faults[0]))
        return Outcome(council=slug, name=name, state="due", reason=_DUE)
