"""`letters verify`"""

from functools import cache, partial
from pathlib import Path
from typing import Annotated

import typer

from ..errors import Faulty
from ..merge import verify as proven
from ..merge import wordings_of
from ..records import load
from . import options
from .say import counted


def verify(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH", help="Letters, PDFs, or the folder of a run.")],
    data: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Compare with these data; for a run's folder, `data` by default.")
    ] = None,
    templates: options.Templates = options.TEMPLATES,
) -> None:
    """Prove that letters print what their embedded records say.

    And that file name and record agree, that the PDF says it is PDF/A-3a and PDF/UA-1, and, with data, that all of it
    is what the data say. One line a letter, with the first difference where there is one.
    """
    from ..paper import UnreadableError

    if data is None and any(path.is_dir() for path in paths):
        data = options.DATA
    wordings, failed = wordings_of(templates), 0
    records = cache(partial(load, data)) if data else None
    files = [file for path in paths for file in _letters(path)]
    for file in files:
        try:
            wrong = proven(file.read_bytes(), file.stem, wordings, records)
        except Faulty as faulty:
            wrong = f"the data are at fault: {faulty.faults[0]}"
        except (UnreadableError, OSError) as error:
            wrong = str(error.strerror if isinstance(error, OSError) else error)
        failed += bool(wrong)
        said = f"NOT PROVEN: {wrong}" if wrong else "proven" if data else "proven, no data were compared"
        print(f"{file}: {said}")
    print(f"{counted(files, 'letter')}: {len(files) - failed} proven, {failed} not.")
    if failed or not files:
        raise typer.Exit(1)


def _letters(path: Path) -> list[Path]:
    """A letter, or those of a folder: a run's are in `letters`."""
    if not path.is_dir():
        return [path]
    return sorted((path / "letters" if (path / "letters").is_dir() else path).glob("*.pdf"))
