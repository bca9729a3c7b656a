"""`letters read`"""

import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from ..errors import Faulty, plainly
from ..files import write_whole
from ..merge import Back, against_the_sector, known_from, read_back, templates_in, wordings_of
from ..records import COUNCIL_SCHEMA, Council, Records, dump, load, slug
from ..wording import Difference
from . import options


def read(
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="Letters: PDFs, or their text.")],
    data: options.Data = options.DATA,
    templates: options.Templates = options.TEMPLATES,
    output: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Write a record file each, by its council.")
    ] = None,
) -> None:
    """Read letters back into YAML records.

    A letter is a PDF of anybody's or the text of one. Says which edition's templates it was written with, which parts
    of it are missing, and where its figures contradict each other. The templates of all editions are tried.
    """
    from ..paper import UnreadableError

    wordings = wordings_of(templates)
    editions = list(_editions(data))
    known = known_from(editions)
    failed = 0
    for file in files:
        try:
            back = read_back(file.read_bytes(), wordings, known, templates_in(data))
        except (UnreadableError, OSError) as error:
            what = plainly(error) if isinstance(error, OSError) else error
            print(f"{file}:1:1: {what}; give a letter, as PDF or as text", file=sys.stderr)
            failed += 1
            continue
        _give(file, back, editions, output)
    if failed:
        raise typer.Exit(1)


def _editions(data: Path) -> Iterator[Records]:
    """What is known of councils; an edition at fault helps nobody, and is not asked."""
    for edition in sorted(data.glob("*/edition.yaml")):
        with suppress(Faulty):
            yield load(data, edition.parent.name)


def _councils(editions: list[Records]) -> dict[str, Council]:
    return {council.name: council for records in editions for council in records.councils.values()}


def _give(file: Path, back: Back, editions: list[Records], output: Path | None) -> None:
    """The record on standard output or in a file of its own; what is to be looked at beside it."""
    record = dict(back.told.record)
    if council := _councils(editions).get(str(record.get("name"))):
        record = {"name": record.pop("name"), "type": council.type, **record}
    text = "\n".join([COUNCIL_SCHEMA, *(f"# {note}" for note in _notes(file, back, record, editions)), dump(record)])
    if output is None:
        print(text)
        return
    name = slug(str(record.get("name", file.stem))) or file.stem
    write_whole(output / f"{name}.yaml", text.encode())
    print(f"{file}: {output / f'{name}.yaml'}")


def _notes(file: Path, back: Back, record: dict[str, object], editions: list[Records]) -> Iterator[str]:
    parts = back.reading.found
    missing = [part for part in parts if not parts[part]]
    found = [part for part in parts if parts[part]]
    yield f"Read from {file.name}, by the templates {back.templates} ({back.chosen}): {', '.join(found)}."
    if missing:
        yield f"Not found in it: {', '.join(missing)}."
        lost = back.reading.lost
        yield from (f"{part}: the first word that differs is {lost[part].expected}" for part in missing if part in lost)
    if "type" not in record:
        yield "The type of authority is not printed: add it, as `type: ...`."
    if differences := [one for one in back.reading.differences if not one.is_stamp]:
        yield "Read with differences: compare the figures with the letter."
        yield from map(_difference, differences)
    for one in back.reading.differences:
        if one.is_stamp:
            yield f"Left out, on page {one.page}: {one.found}"
    yield from back.doubts
    for paths, words in back.reading.unresolved:
        yield f"Could not be told apart into {', '.join(paths)}: {words}"
    if (satisfied := back.told.satisfied) is not None and len(satisfied) > 1:
        yield f"compliance.satisfied: any of {satisfied[0]} to {satisfied[-1]} would be printed so."
    for contradiction in (*back.told.contradictions, *against_the_sector(back, editions)):
        yield f"CONTRADICTION: {contradiction}"


def _difference(one: Difference) -> str:
    match one.expected, one.found:
        case expected, "":
            what = f"{expected} is lost"
        case "", found:
            what = f"{found} was left out"
        case expected, found:
            what = f"{found} was read as {expected}"
    return f"Page {one.page}: {what}"
