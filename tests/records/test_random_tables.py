"""Whatever a table looks like: a figure that is written is the one that a person reads for it, or there is a fault."""

import csv
import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from generator.errors import Faulty
from generator.records import Plan, councils_in, kept_in, known_headings, planned, read_sheet, recognised
from tests.places import DATA

SAMPLE = DATA / "sample"
COUNCILS = councils_in(SAMPLE)
KEPT = kept_in(SAMPLE, COUNCILS)
NAMES = {slug: source.record.name for slug, source in COUNCILS.items() if source.record}
TOTALS = {
    "complaints_upheld.upheld": "complaints_upheld.investigations",
    "compliance.satisfied": "compliance.outcomes",
    "satisfactory_remedies.remedies": "complaints_upheld.upheld",
}
COUNTS = ["complaints_upheld.investigations", "compliance.outcomes", *TOTALS]
SYMBOLS = ["-", "..", "n/a", "[c]", "[z]", "[x]", "<5", "*", "1,024", "4 [r]", "3.5", "45%", "none", "?"]
DISTRACTIONS = [
    "% upheld",
    "Upheld rate",
    "Upheld (2018-19)",
    "Average upheld",
    "Percentage complied",
    "Total",
    "Not upheld",
    "Region",
    "Invalid or incomplete",
    "Satisfaction rate (%)",
]


@dataclass
class Drawn:
    """A table as it was made, and the figures that a person reads in it, by council and field."""

    rows: list[list[str]]
    figures: Mapping[tuple[str, str], int]
    told: dict[str, str] = field(default_factory=dict)


def well_formed(dice: random.Random, paths: list[str]) -> Drawn:
    """Make a table of some councils with a column for each field, as an office would."""
    slugs = dice.sample(sorted(NAMES), dice.randint(1, 4))
    numbers = {slug: counts(dice) for slug in slugs}
    columns = {path: heading(dice, path) for path in ["name", *paths]}
    distractions = dice.sample(DISTRACTIONS, dice.randint(0, 3))
    order = [*columns, *distractions]
    dice.shuffle(order)
    rows = [[dice.choice(["Figures", "Casework", "2019-20"])], []] if dice.random() < 0.3 else []
    rows.append([columns.get(one, one) for one in order])
    for slug in slugs:
        cells = {"name": disguised(dice, NAMES[slug]), **{path: written(dice, numbers[slug][path]) for path in paths}}
        rows.append([cells.get(one) or str(dice.randint(0, 99)) for one in order])
    if dice.random() < 0.3:
        rows += [["Note 1: as at 31 March"], ["Source: casework system"]] if order[0] == "name" else [[]]
    return Drawn(rows, {(slug, path): numbers[slug][path] for slug in slugs for path in paths})


def counts(dice: random.Random) -> dict[str, int]:
    investigations, outcomes = dice.randint(0, 60), dice.randint(0, 60)
    upheld = dice.randint(0, investigations)
    values = [investigations, outcomes, upheld, dice.randint(0, outcomes), dice.randint(0, upheld)]
    return dict(zip(COUNTS, values, strict=True))


def heading(dice: random.Random, path: str) -> str:
    known = dice.choice(known_headings("councils")[path])
    typed = dice.choice([known, known.upper(), known.title(), known.capitalize()])
    return dice.choice(["{}", "{}", "Number of {}", "{} [note 2]", " {} ", "{} (in the year)"]).format(typed)


def disguised(dice: random.Random, name: str) -> str:
    return dice.choice([name, name.upper(), f" {name} ", name.replace(" ", "  "), f"{name} [note 3]"])


def written(dice: random.Random, number: int) -> str:
    return dice.choice([str(number), str(number), f"{number}.0", f" {number} "])


def spoilt(dice: random.Random, drawn: Drawn) -> Drawn:
    """Do to a table what happens to tables: columns and cells lost, doubled, swapped and replaced."""
    rows, told = [list(row) for row in drawn.rows], {}
    head = next(row for row in rows if len(row) > 1)
    body = [row for row in rows if len(row) == len(head) and row is not head]
    figures = dict(drawn.figures)
    for _ in range(dice.randint(1, 3)):
        match dice.randrange(7):
            case 0:  # a column is lost
                at = dice.randrange(len(head))
                for row in (head, *body):
                    del row[at]
                if len(head) < 2:
                    break
            case 1:  # a column is there twice, with other numbers
                at = dice.randrange(len(head))
                for row in (head, *body):
                    row.append(row[at] if row is head else str(dice.randint(0, 99)))
            case 2:  # a cell holds a sign
                row = dice.choice(body)
                row[dice.randrange(len(row))] = dice.choice(SYMBOLS)
            case 3:  # a cell is empty
                row = dice.choice(body)
                row[dice.randrange(len(row))] = ""
            case 4:  # a heading is another
                head[dice.randrange(len(head))] = dice.choice([*DISTRACTIONS, "", "Upheld", "Outcomes", "Name"])
            case 5:  # a mapping was kept of another table
                told[dice.choice(DISTRACTIONS)] = "-"
            case _:  # two rows are one council's
                body[-1][:] = list(body[0])
    return Drawn(rows, figures, told)


def plan_of(file: Path, drawn: Drawn) -> Plan:
    with file.open("w", newline="") as written_to:
        csv.writer(written_to).writerows(drawn.rows)
    table = read_sheet(file)
    columns = recognised(table, "councils", drawn.told, {})
    return planned(SAMPLE, COUNCILS, table, columns, KEPT, decisions=False)


def read_by_a_person(drawn: Drawn) -> dict[tuple[str, str], set[int]]:
    """Return, for each council and field, the numbers in the cells of that council under headings of that field."""
    head = next(row for row in drawn.rows if len(row) > 1)
    meant = {at: path for at, text in enumerate(head) if (path := field_of(text))}
    found: dict[tuple[str, str], set[int]] = {}
    for row in drawn.rows:
        names = {slug for slug, name in NAMES.items() for cell in row if is_name(cell, name)}
        for at, cell in enumerate(row if len(names) == 1 else []):
            digits = cell.strip().removesuffix(".0")
            if at in meant and digits.isdecimal():
                found.setdefault((next(iter(names)), meant[at]), set()).add(int(digits))
    return found


def field_of(heading: str) -> str | None:
    """Return the field that a heading was made for."""
    text = " ".join(heading.lower().split()).removeprefix("number of ")
    text = text.removesuffix("[note 2]").removesuffix("(in the year)").strip()
    return next((path for path in COUNTS if text in known_headings("councils")[path]), None)


def is_name(cell: str, name: str) -> bool:
    return " ".join(cell.replace("[note 3]", "").split()).casefold() == name.casefold()


def assert_right(plan: Plan, drawn: Drawn) -> None:
    """Every figure that would be written is one that a person reads, or none of none; and its panel is whole."""
    read = read_by_a_person(drawn)

    def is_none(slug: str, path: str) -> bool:
        return read.get((slug, path)) == {0} or (path in TOTALS and is_none(slug, TOTALS[path]))

    for council in plan.councils:
        for path, (_, value) in council.changes.items():
            expected = {0} if is_none(council.slug, path) else read.get((council.slug, path))
            assert expected == {value}, (council.slug, path, value, drawn)
            panel = [other for other in COUNTS if other.partition(".")[0] == path.partition(".")[0]]
            assert all((council.slug, other) in read or is_none(council.slug, other) for other in panel), (path, drawn)


MANY = pytest.mark.long


@pytest.mark.parametrize("tables", [700, pytest.param(30_000, marks=MANY)])
def test_well_formed_table_is_read_whole(tables: int, tmp_path: Path) -> None:
    dice = random.Random(tables)
    upheld, compliance = (
        ["complaints_upheld.investigations", *TOTALS][:2],
        ["compliance.outcomes", "compliance.satisfied"],
    )
    for _ in range(tables):
        panels = [compliance, [*upheld, "satisfactory_remedies.remedies"], COUNTS]
        drawn = well_formed(dice, dice.choice(panels))
        plan = plan_of(tmp_path / "table.csv", drawn)
        assert plan.faults == (), (drawn.rows, plan.faults)
        assert_right(plan, drawn)
        for (slug, path), number in drawn.figures.items():
            panel, name = path.split(".")
            [council] = [one for one in plan.councils if one.slug == slug]
            assert getattr(getattr(council.record, panel), name) == number, (drawn.rows, slug, path)


@pytest.mark.parametrize("tables", [1300, pytest.param(70_000, marks=MANY)])
def test_spoilt_table_is_right_or_refused(tables: int, tmp_path: Path) -> None:
    dice = random.Random(tables)
    written = 0
    for _ in range(tables):
        drawn = spoilt(dice, well_formed(dice, dice.choice([COUNTS, COUNTS[:1] + COUNTS[2:3]])))
        try:
            plan = plan_of(tmp_path / "table.csv", drawn)
        except Faulty:
            continue
        if not plan.faults:
            written += any(council.changes for council in plan.councils)
            assert_right(plan, drawn)
    assert tables // 10 < written < tables
