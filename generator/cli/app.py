"""The commands, and what their exit statuses mean."""

import sys
from enum import IntEnum
from io import TextIOWrapper

import typer

from ..errors import Faulty
from .approve import approve
from .averages import averages
from .check import check
from .compare import compare
from .confirm import confirm
from .edition import edition
from .export import export
from .import_ import import_
from .preview import preview
from .proofs import proofs
from .publish import publish
from .read import read
from .reissue import reissue
from .render import render
from .sample import sample
from .say import say_faults
from .schema import schema
from .send import send
from .show import show
from .status import status
from .verify import verify


class Status(IntEnum):
    """How a command ends. 2, wrong usage, and 130, interrupted, are Typer's own."""

    DONE = 0
    FAULTS = 1
    WORLD = 3


app = typer.Typer(
    name="letters",
    help="Annual review letters to councils: from YAML records to PDF, the right figures to the right council.",
    epilog="Exit statuses: 0 done, warnings and drafts included; 1 faults in the data or the templates; 2 wrong usage; "
    "3 the world (disk, permission, library); 130 interrupted.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command()(check)
app.command()(render)
app.command()(proofs)
app.command()(preview)
app.command()(read)
app.command()(verify)
app.command()(edition)
app.command("import")(import_)
app.command()(averages)
app.command()(compare)
app.command()(confirm)
app.command()(export)
app.command()(approve)
app.command()(send)
app.command()(status)
app.command()(reissue)
app.command()(publish)
app.command()(show)
app.command()(schema)
app.command()(sample)


def main() -> None:
    """The console script."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal without Unicode is told what it can show
    try:
        app(prog_name="letters")
    except Faulty as faulty:
        say_faults(faulty.faults)
        sys.exit(Status.FAULTS)
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        print(f"letters: {where}{error.strerror or str(error).splitlines()[0]}", file=sys.stderr)
        sys.exit(Status.WORLD)
