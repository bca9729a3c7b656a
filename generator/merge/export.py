"""The published figures of an edition as one table, and the dictionary of what its columns mean."""

import json
from collections.abc import Iterator
from pathlib import Path

from ..errors import Fault, Faulty
from ..files import write_whole
from ..letter import Figures
from ..records import Column, Records, as_csv, as_json, as_workbook, data_package
from .edition import letters_of

KINDS = ("csv", "xlsx", "json")
"""The kinds of files that figures are exported as."""

_RATE = "in whole percent, as it is printed; empty where there was nothing to report, or the figures are awaited"
_AVERAGE = "of councils of the same type, in whole percent; empty where none is known"

COLUMNS = (
    Column("council", "string", "The authority's full name."),
    Column("slug", "string", "The name of the authority's files."),
    Column("type", "string", "The type of authority: county, district, metropolitan, unitary, london or other."),
    Column("state", "string", "Final, or draft while a figure is awaited."),
    Column("investigations", "integer", "Detailed investigations decided in the year."),
    Column("upheld", "integer", "How many of them were upheld."),
    Column("uphold_rate", "integer", f"Upheld decisions out of detailed investigations, {_RATE}."),
    Column("uphold_rate_average", "integer", f"The average uphold rate {_AVERAGE}."),
    Column("compliance_outcomes", "integer", "Compliance outcomes recorded in the year, whenever they were decided."),
    Column("satisfied", "integer", "How many of them satisfied the Ombudsman."),
    Column("compliance_rate", "integer", f"Satisfied outcomes out of those recorded, {_RATE}."),
    Column("compliance_rate_average", "integer", f"The average compliance rate {_AVERAGE}."),
    Column("satisfactory_remedies", "integer", "Upheld decisions whose remedy was satisfactory before the complaint."),
    Column("remedy_rate", "integer", f"Satisfactory remedies out of upheld decisions, {_RATE}."),
    Column("remedy_rate_average", "integer", f"The average rate of satisfactory remedies {_AVERAGE}."),
)
"""What a row of the table holds. Counts are empty while they are awaited, and 0 where there was nothing to report."""


def figures_as(kind: str, records: Records) -> bytes:
    """The figures of all councils as a file of one of `KINDS`."""
    names, rows = [column.name for column in COLUMNS], list(_rows(records))
    match kind:
        case "csv":
            return as_csv(names, rows)
        case "json":
            return as_json(names, rows)
    return as_workbook(names, rows, title="Figures")


def export(records: Records, edition: str, file: Path) -> None:
    """Write the figures into a file of one of `KINDS`, with `datapackage.json` beside it, which tells of all of them.

    Raises Faulty where that tells of something else, OSError.
    """
    package, content = file.with_name("datapackage.json"), figures_as(file.suffix[1:], records)
    files = {name: (file.parent / name).read_bytes() for name in _described(package, edition)} | {file.name: content}
    write_whole(file, content)
    write_whole(package, package_of(records, edition, files))


def _described(package: Path, edition: str) -> list[str]:
    """The files that an earlier export wrote here, as far as they are still there."""
    if not package.exists():
        return []
    try:
        told = json.loads(package.read_bytes())
        if told["name"] == _name_of(edition):
            return [one["path"] for one in told["resources"] if (package.parent / one["path"]).is_file()]
    except (ValueError, LookupError, TypeError):
        pass
    what = "tells of something else than this edition's figures"
    raise Faulty([Fault(str(package), 1, 1, "", what, "name another folder, or take it away")])


def _name_of(edition: str) -> str:
    return f"annual-review-letters-{edition}".lower()


def package_of(records: Records, edition: str, files: dict[str, bytes]) -> bytes:
    """The data package that describes these files of figures."""
    period = records.edition.period
    title = f"Figures of the annual review letters {records.edition.year}, from {period.start} to {period.end}"
    return data_package(_name_of(edition), title, COLUMNS, "slug", files)


def _rows(records: Records) -> Iterator[list[object]]:
    for slug, letter in letters_of(records).items():
        council = records.councils[slug]
        satisfied = Figures.of(council).compliance
        upheld, compliance, remedies = letter.complaints_upheld, letter.compliance, letter.satisfactory_remedies
        yield [
            council.name,
            slug,
            council.type,
            letter.state,
            upheld.total,
            None if upheld.awaited else upheld.count or 0,
            upheld.rate,
            upheld.average,
            compliance.total,
            satisfied and satisfied.count,
            compliance.rate,
            compliance.average,
            None if remedies.awaited else remedies.count or 0,
            remedies.rate,
            remedies.average,
        ]
