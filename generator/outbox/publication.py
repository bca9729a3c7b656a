"""The publication: what anyone may see from the day on which an edition is published, as one folder of files."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from html import unescape
from pathlib import Path

from ..errors import Fault, Faulty
from ..files import write_folder
from ..letter import Letter
from ..merge import figures_as, package_of
from .approvals import looked_up
from .folder import OutboxFolder
from .ledger import Entry
from .pages import PAGES
from .post import Post
from .standing import Standing, standings

_MAIL = re.compile(r"\S+@\S+")
"""What looks like an e-mail address, however it is spelt: none leaves with a publication."""
_STYLE = re.compile(r"<style\b.*?</style>", re.DOTALL)
_RULE = re.compile(r"(?<=[\s{};>/])@(?=[a-z-]+\b)")
"""Where a stylesheet's own rule begins, as `@media`."""


@dataclass(frozen=True, slots=True)
class Published:
    """What is in a publication: its files by name, the letters' councils, and why others are left out."""

    files: Mapping[str, bytes]
    councils: tuple[str, ...]
    left_out: Mapping[str, str]

    def write(self, folder: Path) -> None:
        """Write the folder, whole or not at all. Raises OSError."""
        write_folder(folder, self.files)


def publish(post: Post, folder: OutboxFolder, today: date) -> Published:
    """The final letters as PDF and as web pages, their figures as CSV and JSON, and a page to find them by.

    Only what enough people approved as it lies here, or what was sent so. A council that was sent another letter is
    left out, until this one is sent. Raises Faulty before the day of publication, and where an e-mail address is in
    any of it.
    """
    records = post.ready.records
    if today < records.edition.publication:
        what = f"the letters are published on {records.edition.publication}, and not before"
        raise Faulty([records.edition_source.fault(("publication",), what, "publish them then")])
    approvals, entries = looked_up(folder)
    stages = {one.council: one for one in standings(post, approvals, entries)}
    left_out = {
        name: why
        for name in post.ready.records.sources
        if (why := _why_not(name, post, stages.get(name), entries.get(name), today))
    }
    councils = tuple(name for name in records.councils if name not in left_out)
    if not councils:
        what, cure = "no letter can be published yet", "letters status says what keeps each from it"
        raise Faulty([records.edition_source.fault((), what, cure)])
    files = dict(_files(post, councils))
    if faults := list(_addresses(files)):
        raise Faulty(faults)
    return Published(files, councils, left_out)


def _why_not(council: str, post: Post, stage: Standing | None, entry: Entry | None, today: date) -> str | None:
    sheet = post.sheets.get(council)
    letter = post.ready.letters.get(council)
    if sheet is None or letter is None or stage is None:
        return "no letter was printed"
    if letter.state != "final":
        return "a draft: figures are awaited"
    if letter.date > today:
        return f"its letter is of {letter.date.isoformat()}, and not published before"
    if stage.stage not in ("ready", "sent"):
        return stage.why if stage.stage in ("left out", "to approve") else f"{stage.stage}: {stage.why}"
    if entry and entry.state == "sent" and entry.pdf != sheet.sha256:
        return "the council was sent another letter"
    return None


def _files(post: Post, councils: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    ready = post.ready
    letters = {council: ready.letters[council] for council in councils}
    figures = replace(ready.records, councils={council: ready.records.councils[council] for council in councils})
    tables = {f"figures.{kind}": figures_as(kind, figures) for kind in ("csv", "json")}
    yield from tables.items()
    yield "datapackage.json", package_of(figures, ready.edition, tables)
    sizes = {}
    for council, letter in letters.items():
        pdf = post.pdf(council)
        sizes[council] = len(pdf)
        yield f"letters/{council}.pdf", pdf
        yield f"letters/{council}.html", ready.wording.web_page(letter).html.encode()
    yield "index.html", _index(post, letters, sizes)


def _index(post: Post, letters: Mapping[str, Letter], sizes: Mapping[str, int]) -> bytes:
    edition, councils = post.ready.records.edition, post.ready.records.councils
    types = {council: councils[council].type for council in letters}
    page = PAGES.get_template("index.html")
    return page.render(edition=edition, letters=letters, types=types, sizes=sizes).encode()


def _addresses(files: Mapping[str, bytes]) -> Iterator[Fault]:
    """The e-mail addresses in what is text. A PDF is printed from the words of the web page beside it."""
    for name, content in files.items():
        text = "" if name.endswith(".pdf") else _read(name, content.decode("utf-8-sig"))
        if found := _MAIL.search(text):
            line = text.count("\n", 0, found.start()) + 1
            what = f"an e-mail address would be published: {found[0]}"
            yield Fault(name, line, 1, "", what, "take it out of the record or the template, and render again")


def _read(name: str, text: str) -> str:
    """A text as its reader sees it; what a stylesheet does is not read."""
    if not name.endswith(".html"):
        return text
    return unescape(_STYLE.sub(lambda style: _RULE.sub("", style[0]), text))
