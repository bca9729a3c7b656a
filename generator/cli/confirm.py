"""`letters confirm`"""

from typing import Annotated

import typer

from ..merge import EDITION, Gate, open_gates
from ..records import Confirmation, load
from ..records import confirm as write_confirmations
from . import options
from .clock import now
from .councils import named
from .say import counted


def confirm(
    council: Annotated[
        str, typer.Argument(metavar="COUNCIL", help="The council; or a sector, or `edition`, as letters check has it.")
    ],
    gate: Annotated[list[str], typer.Argument(metavar="NAME", help="The warning's name, as letters check has it.")],
    by: Annotated[str, typer.Option(metavar="NAME", help="Who has looked at it.")],
    edition: options.Edition = options.EDITION,
    data: options.Data = options.DATA,
) -> None:
    """Confirm that what looks like a slip is none.

    Kept in the edition's confirmed.yaml with what was found: if that changes, it is asked again.
    """
    records = load(data, edition)
    gates = open_gates(data, edition, records)
    about = council if council in {open_.council for open_ in gates} else named(council, {*records.sources, EDITION})
    confirmed = [_found(name, about, gates) for name in gate]
    if not by.strip() or not by.isprintable() or by == "NAME":  # as the proposed command has it
        raise typer.BadParameter("say who has looked at it, on one line", param_hint="--by")
    today = now().date()
    new = (
        Confirmation(council=found.council, gate=found.name, value=found.value, by=by, on=today) for found in confirmed
    )
    file = write_confirmations(data / edition, tuple(new))
    print("\n".join(f"Confirmed: {found.council} {found.name}: {found.value}" for found in confirmed))
    print(f"{counted(len(gates) - len(confirmed), 'warning')} still open. Kept in {file}.")


def _found(name: str, about: str, gates: list[Gate]) -> Gate:
    theirs = {gate.name: gate for gate in gates if gate.council == about}
    if name not in theirs:
        hint = f"those open are {', '.join(theirs)}" if theirs else "none is open"
        raise typer.BadParameter(f"no warning {name} of {about} is open; {hint}", param_hint="NAME")
    return theirs[name]
