"""Tags that do not fit together: browsers and WeasyPrint guess what was meant, and each guesses otherwise."""

from collections.abc import Iterator
from html.parser import HTMLParser

from .elements import VOID

_END_IS_OPTIONAL = frozenset("body dd dt head html li option p rp rt tbody td tfoot th thead tr".split())


def misplaced_tags(html: str) -> Iterator[tuple[str, str]]:
    """Give each tag of a page that does not fit, as it is written, and what is wrong with it."""
    reader = _Tags()
    reader.feed(html)
    reader.close()
    yield from reader.misplaced
    for _, tag in reader.open:
        if tag:
            yield tag, "is not closed"


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.misplaced: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        written = self.get_starttag_text() or f"<{tag}>"
        if any("<" in name or '"' in name for name, _ in attrs):
            self.misplaced.append((written, "is not closed with >, and takes in what follows"))
        elif tag not in VOID:
            self.open.append((tag, "" if tag in _END_IS_OPTIONAL else written))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take `<circle/>` as whole."""

    def handle_endtag(self, tag: str) -> None:
        names = [name for name, _ in self.open]
        if tag not in names:
            self.misplaced.append((f"</{tag}>", "closes what was not opened"))
            return
        while self.open[-1][0] != tag:
            _, written = self.open.pop()
            if written:
                self.misplaced.append((written, "is not closed"))
        self.open.pop()
