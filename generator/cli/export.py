"""`letters export`"""

from pathlib import Path
from typing import Annotated

import typer

from ..errors import Faulty
from ..merge import EXPORT_KINDS
from ..merge import export as write_export
from ..records import load
from . import options
from .say import counted


def export(
    output: Annotated[Path, typer.Option(metavar="FILE", help="The file to write: .csv, .xlsx or .json.")],
    edition: options.Edition = options.EDITION,
    data: options.Data = options.DATA,
) -> None:
    """Write the published figures of all councils as one table.

    Counts, rates as they are printed and averages, a row a council; `datapackage.json` beside it says what each column
    means. No e-mail address is in it.
    """
    if output.suffix[1:] not in EXPORT_KINDS:
        known = ", ".join(f".{kind}" for kind in EXPORT_KINDS)
        raise typer.BadParameter(f"{output} is none of {known}", param_hint="--output")
    records = load(data, edition)
    if records.faults:
        raise Faulty(records.faults)
    write_export(records, edition, output)
    print(f"{counted(records.councils, 'council')} in {output}; its columns are explained in datapackage.json.")
