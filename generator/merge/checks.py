"""What only the written letters show: characters that the typeface lacks."""

from collections.abc import Mapping, Sequence
from html import unescape
from typing import TYPE_CHECKING

from ..errors import Fault, Faulty
from ..files import FileContent, find
from ..records import Council, Records, Source
from ..wording import Page

if TYPE_CHECKING:
    from ..paper import Typeface


def unprintable(
    pages: Mapping[str, Page], records: Records, typeface: "Typeface", files: Sequence[FileContent]
) -> dict[str, Fault]:
    """The councils, by slug, whose records hold a character that the typeface lacks.

    Raises Faulty where the character is not the record's, but in one of the edition's `files`.
    """
    faults = {}
    for slug, page in pages.items():
        for character in sorted(typeface.lacks(unescape(page.html))):
            fault = _of_the_record(character, records.sources[slug])
            if fault is None:
                raise Faulty([_of_the_edition(character, files)])
            faults[slug] = fault
    return faults


def _of_the_record(character: str, source: Source[Council]) -> Fault | None:
    texts = source.document.texts() if source.document else {}
    paths = [path for path, text in texts.items() if character in text]
    return source.fault(paths[0], *_said(character)) if paths else None


def _of_the_edition(character: str, files: Sequence[FileContent]) -> Fault:
    file, line, column = find(character, files) or (files[0], 1, 1)
    return Fault(str(file), line, column, "", *_said(character))


def _said(character: str) -> tuple[str, str]:
    return f"the letter's typeface has no {character} (U+{ord(character):04X})", "write it otherwise"
