"""What is kept of an import for the next: `data/<edition>/import.yaml`."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Literal

from pydantic import Field

from ...errors import Fault, Faulty
from ...files import write_whole
from ..amend import CannotAmendError, amended
from ..document import KeyPath, parsed
from ..dump import dump
from ..model import Record, Text
from ..slug import slug
from ..source import Source, load_file
from .fields import FIELDS, NOT_READ, field_told, plain

_FILE = "import.yaml"
_HEAD = "# yaml-language-server: $schema=../schema/import.json\n"


class Words(Record):
    """What the casework system's own words mean, where they are none that everybody uses; `empty` is a cell of none."""

    decision: dict[Text, Literal["upheld", "not upheld", "not investigated"]] = Field(default_factory=dict)
    """How an investigation ended, or that there was none in detail."""
    remedy: dict[Text, Literal["satisfactory", "not satisfactory"]] = Field(default_factory=dict)
    """Whether the remedy was satisfactory before the complaint reached the Ombudsman."""
    compliance: dict[Text, Literal["satisfied", "not satisfied", "none recorded"]] = Field(default_factory=dict)
    """Whether a compliance outcome satisfied the Ombudsman, or that none was recorded in the year."""


class Kept(Record):
    """How an edition's tables are read, beyond what is recognised without being told."""

    columns: dict[Text, Text] = Field(default_factory=dict, examples=[{"Nr inv": "complaints_upheld.investigations"}])
    """Columns by their names, and the fields that they hold; `-` for one that is not read."""
    councils: dict[Text, Text] = Field(default_factory=dict, examples=[{"Stafford BC": "stafford-borough-council"}])
    """Councils as a table names them, and their records; `-` for an authority that gets no letter."""
    new: tuple[Text, ...] = Field(default=(), examples=[["Harrow Borough Council"]])
    """Councils that a table names and that are new, though their names are like another's."""
    words: Words = Words()
    """What the words of decisions mean."""


def kept_in(folder: Path, councils: Collection[str]) -> Kept:
    """What is kept in an edition's folder; nothing where there is no such file.

    Raises Faulty where it names a field or a council's record that there is none of.
    """
    if not (folder / _FILE).exists():
        return Kept()
    source = load_file(folder / _FILE, Kept)
    if source.record is None:
        raise Faulty(source.faults)
    if faults := [*_no_fields(source, source.record), *_no_councils(source, source.record, councils)]:
        raise Faulty(faults)
    return source.record


def _no_fields(source: Source[Kept], kept: Kept) -> Iterator[Fault]:
    for column, name in kept.columns.items():
        if name != NOT_READ and not any(field_told(name, kind) for kind in FIELDS):
            known = ", ".join(dict.fromkeys(field.path for fields in FIELDS.values() for field in fields))
            yield source.fault(("columns", column), f"there is no field {name}", f"write one of {known}, or {NOT_READ}")


def _no_councils(source: Source[Kept], kept: Kept, councils: Collection[str]) -> Iterator[Fault]:
    told: dict[str, str] = {}
    for name, council in kept.councils.items():
        if council != NOT_READ and council not in councils:
            near = get_close_matches(slug(council), councils, n=1, cutoff=0.7)
            cure = f"did you mean {near[0]}?" if near else f"write a record's name, or {NOT_READ} for no letter"
            yield source.fault(("councils", name), f"there is no record {council}", cure)
        if told.setdefault(plain(name), council) != council:
            yield source.fault(("councils", name), "spelt like another name above, and meant otherwise", "keep one")


def keep_mapping(
    folder: Path, columns: Mapping[str, str], councils: Mapping[str, str] | None = None, new: Sequence[str] = ()
) -> Path:
    """Keep a mapping of columns to fields and of names to councils, and names that are new, beside what else is kept.

    Return the file. Raises Faulty.
    """
    file = folder / _FILE
    try:
        text = file.read_bytes().decode("utf-8-sig") if file.exists() else None
        facts = {"columns": dict(columns), "councils": dict(councils or {}), "new": tuple(new)}
        facts = {key: kept for key, kept in facts.items() if kept}
        changes: dict[KeyPath, object] = {("columns", column): name for column, name in columns.items()}
        changes |= {("councils", name): council for name, council in (councils or {}).items()}
        changes |= {("new",): tuple(new)} if new else {}
        written = amended(text, parsed(text), changes) if text else _HEAD + dump(facts)
    except CannotAmendError:
        source = load_file(file, Kept)
        cure = "write `columns:` and its entries on lines of their own"
        raise Faulty([source.fault(("columns",), "the columns cannot be written here", cure)]) from None
    write_whole(file, written.encode())
    return file
