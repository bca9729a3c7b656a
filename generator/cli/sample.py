"""`letters sample`"""

from pathlib import Path
from typing import Annotated

import typer

from ..records import MOST, SAMPLE, write_sample
from . import options
from .say import counted


def sample(
    count: Annotated[int, typer.Argument(metavar="COUNT", min=1, max=MOST, help="How many councils.")],
    output: Annotated[Path, typer.Option(metavar="DIR", help="The data folder to write `sample` into.")],
    seed: Annotated[int, typer.Option(metavar="N", help="Another number invents other councils.")] = 0,
    data: options.Data = options.DATA,
) -> None:
    """Invent councils, to try, to train and to measure with.

    Writes a data folder with one edition, `sample`. Its year and its averages are those of the edition `sample` in the
    data; the types of authority, the figures and the wordings are as frequent as among real councils. The same number
    invents the same councils.
    """
    folder = output / SAMPLE
    if folder.is_dir() and any(folder.iterdir()):
        raise typer.BadParameter(f"{folder} is not empty; name another folder, or take it away", param_hint="--output")
    write_sample(data, output, count, seed)
    print(f"{counted(count, 'invented council')} in {folder}.")
    print(f"Next: letters render{options.of(SAMPLE, output)}")
