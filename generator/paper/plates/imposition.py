"""Imposition: parts of letters, each from a plate of its own, locked up as one letter, as WeasyPrint would write it."""

from collections.abc import Iterable, Iterator, Sequence

from .chase import Chase
from .file import head_of
from .forme import Forme
from .outline import outline, outlined
from .part import CATALOG, DOCUMENT, OWN, PAGES, PARENTS, RESOURCES, Part


def imposed(chase: Chase, parts: Sequence[Part]) -> Forme:
    """The forme of letters that have these parts."""
    moved = list(_moved(chase, parts))
    objects = dict(enumerate(chase.objects, 1))
    for part in moved:
        objects |= part.objects
    headings = [heading for part in moved for heading in part.outline]
    entries = outlined(headings, len(objects) + 1)
    objects |= {entry.object_: b"" for entry in entries}
    if headings:
        objects[len(objects) + 1] = outline(headings, entries[0].object_)
        objects[CATALOG] += b"/Outlines %d 0 R" % len(objects)
    for number, added in _added(moved):
        objects[number] += added + b">>"
    coming = iter(entries)
    return Forme(
        *head_of({number: body for number, body in objects.items() if body}, len(objects)),
        tuple(tuple(page.contents for page in part.pages) for part in moved),
        tuple((*part.alts, *((heading.text, next(coming)) for heading in part.outline)) for part in moved),
        chase.info,
        chase.metadata,
        chase.record,
        b"/Root %d 0 R/Info %d 0 R" % (CATALOG, chase.info.object_),
    )


def _added(parts: Sequence[Part]) -> Iterator[tuple[int, bytes]]:
    """What the parts add to objects: to those that they share, and to their own the numbers through the letter."""
    pages = [page for part in parts for page in part.pages]
    links = [link for part in parts for link in part.links]
    drawings = [drawing for page in pages for drawing in page.drawings]
    states = {name: state for part in parts for name, state in part.states.items()}
    parents = [b"%d [%b]" % (number, _references(page.tagged)) for number, page in enumerate(pages)]
    parents += [b"%d %d 0 R" % (number, tag) for number, (_, tag) in enumerate(links, len(pages))]
    named = (
        b"".join(b"/%b %b" % (name.encode(), state) for name, state in states.items()),
        b"".join(b"/x%d %d 0 R" % drawing for drawing in enumerate(drawings)),
    )
    yield PAGES, b"/Kids [%b]/Count %d" % (_references(page.object_ for page in pages), len(pages))
    yield DOCUMENT, b"/K [%b]" % _references(tag for page in pages for tag in page.tags)
    yield PARENTS, b"/Nums [%b]" % b" ".join(parents)
    yield RESOURCES, b"/ExtGState <<%b>>/XObject <<%b>>" % named
    yield CATALOG, b""
    for number, page in enumerate(pages):
        yield page.object_, b"/StructParents %d" % number
    for number, (annotation, _) in enumerate(links, len(pages)):
        yield annotation, b"/StructParent %d" % number


def _references(numbers: Iterable[int]) -> bytes:
    return b" ".join(b"%d 0 R" % number for number in numbers)


def _moved(chase: Chase, parts: Sequence[Part]) -> Iterator[Part]:
    """The parts, with their objects and drawings numbered through the letter."""
    first, drawings = len(chase.objects) + 1, 0
    for part in parts:
        numbers = {number: number for number in range(1, OWN)}
        numbers |= {number: number - OWN + first for number in part.objects}
        yield part.moved(numbers, drawings)
        first += len(part.objects)
        drawings += sum(len(page.drawings) for page in part.pages)
