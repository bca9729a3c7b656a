"""Which of a table's columns hold what."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import pairwise

from ...errors import Fault, Faulty
from ..edition import Period
from ..sheets import Row, Table
from .fields import FIELDS, NOT_READ, PAIRS, field_named, field_told, is_rate, meaning, typed, years_in
from .vocabulary import Kind, vocabulary

_SEARCHED = 20  # rows: some put a title, a date and a logo above their tables
_COUNTS = frozenset(field.path for field in FIELDS["councils"] if field.kind == "count")


@dataclass(frozen=True, slots=True)
class Columns:
    """A table's headings by column, and the columns of each field by its path: several are added up.

    `first` and `last` are the numbers of the rows that hold the headings.
    """

    first: int
    last: int
    headings: Mapping[int, str]
    fields: Mapping[str, tuple[int, ...]]

    @property
    def read(self) -> frozenset[int]:
        """The columns that are read."""
        return frozenset(column for columns in self.fields.values() for column in columns)

    def heading(self, path: str) -> str:
        """Return the heading of a field's column, or those that are added up, with + between them."""
        return "+".join(self.headings[column] for column in self.fields[path])

    def named(self) -> dict[str, str]:
        """Return each heading with its field's path, as it can be kept, in the order of the columns."""
        read = [(columns[0], self.heading(path), path) for path, columns in self.fields.items()]
        unread = [(column, text, NOT_READ) for column, text in self.headings.items() if column not in self.read]
        return {heading: path for _, heading, path in sorted([*read, *unread])}

    def to_keep(self) -> dict[str, str]:
        """Return the mapping, but for headings that nobody can write into a file."""
        return {name: path for name, path in self.named().items() if name.isprintable()}


@dataclass(frozen=True, slots=True)
class _Head:
    """One or two rows that may hold the headings; of two, `lower` are those of the second by themselves."""

    first: int
    last: int
    headings: Mapping[int, str]
    lower: Mapping[int, str]


def recognised(
    table: Table, kind: Kind, kept: Mapping[str, str], told: Mapping[str, str], period: Period | None = None
) -> Columns:
    """Return the table's columns. What was `kept` of an earlier table, and more so `told`, says what some of them hold.

    What was kept of a column of a year outside the edition's `period` is not used. Raises Faulty where what was told
    cannot be, no row is one of headings, two columns hold the same, a column that would be read holds rates or is of
    another year, or one of a panel's two counts is missing.
    """
    explicit = {
        entry: path
        for entry, name in kept.items()
        if (path := _path(name, kind)) and not _other_years(entry, period) and not _is_a_rate_for_a_count(entry, path)
    }
    explicit |= {entry: _told_path(table, entry, name, kind) for entry, name in told.items()}
    found = [(head, _columns(head, kind, explicit)) for head in _heads(table)]
    head, columns = max(found, key=lambda one: len(one[1].fields), default=(None, None))
    if head is None or columns is None or "name" not in columns.fields or len(columns.fields) < 2:
        raise Faulty([_unrecognised(table, kind, [columns for _, columns in found])])
    if faults := [
        *_unknown(table, head, told),
        *_misread(table, columns, period),
        *_twice(table, columns, _paths(head, kind, explicit)),
        *_halves(table, columns),
    ]:
        raise Faulty(faults)
    return columns


def _path(name: str, kind: Kind) -> str | None:
    if name == NOT_READ:
        return NOT_READ
    field = field_told(name, kind)
    return field.path if field else None


def _told_path(table: Table, entry: str, name: str, kind: Kind) -> str:
    if path := _path(name, kind):
        return path
    paths = [field.path for field in FIELDS[kind]]
    near = get_close_matches(name, [*paths, *(path.rpartition(".")[2] for path in paths)], n=1)
    cure = f"did you mean {near[0]}?" if near else f"write one of {', '.join(paths)}, or {NOT_READ}"
    raise Faulty([Fault(table.file, 1, 1, "", f"{entry}={name}: there is no such field", cure)])


def _heads(table: Table) -> Iterator[_Head]:
    rows = table.rows[:_SEARCHED]
    for row in rows:
        texts = _texts(row)
        yield _Head(row.number, row.number, texts, texts)
    for upper, lower in pairwise(rows):
        if lower.number == upper.number + 1 and len(_texts(lower)) == len(lower.cells):
            yield _Head(upper.number, lower.number, _joined(_texts(upper), _texts(lower)), _texts(lower))


def _texts(row: Row) -> dict[int, str]:
    return {column: cell.value for column, cell in row.cells.items() if isinstance(cell.value, str)}


def _joined(upper: Mapping[int, str], lower: Mapping[int, str]) -> dict[int, str]:
    """Return headings of two rows, where one of the upper row stands above several of the lower."""
    joined, above = {}, ""
    for column in range(1, max([*upper, *lower], default=0) + 1):
        above = upper.get(column, above if column in lower else "")
        if above or column in lower:
            joined[column] = f"{above} {lower.get(column, '')}".strip()
    return joined


def _columns(head: _Head, kind: Kind, explicit: Mapping[str, str]) -> Columns:
    """Return what is read where these are the headings; of two columns that hold the same, the first."""
    fields: dict[str, tuple[int, ...]] = {}
    for column, path in _paths(head, kind, explicit):
        fields.setdefault(path, (column,))
    for entry, path in explicit.items():
        if path != NOT_READ and (summed := _summed(entry, head)):
            fields[path] = summed
    return Columns(head.first, head.last, head.headings, fields)


def _paths(head: _Head, kind: Kind, explicit: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    """Give each column that holds a field, with the field's path."""
    said = {column: path for entry, path in explicit.items() for column in _named(entry, head)}
    for column, heading in head.headings.items():
        path = said.get(column) or _meant(heading, head.lower.get(column, ""), kind)
        if path and path != NOT_READ:
            yield column, path


def _meant(heading: str, lower: str, kind: Kind) -> str | None:
    field = field_named(heading, kind)
    above = heading.removesuffix(lower)
    if field is None and not is_rate(above) and not re.search(r"\d", above):  # a year above makes it that year's
        field = field_named(lower, kind)
    return field.path if field else None


def _named(entry: str, head: _Head) -> list[int]:
    """Return the columns that an entry of a mapping names: those that are typed so, or the one that tells the same."""
    exact = [column for column, heading in head.headings.items() if typed(heading) == typed(entry)]
    alike = [
        column
        for column, heading in head.headings.items()
        if meaning(heading) == meaning(entry) and is_rate(heading) == is_rate(entry)
    ]
    return exact or (alike if len(alike) == 1 else [])


def _summed(entry: str, head: _Head) -> tuple[int, ...]:
    """Return the columns that an entry adds up; none where it names one column, or a part of it is not here."""
    parts = [] if _named(entry, head) else [_named(part, head) for part in entry.split("+")]
    return tuple(part[0] for part in parts) if len(parts) > 1 and all(len(part) == 1 for part in parts) else ()


def _unrecognised(table: Table, kind: Kind, found: Sequence[Columns]) -> Fault:
    """Return the fault of a table without headings: what was found, and how to say what it holds."""
    likely = max(found, key=lambda one: (len(one.fields), len(one.headings)), default=None)
    if likely is None or len(likely.headings) < 2:
        what, cure = "no row of headings was found", "write one above the figures, as Authority, Investigations, Upheld"
        return Fault(table.file, 1, 1, "", what, cure, cell=table.sheet)
    rates = [heading for heading in likely.headings.values() if is_rate(heading)]
    if rates and likely.fields.keys() <= {"name"}:
        what = f"these are rates, and counts are needed: {', '.join(map(_quoted, rates))}"
        cure = "ask for the numbers behind them, as Investigations, Upheld, Compliance outcomes, Satisfied"
        return table.fault(likely.first, min(likely.headings), what, cure)
    paths = {column: path for path, columns in likely.fields.items() for column in columns}
    shown = (f"{_quoted(text)} ({paths.get(column, 'not known')})" for column, text in likely.headings.items())
    what = f"too few headings are known: {', '.join(shown)}"
    other: Kind = "decisions" if kind == "councils" else "councils"
    if sum(field_named(heading, other) is not None for heading in likely.headings.values()) > len(likely.fields):
        cure = f"if each row is one of the {other}, add --rows {other}"
    else:
        unknown = [text for column, text in likely.headings.items() if column not in paths]
        cure = f"say what a column holds: {_proposal(unknown, kind)}; letters import --headings lists what is known"
    return table.fault(likely.first, min(likely.headings), what, cure)


def _proposal(headings: Sequence[str], kind: Kind) -> str:
    """Return how to say what a column holds, of the one whose heading is most like a known one, where one is."""
    known = {meaning(name): path for path, names in vocabulary().headings[kind].items() for name in names}
    for heading in headings:
        near = get_close_matches(meaning(heading), known, n=1, cutoff=0.7)
        if near and not _is_a_rate_for_a_count(heading, known[near[0]]):
            return f'--map "{heading}={known[near[0]].rpartition(".")[2]}"'
    return '--map "COLUMN=FIELD"'


def _quoted(text: str) -> str:
    return f'"{text}"'


def _unknown(table: Table, head: _Head, told: Mapping[str, str]) -> Iterator[Fault]:
    """Name what was told of columns that are not there: a misspelt one would go unread."""
    for entry in told:
        if not (_named(entry, head) or _summed(entry, head)):
            what, cure = f"there is no column {entry}", f"those here are {', '.join(head.headings.values())}"
            yield table.fault(head.last, 1, what, cure)


def _misread(table: Table, columns: Columns, period: Period | None) -> Iterator[Fault]:
    """Name the columns that would be read, and hold rates or the figures of another year."""
    for path, places in columns.fields.items():
        for column in places:
            heading = columns.headings[column]
            cure = f'leave it out with --map "{heading}={NOT_READ}"'
            if _is_a_rate_for_a_count(heading, path):
                yield table.fault(
                    columns.last, column, f'"{heading}" says that it holds rates: a count is needed', cure
                )
            elif period and (years := _other_years(heading, period)):
                others = " and ".join(map(str, sorted(years)))
                what = f'"{heading}" is of {others}, and the edition of {period.start} to {period.end}'
                yield table.fault(columns.last, column, what, cure)


def _other_years(heading: str, period: Period | None) -> frozenset[int]:
    return years_in(heading) - {period.start.year, period.end.year} if period else frozenset()


def _is_a_rate_for_a_count(heading: str, path: str) -> bool:
    return path in _COUNTS and any(is_rate(part) for part in heading.split("+"))


def _twice(table: Table, columns: Columns, paths: Iterable[tuple[int, str]]) -> Iterator[Fault]:
    """Name the columns that hold a field which is read from another column."""
    for column, path in paths:
        if columns.fields[path] != (column,):
            what = f'"{columns.headings[column]}" holds {path}, and so does "{columns.heading(path)}"'
            cure = f'rename one of them, or leave it out with --map "{columns.headings[column]}={NOT_READ}"'
            yield table.fault(columns.last, column, what, cure)


def _halves(table: Table, columns: Columns) -> Iterator[Fault]:
    """Name the counts that have no column of the other count of their panel beside them."""
    for pair in PAIRS:
        there = [path for path in pair if path in columns.fields]
        if len(there) == 1:
            [missing] = set(pair) - set(there)
            name, heading = missing.rpartition(".")[2], columns.heading(there[0])
            what = f'"{heading}" needs a column of {name} beside it: the two are read together'
            if summed := _sum_of(missing, columns):
                cure = f'add up what makes them: --map "{summed}={name}"'
            elif rates := [text for text in columns.headings.values() if is_rate(text)]:
                cure = f"counts are needed beside {', '.join(map(_quoted, rates))}: ask for the numbers behind them"
            else:
                cure = f'name that column with --map "COLUMN={name}", or leave this one out with --map "{heading}=-"'
            yield table.fault(columns.last, columns.fields[there[0]][0], what, cure)


def _sum_of(path: str, columns: Columns) -> str | None:
    """Return the columns of this table that a count can be worked out from, with + between them."""
    headings = {meaning(heading): heading for heading in columns.headings.values() if not is_rate(heading)}
    for parts in vocabulary().sums.get(path, ()):
        if all(meaning(part) in headings for part in parts):
            return "+".join(headings[meaning(part)] for part in parts)
    return None
