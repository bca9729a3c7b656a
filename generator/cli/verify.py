"""`letters verify`"""

import os
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from ..merge import Finding, Folder, prepare, processes, prove_certificate, prove_letter, reprinted
from . import options
from .say import counted


def verify(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH", help="Letters, PDFs, or the folder of a run.")],
    data: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Compare with these data; for a run's folder, `data` by default.")
    ] = None,
    templates: options.Templates = options.TEMPLATES,
    certificate: Annotated[
        str | None, typer.Option(metavar="HASH", help="The run's certificate is to be this one, and so genuine.")
    ] = None,
    reprint: Annotated[bool, typer.Option("--reprint", help="Print a run's letters again and compare bytes.")] = False,
) -> None:
    """Prove that letters print what their embedded records say.

    And that file name and record agree, that the PDF says it is PDF/A-3a and PDF/UA-1, and, with data, that all of it
    is what the data say. Of a run, also that its certificate is whole, that nothing that went in has changed since, and
    that the certified letters are there, unchanged, and no others. One line each, with the first difference.
    """
    letters = wrong = 0
    for path in paths:
        for finding in _findings(path, data, templates, certificate, reprint=reprint):
            print(f"{finding.where}: {f'NOT PROVEN: {finding.wrong}' if finding.wrong else finding.found}")
            letters += finding.where.suffix == ".pdf"
            wrong += finding.wrong is not None
    if not letters:
        print("There are no letters here: give letters, or a run's folder, as output/2020.")
    else:
        print(f"{counted(letters, 'letter')} looked at: {counted(wrong, 'finding') if wrong else 'all proven'}.")
    if wrong or not letters:
        raise typer.Exit(1)


def _findings(
    path: Path, data: Path | None, templates: Path, certificate: str | None, *, reprint: bool
) -> Iterator[Finding]:
    folder = Folder(path)
    if not folder.is_there and (certificate or reprint):
        raise typer.BadParameter(
            "--certificate and --reprint ask for a run's folder, as output/2020", param_hint="PATH"
        )
    if not folder.is_there:
        files = sorted(path.glob("*.pdf")) if path.is_dir() else [path]
        yield from _letters(files, templates, data or (options.DATA if path.is_dir() else None))
        return
    data = data or options.DATA
    findings = list(prove_certificate(folder, templates, data, certificate))
    findings += _letters(sorted(folder.letters.glob("*.pdf")), templates, data)
    if reprint and findings[0].wrong is None:
        ready = prepare(data, templates, folder.read_certificate().run.edition, try_the_press=False)
        findings += reprinted(folder, ready, processes(os.cpu_count() or 1))
    yield from _joined(findings)


def _letters(files: list[Path], templates: Path, data: Path | None) -> Iterator[Finding]:
    prove = partial(prove_letter, templates=templates, data=data)
    if len(files) < 2 * (os.cpu_count() or 1):
        yield from map(prove, files)
        return
    with processes(os.cpu_count() or 1).hire() as executor:
        yield from executor.map(prove, files, chunksize=4)


def _joined(findings: Iterable[Finding]) -> Iterator[Finding]:
    """One finding for each thing that was looked at."""
    by_place: dict[Path, list[Finding]] = {}
    for finding in findings:
        by_place.setdefault(finding.where, []).append(finding)
    for where, theirs in by_place.items():
        wrong = "; ".join(finding.wrong for finding in theirs if finding.wrong)
        yield Finding(where, wrong or None, theirs[-1].found)
