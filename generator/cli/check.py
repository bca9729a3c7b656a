"""`letters check`"""

import typer

from ..merge import prepare
from . import options
from .say import counted, say_faults


def check(
    edition: options.Edition = options.EDITION,
    data: options.Data = options.DATA,
    templates: options.Templates = options.TEMPLATES,
) -> None:
    """Read everything and report every fault at once.

    Each is one line: file, line and column, what is wrong, what to do. Nothing is written.
    """
    ready = prepare(data, templates, edition)
    say_faults(ready.faults)
    drafts = sum(letter.state == "draft" for letter in ready.letters.values())
    right = (
        f"{counted(ready.letters, 'letter')} of edition {edition} can be printed, {counted(drafts, 'draft')} among them"
    )
    print(f"{right}; {counted(ready.faults, 'fault')}.")
    if ready.faults:
        raise typer.Exit(1)
    print("Next: letters render")
