"""`letters check`"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Annotated

import typer

from ..errors import Fault, Faulty
from ..letter import Letter
from ..merge import Method, Ready, prepare
from . import options
from .cache import layout_cache
from .say import counted, first_lines, panel_name, say_faults

_LISTED = 10  # drafts that still fit the screen


def check(
    edition: options.Edition = options.EDITION,
    data: options.Data = options.DATA,
    templates: options.Templates = options.TEMPLATES,
    as_json: Annotated[
        bool, typer.Option("--json", help="The faults and warnings as JSON, for other programs.")
    ] = False,
    every: Annotated[bool, typer.Option("--all", help="Name all drafts, however many there are.")] = False,
) -> None:
    """Read everything and report every fault at once.

    Each is one line: file, line and column, what is wrong, what to do. Nothing is written. A warning is for a person to
    look at, and stops nothing. A letter whose figures are awaited is a draft.
    """
    try:
        ready = prepare(data, templates, edition, method=Method(cache=layout_cache()))
    except Faulty as faulty:
        if not as_json:
            raise
        print(json.dumps([asdict(fault) for fault in faulty.faults], indent=2))
        raise typer.Exit(1) from None
    faults = [fault for theirs in ready.left_out.values() for fault in theirs]
    found = Faulty([*faults, *ready.warnings]).faults
    if as_json:
        print(json.dumps([asdict(fault) for fault in (*found, *_awaited(ready))], indent=2))
    else:
        say_faults(found)
        drafts = [letter for letter in ready.letters.values() if letter.awaited]
        print(
            f"{counted(ready.letters, 'letter')} of edition {edition} can be printed, {counted(drafts, 'draft')} among "
            f"them; {counted(faults, 'fault')}, {counted(ready.warnings, 'warning')}."
        )
        if drafts:
            print(
                f"Figures are awaited of {counted(drafts, 'council')}: letters import FILE{options.of(edition, data)}"
            )
            print("\n".join(_missing(drafts, every, f"letters check{options.of(edition, data, templates)} --all")))
    if faults:
        raise typer.Exit(1)
    if not as_json:
        print(f"Next: letters render{options.of(edition, data, templates)}")


def _missing(drafts: Sequence[Letter], every: bool, command: str) -> Iterator[str]:
    """Return what each draft lacks, council by council."""
    lines = [f"{letter.council}: {', '.join(map(panel_name, letter.awaited))}" for letter in drafts]
    return first_lines(lines, None if every else _LISTED, command)


def _awaited(ready: Ready) -> Iterator[Fault]:
    """Return the same for other programs, figure by figure."""
    for slug, letter in ready.letters.items():
        for panel in letter.awaited:
            what, cure = "not known yet, so that the letter is a draft", "import it, or write it into the record"
            yield ready.records.sources[slug].fault((panel,), what, cure, "awaited")
