"""What an import would do, council by council; and the doing of it, whole or not at all."""

from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from ...errors import Fault, Faulty, Severity
from ...files import write_together
from ..amend import CannotAmendError, changed, unamendable, with_changes
from ..council import Council as Record
from ..document import KeyPath
from ..dump import dump
from ..edition import Edition, Period
from ..faults import said_of
from ..schema import COUNCIL_SCHEMA
from ..sheets import Table
from ..slug import slug
from ..source import Source, load_file
from .columns import Columns
from .decisions import counted_up
from .entries import Entries, Entry, entries_of
from .fields import NOT_READ, PAIRS, plain
from .kept import Kept
from .names import Names, written_out

_ORDER = tuple(Record.model_fields)
_NEEDED = ("type", "addressee.name", "addressee.role")


@dataclass(frozen=True, slots=True)
class Council:
    """What would become of one council's record: the values that would change, old and new, by their paths.

    `text` is the file's, and `record` what it holds. `named` is what the table calls the council.
    """

    slug: str
    name: str
    state: Literal["new", "changed", "same"]
    changes: Mapping[str, tuple[object, object]]
    text: str
    record: Record
    named: str


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
    """Work out what the table's rows would do to the councils' records in an edition's `folder`."""
    names = Names(councils)
    told = {plain(name): council for name, council in kept.councils.items()}

    def council_of(name: str) -> str | None:
        return told.get(plain(name)) or names.slug(name)

    if decisions:
        found = counted_up(table, columns, kept.words, period_of(folder), lambda name: council_of(name) or slug(name))
    else:
        found = entries_of(table, columns, lambda name: council_of(name) is not None)
    if not (found.entries or found.faults):
        found.faults.append(table.fault(columns.last, 1, "no row of a council is below these headings", "fill it in"))
    planner = _Planner(folder, councils, names, table, council_of, {plain(name) for name in kept.new}, found)
    plans = tuple(sorted(planner.councils(), key=lambda council: council.slug))
    without = tuple(names.names[council] for council in planner.without_a_row)
    return Plan(folder, plans, without, tuple(found.skipped), Faulty(found.faults).faults, tuple(found.warnings))


def period_of(folder: Path) -> Period | None:
    """Return the period of the edition in a folder; None where it cannot be read."""
    edition = load_file(folder / "edition.yaml", Edition).record
    return edition.period if edition else None


@dataclass(slots=True)
class _Planner:
    folder: Path
    sources: Mapping[str, Source[Record]]
    names: Names
    table: Table
    council_of: Callable[[str], str | None]
    told_new: Set[str]
    found: Entries
    named: set[str] = field(default_factory=set)

    def councils(self) -> Iterator[Council]:
        rows: dict[str, Entry] = {}
        unknown = []
        for entry in self.found.entries:
            council = self.council_of(entry.name)
            if council == NOT_READ:
                self.found.skipped.append(f"{self.table.place(entry.cell)}: {entry.name}, which gets no letter")
            elif (other := rows.setdefault(council or slug(entry.name), entry)) is not entry:
                what = f"{entry.name} has a row already, {self.table.place(other.cell)}"
                self.fault(entry, "name", what, "keep one of the two")
            elif council is None:
                unknown.append(entry)
            else:
                self.named.add(council)
                yield from self.known(council, entry)
        for entry in unknown:  # whom they may mean is known when each council has its own row
            yield from self.new(slug(entry.name), entry)

    def known(self, name: str, entry: Entry) -> Iterator[Council]:
        source = self.sources[name]
        if source.record is None:
            self.found.faults += source.faults
        elif entry.whole:
            yield from self.changed(name, self.with_both(entry, source.record), source, source.record)

    def with_both(self, entry: Entry, before: Record | None) -> Entry:
        """Return the entry without a count whose panel's other count is empty: one without the other says nothing.

        Where the record has both, the empty one would leave an old count beside a new one: that is a fault.
        """
        values = dict(entry.values)
        for pair in PAIRS:
            there, missing = ([path for path in pair if (path in values) == is_there] for is_there in (True, False))
            if len(there) == 1 and missing[0] in entry.empty:
                section, name = missing[0].split(".")
                panel = section.replace("_", " ")
                if before and getattr(before, section):
                    what = f"{name} is empty, and the record has figures for {panel}: one new count without the other"
                    self.fault(entry, there[0], what, "fill in both, or empty both")
                else:
                    what = f"{name} is empty: without it the figures for {panel} stay awaited"
                    self.warn(entry, there[0], what, "fill it in when it is known")
                del values[there[0]]
        return replace(entry, values=values)

    def new(self, name: str, entry: Entry) -> Iterator[Council]:
        missing = [path for path in _NEEDED if path not in entry.values]
        needs = f"a new one needs {', '.join(missing)}"
        full, meant = written_out(entry.name), []
        if plain(entry.name) not in self.told_new:
            meant = self.names.meant(entry.name, self.without_a_row)
        if meant:
            cure = f'did you mean {" or ".join(meant)}? Then add --council "{entry.name}={meant[0]}"'
            if not full:
                cure += f'; if it is another council, add --new "{entry.name}"' + (f" ({needs})" if missing else "")
            self.fault(entry, "name", f"{entry.name} matches no council", cure)
        elif full:
            what = f"{entry.name} matches no council, and a new one is named in full"
            self.fault(entry, "name", what, f"write {' or '.join(full)}")
        elif missing or not name:
            self.fault(entry, "name", f"{entry.name} matches no council", f"{needs}; delete the row if it is a total")
        elif entry.whole:
            entry = self.with_both(entry, None)
            facts = with_changes({"name": entry.name}, _by_path(entry.values))
            if record := self.record(entry, facts):
                changes = {path: (None, value) for path, value in entry.values.items()}
                yield Council(name, entry.name, "new", changes, f"{COUNCIL_SCHEMA}\n{dump(record)}", record, entry.name)

    @property
    def without_a_row(self) -> list[str]:
        """The councils that the table does not name, each of which a misspelt name may mean."""
        return [council for council in self.names.names if council not in self.named]

    def changed(self, name: str, entry: Entry, source: Source[Record], before: Record) -> Iterator[Council]:
        old = before.model_dump()
        changes = {path: (_at(old, path), value) for path, value in entry.values.items() if _at(old, path) != value}
        if "type" in changes:
            old_type, new_type = changes["type"]
            what = f"the type of authority would change from {old_type} to {new_type}"
            self.warn(entry, "type", what, "see that this column says what each council is")
        if not changes:
            yield Council(name, before.name, "same", {}, "", before, entry.name)
            return
        facts = with_changes(before.model_dump(exclude_none=True), _by_path(entry.values))
        if (record := self.record(entry, facts)) is None:
            return
        try:
            edits = _by_path({path: new for path, (_, new) in changes.items()})
            text = changed(source, edits, _ORDER)
        except CannotAmendError:
            self.found.faults.append(unamendable(source, edits))
            return
        yield Council(name, before.name, "changed", changes, text, record, entry.name)

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
        self.found.faults.append(self.said(entry, path, what, cure, "fault"))

    def warn(self, entry: Entry, path: str, what: str, cure: str) -> None:
        self.found.warnings.append(self.said(entry, path, what, cure, "warning"))

    def said(self, entry: Entry, path: str, what: str, cure: str, severity: Severity) -> Fault:
        """Return a fault at the cell that brought a value, or a part of it; else at the council's name."""
        parts = path.split(".")
        places = [".".join(parts[:end]) for end in range(len(parts), 0, -1)]
        cell = next((entry.cells[place] for place in places if place in entry.cells), entry.cell)
        of_the_record = "" if cell is not entry.cell or path == "name" else f"{path} in the record: "
        return self.table.fault(cell.row, cell.column, of_the_record + what, cure, severity)


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
