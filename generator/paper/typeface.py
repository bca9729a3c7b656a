"""Which characters the printed letter's typeface has."""

from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

_UNSEEN = frozenset("\n\t ")


@cache
def _characters(font: Path) -> frozenset[str]:
    with TTFont(font, lazy=True) as opened:
        return frozenset(map(chr, opened.getBestCmap()))


class Typeface:
    """The fonts of `templates/shared/fonts`: a character must be in each of them, whatever its weight."""

    def __init__(self, templates: Path) -> None:
        fonts = sorted((templates / "shared" / "fonts").glob("*.ttf"))
        self._characters = frozenset.intersection(*map(_characters, fonts)) | _UNSEEN

    def lacks(self, text: str) -> frozenset[str]:
        """The characters of a text that cannot be printed."""
        return frozenset(text) - self._characters
