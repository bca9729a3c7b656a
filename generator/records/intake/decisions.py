"""A table of decisions, counted up: a row for each, with its council, how it ended, its remedy and its compliance."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from ...errors import Fault
from ..edition import Period
from ..sheets import Cell, Row, Table
from .columns import Columns
from .entries import Entries, Entry, rows_below, value_or_fault
from .fields import all_plain, field_at, plain
from .kept import Words
from .values import shown
from .vocabulary import vocabulary

_EMPTY = "empty"
"""Among the words that are told, this stands for a cell that holds none."""

_WORDS = ("decision", "remedy", "compliance")


@dataclass(slots=True)
class _Counted:
    """A council's decisions so far: how often each thing is said."""

    name: str
    cell: Cell
    counts: Counter[str] = field(default_factory=Counter)


def counted_up(
    table: Table, columns: Columns, words: Words, period: Period | None, council_of: Callable[[str], str]
) -> Entries:
    """Return the figures of each council that a decision names, by `council_of` its names.

    Only those panels are counted that have a column, and of a council only what a row of it says something of. A
    decision outside the `period` is counted, and named; one that is there twice counts once.
    """
    counting = _Counting(table, columns, _meanings(words), period, council_of)
    for row in rows_below(table, columns, counting.found):
        counting.count(row)
    counting.found.entries += counting.entries()
    counting.found.faults += counting.unknown_words()
    counting.found.warnings += [*counting.unsaid(), *counting.repeated(), *counting.outside()]
    return counting.found


@dataclass(slots=True)
class _Counting:
    table: Table
    columns: Columns
    meanings: Mapping[str, Mapping[str, str]]
    period: Period | None
    council_of: Callable[[str], str]
    found: Entries = field(default_factory=Entries)
    councils: dict[str, _Counted] = field(default_factory=dict)
    without_a_remedy: list[Row] = field(default_factory=list)
    unknown: dict[tuple[str, str], list[Cell]] = field(default_factory=lambda: defaultdict(list))
    references: dict[str, tuple[Cell, tuple[object, ...]]] = field(default_factory=dict)
    twice: list[Cell] = field(default_factory=list)
    other_days: list[Cell] = field(default_factory=list)

    def count(self, row: Row) -> None:
        cells = {path: self.cell(row, path, columns[0]) for path, columns in self.columns.fields.items()}
        named = cells["name"]
        if named is None:
            self.fault(row, "a decision without a council", "name it, or delete the row")
            return
        if not any(cells.get(path) for path in _WORDS):
            self.fault(row, "nothing is said of this decision", "say how it ended, or delete the row")
            return
        name = value_or_fault(self.table, named, field_at("name", "decisions"), self.found)
        if not name or self.is_repeated(cells):
            return
        said: dict[str, str | None] = {}
        for path in ("decision", "compliance"):
            if path in cells:
                said[path] = self.said(path, cells[path])
        if "remedy" in cells and said.get("decision", "upheld") in ("upheld", None):
            said["remedy"] = self.said("remedy", cells["remedy"])
        elif "remedy" in cells and self.means(cells["remedy"], "remedy") == "satisfactory":
            said["remedy"] = "satisfactory"
        self.check(row, cells, said)
        counted = self.councils.setdefault(self.council_of(str(name)), _Counted(str(name), named))
        counted.counts.update(f"{path}: {meaning}" for path, meaning in said.items() if meaning)

    def cell(self, row: Row, path: str, column: int) -> Cell | None:
        """Return a row's cell; None where it is empty, or says in words that it is."""
        cell = row.cells.get(column)
        words = all_plain(vocabulary().nothing)
        nothing = cell and path in _WORDS and self.means(cell, path) is None and plain(str(cell.value)) in words
        return None if nothing else cell

    def means(self, cell: Cell | None, path: str) -> str | None:
        return self.meanings[path].get(plain(str(cell.value))) if cell else None

    def is_repeated(self, cells: Mapping[str, Cell | None]) -> bool:
        """Return whether a decision of this reference was read; with other words it is a fault."""
        reference = cells.get("reference")
        if reference is None:
            return False
        words = tuple(plain(str(cell.value)) if (cell := cells.get(path)) else "" for path in ("name", *_WORDS))
        first, theirs = self.references.setdefault(plain(str(reference.value)), (reference, words))
        if first is reference:
            return False
        if words == theirs:
            self.twice.append(reference)
        else:
            what = f"{shown(reference.value)} is there already, with other words: {self.table.place(first)}"
            self.found.faults.append(self.table.fault(reference.row, reference.column, what, "keep the right one"))
        return True

    def check(self, row: Row, cells: Mapping[str, Cell | None], said: Mapping[str, str | None]) -> None:
        if said.get("remedy") == "satisfactory" and said.get("decision") not in ("upheld", None):
            what = "a satisfactory remedy of a decision that was not upheld"
            self.fault(row, what, "correct the one or the other", cells["remedy"])
        if "remedy" in said and said.get("decision") == "upheld" and cells["remedy"] is None and not said["remedy"]:
            self.without_a_remedy.append(row)
        decided = cells.get("decided")
        if decided and self.period:
            day = value_or_fault(self.table, decided, field_at("decided", "decisions"), self.found)
            if isinstance(day, date) and not self.period.start <= day <= self.period.end:
                self.other_days.append(decided)

    def said(self, path: str, cell: Cell | None) -> str | None:
        """Return what a cell's word means, or an empty one; None where that is not known."""
        if cell is None:
            return self.meanings[path].get(_EMPTY)
        word = value_or_fault(self.table, cell, field_at(path, "decisions"), self.found)
        meaning = self.meanings[path].get(plain(str(word)))
        if word is not None and meaning is None:
            self.unknown[path, str(word)].append(cell)
        return meaning

    def entries(self) -> Iterator[Entry]:
        for counted in self.councils.values():
            values = _figures(counted.counts)
            yield Entry(counted.name, counted.cell, values, dict.fromkeys(values, counted.cell))

    def unknown_words(self) -> Iterator[Fault]:
        """Name each word once, with the rows that have it."""
        for (path, word), cells in self.unknown.items():
            rows = f", in {len(cells)} rows," if len(cells) > 1 else ""
            meanings = " or ".join(dict.fromkeys(self.meanings[path].values()))
            what = f"{shown(word)}{rows} is no {path} that is known"
            cure = f'say in the edition\'s import.yaml, under words: {path}:, what it means, as "{word}": {meanings}'
            yield self.table.fault(cells[0].row, cells[0].column, what, cure)

    def unsaid(self) -> Iterator[Fault]:
        """Name once of what nothing is said, and how that is taken."""
        cure = f"say in import.yaml what an empty cell means, under words.{{}}.{_EMPTY}"
        silent = [one for one in self.councils.values() if not any(key.startswith("compliance") for key in one.counts)]
        if "compliance" in self.columns.fields and silent:
            what = f"of {len(silent)} councils no row has a compliance outcome: theirs stay as they are"
            row, [column] = silent[0].cell.row, self.columns.fields["compliance"]
            yield self.table.fault(row, column, what, cure.format("compliance"), "warning")
        if self.without_a_remedy:
            number, first = len(self.without_a_remedy), self.without_a_remedy[0].number
            decisions = "an upheld decision says" if number == 1 else f"{number} upheld decisions say"
            what = f"{decisions} nothing of a remedy, counted as not satisfactory"
            [column] = self.columns.fields["remedy"]
            yield self.table.fault(first, column, what, cure.format("remedy"), "warning")

    def outside(self) -> Iterator[Fault]:
        if self.other_days and self.period:
            first, number = self.other_days[0], len(self.other_days)
            decisions = "a decision is" if number == 1 else f"{number} decisions are"
            what = f"{decisions} of a day outside the edition's period, {self.period.start} to {self.period.end}"
            yield self.table.fault(first.row, first.column, what, "see that this is the year's table", "warning")

    def repeated(self) -> Iterator[Fault]:
        if self.twice:
            first, number = self.twice[0], len(self.twice)
            rows = "a row has" if number == 1 else f"{number} rows have"
            what = f"{rows} the reference and the words of another, and are not counted again"
            yield self.table.fault(first.row, first.column, what, "see that each decision is there once", "warning")

    def fault(self, row: Row, what: str, cure: str, at: Cell | None = None) -> None:
        column = at.column if at else min(row.cells)
        self.found.faults.append(self.table.fault(row.number, column, what, cure))


def _meanings(words: Words) -> dict[str, dict[str, str]]:
    told: dict[str, Mapping[str, str]] = {
        "decision": words.decision,
        "remedy": words.remedy,
        "compliance": words.compliance,
    }
    return {
        path: {plain(word): meaning for meaning, known in vocabulary().decisions[path].items() for word in known}
        | {plain(word): meaning for word, meaning in told[path].items()}
        for path in _WORDS
    }


def _figures(counts: Counter[str]) -> dict[str, object]:
    """Return a council's figures, of the panels that any of its rows says something of."""
    said = {key.partition(":")[0] for key in counts}
    upheld, satisfied = counts["decision: upheld"], counts["compliance: satisfied"]
    figures: dict[str, object] = {}
    if "decision" in said:
        investigations = upheld + counts["decision: not upheld"]
        figures |= {"complaints_upheld.investigations": investigations, "complaints_upheld.upheld": upheld}
    if "compliance" in said:
        outcomes = satisfied + counts["compliance: not satisfied"]
        figures |= {"compliance.outcomes": outcomes, "compliance.satisfied": satisfied}
    if "decision" in said and ("remedy" in said or not upheld):
        figures |= {"satisfactory_remedies.remedies": counts["remedy: satisfactory"]}
    return figures
