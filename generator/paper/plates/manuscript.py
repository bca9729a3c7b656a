"""A page of HTML, taken apart into what the letters of a class share and what each of them has of its own."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import escape, unescape
from itertools import chain, pairwise

from ...wording import Piece, split_tags, walk

_DASHES = re.compile(r'(?<= stroke-dasharray=")([\d.]+) ([\d.]+)(?=")')
_TURN = re.compile(r'(?<= transform="rotate\()([\d.]+) ([\d.]+) ([\d.]+)(?=\)")')
_WHITE = re.compile(r"[ \t\n\r\f]+")
_TEXT = "\x01"  # no page of HTML has it

Figures = tuple[str, ...]
"""Numbers of a drawing: two of dashes, or an angle and the point around which it turns."""


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A page of HTML: its texts, white space folded, and the figures of its drawings, each in the page's order.

    `form` is what is left, and where the others stood in it. Pages of one form are laid out alike if their texts take
    as many lines.
    """

    html: str
    form: str
    texts: tuple[str, ...]
    figures: tuple[Figures, ...]

    @classmethod
    def of(cls, html: str) -> "Manuscript":
        pieces = split_tags(html)
        texts: list[str] = []
        figures: list[Figures] = []
        for number, piece in enumerate(pieces):
            if number % 2:
                pieces[number], drawn = _fixed(piece)
                figures += drawn
            else:
                pieces[number], text = _folded(piece)
                if text:
                    texts.append(text)
        return cls(html, "".join(pieces), tuple(texts), tuple(figures))

    def saying(self, texts: Iterable[str]) -> "Manuscript":
        """The same page with these texts."""
        coming = iter(texts)
        pieces = split_tags(self.html)
        for number, piece in enumerate(pieces[::2]):
            form, text = _folded(piece)
            if text:
                pieces[2 * number] = form.replace(_TEXT, escape(next(coming), quote=False))
        return Manuscript.of("".join(pieces))

    def redrawn(self) -> "Manuscript":
        """The same page with other figures in its drawings."""
        return Manuscript.of(_TURN.sub(r"123.4 \2 \3", _DASHES.sub("37.5 62.5", self.html)))


def parted(html: str) -> list[Manuscript]:
    """A page with its parts empty, then one with each part alone: parts are the outermost sections with `data-part`."""
    edges = [0, *chain(*_parts(html)), len(html)]
    pieces = [Manuscript.of(html[start:end]) for start, end in pairwise(edges)]
    around, parts = pieces[::2], pieces[1::2]
    alone = [_joined(*around[:number], part, *around[number:]) for number, part in enumerate(parts, 1)]
    return [_joined(*around), *alone]


def _joined(*pieces: Manuscript) -> Manuscript:
    """Pieces of a page, which begin and end with tags, as one."""
    return Manuscript(
        "".join(piece.html for piece in pieces),
        "".join(piece.form for piece in pieces),
        tuple(chain.from_iterable(piece.texts for piece in pieces)),
        tuple(chain.from_iterable(piece.figures for piece in pieces)),
    )


def _parts(html: str) -> Iterator[tuple[int, int]]:
    """Where the contents of the parts begin and end."""
    start = depth = position = 0
    for piece in split_tags(html):
        end = position + len(piece)
        if piece.startswith("</section") and depth:
            depth -= 1
            if depth == 0:
                yield start, position
        elif piece.startswith("<section") and (depth or "data-part=" in piece):
            depth += 1
            if depth == 1:
                start = end
        position = end


@lru_cache(maxsize=2000)
def _fixed(tag: str) -> tuple[str, tuple[Figures, ...]]:
    """A tag without its figures, and these."""
    found = tuple(one.groups() for gap in (_DASHES, _TURN) for one in gap.finditer(tag))
    return (_TURN.sub("", _DASHES.sub("", tag)), found) if found else (tag, ())


@lru_cache(maxsize=2000)
def _folded(piece: str) -> tuple[str, str]:
    """What holds a text's place, and the text; white space alone is none."""
    text = _WHITE.sub(" ", unescape(piece))
    bare = text.strip(" ")
    return (text.replace(bare, _TEXT), bare) if bare else (text, "")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text of a form stands: in which elements, from the outermost, each as its tag is written; their names."""

    path: tuple[str, ...]
    names: tuple[str, ...]

    @property
    def is_shown(self) -> bool:
        """Whether the page shows it, or only tells it to whoever does not look."""
        return "title" not in self.names


def places(form: str) -> list[Place]:
    """The places of a form's texts, in its order."""
    return [place_of(piece) for piece in walk(form) if _TEXT in piece.source]


def place_of(piece: Piece) -> Place:
    """Where a piece of a page stands; a tag that opens an element stands in this."""
    elements = piece.element.path if piece.element else ()
    return Place(tuple(element.tag for element in elements), tuple(element.name for element in elements))
