"""What pages show: each run of text, where it stands, and to which text of the letter it belongs."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from .finished import Finished
from .founts import meanings_of
from .manuscript import Manuscript, places
from .typesetter import NotForPlatesError, Type

_SHOWN = re.compile(
    rb"BDC\n(?:/[^\n]* gs\n|[\d. ]+ rg\n)*(?P<other>(?:(?!EMC).)*?)BT\n1 0 0 -1 "
    rb"(?P<gap>(?P<left>\S+) (?P<base>\S+) Tm\n/(?P<fount>\w+) (?P<size>\S+) Tf\n\[(?P<glyphs>[^]]*)\] TJ)\nET\n",
    re.DOTALL,
)
_GLYPHS = re.compile(rb"<([0-9a-f]*)")


@dataclass(frozen=True, slots=True)
class Shown:
    """A run of text: on which page, where in its contents, where on the paper; `plain` if nothing is drawn with it."""

    page: int
    start: int
    end: int
    left: bytes
    base: bytes
    type_: Type
    text: str
    plain: bool

    @property
    def line(self) -> tuple[int, bytes]:
        return self.page, self.base


def shown_in(pdf: Finished) -> Iterator[Shown]:
    """What all pages show, in their order."""
    meanings = {name: meanings_of(pdf.stream(font.to_unicode)) for name, font in pdf.fonts().items()}
    for page, number in enumerate(pdf.contents):
        for found in _SHOWN.finditer(pdf.stream(number)):
            fount = found["fount"].decode()
            glyphs = b"".join(_GLYPHS.findall(found["glyphs"]))
            text = "".join(meanings[fount][int(glyphs[at : at + 4], 16)] for at in range(0, len(glyphs), 4))
            type_ = Type(fount, found["size"].decode())
            yield Shown(page, *found.span("gap"), found["left"], found["base"], type_, text, not found["other"])


def aligned(shown: Sequence[Shown], copy: Manuscript) -> dict[int, list[int]]:
    """What is shown, by its number, of each text of the page's body: both are in one order."""
    coming = iter(enumerate(shown))
    aligned: dict[int, list[int]] = {}
    for text, place in enumerate(places(copy.form)):
        rest = copy.texts[text] if place.is_shown else ""
        while rest:
            number, one = next(coming, (0, None))
            words = one.text.strip(" ") if one else ""
            if not words or not rest.startswith(words):
                raise NotForPlatesError(f"the page does not show its words in their order: {rest[:40]}")
            rest = rest[len(words) :].lstrip(" ")
            aligned.setdefault(text, []).append(number)
    if next(coming, None):
        raise NotForPlatesError("the page shows more than its words")
    return aligned


def sharing(shown: Sequence[Shown], aligned: Mapping[int, Sequence[int]]) -> Iterator[tuple[list[int], list[Shown]]]:
    """Texts that share lines, and what is shown of them."""
    owner = {number: text for text, numbers in aligned.items() for number in numbers}
    texts: list[int] = []
    lines: list[Shown] = []
    for _, group in groupby(range(len(shown)), lambda number: shown[number].line):
        line = list(group)
        here = list(dict.fromkeys(owner[number] for number in line))
        if texts and texts[-1] != here[0]:
            yield texts, lines
            texts, lines = [], []
        texts = list(dict.fromkeys([*texts, *here]))
        lines = [*lines, *(shown[number] for number in line)]
    yield texts, lines
