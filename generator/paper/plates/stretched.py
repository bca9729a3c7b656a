"""A part stretched: other texts wherever letters differ, as long as their lines have room for.

What moves with its words moves furthest then: what is as wide as a text or gives way to it, and words that are broken
at the end of a line.
"""

from collections.abc import Callable, Collection, Mapping, Sequence

from .manuscript import Manuscript
from .plate import Passage, Plate, Row
from .typesetter import NotForPlatesError, Typesetter

_WORDS = ("administration", "councillors", "complaint", "letter", "one", "of", "a")
_MANY = 2  # lines: longer texts are only lengthened


def stretched(plate: Plate, part: Manuscript, varying: Collection[int], typesetter: Typesetter) -> Manuscript:
    """A part of a plate's class with other texts for those that are `varying`, by their numbers."""
    texts = dict(enumerate(part.texts))
    for text in varying - plate.fixed.keys():
        texts[text] = f"{texts[text]} of another letter"  # as it is told; what is shown follows
    for passage in plate.passages:
        if passage.text in varying:
            texts[passage.text] = _filling(passage, part.texts[passage.text], typesetter)
    for row in plate.rows:
        texts |= _across(row, part.texts, [piece.text for piece in row.pieces if piece.text in varying], typesetter)
    return part.saying(texts.values())


def _filling(passage: Passage, own: str, typesetter: Typesetter) -> str:
    """A text that fills a passage's lines."""

    def fits(text: str) -> bool:
        return len(typesetter.lines(text, passage.type_, passage.width)) <= len(passage.slots)

    return _grown(own if len(passage.slots) > _MANY else "", fits)


def _across(row: Row, own: Sequence[str], varying: Sequence[int], typesetter: Typesetter) -> Mapping[int, str]:
    """Texts that fill a row, each the next part of what is left of it."""
    texts = list(own)
    for number, text in enumerate(varying, 1):

        def fits(longer: str, text: int = text, share: float = number / len(varying)) -> bool:
            lines = row.lines([*texts[:text], longer, *texts[text + 1 :]], typesetter)
            return sum(line.width for line in lines) < row.width * share

        texts[text] = _grown(texts[text], fits)
    return {text: texts[text] for text in varying}


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
