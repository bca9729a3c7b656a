"""The commands, and what their exit statuses mean."""

import sys
from collections.abc import Sequence
from enum import IntEnum
from importlib import import_module
from io import TextIOWrapper
from keyword import iskeyword

import typer

from ..errors import Faulty
from .say import say_faults

COMMANDS = {
    "check": "Read everything and report every fault at once.",
    "render": "Print the letters as PDF, after everything has been checked.",
    "proofs": "Print the fewest letters that show every wording.",
    "preview": "Look at the letters in the browser while you write them.",
    "read": "Read letters back into YAML records.",
    "verify": "Prove that letters print what their embedded records say.",
    "edition": "Begin next year's edition from this year's.",
    "import": "Bring the figures of a spreadsheet into the records.",
    "averages": "Work out the averages of each sector from the records, beside those given.",
    "compare": "Say what changed since last year, council by council.",
    "confirm": "Confirm that what looks like a slip is none.",
    "export": "Write the published figures of all councils as one table.",
    "approve": "Approve the letters of a run, with their messages and recipients.",
    "send": "Send the approved letters, each to its council once; without --deliver, show what would be sent.",
    "status": "Say where an edition stands: records, run, approvals, what was sent, and the next step.",
    "reissue": "Let a corrected letter follow one that was sent.",
    "publish": "Write the publication: letters, figures and a page to find them by.",
    "show": "Show one council's record, and where each value stands.",
    "schema": "Write the records' JSON Schemas beside the data.",
    "sample": "Invent councils, to try, to train and to measure with.",
}
"""The commands, in the order of their use, and what each does, as its own help begins."""


class Status(IntEnum):
    """How a command ends. 2, wrong usage, and 130, interrupted, are Typer's own."""

    DONE = 0
    FAULTS = 1
    COMPUTER = 3


def _application(arguments: Sequence[str]) -> typer.Typer:
    """Return the program with the command that the arguments name, or with a summary of all commands.

    A command's module takes up to a second to import, so that only the one that will run is imported.
    """
    app = typer.Typer(
        name="letters",
        help="Annual review letters to councils: from YAML records to PDF, the right figures to the right council.",
        epilog="Exit statuses: 0 done, warnings and drafts included; 1 faults in the data or the templates; 2 wrong "
        "usage; 3 a problem of the computer (disk, permission, library); 130 interrupted.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    app.callback()(lambda: None)  # without it, Typer takes the only command for the program
    asked = next((argument for argument in arguments if not argument.startswith("-")), "")
    if asked in COMMANDS:
        module = f"{asked}_" if iskeyword(asked) else asked
        app.command(asked)(getattr(import_module(f".{module}", __package__), module))
    else:
        for name, summary in COMMANDS.items():
            app.command(name, help=summary)(lambda: None)
    return app


def main() -> None:
    """The console script."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal without Unicode is told what it can show
    try:
        _application(sys.argv[1:])(prog_name="letters")
    except Faulty as faulty:
        say_faults(faulty.faults)
        sys.exit(Status.FAULTS)
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        print(f"letters: {where}{error.strerror or str(error).splitlines()[0]}", file=sys.stderr)
        sys.exit(Status.COMPUTER)
