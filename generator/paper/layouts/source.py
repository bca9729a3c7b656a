"""The HTML of a part of a letter, divided into its structure and what letters of one structure have of their own."""

import re
from collections.abc import Sequence
from functools import lru_cache
from html import escape, unescape
from itertools import chain
from typing import NamedTuple

from ...wording import PRINTED_VALUE, split_tags, walk, without_marks

_TEXT, _FIGURE = "\x01", "\x02"  # no page of HTML has them
_GAPS = re.compile(f"[{_TEXT}{_FIGURE}]")
_WHITE = re.compile(r"[ \t\n\r\f]+")
_ATTRIBUTE = re.compile(r'(?<= )([\w-]+)="([^"]*)"')
_NUMBER = r"\d+(?:\.\d+)?"
_FRACTION = r"0?\.\d*[1-9]\d*"
_ROTATION = re.compile(rf"rotate\((-?{_NUMBER} {_NUMBER} {_NUMBER})\)")
_FIGURES = {
    **dict.fromkeys("d points stroke-dasharray".split(), (_NUMBER, any)),
    **dict.fromkeys("height width x x1 x2 y y1 y2".split(), (_NUMBER, all)),
    **dict.fromkeys(("fill-opacity", "stroke-opacity"), (_FRACTION, all)),
}
"""Attributes of drawings whose values are figures: what these look like, and which of their numbers must not be 0.

WeasyPrint does not draw dashes that are all 0, nor what has no width, and writes no opacity that does not change.
"""


class Source(NamedTuple):
    """A page of HTML: its texts, white space folded, and the figures of its drawings, each in the page's order.

    `form` is what is left, and where the others stood in it. `varying` are the texts, by number, that hold printed
    values. A figure is a length, an opacity, or an angle and the point around which something is turned.
    """

    form: str
    texts: tuple[str, ...]
    varying: frozenset[int]
    figures: tuple[str, ...]

    @property
    def html(self) -> str:
        texts, figures = iter(self.texts), iter(self.figures)
        return _GAPS.sub(lambda gap: escape(next(texts), quote=False) if gap[0] == _TEXT else next(figures), self.form)

    @property
    def unseen(self) -> frozenset[int]:
        """The texts that no page shows: the titles of the letter and of drawings."""
        places = [piece.element.path if piece.element else () for piece in walk(self.form) if _TEXT in piece.source]
        return frozenset(text for text, path in enumerate(places) if any(element.name == "title" for element in path))


class _Piece(NamedTuple):
    """A tag or a text of a page, without what it has of its own; and by how much it is nested in sections."""

    form: str
    text: str = ""
    varies: bool = False
    figures: tuple[str, ...] = ()
    nests: int = 0


def parts_of(marked: str) -> list[Source]:
    """Return a page with its parts empty, then one with each part alone.

    The page has the marks of its printed values. Parts are the outermost sections with `data-part`.
    """
    around: list[list[_Piece]] = [[]]
    parts: list[list[_Piece]] = []
    depth = 0
    for number, source in enumerate(split_tags(marked)):
        piece = _tag(source) if number % 2 else _text(source)
        if piece.nests < 0 and depth:
            depth -= 1
            around += [] if depth else [[]]
        (parts[-1] if depth else around[-1]).append(piece)
        if piece.nests > 0 and (depth or "data-part=" in source):
            parts += [] if depth else [[]]
            depth += 1
    sources = [_source([*chain(*around)])]
    for place, part in enumerate(parts, 1):
        sources.append(_source([*chain(*around[:place]), *part, *chain(*around[place:])]))
    return sources


def _source(pieces: Sequence[_Piece]) -> Source:
    texts = [piece for piece in pieces if piece.text]
    return Source(
        "".join([piece.form for piece in pieces]),
        tuple([piece.text for piece in texts]),
        frozenset([number for number, piece in enumerate(texts) if piece.varies]),
        tuple([figure for piece in pieces for figure in piece.figures]),
    )


@lru_cache(maxsize=2000)
def _text(piece: str) -> _Piece:
    """Divide what stands between two tags; white space alone is no text. A value that would be folded stays."""
    plain = without_marks(piece)
    if any(value != _WHITE.sub(" ", value).strip(" ") for _, value in PRINTED_VALUE.findall(piece)):
        return _Piece(plain)
    text = _WHITE.sub(" ", unescape(plain))
    bare = text.strip(" ")
    return _Piece(text.replace(bare, _TEXT), bare, plain != piece) if bare else _Piece(text)


@lru_cache(maxsize=2000)
def _tag(tag: str) -> _Piece:
    """Divide a tag: printed values in the attributes of drawings are figures, and any other stays in it."""
    figures: list[str] = []

    def divide(attribute: re.Match[str]) -> str:
        name, value = attribute.groups()
        plain = without_marks(value)
        if plain != value and name == "transform" and (turn := _ROTATION.fullmatch(plain)):
            figures.append(turn[1])
            return f'transform="rotate({_FIGURE})"'
        pattern, rule = _FIGURES.get(name, ("(?!)", all))
        if not rule(map(float, re.findall(_NUMBER, plain))):
            return attribute[0]

        def take_out(found: re.Match[str]) -> str:
            if not re.fullmatch(pattern, found[2]):
                return found[2]
            figures.append(found[2])
            return _FIGURE

        return f'{name}="{PRINTED_VALUE.sub(take_out, value)}"'

    form = without_marks(_ATTRIBUTE.sub(divide, tag) if without_marks(tag) != tag else tag)
    return _Piece(form, figures=tuple(figures), nests=tag.startswith("<section") - tag.startswith("</section"))
