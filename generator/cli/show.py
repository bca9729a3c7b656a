"""`letters show`"""

from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from ..merge import Origin, Ready, explained, prepare
from ..records import Council, Source
from . import options
from .councils import named
from .say import say_faults


def show(
    council: Annotated[str, typer.Argument(metavar="COUNCIL", help="The council, by name or slug.")],
    edition: options.Edition = options.EDITION,
    data: options.Data = options.DATA,
    templates: options.Templates = options.TEMPLATES,
) -> None:
    """Show one council's record, and where each value stands.

    Its addressee, figures, rates, averages, state and faults, with lines and columns in the files.
    """
    ready = prepare(data, templates, edition)
    name = named(council, ready.records.sources)
    source = ready.records.sources[name]
    say_faults(ready.left_out.get(name, ()))
    say_faults(warning for warning in ready.warnings if warning.file == source.file)
    if source.record:
        state = ready.letters[name].state if name in ready.letters else "left out"
        print(f"{source.record.name}: {source.record.type}, {state}")
        print(f"{source.file}, its averages {ready.records.averages_source.file}\n")
        console = Console()
        console.print(_people(source, source.record))
        console.print(_figures(ready, name))
    if name in ready.left_out:
        raise typer.Exit(1)


def _people(source: Source[Council], council: Council) -> Table:
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_row("addressee", f"{council.addressee.name}, {council.addressee.role}", _where(source, "addressee"))
    if council.signatory:
        table.add_row("signatory", council.signatory.name, _where(source, "signatory"))
    for number, paragraph in enumerate(council.personal_paragraphs):
        table.add_row("personal paragraph", paragraph, _where(source, "personal_paragraphs", number))
    if council.email:
        table.add_row("email", ", ".join((council.email.to, *council.email.copies)), _where(source, "email"))
    return table


def _figures(ready: Ready, slug: str) -> Table:
    table = Table("", "Count", "Total", "Rate", "Printed", "At", "Average", "At", box=None, pad_edge=False)
    for panel in explained(ready, slug):
        table.add_row(
            panel.name,
            _or_none(panel.count),
            _or_none(panel.total),
            panel.exact or "-",
            panel.state,
            _place(panel.count_at),
            "-" if panel.average is None else f"{panel.average}%",
            _place(panel.average_at),
        )
    return table


def _or_none(value: int | None) -> str:
    return "-" if value is None else str(value)


def _place(origin: Origin | None) -> str:
    return f"{origin.line}:{origin.column}" if origin else "-"


def _where(source: Source[Any], *path: str | int) -> str:
    line, column = source.place(path)
    return f"{line}:{column}"
