"""A part stretched: other texts wherever letters differ, as long as their lines have room for.

What moves with its words moves furthest then: what is as wide as a text or gives way to it, and words that are broken
at the end of a line.
"""

from collections.abc import Callable, Sequence

from .manuscript import Manuscript
from .plate import Passage, Plate, Row
from .typesetter import NotForPlatesError, Typesetter

_WORDS = ("administration", "councillors", "complaint", "letter", "one", "of", "a")
_MANY = 2  # lines: longer texts are only lengthened


def stretched(plate: Plate, part: Manuscript, varying: frozenset[int], typesetter: Typesetter) -> Manuscript:
    """A part of a plate's class with other texts for those that are `varying`, by their numbers."""
    texts = list(part.texts)
    for passage in plate.passages:
        if passage.text in varying:
            texts[passage.text] = _filling(passage, texts[passage.text], typesetter)
    for row in plate.rows:
        some = [text for text in row.texts if text in varying]
        for number, text in enumerate(some, 1):
            texts[text] = _across(row, row.width * number / len(some), text, texts, typesetter)
    shown = {text for one in plate.movable for text in one.texts}
    for text in varying - plate.fixed.keys() - shown:  # what is only told
        texts[text] += " of another letter"
    return part.saying(texts)


def _filling(passage: Passage, own: str, typesetter: Typesetter) -> str:
    """A text that fills a passage's lines."""

    def fits(text: str) -> bool:
        return len(typesetter.lines(text, passage.type_, passage.width)) <= len(passage.slots)

    return _grown(own if len(passage.slots) > _MANY else "", fits)


def _across(row: Row, width: float, text: int, texts: Sequence[str], typesetter: Typesetter) -> str:
    """One of the texts of a row that makes this as wide."""

    def fits(longer: str) -> bool:
        lines = row.lines([*texts[:text], longer, *texts[text + 1 :]], typesetter)
        return sum(line.width for line in lines) < width

    return _grown(texts[text], fits)


def _grown(text: str, fits: Callable[[str], bool]) -> str:
    for word in _WORDS:
        while _is_so(fits, longer := f"{text} {word}".lstrip()):
            text = longer
    return text


def _is_so(fits: Callable[[str], bool], text: str) -> bool:
    try:
        return fits(text)
    except NotForPlatesError:
        return False
