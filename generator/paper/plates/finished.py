"""A PDF that WeasyPrint has finished, looked at object by object."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pydyf

_REFERENCE = re.compile(rb"\((?:[^()\\]|\\.)*\)|(\d+) 0 R", re.DOTALL)  # in a string, there is none


@dataclass(frozen=True, slots=True)
class Font:
    """The numbers of the objects that tell how wide a font's glyphs are, and what they mean."""

    descendant: int
    to_unicode: int


class Finished:
    """A `pydyf.PDF` that was written: its objects, by their numbers."""

    def __init__(self, pdf: Any) -> None:
        # What was written last, an object stream and the table of all objects, is a matter of the file.
        self.objects = [one for one in pdf.objects if _kind(one) not in ("/ObjStm", "/XRef")]
        self.catalog = int(pdf.catalog.number)
        self.info = int(pdf.info.number)
        self.metadata = referred(pdf.catalog["Metadata"])
        self.pages = [referred(page) for page in pdf.page_references]
        self.contents = [referred(self.objects[page]["Contents"]) for page in self.pages]

    def body(self, number: int, without: Collection[str] = ()) -> bytes:
        """An object as it is written, without some of its entries."""
        one = self.objects[number]
        if not without:
            return written(one)
        return written(pydyf.Dictionary({key: value for key, value in one.items() if key not in without}))

    def reach(self, start: Iterable[int], stop: Collection[int]) -> list[int]:
        """The numbers of these objects and of all that they refer to, not beyond some, in their order."""
        reached: set[int] = set()
        coming = set(start)
        while coming := coming - reached - set(stop):
            reached |= coming
            coming = {number for one in coming for number in self._references(one)}
        return sorted(reached)

    def _references(self, number: int) -> list[int]:
        one = self.objects[number]
        written_ = written(pydyf.Dictionary(one.extra) if isinstance(one, pydyf.Stream) else one)
        return [int(found) for found in _REFERENCE.findall(written_) if found]

    def stream(self, number: int) -> bytes:
        """What a stream holds, not compressed."""
        return b"\n".join(map(written, self.objects[number].stream))

    def having(self, key: str) -> Iterator[int]:
        """The numbers of the dictionaries, and of the streams, that have such an entry."""
        return (number for number, one in enumerate(self.objects) if key in entries(one))

    def fonts(self) -> dict[str, Font]:
        """The fonts by the names that pages know them by."""
        return dict(self._font(self.objects[number]) for number in self.having("DescendantFonts"))

    def _font(self, font: Any) -> tuple[str, Font]:
        name = written(font["BaseFont"]).decode().lstrip("/").partition("+")[0]
        return name, Font(referred(font["DescendantFonts"][0]), referred(font["ToUnicode"]))


def entries(one: Any) -> dict[str, Any]:
    """The entries of a dictionary or of a stream; of another object, none."""
    if isinstance(one, pydyf.Stream):
        return dict(one.extra)
    return one if isinstance(one, pydyf.Dictionary) else {}


def _kind(one: Any) -> Any:
    return entries(one).get("Type")


def referred(reference: Any) -> int:
    """7 of `7 0 R`."""
    return int(written(reference).split()[0])


def renumbered(body: bytes, numbers: Mapping[int, int]) -> bytes:
    """An object that refers to the same others by new numbers. Raises KeyError where one of them has none."""
    entries_, begun, content = body.partition(b">>\nstream\n")

    def renumber(found: re.Match[bytes]) -> bytes:
        return b"%d 0 R" % numbers[int(found[1])] if found[1] else found[0]

    return b"".join((_REFERENCE.sub(renumber, entries_), begun, content))


def written(value: Any) -> bytes:
    """A value as it is written in a PDF."""
    match value:
        case bytes():
            return value
        case float():
            return number(value)
        case pydyf.Object():
            return bytes(value.data)
        case _:
            return str(value).encode("ascii")


def number(value: float) -> bytes:
    """A number as pydyf writes it."""
    return str(int(value)).encode() if value.is_integer() else f"{value:f}".rstrip("0").encode()
