"""Locking up: of what WeasyPrint finished, the pages of one part, and all that belongs to them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from .chase import Chase, drawings_of, shared_by, tags_of
from .finished import Finished, entries, referred, renumbered, written
from .forme import Contents, Told
from .outline import outline, outlined
from .part import OWN, PARENTS, RESOURCES, Heading, Page, Part
from .typesetter import NotForPlatesError

_DRAWN = re.compile(rb"\n/(\w+) Do\n")
_LATER = frozenset({"StructParents", "StructParent"})  # numbers of the whole letter's


@dataclass(frozen=True, slots=True)
class Gap:
    """A gap in a page's contents, and what is in it by itself."""

    page: int
    start: int
    end: int
    own: bytes


def locked_up(
    pdf: Finished, chase: Chase, gaps: Sequence[Gap], alts: Sequence[tuple[int, Told]], headings: Sequence[Heading]
) -> Part:
    """The part that is in a PDF, with these gaps; what tells its texts and leads to them has the PDF's numbers still.

    Raises NotForPlatesError where something is not as it is known.
    """
    if not chase.fits(pdf):
        raise NotForPlatesError("what is around the part is not as it is around others")
    return _Lock(pdf, gaps).part(alts, headings)


def headings_of(pdf: Finished, texts: Sequence[str], levels: Mapping[int, int]) -> list[Heading]:
    """The entries of a PDF's outline, which are to be texts of these levels."""
    numbers = [number for number in pdf.having("Dest") if "Title" in entries(pdf.objects[number])]
    headings = [
        Heading(text, level, *_destination(pdf, number))
        for (text, level), number in zip(levels.items(), numbers, strict=True)
    ]
    if headings:
        told = outlined(headings, numbers[0])
        bodies = [one.telling(texts[heading.text]) for one, heading in zip(told, headings, strict=True)]
        bodies.append(outline(headings, numbers[0]))
        if bodies != [pdf.body(number) for number in range(numbers[0], numbers[0] + len(bodies))]:
            raise NotForPlatesError("the outline is not that of the headings")
    return headings


def _destination(pdf: Finished, number: int) -> tuple[int, bytes]:
    page, _, place = written(pdf.objects[number]["Dest"])[1:-1].partition(b" 0 R ")
    return int(page), place


class _Lock:
    """What of a print is the part's: the pages from the first to the last on which something is marked."""

    def __init__(self, pdf: Finished, gaps: Sequence[Gap]) -> None:
        self._pdf = pdf
        self._gaps = gaps
        shared = shared_by(pdf)
        self._of_role = {role: pdf.objects[number] for number, role in shared.items()}
        nums = self._of_role[PARENTS]["Nums"]
        self._parents = dict(zip(nums[::2], nums[1::2], strict=True))
        marked = [page for page in range(len(pdf.pages)) if self._parents[page]]
        self._pages = range(marked[0], marked[-1] + 1)
        self._tags = tags_of(pdf)
        self._drawings = self._drawn()
        pages = {pdf.pages[page] for page in self._pages}
        drawings = (self._drawings[page] for page in self._pages)
        self._own = pdf.reach(chain(pages, *(self._tags[page] for page in pages), *drawings), shared)
        if pages != set(self._own) & set(pdf.pages):
            raise NotForPlatesError("a page of the part leads to another")
        self._numbers = shared | {number: place for place, number in enumerate(self._own, OWN)}

    def part(self, alts: Sequence[tuple[int, Told]], headings: Sequence[Heading]) -> Part:
        again = {one.object_ for _, one in alts} | {self._pdf.contents[page] for page in self._pages}
        numbers, states = self._numbers, self._of_role[RESOURCES]["ExtGState"]
        return Part(
            {numbers[number]: b"" if number in again else self._body(number) for number in self._own},
            tuple(map(self._page, self._pages)),
            tuple(self._links()),
            tuple((text, one.moved(numbers)) for text, one in alts),
            tuple(one.moved(numbers) for one in headings),
            {name: renumbered(written(state), {}) for name, state in sorted(states.items())},
        )

    def _drawn(self) -> dict[int, list[int]]:
        """The drawings of each page. All are in pages, in their order, and so named."""
        drawings = drawings_of(self._pdf)
        names = {page: _DRAWN.findall(self._pdf.stream(number)) for page, number in enumerate(self._pdf.contents)}
        drawn = [name.decode() for page in names.values() for name in page]
        if not drawn == list(drawings) == [f"x{number}" for number in range(len(drawn))]:
            raise NotForPlatesError("drawings are not in the pages' order")
        return {page: [drawings[name.decode()] for name in here] for page, here in names.items()}

    def _body(self, number: int) -> bytes:
        later = _LATER & entries(self._pdf.objects[number]).keys()
        body = self._pdf.body(number, later)[:-2] if later else self._pdf.body(number)
        return renumbered(body, self._numbers)

    def _page(self, page: int) -> Page:
        numbers = self._numbers
        return Page(
            numbers[self._pdf.pages[page]],
            self._contents(page),
            tuple(numbers[tag] for tag in self._tags[self._pdf.pages[page]]),
            tuple(numbers[referred(tag)] for tag in self._parents[page]),
            tuple(numbers[drawing] for drawing in self._drawings[page]),
        )

    def _contents(self, page: int) -> Contents:
        contents, at = self._pdf.stream(self._pdf.contents[page]), 0
        fixed, filled = [], []
        here = ((number, gap) for number, gap in enumerate(self._gaps) if gap.page == page)
        for number, gap in sorted(here, key=lambda one: one[1].start):
            fixed.append(contents[at : gap.start])
            filled.append((number, gap.own))
            at = gap.end
        before = sum(len(self._drawings[other]) for other in range(self._pages.start))
        printed = Contents(self._pdf.contents[page], (*fixed, contents[at:]), tuple(filled))
        return printed.moved(self._numbers, -before)

    def _links(self) -> Iterator[tuple[int, int]]:
        """Annotations and their tags, in their order."""
        links = {self._pdf.objects[number]["StructParent"]: number for number in self._pdf.having("StructParent")}
        for place in sorted(links):
            yield self._numbers[links[place]], self._numbers[referred(self._parents[place])]
