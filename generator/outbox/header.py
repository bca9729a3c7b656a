"""Headers that name people: written so that no name can be taken for an address, whatever it holds."""

from collections.abc import Iterable
from email.header import Header
from email.policy import Policy
from email.utils import quote
from typing import Self

from ..records import on_the_wire

_SHORT = 60  # characters that stand on a line beside quotes


class Addresses(str):
    """The value of From, To, Cc or Reply-To, as it is written: one address a line.

    Python's own folding loses the quotes of a long name, and the part after a comma becomes another address
    (https://github.com/python/cpython/issues/80222).
    """

    __slots__ = ("name",)
    name: str

    @classmethod
    def of(cls, name: str, addresses: Iterable[str]) -> Self:
        """The header `name` over addresses that are already written as they are to stand."""
        value = cls(",\r\n ".join(addresses))
        value.name = name
        return value

    def fold(self, *, policy: Policy) -> str:
        """The header as the message holds it."""
        return f"{self.name}: {self}{policy.linesep}"


def named(name: str, address: str) -> str:
    """`"Bowen, Mr" <chief@council.example>`: an address that shows a name, encoded where it is not plain."""
    if not name.isprintable():
        raise ValueError(f"{name!r} would end the header that it stands in")
    if name.isascii() and len(name) <= _SHORT:
        return f'"{quote(name)}" <{on_the_wire(address)}>'
    encoded = Header(name, "utf-8", maxlinelen=_SHORT + 15, header_name="Reply-To").encode(linesep="\r\n")
    return f"{encoded}\r\n <{on_the_wire(address)}>"
