"""What every command can be told."""

from pathlib import Path
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


def of(edition: str) -> str:
    """How the next command is told of an edition; the one that every command takes by itself need not be named."""
    return "" if edition == EDITION else f" --edition {edition}"
