"""A table of decisions, counted up: a row for each, with its council, how it ended, its remedy and its compliance."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from ...errors import Fault
from ..sheets import Cell, Row, Table
from .columns import Columns
from .entries import Entries, Entry, rows_below, value_or_fault
from .fields import plain
from .kept import Words
from .values import shown

_DECISIONS = {
    "upheld": "upheld",
    "not upheld": "not upheld",
    "not investigated": "not investigated | closed after initial enquiries | referred back for local resolution"
    " | incomplete invalid | incomplete | invalid | advice given",
}
_REMEDIES = {
    "satisfactory": "satisfactory | satisfactory remedy | yes | y",
    "not satisfactory": "not satisfactory | unsatisfactory | no | n | none",
}
_OUTCOMES = {
    "satisfied": "satisfied | complied | remedy complete and satisfied | complete and satisfied | yes | y",
    "not satisfied": "not satisfied | not complied | remedy incomplete | no | n",
    "none recorded": "none recorded | none | not due | not applicable",
}
_EMPTY = "empty"
"""Among the words that are told, this stands for a cell that holds none."""


@dataclass(slots=True)
class _Counted:
    """A council's decisions so far: how often each thing is said, and in how many rows nothing is."""

    name: str
    cell: Cell
    counts: Counter[str] = field(default_factory=Counter)


def counted_up(table: Table, columns: Columns, words: Words, council_of: Callable[[str], str]) -> Entries:
    """The figures of each council that a decision names, by `council_of` its names.

    Only those panels are counted that have a column, and of a council only what a row of it says something of.
    """
    counting = _Counting(table, columns, _meanings(words), council_of)
    for row in rows_below(table, columns, counting.found):
        counting.count(row)
    counting.found.entries += counting.entries()
    counting.found.warnings += counting.unsaid()
    return counting.found


@dataclass(slots=True)
class _Counting:
    table: Table
    columns: Columns
    meanings: Mapping[str, Mapping[str, str]]
    council_of: Callable[[str], str]
    found: Entries = field(default_factory=Entries)
    councils: dict[str, _Counted] = field(default_factory=dict)
    without_a_remedy: list[Row] = field(default_factory=list)

    def count(self, row: Row) -> None:
        cells = {known.path: row.cells.get(column) for column, known in self.columns.fields.items() if known}
        cell = cells.pop("name")
        if cell is None:
            self.fault(row, "a decision without a council", "name it, or delete the row")
            return
        said = {path: self.said(path, at) for path, at in cells.items()}
        if not any(cells.values()):
            self.fault(row, "nothing is said of this decision", "say how it ended, or delete the row")
        if said.get("remedy") == "satisfactory" and said.get("decision") != "upheld":
            what = "a satisfactory remedy of a decision that was not upheld"
            self.fault(row, what, "mend the one or the other", cells["remedy"])
        if "remedy" in said and said.get("decision") == "upheld" and said["remedy"] is None:
            self.without_a_remedy.append(row)
        name = value_or_fault(self.table, cell, self.columns.field("name"), self.found)
        if name:
            counted = self.councils.setdefault(self.council_of(str(name)), _Counted(str(name), cell))
            counted.counts.update(f"{path}: {meaning}" for path, meaning in said.items() if meaning)

    def said(self, path: str, cell: Cell | None) -> str | None:
        """What a cell's word means, or an empty one; None where that is not known."""
        word = value_or_fault(self.table, cell, self.columns.field(path), self.found) if cell else None
        meanings = self.meanings[path]
        if cell is None or word is None:
            return meanings.get(_EMPTY) if cell is None else None
        if meaning := meanings.get(plain(str(word))):
            return meaning
        what = f"{shown(word)} is no {path} that is known"
        cure = f"say in import.yaml what it means, under words.{path}: {', '.join(dict.fromkeys(meanings.values()))}"
        self.found.faults.append(self.table.fault(cell.row, cell.column, what, cure))
        return None

    def entries(self) -> Iterator[Entry]:
        for counted in self.councils.values():
            values = _figures(counted.counts)
            yield Entry(counted.name, counted.cell, values, dict.fromkeys(values, counted.cell))

    def unsaid(self) -> Iterator[Fault]:
        """Of what nothing is said, and how that is taken; named once."""
        cure = f"say in import.yaml what an empty cell means, under words.{{}}.{_EMPTY}"
        silent = [one for one in self.councils.values() if not any(key.startswith("compliance") for key in one.counts)]
        if self.columns.holds("compliance") and silent:
            what = f"of {len(silent)} councils no row has a compliance outcome: theirs stay as they are"
            row, column = silent[0].cell.row, self.columns.column("compliance")
            yield self.table.fault(row, column, what, cure.format("compliance"), "warning")
        if self.without_a_remedy:
            number, first = len(self.without_a_remedy), self.without_a_remedy[0].number
            decisions = "an upheld decision says" if number == 1 else f"{number} upheld decisions say"
            what = f"{decisions} nothing of a remedy, counted as not satisfactory"
            yield self.table.fault(first, self.columns.column("remedy"), what, cure.format("remedy"), "warning")

    def fault(self, row: Row, what: str, cure: str, at: Cell | None = None) -> None:
        column = at.column if at else min(row.cells)
        self.found.faults.append(self.table.fault(row.number, column, what, cure))


def _meanings(words: Words) -> dict[str, dict[str, str]]:
    return {
        "decision": _told(_DECISIONS, words.decision),
        "remedy": _told(_REMEDIES, words.remedy),
        "compliance": _told(_OUTCOMES, words.compliance),
    }


def _told(known: Mapping[str, str], told: Mapping[str, str]) -> dict[str, str]:
    common = {plain(word): meaning for meaning, words in known.items() for word in words.split("|")}
    return common | {plain(word): meaning for word, meaning in told.items()}


def _figures(counts: Counter[str]) -> dict[str, object]:
    """A council's figures, of the panels that any of its rows says something of."""
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
