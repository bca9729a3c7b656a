"""`letters check`"""

import json
from dataclasses import asdict
from typing import Annotated

import typer

from ..errors import Faulty
from ..merge import Method, prepare
from . import options
from .cache import cupboard
from .say import counted, named_some, say_faults


def check(
    edition: options.Edition = options.EDITION,
    data: options.Data = options.DATA,
    templates: options.Templates = options.TEMPLATES,
    as_json: Annotated[
        bool, typer.Option("--json", help="The faults and warnings as JSON, for other programs.")
    ] = False,
) -> None:
    """Read everything and report every fault at once.

    Each is one line: file, line and column, what is wrong, what to do. Nothing is written. A warning is for a person to
    look at, and stops nothing.
    """
    try:
        ready = prepare(data, templates, edition, method=Method(cupboard=cupboard()))
    except Faulty as faulty:
        if not as_json:
            raise
        print(json.dumps([asdict(fault) for fault in faulty.faults], indent=2))
        raise typer.Exit(1) from None
    faults = [fault for theirs in ready.left_out.values() for fault in theirs]
    found = Faulty([*faults, *ready.warnings]).faults
    if as_json:
        print(json.dumps([asdict(fault) for fault in found], indent=2))
    else:
        say_faults(found)
        drafts = [letter.council for letter in ready.letters.values() if letter.state == "draft"]
        print(
            f"{counted(ready.letters, 'letter')} of edition {edition} can be printed, {counted(drafts, 'draft')} among "
            f"them; {counted(faults, 'fault')}, {counted(ready.warnings, 'warning')}."
        )
        if drafts:
            print(f"Figures are awaited of {named_some(drafts)}: letters import FILE{options.of(edition, data)}")
    if faults:
        raise typer.Exit(1)
    if not as_json:
        print(f"Next: letters render{options.of(edition, data, templates)}")
