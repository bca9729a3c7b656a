"""Where the blocks of a page lie: found by printing it with a colour of its own behind each."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from ...wording import INLINE, walk
from .manuscript import Place, place_of

_BEHIND = re.compile(rb"([\d.]+) ([\d.]+) ([\d.]+) rg\n([\d.]+) [\d.]+ ([\d.]+) [\d.]+ re\n(?:W\nn|f)")

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """The left edge and the width of what a block holds, in pixels."""

    left: float
    width: float

    @property
    def rounded(self) -> tuple[float, float]:
        return round(self.left, 3), round(self.width, 3)


def block_of(place: Place) -> Path:
    """The path of the innermost block around a place."""
    last = max((depth for depth, name in enumerate(place.names) if name not in INLINE), default=-1)
    return place.path[: last + 1]


def coloured(html: str) -> tuple[str, dict[Path, list[int]]]:
    """The page with a colour behind each block, and the colours of each path."""
    colours: dict[Path, list[int]] = {}
    html_pieces = []
    for number, piece in enumerate(walk(html), 1):
        source = piece.source
        if piece.tag and piece.tag.opens and "body" in (place := place_of(piece)).names and "svg" not in place.names:
            colours.setdefault(place.path, []).append(number)
            source = f'{source[:-1]} style="background:#{number:06x} content-box">'
        html_pieces.append(source)
    return "".join(html_pieces), colours


def boxes_in(pages: Iterable[bytes], colours: Mapping[Path, Sequence[int]]) -> dict[Path, Box]:
    """The boxes of blocks, by their paths: of a path only if all its blocks lie one below the other."""
    found: dict[int, list[Box]] = {}
    for one in chain.from_iterable(map(_BEHIND.findall, pages)):
        found.setdefault(_colour(one[:3]), []).append(Box(float(one[3]), float(one[4])))
    boxes = {path: [box for one in those for box in found.get(one, ())] for path, those in colours.items()}
    return {path: those[0] for path, those in boxes.items() if len({box.rounded for box in those}) == 1}


def _colour(channels: tuple[bytes, ...]) -> int:
    return int("".join(f"{round(float(channel) * 255):02x}" for channel in channels), 16)
