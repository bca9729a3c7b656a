"""What every command can be told."""

from pathlib import Path
from shlex import quote
from typing import Annotated

import typer

Edition = Annotated[str, typer.Option(metavar="NAME", help="The edition: a folder of the data.")]
Data = Annotated[Path, typer.Option(metavar="DIR", help="The folder of the editions' records.")]
Templates = Annotated[Path, typer.Option(metavar="DIR", help="The folder of the editions' templates.")]
Output = Annotated[Path, typer.Option(metavar="DIR", help="Letters go to DIR/<edition>/letters/.")]

EDITION = "2020"
DATA = Path("data")
TEMPLATES = Path("templates")
OUTPUT = Path("output")


def of(edition: str = EDITION, data: Path = DATA, templates: Path = TEMPLATES, output: Path = OUTPUT) -> str:
    """How the next command is told of the same; what every command takes by itself need not be named."""
    told = {
        "edition": (edition, EDITION),
        "data": (data, DATA),
        "templates": (templates, TEMPLATES),
        "output": (output, OUTPUT),
    }
    return "".join(f" --{name} {quote(str(here))}" for name, (here, usual) in told.items() if here != usual)
