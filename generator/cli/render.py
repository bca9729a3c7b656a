"""`letters render`"""

import os
import re
from collections.abc import Sequence
from contextlib import closing
from itertools import chain
from pathlib import Path
from shlex import quote
from typing import Annotated

import typer
from rich.table import Table

from ..errors import Fault, Faulty
from ..merge import Folder, Merge, Method, Ready, Workers, dask, needs_press, prepare, processes
from ..records import Outcome, Sheet
from . import options
from .cache import layout_cache
from .clock import now
from .councils import named
from .progress import watched
from .say import console, counted, say_faults

_AUDITS = {"all": 1, "none": 0}
_ROWS = 25  # of a summary that one still reads


def render(
    councils: Annotated[
        list[str] | None, typer.Argument(metavar="COUNCIL", help="Only these, by name or slug; by default, all.")
    ] = None,
    edition: options.Edition = options.EDITION,
    data: options.Data = options.DATA,
    templates: options.Templates = options.TEMPLATES,
    output: options.Output = options.OUTPUT,
    html: Annotated[bool, typer.Option("--html", help="Also write each letter as a web page beside its PDF.")] = False,
    workers: Annotated[
        int | None, typer.Option(metavar="N", min=1, max=64, help="Processes that print; by default, one a core.")
    ] = None,
    scheduler: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="Print on the workers of a Dask cluster instead.")
    ] = None,
    layouts: Annotated[
        bool, typer.Option("--layouts/--no-layouts", help="Lay out once what letters share, or each letter by itself.")
    ] = True,
    audit: Annotated[
        str,
        typer.Option(metavar="N", help="Of N letters from layouts, print one both ways and compare; or all, none."),
    ] = "1000",
) -> None:
    """Print the letters as PDF, after everything has been checked.

    A letter that is there already and was made from the same inputs is kept. Each is read back before it counts. A
    council whose record is at fault is left out and its faults are listed; where the edition itself is at fault,
    nothing is printed. A run that was stopped, however that was, goes on where it is started again.
    """
    method = Method(layouts, layout_cache(), _number(audit))
    hired = _hired(scheduler, workers, with_press=needs_press(data, templates, edition, method))
    folder = Folder(output / edition)
    ready = prepare(data, templates, edition, try_the_press=False, read=False, method=method)
    sources = ready.records.sources
    asked = {named(council, sources) for council in councils} if councils else set(sources)
    say_faults(_faults_of(ready, asked))
    with folder.owned():
        merge = Merge(ready, folder, only=asked if councils else None, web_pages=html)
        _watch(merge, hired)
        say_faults(Faulty(chain.from_iterable(merge.unreadable.values())).faults)
        certificate = merge.certify(now())
    of = options.of(edition, data, templates, output)
    _summary([outcome for outcome in certificate.run.letters if outcome.council in asked], folder)
    if not_asked := sum(outcome.state == "due" for outcome in certificate.run.letters):
        print(f"{counted(not_asked, 'letter')} to other councils are still to be printed: letters render{of}")
    _say_audit(merge, of_all=method.audit == 1)
    if method.layouts:
        _say_alone([outcome.sheet for outcome in certificate.run.letters if outcome.sheet])
    for earlier in merge.aside:
        print(f"An earlier letter no longer holds and was set aside: {earlier}")
    print(f"Certificate: {folder.certificate}, {certificate.sha256}")
    print(f"Next: letters verify {quote(str(folder.path))}{options.of(data=data, templates=templates)}")
    if any(outcome.state == "failed" for outcome in certificate.run.letters if outcome.council in asked):
        raise typer.Exit(1)


def _number(audit: str) -> int:
    if audit in _AUDITS:
        return _AUDITS[audit]
    if not re.fullmatch("[1-9][0-9]{0,8}", audit):
        raise typer.BadParameter(f"{audit}: write a number, all or none", param_hint="--audit")
    return int(audit)


def _hired(scheduler: str | None, number: int | None, *, with_press: bool) -> Workers:
    if scheduler is None:
        return processes(number or os.cpu_count() or 1, with_press=with_press)
    if not re.fullmatch(r"(tcp|tls)://\S+:[0-9]+", scheduler):
        raise typer.BadParameter(f"{scheduler}: write it as tcp://10.0.0.1:8786", param_hint="--scheduler")
    try:
        return dask(scheduler)
    except ModuleNotFoundError:
        hint = "Dask is not installed: pip install distributed"
        raise typer.BadParameter(hint, param_hint="--scheduler") from None


def _watch(merge: Merge, workers: Workers) -> None:
    printed = 0
    try:
        with closing(merge.work(workers)) as letters:
            for outcome in watched(letters, len(merge.to_print), len(merge.kept)):
                printed += outcome.sheet is not None
    except (KeyboardInterrupt, OSError):
        print(f"Stopped: {counted(printed, 'letter')} of {len(merge.to_print)} printed; run it again to go on.")
        raise


def _faults_of(ready: Ready, asked: set[str]) -> tuple[Fault, ...]:
    others = ready.records.sources.keys() - (asked & ready.letters.keys())
    warnings = (warning for warning in ready.warnings if Path(warning.file).stem not in others)
    return Faulty([*warnings, *(fault for name in asked for fault in ready.left_out.get(name, ()))]).faults


def _summary(letters: Sequence[Outcome], folder: Folder) -> None:
    """A table where one still reads it; of a long run, those that are to be looked at."""
    table = Table("Council", "State", "Pages", "File", box=None, pad_edge=False)
    for letter in letters:
        if len(letters) <= _ROWS or letter.state == "failed":
            table.add_row(*_row(letter))
    if table.rows:
        console().print(table)
    states = [letter.state for letter in letters]
    final, drafts, failed = (states.count(state) for state in ("final", "draft", "failed"))
    print(f"{counted(final + drafts, 'letter')} in {folder.letters}: {final} final, {counted(drafts, 'draft')}.")
    if failed:
        print(f"{counted(failed, 'letter')} failed: mend what {folder.failures} names, then render again.")
    if drafts:
        print("A draft's figures are awaited: write them into its council's record, then render again.")


def _say_audit(merge: Merge, *, of_all: bool) -> None:
    if merge.distrusted:
        wrong, them = counted(len(merge.distrusted), "layout"), "it" if len(merge.distrusted) == 1 else "them"
        print(f"An audit found {wrong} wrong. The letters that used {them} were printed again, by WeasyPrint.")
    elif merge.audited:
        print(f"{counted(merge.audited, 'letter')} printed both ways, and alike.")
    elif of_all:
        print("No letter was printed both ways: those that are there are kept. With another --output, all are printed.")


def _say_alone(sheets: Sequence[Sheet]) -> None:
    alone = sum(not sheet.plates for sheet in sheets)
    if alone * 10 > len(sheets):
        why = 'a value of each council inside a tag (<h2 id="{{ council }}">), hyphens or :has() in the stylesheet'
        print(f"Laid out one by one, which takes longer: {counted(alone, 'letter')}. Usual reasons: {why}.")


def _row(letter: Outcome) -> tuple[str, str, str, str]:
    name = letter.name or letter.council
    if letter.sheet is None:
        return name, letter.state, "-", letter.reason or "-"
    return name, letter.state, str(letter.sheet.pages), Path(letter.sheet.file).name
