"""Where the blocks of a page lie: found by printing it with a colour of its own behind each."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from .manuscript import Place, pieces_of

_INLINE = frozenset("a abbr b bdi cite code em i q s small span strong sub sup time u".split())
_BEHIND = re.compile(rb"([\d.]+) ([\d.]+) ([\d.]+) rg\n([\d.]+) [\d.]+ ([\d.]+) [\d.]+ re\n(?:W\nn|f)")

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """The left edge and the width of what a block holds, in pixels."""

    left: float
    width: float


def block_of(place: Place) -> Path:
    """The path of the innermost block around a place."""
    last = max((depth for depth, name in enumerate(place.names) if name not in _INLINE), default=-1)
    return place.path[: last + 1]


def coloured(html: str) -> tuple[str, dict[Path, int]]:
    """The page with a colour behind each block, and the first of the colours of each path."""
    colours: dict[Path, int] = {}
    html_pieces = []
    for number, (piece, path, opens) in enumerate(pieces_of(html), 1):
        if opens and "body" in (names := Place(path).names) and "svg" not in names:
            colours.setdefault(path, number)
            piece = f'{piece[:-1]} style="background:#{number:06x} content-box">'
        html_pieces.append(piece)
    return "".join(html_pieces), colours


def boxes_in(page: bytes) -> Mapping[int, Box]:
    """The boxes of a page's contents, by their colours."""
    return {_colour(found[:3]): Box(float(found[3]), float(found[4])) for found in reversed(_BEHIND.findall(page))}


def _colour(channels: tuple[bytes, ...]) -> int:
    return int("".join(f"{round(float(channel) * 255):02x}" for channel in channels), 16)
