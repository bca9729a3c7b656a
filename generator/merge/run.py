"""The run: letters printed and written, each whole or not at all."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ..files import write_whole
from ..letter import State
from .edition import Ready


@dataclass(frozen=True, slots=True)
class Written:
    """A letter that is on the disk."""

    council: str
    state: State
    pages: int
    file: Path


def render(ready: Ready, slugs: Iterable[str], folder: Path, *, html: bool = False) -> Iterator[Written]:
    """Print these letters into `folder`, as `<slug>.pdf` and with `html` also `<slug>.html`, one after another.

    Raises Faulty where a page asks for what is not there, OSError where the disk does not take a file; what was written
    before stays, and is whole.
    """
    for slug in slugs:
        letter = ready.letters[slug]
        printed = ready.printed(slug)
        file = folder / f"{slug}.pdf"
        write_whole(file, printed.pdf)
        if html:
            write_whole(file.with_suffix(".html"), ready.wording.web_page(letter).encode())
        yield Written(letter.council, letter.state, printed.pages, file)
