"""Founts: the typefaces of an edition, with the same characters in every letter, as WeasyPrint embeds them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import uharfbuzz

from .finished import Finished, Font, written
from .typesetter import CHARACTERS, NotForPlatesError

_MAPPED = re.compile(rb"^<([0-9a-f]{4})> <([0-9a-f]+)>$", re.MULTILINE)
_WIDTHS = re.compile(r"(\d+) \[([\d ]*)\]")
_JOINED = " fi fl ff ffi ffl"  # a typeface may have a glyph for them

_SPECIMEN = "<p>{0}</p><p><b>{0}</b></p></body>".format(
    "".join(sorted(CHARACTERS)).replace("&", "&amp;") + _JOINED,
)


@dataclass(frozen=True, slots=True)
class Fount:
    """The file that a fount is of; and its glyphs in PDFs: their widths, in 1/1000 of their size, and meanings."""

    file: str
    widths: Mapping[int, int]
    meanings: Mapping[int, str]


def with_specimen(html: str) -> str:
    """A page that shows, at its end, every character that is set here, in both weights."""
    return html.replace("</body>", _SPECIMEN)


def founts_of(specimen: Finished, fonts: Path) -> dict[str, Fount]:
    """The founts of a printed specimen, by the names that pages know them by."""
    return {name: _fount(specimen, font, fonts) for name, font in specimen.fonts().items()}


def meanings_of(to_unicode: bytes) -> dict[int, str]:
    """The texts that glyphs stand for."""
    return {
        int(glyph, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for glyph, text in _MAPPED.findall(to_unicode)
    }


def _fount(pdf: Finished, font: Font, fonts: Path) -> Fount:
    meanings = meanings_of(pdf.stream(font.to_unicode))
    widths = dict(_widths(written(pdf.objects[font.descendant]["W"])))
    return Fount(_file_of(widths, meanings, fonts), widths, meanings)


def _widths(written_: bytes) -> Iterator[tuple[int, int]]:
    for first, widths in _WIDTHS.findall(written_.decode()):
        yield from enumerate(map(int, widths.split()), int(first))


def _file_of(widths: Mapping[int, int], meanings: Mapping[int, str], fonts: Path) -> str:
    """The file whose glyphs are as wide as those of a fount."""
    for file in sorted(fonts.glob("*.ttf")):
        face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(file)))
        font = uharfbuzz.Font(face)
        measured = {
            glyph: font.get_glyph_h_advance(glyph) * 1000 / face.upem
            for glyph, text in meanings.items()
            if len(text) == 1 and font.get_nominal_glyph(ord(text)) == glyph
        }
        if measured and all(abs(widths[glyph] - width) <= 1 for glyph, width in measured.items()):
            return file.name
    raise NotForPlatesError("no font file is as wide as the pages' fount")
