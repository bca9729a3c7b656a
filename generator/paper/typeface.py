"""Which characters the printed letter's typeface has."""

from functools import cache
from pathlib import Path

import uharfbuzz

from ..errors import Fault, Faulty

_UNSEEN = frozenset("\n\t ")


@cache
def _characters(font: Path) -> frozenset[str]:
    try:
        face = uharfbuzz.Face(uharfbuzz.Blob(font.read_bytes()))
    except OSError as error:
        raise _fault(font, f"cannot be read ({error.strerror})") from None
    if not face.unicodes:
        raise _fault(font, "not a font")
    return frozenset(map(chr, face.unicodes))


def _fault(font: Path, what: str) -> Faulty:
    return Faulty([Fault(str(font), 1, 1, "", what, "put the typeface's file back")])


class Typeface:
    """The fonts of `templates/shared/fonts`: a character must be in each of them, whatever its weight.

    Raises Faulty where they are not there, or are no fonts.
    """

    def __init__(self, templates: Path) -> None:
        folder = templates / "shared" / "fonts"
        fonts = sorted(folder.glob("*.ttf"))
        if not fonts:
            raise Faulty([Fault(str(folder), 1, 1, "", "no fonts are here", "put the typeface's files back")])
        self._characters = frozenset.intersection(*map(_characters, fonts)) | _UNSEEN

    def lacks(self, text: str) -> frozenset[str]:
        """The characters of a text that cannot be printed."""
        return frozenset(text) - self._characters
