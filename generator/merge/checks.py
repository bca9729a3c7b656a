"""What only the whole edition shows: gates, percentages that say too much, characters that the typeface lacks."""

from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import Fault, Faulty
from ..files import find
from ..letter import COUNT, Figures
from ..records import Council, Records, Source
from .gates import open_gates

if TYPE_CHECKING:
    from ..paper import Typeface


def warnings(data: Path, edition: str, records: Records) -> Iterator[Fault]:
    """What a person should look at before the letters go out: open gates, and percentages that say too much."""
    yield from (gate.warning(edition) for gate in open_gates(data, edition, records))
    yield from _says_too_much(records)


def _says_too_much(records: Records) -> Iterator[Fault]:
    """Figures whose whole percentage says none, or all, where it is not."""
    for slug, council in records.councils.items():
        for panel, tally in Figures.of(council)._asdict().items():
            if tally and tally.says_too_much:
                what = f"{tally.count} of {tally.total} is printed as {tally.percent}%"
                cure = "see that the letter does not say too much"
                yield records.sources[slug].fault((panel, COUNT[panel]), what, cure, "warning")


def unprintable(
    pages: Mapping[str, str], records: Records, typeface: "Typeface", files: Sequence[Path]
) -> dict[str, Fault]:
    """The councils, by slug, whose records hold a character that the typeface lacks.

    Raises Faulty where the character is not the record's, but in one of the edition's `files`.
    """
    faults = {}
    for slug, page in pages.items():
        for character in sorted(typeface.lacks(unescape(page))):
            fault = _of_the_record(character, records.sources[slug])
            if fault is None:
                raise Faulty([_of_the_edition(character, files)])
            faults[slug] = fault
    return faults


def _of_the_record(character: str, source: Source[Council]) -> Fault | None:
    texts = source.document.texts() if source.document else {}
    paths = [path for path, text in texts.items() if character in text]
    return source.fault(paths[0], *_said(character)) if paths else None


def _of_the_edition(character: str, files: Sequence[Path]) -> Fault:
    file, line, column = find(character, files) or (files[0], 1, 1)
    return Fault(str(file), line, column, "", *_said(character))


def _said(character: str) -> tuple[str, str]:
    return f"the letter's typeface has no {character} (U+{ord(character):04X})", "write it otherwise"
