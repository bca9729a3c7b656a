"""A table of decisions, counted up: a row for each, with its council, how it ended, its remedy and its compliance."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from ..sheets import Cell, Row, Table
from .columns import Columns
from .entries import Entries, Entry, rows_below
from .fields import Field, plain
from .kept import Words
from .values import UnreadableError, shown, value_of

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

Meanings = Mapping[str, str]


@dataclass(slots=True)
class _Counted:
    """A council's decisions so far."""

    name: str
    cell: Cell
    counts: Counter[str] = field(default_factory=Counter)


def counted_up(table: Table, columns: Columns, words: Words) -> Entries:
    """The figures of each council that a decision names: only those panels whose columns are there."""
    found = Entries()
    meanings = {
        "decision": _meanings(_DECISIONS, words.decision),
        "remedy": _meanings(_REMEDIES, words.remedy),
        "compliance": _meanings(_OUTCOMES, words.compliance),
    }
    councils: dict[str, _Counted] = {}
    for row in rows_below(table, columns, found):
        _count(row, table, columns, meanings, councils, found)
    found.entries += [
        Entry(
            counted.name, counted.cell, values := _figures(counted.counts, columns), dict.fromkeys(values, counted.cell)
        )
        for counted in councils.values()
    ]
    return found


def _count(
    row: Row,
    table: Table,
    columns: Columns,
    meanings: Mapping[str, Meanings],
    councils: dict[str, _Counted],
    found: Entries,
) -> None:
    cells = {known.path: (known, row.cells.get(column)) for column, known in columns.fields.items() if known}
    name = cells["name"][1]
    if name is None:
        what = "a decision without a council"
        found.faults.append(table.fault(row.number, min(row.cells), what, "name it, or delete the row"))
        return
    said = {
        path: _said(table, cell, known, meanings[path], found)
        for path, (known, cell) in cells.items()
        if path != "name"
    }
    try:
        council = str(value_of(name, cells["name"][0]))
    except UnreadableError as error:
        found.faults.append(table.fault(name.row, name.column, error.what, error.cure))
        return
    counted = councils.setdefault(plain(council), _Counted(council, name))
    if said.get("remedy") == "satisfactory" and said.get("decision") != "upheld":
        cell = cells["remedy"][1] or name
        what = "a satisfactory remedy of a decision that was not upheld"
        found.faults.append(table.fault(cell.row, cell.column, what, "mend the one or the other"))
    counted.counts.update(f"{path}: {meaning}" for path, meaning in said.items() if meaning)


def _said(table: Table, cell: Cell | None, known: Field, meanings: Meanings, found: Entries) -> str | None:
    """What a cell's word means; None where there is none, or none that is known."""
    if cell is None:
        return None
    try:
        word = str(value_of(cell, known))
    except UnreadableError as error:
        found.faults.append(table.fault(cell.row, cell.column, error.what, error.cure))
        return None
    if meaning := meanings.get(plain(word)):
        return meaning
    all_meanings = ", ".join(dict.fromkeys(meanings.values()))
    what = f"{shown(word)} is no {known.path} that is known"
    cure = f"say in import.yaml what it means, under words.{known.path}: {all_meanings}"
    found.faults.append(table.fault(cell.row, cell.column, what, cure))
    return None


def _meanings(known: Mapping[str, str], told: Mapping[str, str]) -> Meanings:
    common = {plain(word): meaning for meaning, words in known.items() for word in words.split("|")}
    return common | {plain(word): meaning for word, meaning in told.items()}


def _figures(counts: Counter[str], columns: Columns) -> dict[str, object]:
    upheld, not_upheld = counts["decision: upheld"], counts["decision: not upheld"]
    satisfied, not_satisfied = counts["compliance: satisfied"], counts["compliance: not satisfied"]
    figures: dict[str, object] = {}
    if columns.holds("decision"):
        figures |= {"complaints_upheld.investigations": upheld + not_upheld, "complaints_upheld.upheld": upheld}
    if columns.holds("compliance"):
        figures |= {"compliance.outcomes": satisfied + not_satisfied, "compliance.satisfied": satisfied}
    if columns.holds("remedy") and columns.holds("decision"):
        figures |= {"satisfactory_remedies.remedies": counts["remedy: satisfactory"]}
    return figures
