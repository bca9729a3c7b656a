"""The outline of a letter: each heading below the nearest one before it of a higher level, as WeasyPrint nests them."""

from collections.abc import Iterator, Sequence

from .forme import Told
from .part import Heading


def outlined(headings: Sequence[Heading], first: int) -> list[Told]:
    """The outline's entries, numbered from `first` on. The outline itself has the number after them."""
    parents = list(_parents(headings))
    return [_entry(number, heading, parents, first) for number, heading in enumerate(headings)]


def outline(headings: Sequence[Heading], first: int) -> bytes:
    """The outline itself."""
    top = [number for number, parent in enumerate(_parents(headings)) if parent == len(headings)]
    return b"<</Count %d/First %d 0 R/Last %d 0 R>>" % (len(headings), first + top[0], first + top[-1])


def _parents(headings: Sequence[Heading]) -> Iterator[int]:
    """For each heading, the number of the one above it; for the topmost, that of the outline."""
    above: list[int] = []
    for number, heading in enumerate(headings):
        while above and headings[above[-1]].level >= heading.level:
            above.pop()
        yield above[-1] if above else len(headings)
        above.append(number)


def _entry(number: int, heading: Heading, parents: Sequence[int], first: int) -> Told:
    below = [one for one, parent in enumerate(parents) if parent == number]
    beside = [one for one, parent in enumerate(parents) if parent == parents[number]]
    at = beside.index(number)
    parent, next_ = (b"Parent", parents[number : number + 1]), (b"Next", beside[at + 1 : at + 2])
    others = [
        (b"Prev", beside[at - 1 : at]),
        (b"First", below[:1]),
        (b"Last", below[-1:]),
        # In this order, WeasyPrint writes them.
        *((next_, parent) if parents[number] == len(parents) else (parent, next_)),
    ]
    leads = b"".join(b"/%b %d 0 R" % (key, first + one) for key, ones in others for one in ones)
    destination = b"/Dest [%d 0 R %b]/Count %d" % (heading.page, heading.place, _below(number, parents))
    return Told(first + number, b"<</Title ", destination + leads + b">>")


def _below(number: int, parents: Sequence[int]) -> int:
    return sum(1 + _below(one, parents) for one, parent in enumerate(parents) if parent == number)
