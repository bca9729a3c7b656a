"""Headers, written so that no name can be taken for an address, and no words for another header, whatever they hold."""

import textwrap
from collections.abc import Iterable
from email.header import Header
from email.policy import Policy
from email.utils import quote
from typing import Self

from ..records import on_the_wire

_LINE = 70  # characters, so that a header's name has room beside them
_BETWEEN = "\r\n "


class Written(str):
    """The value of a header that is written already, and stands in the message as it is.

    Python's own folding loses the quotes of a long name, and the part after a comma becomes another address
    (https://github.com/python/cpython/issues/80222); and it decodes what only looks encoded.
    """

    __slots__ = ("name",)
    name: str

    @classmethod
    def of(cls, name: str, lines: Iterable[str]) -> Self:
        """The header `name`: one of these a line."""
        value = cls(_BETWEEN.join(lines))
        value.name = name
        return value

    def fold(self, *, policy: Policy) -> str:
        """The header as the message holds it."""
        return f"{self.name}: {self}{policy.linesep}"


def addresses(name: str, people: Iterable[str]) -> Written:
    """A header of addresses, which are written already."""
    several = list(people)
    return Written.of(name, [*(f"{one}," for one in several[:-1]), *several[-1:]])


def named(name: str, address: str) -> str:
    """`"Bowen, Mr" <chief@council.example>`: an address that shows a name."""
    if _is_plain(name) and len(name) <= _LINE:
        return f'"{quote(name)}" <{on_the_wire(address)}>'
    return f"{_encoded(name)}{_BETWEEN}<{on_the_wire(address)}>"


def sentence(name: str, words: str) -> Written:
    """A header of words that have single spaces between them."""
    if _is_plain(words):
        return Written.of(name, textwrap.wrap(words, _LINE, break_long_words=False, break_on_hyphens=False))
    return Written.of(name, [_encoded(words)])


def _is_plain(words: str) -> bool:
    """Whether words can stand as they are. Raises ValueError where no header can hold them."""
    if not words.isprintable():
        raise ValueError(f"{words!r} would end the header that it stands in")
    return words.isascii() and "=?" not in words and max(map(len, words.split()), default=0) <= _LINE


def _encoded(words: str) -> str:
    """RFC 2047."""
    return Header(words, "utf-8", maxlinelen=_LINE, header_name="Reply-To").encode(linesep="\r\n")
