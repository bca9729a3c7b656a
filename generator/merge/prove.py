"""A run proven: that its letters are those that were certified, say what the data say, and lie there alone."""

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory

from ..errors import Faulty, plainly
from ..files import digest
from ..paper import LayoutCache, made_with
from ..records import Certificate, Records, Sheet, load
from ..wording import Wording
from .crew import done_by, in_armfuls
from .edition import Ready
from .folder import Folder
from .inputs import inputs_of, place_of, templates_in
from .job import Done, Job, Method, done
from .reading import wordings_of
from .verify import verify
from .workers import Workers


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, and what is wrong with it; where nothing is, what it was found to be."""

    where: Path
    wrong: str | None
    found: str = "proven"


def prove_letter(file: Path, templates: Path, data: Path | None) -> Finding:
    """Whether a letter says what its record says and, with `data`, what they say."""
    from ..paper import UnreadableError, read_file

    wordings, records = _known(templates, data)
    try:
        wrong = verify(read_file(file), file.stem, wordings, records)
    except Faulty as faulty:
        wrong = f"the data are at fault: {faulty.faults[0]}"
    except (UnreadableError, OSError) as error:
        wrong = plainly(error) if isinstance(error, OSError) else str(error)
    return Finding(file, wrong, "proven" if data else "proven, no data were compared")


@lru_cache(maxsize=1)
def _known(templates: Path, data: Path | None) -> tuple[dict[str, Wording], Callable[[str], Records] | None]:
    return wordings_of(templates), cache(partial(load, data)) if data else None


def prove_certificate(folder: Folder, templates: Path, data: Path, expected: str | None = None) -> Iterator[Finding]:
    """What is wrong with a run: with its certificate, with what went in, with the files that lie in its folder.

    `expected` is the certificate's hash, known from elsewhere: with it a certificate is genuine, without it no more
    than consistent. The first finding is the certificate's own.
    """
    if not (certificate := (yield from _certificate_in(folder))):
        return
    if expected not in (None, certificate.sha256):
        yield Finding(folder.certificate, f"not the certificate that was asked for: its hash is {certificate.sha256}")
    else:
        yield Finding(folder.certificate, None, "genuine" if expected else "consistent")
    yield from _inputs(certificate, templates, data)
    yield from _files(certificate, folder)
    yield from _absent(certificate, folder)


def amiss(folder: Folder, templates: Path, data: Path) -> Iterator[Finding]:
    """What is wrong with a run, as `prove_certificate` finds it, but for the letters it does not claim to have."""
    if certificate := (yield from _certificate_in(folder)):
        yield from _inputs(certificate, templates, data)
        yield from _files(certificate, folder)


def _certificate_in(folder: Folder) -> Generator[Finding, None, Certificate | None]:
    try:
        return folder.read_certificate()
    except ValueError as error:
        yield Finding(folder.certificate, str(error))
        return None


def _inputs(certificate: Certificate, templates: Path, data: Path) -> Iterator[Finding]:
    then, edition = certificate.run.inputs, data / certificate.run.edition
    folders = {name.split("/")[0] for name in templates_in(then)} - {"shared"}
    now = inputs_of(edition, templates, *folders)
    for name in sorted(then.keys() | now.keys()):
        where = place_of(name, edition, templates)
        if name not in now:
            yield Finding(where, "went into the run, and is not there now")
        elif name not in then:
            yield Finding(where, "did not go into the run, and is there now")
        elif then[name] != now[name]:
            yield Finding(where, "changed since the run")


def _files(certificate: Certificate, folder: Folder) -> Iterator[Finding]:
    """The files that are not as they were certified, and the letters that are not there."""
    sheets = {outcome.council: outcome.sheet for outcome in certificate.run.letters if outcome.sheet}
    whose = {sheet.sha256: council for council, sheet in sheets.items()}
    certified = {folder.pdf(council): sheet.sha256 for council, sheet in sheets.items()}
    certified |= {folder.web_page(council): sheet.web_page for council, sheet in sheets.items() if sheet.web_page}
    certified |= {folder.path / name: sha256 for name, sha256 in certificate.run.lists.items()}
    there = {*folder.letters.glob("*"), *(list_ for list_ in (folder.manifest, folder.failures) if list_.exists())}
    for file in sorted(one for one in there | certified.keys() if one.suffix != ".part"):  # what a killed run left
        if file not in there:
            yield Finding(file, "certified, and missing")
        elif file not in certified:
            yield Finding(file, "not certified, and among the letters")
        elif not file.is_file():
            yield Finding(file, "is no file")
        elif (sha256 := digest(file.read_bytes())) != certified[file]:
            other = whose.get(sha256)
            yield Finding(file, f"is the letter to {other}" if other else "changed since it was certified")


def _absent(certificate: Certificate, folder: Folder) -> Iterator[Finding]:
    """The letters that the run says itself it does not have."""
    for outcome in certificate.run.letters:
        if outcome.sheet is None:
            yield Finding(folder.pdf(outcome.council), f"{outcome.state}: {outcome.reason}")


def reprinted(folder: Folder, ready: Ready, workers: Workers) -> Iterator[Finding]:
    """The certified letters printed once more, and whether that gives the same bytes."""
    certificate = folder.read_certificate()
    certified = {outcome.council: outcome.sheet for outcome in certificate.run.letters if outcome.sheet}
    versions = certificate.run.made_with == made_with()
    why = "" if versions else ", and by other versions of the program or its libraries"
    for slug in certified.keys() - ready.letters.keys():
        yield Finding(folder.pdf(slug), "cannot be printed again from these data")
    with TemporaryDirectory() as own:  # layouts of nobody else's
        method = Method(cache=LayoutCache(Path(own, "layouts"), Path(own, "key")), audit=0)
        jobs = (_as_then(ready.job(slug), certified[slug], method) for slug in ready.letters if slug in certified)
        for became in done_by(workers, in_armfuls(jobs), _sheet_alone):
            same = became.sheet is not None and became.sheet.sha256 == certified[became.slug].sha256
            wrong = became.reason or (None if same else f"printed again, its bytes differ{why}")
            yield Finding(folder.pdf(became.slug), wrong, "proven, and printed again byte for byte")


def _sheet_alone(job: Job) -> Done:
    """What became of a job, without the letter: as little as travels well."""
    return replace(done(job, read=False), printed=None)


def _as_then(job: Job, sheet: Sheet, method: Method) -> Job:
    """A letter's work by the method by which it was printed."""
    return replace(job, method=replace(method, layouts=bool(sheet.plates)))
