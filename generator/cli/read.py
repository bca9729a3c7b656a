"""`letters read`"""

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from ..errors import Fault, Faulty, plainly
from ..files import write_whole
from ..merge import Back, against_the_sector, known_from, read_letters, templates_in, wordings_of
from ..records import COUNCIL_SCHEMA, Council, Records, dump, load, slug
from ..wording import Difference
from . import options
from .say import say_faults


def read(
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="Letters: PDFs, or their text.")],
    data: options.Data = options.DATA,
    templates: options.Templates = options.TEMPLATES,
    output: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Write a record file each, by its council.")
    ] = None,
    pages: Annotated[str | None, typer.Option(metavar="N-M", help="Read only these pages, as 12-14.")] = None,
) -> None:
    """Read letters back into YAML records.

    A letter is a PDF of anybody's or the text of one. Says which edition's templates it was written with, which parts
    of it are missing, and where its figures contradict each other. The templates of all editions are tried.

    A longer file, as the papers of a committee, is searched for letters; each that is found is a record.
    """
    from ..paper import UnreadableError, read_file

    chosen = _chosen(pages)
    wordings, names = wordings_of(templates), templates_in(data)
    editions = list(_editions(data))
    known = known_from(editions)
    written: dict[Path, str] = {}
    faults = 0
    for file in files:
        try:
            letters = read_letters(read_file(file), chosen, wordings, known, names)
        except (UnreadableError, OSError) as error:
            letters = [(None, UnreadableError(plainly(error)) if isinstance(error, OSError) else error)]
        for numbers, letter in letters:
            try:
                if isinstance(letter, UnreadableError):
                    raise letter
                _give(file, numbers, letter, editions, output, written)
            except UnreadableError as error:
                say_faults([Fault(str(file), 1, 1, _named(numbers), str(error), error.cure)])
                faults += 1
    if faults:
        raise typer.Exit(1)


def _named(numbers: range | None) -> str:
    if not numbers:
        return ""
    return f"page {numbers.stop}" if len(numbers) == 1 else f"pages {numbers.start + 1}-{numbers.stop}"


def _chosen(pages: str | None) -> slice:
    """Return the indexes of pages that are named by their numbers, as 12-14 or 12."""
    if pages is None:
        return slice(None)
    named = re.fullmatch(r"(\d{1,6})(?:-(\d{1,6}))?", pages)
    first, last = (int(named[1]), int(named[2] or named[1])) if named else (0, 0)
    if not 1 <= first <= last:
        raise typer.BadParameter("name one page, or the first and the last, as 12-14", param_hint="--pages")
    return slice(first - 1, last)


def _editions(data: Path) -> Iterator[Records]:
    """What is known of councils; an edition at fault helps nobody, and is not asked."""
    for edition in sorted(data.glob("*/edition.yaml")):
        with suppress(Faulty):
            yield load(data, edition.parent.name)


def _councils(editions: list[Records]) -> dict[str, Council]:
    return {council.name: council for records in editions for council in records.councils.values()}


def _give(
    file: Path,
    numbers: range | None,
    back: Back,
    editions: list[Records],
    output: Path | None,
    written: dict[Path, str],
) -> None:
    """Give the record on standard output or in a file of its own; what is to be looked at beside it.

    Raises UnreadableError where a record is `written` already that would have the same name.
    """
    from ..paper import UnreadableError

    record = dict(back.told.record)
    if council := _councils(editions).get(str(record.get("name"))):
        record = {"name": record.pop("name"), "type": council.type, **record}
    where = f", {_named(numbers)}" if numbers else ""
    notes = _notes(f"{file.name}{where}", numbers.start if numbers else 0, back, record, editions)
    text = "\n".join([COUNCIL_SCHEMA, *(f"# {note}" for note in notes), dump(record)])
    if output is None:
        print(f"---\n{text}" if written else text)
        written[file] = file.name
        return
    name = slug(str(record.get("name", file.stem))) or file.stem
    path = output / f"{name}.yaml"
    if path in written:
        raise UnreadableError(f"{path} is the record of {written[path]}", "read this letter into another folder")
    if path.exists() and path.read_text() != text:
        raise UnreadableError(f"{path} is there already", "look at it, and read this letter into another folder")
    write_whole(path, text.encode())
    written[path] = f"{file.name}{where}"
    print(f"{file}{where}: {path}")


def _notes(source: str, before: int, back: Back, record: dict[str, object], editions: list[Records]) -> Iterator[str]:
    parts = back.reading.found
    missing = [part for part in parts if not parts[part]]
    found = [part for part in parts if parts[part]]
    yield f"Read from {source}, by the templates {back.templates} ({back.chosen}): {', '.join(found)}."
    if missing:
        yield f"Not found in it: {', '.join(missing)}."
        lost = back.reading.lost
        yield from (f"{part}: the first word that differs is {lost[part].expected}" for part in missing if part in lost)
    if "type" not in record:
        yield "The type of authority is not printed: add it, as `type: ...`."
    if differences := [one for one in back.reading.differences if not one.is_stamp]:
        yield "Read with differences: compare the figures with the letter."
        yield from (f"Page {before + one.page}: {_difference(one)}" for one in differences)
    for one in back.reading.differences:
        if one.is_stamp:
            yield f"Left out, on page {before + one.page}: {one.found}"
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
            return f"{expected} is lost"
        case "", found:
            return f"{found} was left out"
        case expected, found:
            return f"{found} was read as {expected}"
