"""Letters put together: what is around the parts of letters, and each part, as one PDF with gaps."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import md5
from html import escape
from itertools import accumulate, chain
from typing import Any, NamedTuple

from .pdf import (
    PdfObject,
    PdfWriter,
    compressed,
    number_of,
    page_contents,
    real,
    reference,
    renumbered,
    stream,
    string,
)
from .shaping import FontFile

PAGES, RESOURCES, DOCUMENT, PARENTS, CATALOG, COLOURS, FONTS, PROFILE = range(1, 9)
"""The numbers, in shells and fragments, of the objects that all parts of a letter share.

Fonts and a colour profile are the last of them.
"""

OWN = 9
"""The number of the first object that is a shell's or a fragment's own."""

TITLE, XML_TITLE, STATES, _VALUES = range(4)
"""What fills the gaps of shells: the title as a string and in XML, and graphics states. Those of parts follow."""

STATE = re.compile(rb"^/([Aa][\d.e-]+) gs$", re.MULTILINE)
"""The name of a graphics state that is the opacity of strokes (A) or of what is filled (a)."""

_DRAWING = re.compile(rb"(?<=\n/x)\d+(?= Do\n)")


class Shell(NamedTuple):
    """What letters hold around their parts.

    `pages` are the contents of the pages of empty parts. Objects are numbered from 1 on; those to which parts add
    entries lack the closing `>>`. The metadata stream and the embedded record are written for each letter: there are
    their numbers, and the entries of the one and the dates of the other.
    """

    fonts: dict[str, FontFile]
    pages: tuple[bytes, ...]
    objects: tuple[PdfObject, ...]
    info: int
    metadata: tuple[int, bytes]
    record: tuple[int, bytes]


class FragmentPage(NamedTuple):
    """A page, by references: its object and its contents, the topmost of its tags, those of its marked contents.

    Its form XObjects, `drawings`, go in its contents by the names x0, x1 and so on.
    """

    page: bytes
    contents: bytes
    content: PdfObject
    tags: bytes
    marked: bytes
    drawings: tuple[bytes, ...]


class Fragment(NamedTuple):
    """The pages of a part, and the objects that are theirs alone, numbered from `OWN` on.

    Pages, annotations and the entries of the outline lack the closing `>>`. `links` are references to annotations and
    to their tags. Entries of the outline have their level.
    """

    objects: tuple[PdfObject, ...]
    pages: tuple[FragmentPage, ...]
    links: tuple[tuple[bytes, bytes], ...]
    outline: tuple[tuple[int, PdfObject], ...]


class PdfTemplate(NamedTuple):
    """A PDF with gaps: what writes it, with all objects that are fixed, and by number the others.

    `states` are the graphics states that are used beside the gaps.
    """

    writer: PdfWriter
    states: frozenset[bytes]
    contents: dict[int, PdfObject]
    others: dict[int, PdfObject]
    shell: Shell

    def filled(self, title: str, parts: Iterable[Sequence[bytes]], record: bytes) -> bytes:
        """Return the PDF of a letter with its title, with what fills the gaps of its parts, and with its record."""
        own = list(chain.from_iterable(parts))
        values = [string(title), escape(title, quote=False).encode(), b"", *own]
        contents = {number: content.filled(values) for number, content in self.contents.items()}
        states = {*self.states, *(value[1:-3] for value in own if value.endswith(b" gs"))}
        values[STATES] = b"".join(map(_state, sorted(states)))
        streams = {number: page_contents(content) for number, content in contents.items()}
        number, facts = self.shell.metadata
        streams[number] = stream(facts, self.shell.objects[number - 1].filled(values))
        number, dates = self.shell.record
        sum_ = md5(record, usedforsecurity=False).hexdigest().encode()
        params = b"/Params <</CheckSum <%b>/Size %d%b>>" % (sum_, len(record), dates)
        streams[number] = compressed(b"/Type /EmbeddedFile/Subtype /application#2fjson" + params, record)
        others = {number: one.filled(values) for number, one in self.others.items()}
        return self.writer.file(streams, others, b"/Root %d 0 R/Info %d 0 R" % (CATALOG, self.shell.info))


def assemble(shell: Shell, fragments: Sequence[Fragment], values: Sequence[int]) -> PdfTemplate:
    """Return the template of letters that have these parts, each with so many values."""
    objects = dict(enumerate(shell.objects, 1))
    parts: list[Fragment] = []
    for fragment, gaps in zip(fragments, accumulate(values, initial=_VALUES), strict=False):
        first = len(objects) + 1
        numbers = {number: number for number in range(1, OWN)}
        numbers |= {old: new for new, old in enumerate(range(OWN, OWN + len(fragment.objects)), first)}
        parts.append(moved(fragment, numbers, gaps))
        objects |= dict(enumerate(parts[-1].objects, first))
    pages = [page for part in parts for page in part.pages]
    for number, entries in _added(parts, pages):
        objects[number] = objects[number].with_end(entries)
    if bookmarks := [bookmark for part in parts for bookmark in part.outline]:
        first = len(objects) + 1
        objects |= dict(enumerate(_outline(bookmarks, first), first))
        objects[CATALOG] = objects[CATALOG].with_end(b"/Outlines " + reference(len(objects)))
    objects[CATALOG] = objects[CATALOG].with_end(b">>")
    objects[RESOURCES] = PdfObject((*objects[RESOURCES].pieces, b">>>>"), (STATES,))
    contents = dict(_contents(parts))
    own = {shell.metadata[0], shell.record[0], *contents}
    fixed = {number: one.pieces[0] for number, one in objects.items() if not one.gaps and number not in own}
    others = {number: one for number, one in objects.items() if one.gaps and number not in own}
    states = frozenset(state for one in contents.values() for piece in one.pieces for state in STATE.findall(piece))
    return PdfTemplate(PdfWriter(fixed, len(objects)), states, contents, others, shell)


def _state(name: bytes) -> bytes:
    opacity = real(float(name[1:]))
    return b"/%b <</%b %b>>" % (name, b"CA" if name.startswith(b"A") else b"ca", opacity)


def moved(value: Any, numbers: Mapping[int, int], gaps: int) -> Any:
    """Return what refers to the same objects by new numbers, its gaps numbered from another on."""
    match value:
        case bytes():
            return renumbered(value, numbers)
        case PdfObject():
            pieces = [renumbered(piece, numbers) for piece in value.pieces]
            return PdfObject(tuple(pieces), tuple([gap + gaps for gap in value.gaps]))
        case FragmentPage(content=content):
            page, contents, _, *others = (moved(one, numbers, gaps) for one in value._replace(content=PdfObject(())))
            content = PdfObject(content.pieces, tuple(gap + gaps for gap in content.gaps))  # which refers to none
            return FragmentPage(page, contents, content, *others)
        case Fragment():
            return Fragment(*(moved(one, numbers, gaps) for one in value))
        case tuple():
            return tuple(moved(one, numbers, gaps) for one in value)
        case _:
            return value


def _contents(parts: Sequence[Fragment]) -> Iterator[tuple[int, PdfObject]]:
    """Yield the contents of pages, their form XObjects named through the letter."""
    before = 0
    for part in parts:
        for page in part.pages:
            yield number_of(page.contents), with_drawings(page.content, before)
        before += sum(len(page.drawings) for page in part.pages)


def with_drawings(content: PdfObject, first: int) -> PdfObject:
    """Return contents with their form XObjects named from another on."""

    def name(found: re.Match[bytes]) -> bytes:
        return b"%d" % (int(found[0]) + first)

    return PdfObject(tuple(_DRAWING.sub(name, piece) for piece in content.pieces), content.gaps)


def _added(parts: Sequence[Fragment], pages: Sequence[FragmentPage]) -> Iterator[tuple[int, bytes]]:
    """Yield what the parts add to the objects that they share, and to their own the numbers through the letter."""
    links = [link for part in parts for link in part.links]
    drawings = enumerate(drawing for page in pages for drawing in page.drawings)
    parents = [b"%d [%b]" % (number, page.marked) for number, page in enumerate(pages)]
    parents += [b"%d %b" % (number, tag) for number, (_, tag) in enumerate(links, len(pages))]
    yield PAGES, b"/Kids [%b]/Count %d>>" % (b" ".join(page.page for page in pages), len(pages))
    yield DOCUMENT, b"/K [%b]>>" % b" ".join(page.tags for page in pages)
    yield PARENTS, b"/Nums [%b]>>" % b" ".join(parents)
    yield RESOURCES, b"/XObject <<%b>>/ExtGState <<" % b"".join(b"/x%d %b" % drawing for drawing in drawings)
    for number, page in enumerate(pages):
        yield number_of(page.page), b"/StructParents %d>>" % number
    for number, (annotation, _) in enumerate(links, len(pages)):
        yield number_of(annotation), b"/StructParent %d>>" % number


def _outline(bookmarks: Sequence[tuple[int, PdfObject]], first: int) -> list[PdfObject]:
    """Return the outline's entries, numbered from `first` on, and then the outline itself.

    Each entry is below the nearest one before it of a higher level, as WeasyPrint nests them.
    """
    root = len(bookmarks)
    below: list[list[int]] = [[] for _ in range(root + 1)]
    above: list[int] = []
    for number, (level, _) in enumerate(bookmarks):
        while above and bookmarks[above[-1]][0] >= level:
            above.pop()
        below[above[-1] if above else root].append(number)
        above.append(number)

    def ended(entry: PdfObject, inner: list[int], count: int, leads: dict[bytes, list[int]]) -> PdfObject:
        leads |= {b"First": inner[:1], b"Last": inner[-1:]}
        found = (b"/%b %d 0 R" % (key, first + number) for key, numbers in leads.items() for number in numbers)
        return entry.with_end(b"/Count %d%b>>" % (count, b"".join(found)))

    def count(number: int) -> int:
        return sum(1 + count(inner) for inner in below[number])

    entries = {root: ended(PdfObject((b"<<",)), below[root], root, {})}
    for parent, beside in enumerate(below):
        for place, number in enumerate(beside):
            leads = {b"Parent": [parent], b"Prev": beside[:place][-1:], b"Next": beside[place + 1 :][:1]}
            entries[number] = ended(bookmarks[number][1], below[number], count(number), leads)
    return [entries[number] for number in range(root + 1)]
