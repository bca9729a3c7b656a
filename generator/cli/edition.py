"""`letters edition`"""

import re
from typing import Annotated

import typer

from ..merge import begin_edition
from . import options
from .say import counted


def edition(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The new edition, as 2021.")],
    before: Annotated[str, typer.Option("--from", metavar="NAME", help="The edition that it follows.")],
    data: options.Data = options.DATA,
    templates: options.Templates = options.TEMPLATES,
) -> None:
    """Begin next year's edition from this year's.

    Councils, people, templates and the columns kept of an import are taken over; figures, averages and personal
    paragraphs are not. Dates move on by a year and are marked to be checked: letters check lists what is to be done.
    """
    if not re.fullmatch(r"[\w-]+", name):
        raise typer.BadParameter(f"{name} is no name; write letters, digits and hyphens alone", param_hint="NAME")
    if (data / name).exists():
        raise typer.BadParameter(f"{data / name} is there already; nothing was written", param_hint="NAME")
    records = begin_edition(data, templates, name, before)
    print(f"Edition {name}: {counted(records.councils, 'council')} in {data / name}, its words in {templates / name}.")
    print(f"Next: letters check{options.of(name, data, templates)}")
