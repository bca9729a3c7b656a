"""What somebody looked at and confirmed: `data/<edition>/confirmed.yaml`."""

import datetime as dt
from pathlib import Path

from ..errors import Faulty
from ..files import write_whole
from .dump import dump
from .model import Record, Text
from .source import load_file

_FILE = "confirmed.yaml"
_HEAD = "# yaml-language-server: $schema=../schema/confirmed.json\n"


class Confirmation(Record):
    """A gate that a person has confirmed, with what stood there then: if that changes, they are asked again."""

    council: Text
    """The council's slug, or the sector or `edition`, where it is about one of these."""
    gate: Text
    """The gate's name."""
    value: Text
    """What was found, in the words that were confirmed."""
    by: Text
    """Who confirmed it."""
    on: dt.date
    """When."""


class Confirmations(Record):
    """An edition's confirmations, in the order in which they were given."""

    confirmed: tuple[Confirmation, ...] = ()
    """One entry each."""


def confirmations_in(folder: Path) -> tuple[Confirmation, ...]:
    """The confirmations of an edition; none where there is no such file. Raises Faulty."""
    if not (folder / _FILE).exists():
        return ()
    source = load_file(folder / _FILE, Confirmations)
    if source.record is None:
        raise Faulty(source.faults)
    return source.record.confirmed


def confirm(folder: Path, new: tuple[Confirmation, ...]) -> Path:
    """Add confirmations; each takes the place of an earlier one of the same gate. Gives the file."""
    gates = {(confirmation.council, confirmation.gate) for confirmation in new}
    kept = (known for known in confirmations_in(folder) if (known.council, known.gate) not in gates)
    file = folder / _FILE
    write_whole(file, (_HEAD + dump(Confirmations(confirmed=(*kept, *new)))).encode())
    return file
