"""The commands, and what their exit statuses mean."""

import sys
from enum import IntEnum
from importlib import import_module
from io import TextIOWrapper
from keyword import iskeyword

import typer

from ..errors import Faulty
from .say import say_faults

_COMMANDS = (
    "check render proofs preview read verify edition import averages compare confirm export approve send status "
    "reissue publish show schema sample"
).split()


class Status(IntEnum):
    """How a command ends. 2, wrong usage, and 130, interrupted, are Typer's own."""

    DONE = 0
    FAULTS = 1
    WORLD = 3


def _application(asked: str | None) -> typer.Typer:
    """The command that is asked for, or all of them: each has more to load than the others need."""
    app = typer.Typer(
        name="letters",
        help="Annual review letters to councils: from YAML records to PDF, the right figures to the right council.",
        epilog="Exit statuses: 0 done, warnings and drafts included; 1 faults in the data or the templates; 2 wrong "
        "usage; 3 the world (disk, permission, library); 130 interrupted.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    app.callback()(lambda: None)  # without it, Typer takes the only command for the program
    for name in [asked] if asked in _COMMANDS else _COMMANDS:
        module = f"{name}_" if iskeyword(name) else name
        app.command(name)(getattr(import_module(f".{module}", __package__), module))
    return app


def main() -> None:
    """The console script."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal without Unicode is told what it can show
    try:
        _application(next(iter(sys.argv[1:]), None))(prog_name="letters")
    except Faulty as faulty:
        say_faults(faulty.faults)
        sys.exit(Status.FAULTS)
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        print(f"letters: {where}{error.strerror or str(error).splitlines()[0]}", file=sys.stderr)
        sys.exit(Status.WORLD)
