"""HTML as it is read: without its tags, its pictures and its head."""

from collections.abc import Mapping
from html.parser import HTMLParser

from .elements import INLINE, UNREAD

_QUOTES = ("\u201c\u201d", "\u2018\u2019")
"""What is printed around `<q>`, and around one inside another."""


class Reader(HTMLParser):
    """Walks a page and calls `space` where words end, `words` with text, `opened` and `closed` at elements."""

    def __init__(self) -> None:
        super().__init__()
        self._inside: list[str] = []
        self._quotes = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in UNREAD:
            self._inside.append(tag)
        if not self._inside:
            if tag not in INLINE:
                self.space()
            self.opened(tag, dict(attrs))
            if tag == "q":
                self.words(_QUOTES[self._quotes % 2][0])
                self._quotes += 1

    def handle_endtag(self, tag: str) -> None:
        if self._inside:
            if tag == self._inside[-1]:
                self._inside.pop()
            return
        if tag == "q":
            self._quotes -= 1
            self.words(_QUOTES[self._quotes % 2][1])
        self.closed(tag)
        if tag not in INLINE:
            self.space()

    def handle_data(self, data: str) -> None:
        if not self._inside:
            self.words(data)

    def space(self) -> None:
        """Words end here."""

    def words(self, text: str) -> None:
        """Text, with the white space of the source."""

    def opened(self, tag: str, attributes: Mapping[str, str | None]) -> None:
        """An element begins."""

    def closed(self, tag: str) -> None:
        """An element ends."""


class _Lines(Reader):
    def __init__(self) -> None:
        super().__init__()
        self.lines = [""]

    def space(self) -> None:
        self.lines.append("")

    def words(self, text: str) -> None:
        self.lines[-1] += text.replace("\n", " ")


def lines_of(html: str) -> str:
    """The words of a page, a line for each stretch that an element sets off."""
    page = _Lines()
    page.feed(html)
    page.close()
    return "\n".join(page.lines)
