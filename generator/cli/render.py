"""`letters render`"""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import track
from rich.table import Table

from ..errors import Fault
from ..merge import Ready, Written, prepare
from ..merge import render as printed
from ..records import slug
from . import options
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
    slugs, faults = _chosen(ready, councils or [], data / edition / "councils")
    say_faults(faults)
    folder = output / edition / "letters"
    console = Console(stderr=True)
    letters = printed(ready, slugs, folder, html=html)
    done = list(
        track(letters, "Printing", len(slugs), console=console, transient=True, disable=not console.is_terminal)
    )
    _summary(done, folder)
    if faults:
        raise typer.Exit(1)


def _chosen(ready: Ready, councils: Sequence[str], folder: Path) -> tuple[list[str], list[Fault]]:
    """The slugs to print, and the faults of those among the chosen that cannot be."""
    if not councils:
        return list(ready.letters), list(ready.faults)
    faulty = {Path(fault.file).stem for fault in ready.faults}
    wanted = dict.fromkeys(slug(council) for council in councils)
    for unknown in wanted.keys() - ready.letters.keys() - faulty:
        near = [known for known in ready.letters if unknown in known] or get_close_matches(
            unknown, ready.letters, cutoff=0.8
        )
        hint = f"did you mean {' or '.join(near[:3])}?" if near else f"the councils are the files in {folder}"
        raise typer.BadParameter(f"no council {unknown} in this edition; {hint}", param_hint="COUNCIL")
    faults = [fault for fault in ready.faults if Path(fault.file).stem in wanted]
    return [name for name in ready.letters if name in wanted], faults


def _summary(letters: Sequence[Written], folder: Path) -> None:
    console = Console()
    if not console.is_terminal:
        console.width = 240  # a log has no edge to wrap at
    console.print(_table(letters))
    drafts = sum(letter.state == "draft" for letter in letters)
    print(f"{counted(letters, 'letter')} in {folder}: {len(letters) - drafts} final, {counted(drafts, 'draft')}.")
    if drafts:
        print("A draft's figures are awaited: write them into its council's record, then render again.")


def _table(letters: Iterable[Written]) -> Table:
    table = Table("Council", "State", "Pages", "File", box=None, pad_edge=False)
    for letter in letters:
        table.add_row(letter.council, letter.state, str(letter.pages), letter.file.name)
    return table
