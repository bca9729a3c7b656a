"""`letters proofs`"""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from ..errors import Faulty
from ..merge import Proofed, ProofSet, Ready, choose, prepare, print_proofs
from . import options
from .say import console, counted, say_faults


def proofs(
    edition: options.Edition = options.EDITION,
    data: options.Data = options.DATA,
    templates: options.Templates = options.TEMPLATES,
    output: Annotated[
        Path, typer.Option(metavar="DIR", help="Goes to DIR/<edition>/proofs/proofs.pdf.")
    ] = options.OUTPUT,
) -> None:
    """Print the fewest letters that show every wording.

    For the person who signs: every alternative of the templates that any letter of the edition shows is in one of them,
    and so are the longest name and office, and each panel's highest and lowest rate. One PDF: a bookmark for each
    letter, and below it one for whatever it is the first to show. Wordings that no letter shows are named.
    """
    ready = prepare(data, templates, edition)
    say_faults(Faulty([*ready.warnings, *(fault for theirs in ready.left_out.values() for fault in theirs)]).faults)
    chosen = choose(ready)
    file = output / edition / "proofs" / "proofs.pdf"
    if chosen.proofs:
        _summary(print_proofs(ready, chosen.proofs, file), ready, file)
        _unseen(chosen)
    if ready.left_out:
        print(f"{counted(ready.left_out, 'council')} left out: mend the records named above, then proof again.")
        raise typer.Exit(1)
    of = options.of(edition, data, templates, output)
    print(f"Next: give {file} to the person who signs, then letters render{of}")


def _summary(letters: Sequence[Proofed], ready: Ready, file: Path) -> None:
    table = Table("Council", "State", "Pages", "The first to show", box=None, pad_edge=False)
    for letter in letters:
        table.add_row(letter.council, letter.state, f"{letter.first}-{letter.last}", "\n".join(letter.reasons))
    for name in ready.left_out:
        table.add_row(name, "left out", "-", "-")
    console().print(table)
    print(f"{counted(letters, 'letter')} of {len(ready.letters)} in {file}, {counted(letters[-1].last, 'page')}.")


def _unseen(chosen: ProofSet) -> None:
    """What is not in the proof set because it is nowhere."""
    if chosen.unseen:
        print("\n  ".join(["No letter of this edition shows:", *chosen.unseen]))
