"""A part stretched: other texts and figures wherever letters differ, its lines as long as they may be.

What hangs on a text shows then: what is as wide as it or stands after it, and what its lines give way to.
"""

from collections.abc import Callable, Sequence

from .manuscript import Manuscript
from .plate import Passage, Plate, Row
from .typesetter import NotForPlatesError, Typesetter

_WORDS = ("recommendations", "administration", "Tyne", "11", "councillors", "complaint", "letter", "one", "of", "a")


def stretched(plate: Plate, part: Manuscript, varying: frozenset[int], typesetter: Typesetter) -> Manuscript:
    """A part of a plate's class with other texts for all that it sets anew, and for those that are `varying`."""
    texts = list(part.texts)
    for passage in plate.passages:
        texts[passage.text] = _filling(passage, typesetter)
    for row in plate.rows:
        own = sum(line.width for line in row.lines(texts, typesetter))
        for number, text in enumerate(row.texts, 1):
            texts[text] = _across(row, own + (row.width - own) * number / len(row.texts), text, texts, typesetter)
    shown = {text for one in plate.movable for text in one.texts}
    for text in varying - plate.fixed.keys() - shown:  # what is only told
        texts[text] += " of another letter"
    return part.saying(texts).redrawn()


def _filling(passage: Passage, typesetter: Typesetter) -> str:
    """A text that fills a passage's lines."""

    def fits(text: str) -> bool:
        return len(typesetter.lines(text, passage.type_, passage.width)) == 1

    return " ".join([_grown("", fits)] * len(passage.slots))


def _across(row: Row, width: float, text: int, texts: Sequence[str], typesetter: Typesetter) -> str:
    """One of the texts of a row that makes this as wide."""

    def fits(longer: str) -> bool:
        lines = row.lines([*texts[:text], longer, *texts[text + 1 :]], typesetter)
        return sum(line.width for line in lines) < width

    return _grown(texts[text], fits)


def _grown(text: str, fits: Callable[[str], bool]) -> str:
    """A text made longer until nothing more fits."""
    for word in _WORDS:
        while _is_so(fits, longer := f"{text} {word}".lstrip()):
            text = longer
    return text


def _is_so(fits: Callable[[str], bool], text: str) -> bool:
    try:
        return fits(text)
    except NotForPlatesError:
        return False
