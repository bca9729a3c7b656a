"""A letter's text as it is read: words with single spaces between them, and where its pages and lines begin."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """The words of some pages. `pages` and `lines` are the positions in `words` where each of them begins."""

    words: str
    pages: tuple[int, ...]
    lines: tuple[int, ...]

    @classmethod
    def of(cls, pages: Sequence[str]) -> "Text":
        """The text of pages as a program extracted them, white space folded."""
        words: list[str] = []
        page_starts, line_starts = [], []
        length = 0
        for page in pages:
            page_starts.append(length)
            for line in page.splitlines():
                if folded := " ".join(line.split()):
                    line_starts.append(length)
                    words.append(folded)
                    length += len(folded) + 1
        return cls(" ".join(words), tuple(page_starts), tuple(line_starts))

    def page(self, position: int) -> int:
        """The number, from 1, of the page that a position is on."""
        return sum(start <= position for start in self.pages)
