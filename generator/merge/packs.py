"""Letters found in a pack: a long PDF that holds other pages before, between and after them."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from ..wording import Wording

_LENGTH = 4
"""Words of a phrase: few enough to stand between two values, and enough not to stand on other pages by chance."""

_SHARE = 5
"""One in so many phrases of a letter's page is the templates'. A page that quotes a letter has fewer of them."""

_FEWEST = 15  # phrases of a letter's page: a statistics page without figures has 18, a quoted sentence some ten
_EARLY, _LATE = 0.2, 0.8  # a letter's beginning, and its end
_PERSONAL = 3  # pages of paragraphs written for one council, between two of a letter's pages


@dataclass(frozen=True, slots=True)
class _Page:
    """A letter's page: its index, and how far on in the templates its phrases stand, from 0 to 1."""

    index: int
    position: float


def letters_in(pages: Sequence[str], wordings: Iterable[Wording]) -> list[range]:
    """Return the indexes of the pages of each letter. Another begins where the phrases are not those of a later page.

    Takes a hundredth of the time of reading the letters, and looks for no values.
    """
    phrases = _positions(wordings)
    letters: list[range] = []
    before = _Page(-_PERSONAL, 0)
    for page in _letter_pages(pages, phrases):
        if letters and before.position < page.position and page.index - before.index <= _PERSONAL + 1:
            letters[-1] = range(letters[-1].start, page.index + 1)
        else:
            letters.append(range(page.index, page.index + 1))
        before = page
    return letters


def divided(text: str, wordings: Iterable[Wording]) -> list[str]:
    """Return the letters of a text without pages: another begins behind the last words of a letter, if more come."""
    phrases = _positions(wordings)
    lines = text.splitlines(keepends=True)
    letters, start, furthest, last = [], 0, 0.0, 0
    for number, line in enumerate(lines):
        for phrase in _phrases(line):
            position = phrases.get(phrase)
            if position is None:
                continue
            if furthest > _LATE and position < _EARLY:
                end = last + 1 + bool(lines[last + 1].strip())  # the last sentence may go on for a line
                letters.append("".join(lines[start:end]))
                start, furthest = end, 0.0
            furthest, last = max(furthest, position), number
    return [*letters, "".join(lines[start:])]


def _positions(wordings: Iterable[Wording]) -> dict[str, float]:
    """Return how far on in the templates each phrase stands, from 0 to 1."""
    phrases: dict[str, float] = {}
    for wording in wordings:
        own = list(_phrases_of(wording))
        for number, phrase in enumerate(own):
            phrases.setdefault(phrase, number / len(own))
    return phrases


def _letter_pages(pages: Sequence[str], phrases: dict[str, float]) -> Iterator[_Page]:
    for index, page in enumerate(pages):
        said = list(_phrases(page))
        positions = [phrases[phrase] for phrase in said if phrase in phrases]
        if len(positions) >= max(_FEWEST, len(said) / _SHARE):
            yield _Page(index, median(positions))


def _phrases_of(wording: Wording) -> Iterator[str]:
    for text in wording.literals:
        yield from _phrases(text)


def _phrases(text: str) -> Iterator[str]:
    """Give each run of four words, without their signs, as programs change hyphens, ligatures and quotation marks."""
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text).casefold())
    for first in range(len(words) - _LENGTH + 1):
        yield " ".join(words[first : first + _LENGTH])
