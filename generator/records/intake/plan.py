"""What an import would do, council by council; and the doing of it, whole or not at all."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from ...errors import Fault, Faulty
from ...files import write_together
from ..amend import CannotAmendError, changed, unamendable, with_changes
from ..council import Council as Record
from ..document import KeyPath
from ..dump import dump
from ..faults import said_of
from ..schema import COUNCIL_SCHEMA
from ..sheets import Table
from ..slug import slug
from ..source import Source
from .columns import Columns
from .decisions import counted_up
from .entries import Entries, Entry, entries_of
from .fields import NOT_READ, plain
from .kept import Kept
from .matching import Known, nearest

_ORDER = tuple(Record.model_fields)
_NEEDED = ("type", "addressee.name", "addressee.role")


@dataclass(frozen=True, slots=True)
class Council:
    """What would become of one council's record: the values that would change, old and new, by their paths."""

    slug: str
    name: str
    state: Literal["new", "changed", "same"]
    changes: Mapping[str, tuple[object, object]]
    text: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would do. `without_a_row` are councils by name; `skipped` are rows that are not read, and why."""

    folder: Path
    councils: tuple[Council, ...]
    without_a_row: tuple[str, ...]
    skipped: tuple[str, ...]
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]

    def write(self) -> int:
        """Write the records that are new or change, all or none, and give their number. Raises Faulty, OSError."""
        if self.faults:
            raise Faulty(self.faults)
        texts = {council.slug: council.text for council in self.councils if council.state != "same"}
        write_together(self.folder, {f"councils/{name}.yaml": text.encode() for name, text in texts.items()})
        return len(texts)


def planned(
    folder: Path, councils: Mapping[str, Source[Record]], table: Table, columns: Columns, kept: Kept, *, decisions: bool
) -> Plan:
    """What the table's rows would do to the councils' records in an edition's `folder`."""
    known = Known.of(councils)
    told = {plain(name): council for name, council in kept.councils.items()}

    def council_of(name: str) -> str:
        return told.get(plain(name)) or known.slug(name) or slug(name)

    found = counted_up(table, columns, kept.words, council_of) if decisions else entries_of(table, columns)
    planner = _Planner(folder, councils, known, table, council_of, found)
    plans = tuple(sorted(planner.councils(), key=lambda council: council.slug))
    without = tuple(name for council, name in planner.known.names.items() if council not in planner.named)
    return Plan(folder, plans, without, tuple(found.skipped), Faulty(found.faults).faults, tuple(found.warnings))


@dataclass(slots=True)
class _Planner:
    folder: Path
    sources: Mapping[str, Source[Record]]
    known: Known
    table: Table
    council_of: Callable[[str], str]
    found: Entries
    named: set[str] = field(default_factory=set)

    def councils(self) -> Iterator[Council]:
        rows: dict[str, Entry] = {}
        for entry in self.found.entries:
            council = self.council_of(entry.name)
            if council == NOT_READ:
                self.found.skipped.append(f"{self.table.place(entry.cell)}: {entry.name}, which gets no letter")
            elif council in rows:
                what = f"{entry.name} has a row already, {self.table.place(rows[council].cell)}"
                self.fault(entry, "name", what, "keep one of the two")
            else:
                rows[council] = entry
                yield from self.council(council, entry)

    def council(self, name: str, entry: Entry) -> Iterator[Council]:
        source = self.sources.get(name)
        self.named.add(name)
        if source is None:
            yield from self.new(name, entry)
        elif source.record is None:
            self.found.faults += source.faults
        else:
            yield from self.changed(name, entry, source, source.record) if entry.whole else ()

    def new(self, name: str, entry: Entry) -> Iterator[Council]:
        near = nearest(entry.name, self.known)
        missing = [path for path in _NEEDED if path not in entry.values]
        if near or missing or not name:
            what = f"{entry.name} matches no council"
            cure = f"a new one needs {', '.join(missing)}" if missing else "if it is new, write its record"
            if near:
                cure = (
                    f"did you mean {' or '.join(near)}? Mend the name, or say which it is under councils in import.yaml"
                )
            self.fault(entry, "name", what, cure)
            return
        facts = with_changes({"name": entry.name}, _by_path(entry.values))
        if record := self.record(entry, facts):
            changes = {path: (None, value) for path, value in entry.values.items()}
            self.known = self.known.and_new(name, entry.name)
            yield Council(name, entry.name, "new", changes, f"{COUNCIL_SCHEMA}\n{dump(record)}")

    def changed(self, name: str, entry: Entry, source: Source[Record], before: Record) -> Iterator[Council]:
        old = before.model_dump()
        changes = {path: (_at(old, path), value) for path, value in entry.values.items() if _at(old, path) != value}
        if not changes:
            yield Council(name, before.name, "same", {}, "")
            return
        facts = with_changes(before.model_dump(exclude_none=True), _by_path(entry.values))
        if self.record(entry, facts) is None:
            return
        try:
            edits = _by_path({path: new for path, (_, new) in changes.items()})
            text = changed(source, edits, _ORDER)
        except CannotAmendError:
            self.found.faults.append(unamendable(source, edits))
            return
        yield Council(name, before.name, "changed", changes, text)

    def record(self, entry: Entry, facts: Mapping[str, Any]) -> Record | None:
        """The record that these facts make, or the faults of the row that brought them."""
        try:
            return Record.model_validate(facts)
        except ValidationError as error:
            for details in error.errors(include_url=False):
                path, what, cure = _refused(details)
                self.fault(entry, path, what, cure)
        return None

    def fault(self, entry: Entry, path: str, what: str, cure: str) -> None:
        cell = entry.cells.get(path, entry.cell)
        of_the_record = "" if cell is not entry.cell or path == "name" else f"{path} in the record: "
        self.found.faults.append(self.table.fault(cell.row, cell.column, of_the_record + what, cure))


def _refused(details: ErrorDetails) -> tuple[str, str, str]:
    steps: KeyPath = tuple(details["loc"])
    at = details.get("ctx", {}).get("at")
    path = (*steps, at) if at else steps
    return (".".join(map(str, path)), *said_of(details, path, Record))


def _by_path(values: Mapping[str, object]) -> dict[KeyPath, object]:
    return {tuple(path.split(".")): value for path, value in values.items()}


def _at(facts: Mapping[str, Any], path: str) -> object:
    value: Any = facts
    for step in path.split("."):
        value = value.get(step) if isinstance(value, Mapping) else None
    return value
