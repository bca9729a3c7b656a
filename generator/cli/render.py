"""`letters render`"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import track
from rich.table import Table

from ..errors import Fault, Faulty
from ..merge import Ready, Written, prepare, set_aside
from ..merge import render as printed
from . import options
from .councils import named
from .say import counted, say_faults


def render(
    councils: Annotated[
        list[str] | None, typer.Argument(metavar="COUNCIL", help="Only these, by name or slug; by default, all.")
    ] = None,
    edition: options.Edition = options.EDITION,
    data: options.Data = options.DATA,
    templates: options.Templates = options.TEMPLATES,
    output: Annotated[Path, typer.Option(metavar="DIR", help="Letters go to DIR/<edition>/letters/.")] = Path("output"),
    html: Annotated[bool, typer.Option("--html", help="Also write each letter as a web page beside its PDF.")] = False,
) -> None:
    """Print the letters as PDF, after everything has been checked.

    A council whose record is at fault is left out and its faults are listed; where the edition itself is at fault,
    nothing is printed.
    """
    ready = prepare(data, templates, edition)
    slugs, left_out = _chosen(ready, councils or [])
    say_faults(_faults_of(ready, slugs, left_out))
    folder = output / edition / "letters"
    aside = set_aside(folder, left_out)
    console = Console(stderr=True)
    letters = printed(ready, slugs, folder, html=html)
    done = list(
        track(letters, "Printing", len(slugs), console=console, transient=True, disable=not console.is_terminal)
    )
    _summary(done, left_out, aside, folder)
    if left_out:
        raise typer.Exit(1)


def _chosen(ready: Ready, councils: Sequence[str]) -> tuple[list[str], list[str]]:
    """The slugs to print, and those among the chosen that are left out."""
    if not councils:
        return list(ready.letters), list(ready.left_out)
    wanted = {named(council, ready.records.sources) for council in councils}
    return [name for name in ready.letters if name in wanted], [name for name in ready.left_out if name in wanted]


def _faults_of(ready: Ready, slugs: Iterable[str], left_out: Iterable[str]) -> tuple[Fault, ...]:
    printed = set(slugs)
    warnings = (warning for warning in ready.warnings if Path(warning.file).stem in printed)
    return Faulty([*warnings, *(fault for name in left_out for fault in ready.left_out[name])]).faults


def _summary(letters: Sequence[Written], left_out: Sequence[str], aside: Sequence[Path], folder: Path) -> None:
    console = Console()
    if not console.is_terminal:
        console.width = 240  # a log has no edge to wrap at
    table = Table("Council", "State", "Pages", "File", box=None, pad_edge=False)
    for letter in letters:
        table.add_row(letter.council, letter.state, str(letter.pages), letter.file.name)
    for name in left_out:
        table.add_row(name, "left out", "-", "-")
    console.print(table)
    drafts = sum(letter.state == "draft" for letter in letters)
    print(f"{counted(letters, 'letter')} in {folder}: {len(letters) - drafts} final, {counted(drafts, 'draft')}.")
    if left_out:
        print(f"{counted(left_out, 'council')} left out: mend the records named above, then render again.")
    for earlier in aside:
        print(f"An earlier letter no longer holds and was set aside: {earlier}")
    if drafts:
        print("A draft's figures are awaited: write them into its council's record, then render again.")
