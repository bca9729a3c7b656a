"""Which characters the printed letter's typeface has."""

from functools import lru_cache
from pathlib import Path

import uharfbuzz

from ..errors import Fault, Faulty
from ..files import FileContent, TemplateFiles

_UNSEEN = frozenset("\n\t ")


@lru_cache(maxsize=8)
def _characters(font: FileContent) -> frozenset[str]:
    face = uharfbuzz.Face(uharfbuzz.Blob(font.content))
    if not face.unicodes:
        raise _fault(font.path, "not a font")
    return frozenset(map(chr, face.unicodes))


def _fault(font: Path, what: str) -> Faulty:
    return Faulty([Fault(str(font), 1, 1, "", what, "put the typeface's file back")])


class Typeface:
    """The fonts of `templates/shared/fonts`: a character must be in each of them, whatever its weight.

    Raises Faulty where they are not there, or are no fonts.
    """

    def __init__(self, files: TemplateFiles) -> None:
        folder = files.root / "shared" / "fonts"
        fonts = files.in_folder(folder, ".ttf")
        if not fonts:
            raise Faulty([Fault(str(folder), 1, 1, "", "no fonts are here", "put the typeface's files back")])
        self._characters = frozenset.intersection(*map(_characters, fonts)) | _UNSEEN

    def lacks(self, text: str) -> frozenset[str]:
        """The characters of a text that cannot be printed."""
        return frozenset(text) - self._characters
