"""Shells and fragments, taken from what WeasyPrint has drawn: what is around the parts of letters, and one part."""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from html import escape
from itertools import chain
from typing import Any

from . import assemble as shared
from .assemble import OWN, Fragment, FragmentPage, Shell
from .pdf import PdfObject, PdfObjects, entries, number_of, reference, renumbered, string, written
from .shaping import FontFile, NotExactError

_OPEN: Mapping[int, frozenset[str]] = {
    shared.PAGES: frozenset({"Kids", "Count"}),
    shared.RESOURCES: frozenset({"ExtGState", "XObject"}),
    shared.DOCUMENT: frozenset({"K"}),
    shared.PARENTS: frozenset({"Nums"}),
    shared.CATALOG: frozenset({"Outlines"}),
}
"""The entries of shared objects that parts add."""

_PARENT_TREE_KEYS = frozenset({"StructParents", "StructParent"})
_OUTLINE_LINKS = frozenset("Count First Last Next Parent Prev".split())
_DRAWN = re.compile(rb"/(x\d+) Do")


class PrintedObjects(PdfObjects):
    """What WeasyPrint has drawn of a page with one part, or with none.

    `roles` are the shared objects, by number; `tags` are the topmost of each page, `parents` those of its marked
    contents, and then those of links; `drawings` are its form XObjects.
    """

    def __init__(self, pdf: Any) -> None:
        super().__init__(pdf)
        catalog, first = self[self.catalog], self[self.pages[0]]
        root, resources = self[catalog["StructTreeRoot"]], self[first["Resources"]]
        [document] = root["K"]
        roles = (
            catalog["Pages"],
            first["Resources"],
            document,
            root["ParentTree"],
            self.catalog,
            resources["ColorSpace"],
            resources["Font"],
            catalog["OutputIntents"][0]["DestOutputProfile"],
        )
        self.roles = {number_of(one): role for role, one in enumerate(roles, 1)}
        self.parents = self[root["ParentTree"]]["Nums"][1::2]
        tags = self[document]["K"]
        self.tags = [[tag for tag in tags if number_of(self[tag]["Pg"]) == page] for page in self.pages]
        drawn = [[name[1].decode() for name in map(_DRAWN.fullmatch, page) if name] for page in self.operators]
        self.drawings = [[resources["XObject"][name] for name in page] for page in drawn]
        states = {name[1].decode() for page in self.operators for name in map(shared.STATE.fullmatch, page) if name}
        names = list(chain.from_iterable(drawn))
        if states != resources["ExtGState"].keys() or not (
            list(resources["XObject"]) == names == [f"x{number}" for number in range(len(names))]
        ):
            raise NotExactError("resources are not named in the pages' order")

    def open(self, number: int) -> bytes:
        """Return a shared object; if parts add entries to it, without these and without the closing `>>`."""
        return self.body(number, _OPEN.get(self.roles.get(number, 0), ()))


def shell_of(page: PrintedObjects, title: str, fonts: dict[str, FontFile], empty: PrintedObjects) -> Shell:
    """Return what is around parts, from a print of the page around them with a specimen of fonts, and one without."""
    [file], metadata = page.having("Params"), number_of(page[page.catalog]["Metadata"])
    shown = map(number_of, chain(*page.tags, *page.drawings))
    pages = page.reached([*page.pages, *shown], page.roles)
    own = [number for number in range(1, len(page)) if number not in page.roles and number not in pages]
    numbers = page.roles | {number: place for place, number in enumerate(own, OWN)}
    bodies = {place: PdfObject((renumbered(page.open(number), numbers),)) for number, place in numbers.items()}
    info = numbers[page.info]
    bodies[info] = _gapped(bodies[info].pieces[0], string(title), shared.TITLE)
    [xmp] = page[metadata].stream
    bodies[numbers[metadata]] = _gapped(xmp, escape(title, quote=False).encode(), shared.XML_TITLE)
    params = page[file].extra["Params"]
    return Shell(
        fonts,
        tuple(map(_unnamed, empty.operators)),
        tuple(bodies[place] for place in sorted(bodies)),
        info,
        (numbers[metadata], _entries(page[metadata].extra)),
        (numbers[file], _entries({key: params[key] for key in ("CreationDate", "ModDate")})),
    )


def fits(page: PrintedObjects, shell: Shell) -> bool:
    """Return whether another print has the shared objects of a shell, and beside its part the pages of empty ones."""
    marked = _marked(page)
    beside = [*page.operators[: marked.start], *page.operators[marked.stop :]]
    empty = [*shell.pages[: marked.start], *shell.pages[marked.start + 1 :]]
    return (
        len(beside) == len(shell.pages) - 1
        and list(map(_unnamed, beside)) == empty
        and all(
            _unnumbered(shell.objects[role - 1].pieces[0]) == _unnumbered(page.open(number))
            for number, role in page.roles.items()
            if role <= shared.COLOURS
        )
    )


def fragment_of(
    one: PrintedObjects,
    other: PrintedObjects,
    contents: Sequence[PdfObject],
    levels: Sequence[int],
    common: Callable[[bytes, bytes], PdfObject],
) -> Fragment:
    """Return the part that a print shows, and another with other words: the pages that have marked content.

    `contents` are those of all pages, `levels` those of the outline's entries; and `common` returns what two objects
    have in common that are not the same. Raises NotExactError where more differs.
    """
    this, that = _fragment(one, contents, levels), _fragment(other, contents, levels)
    if this[1:3] != that[1:3]:
        raise NotExactError("pages move with their words")

    def merged(body: PdfObject, another: PdfObject) -> PdfObject:
        return body if body == another else common(body.pieces[0], another.pieces[0])

    return this._replace(
        objects=tuple(merged(*bodies) for bodies in zip(this.objects, that.objects, strict=True)),
        outline=tuple(
            (level, merged(entry, another))
            for (level, entry), (_, another) in zip(this.outline, that.outline, strict=True)
        ),
    )


def _fragment(page: PrintedObjects, contents: Sequence[PdfObject], levels: Sequence[int]) -> Fragment:
    """Return the part that a print shows, with the words that it has."""
    places = _marked(page)
    pages = [page.pages[place] for place in places]
    shown = [number_of(one) for place in places for one in (*page.tags[place], *page.drawings[place])]
    own = page.reached([*pages, *shown], page.roles)
    if set(pages) != set(own) & set(page.pages):
        raise NotExactError("a page of the part leads to another")
    before = sum(map(len, page.drawings[: places.start]))
    entries_of_outline = [number for number in page.having("Dest") if "Title" in page[number]]
    links = {page[number]["StructParent"]: reference(number) for number in page.having("StructParent")}
    fragment = Fragment(
        tuple(
            PdfObject(
                (
                    b""
                    if number in page.contents
                    else page.body(number, _PARENT_TREE_KEYS & entries(page[number]).keys()),
                )
            )
            for number in own
        ),
        tuple(
            FragmentPage(
                reference(page.pages[place]),
                reference(page.contents[place]),
                shared.with_drawings(contents[place], -before),
                _listed(page.tags[place]),
                _listed(page.parents[place]),
                tuple(map(written, page.drawings[place])),
            )
            for place in places
        ),
        tuple((links[place], written(page.parents[place])) for place in sorted(links)),
        tuple(
            (level, PdfObject((page.body(number, _OUTLINE_LINKS),)))
            for level, number in zip(levels, entries_of_outline, strict=True)
        ),
    )
    moved: Fragment = shared.moved(fragment, page.roles | {number: place for place, number in enumerate(own, OWN)}, 0)
    return moved


def _marked(page: PrintedObjects) -> range:
    """Return the pages of a part: from the first to the last with marked content."""
    marked = [place for place, _ in enumerate(page.pages) if page.parents[place]]
    return range(marked[0], marked[-1] + 1)


def _gapped(body: bytes, text: bytes, value: int) -> PdfObject:
    """Return an object with a gap where it has a text, which is there once. Raises ValueError where it is not."""
    before, after = body.split(text)
    return PdfObject((before, after), (value,))


def _unnamed(operators: Sequence[bytes]) -> bytes:
    """Return the contents of a page, whichever page it is."""
    return b"\n".join(b"Do" if _DRAWN.fullmatch(operator) else operator for operator in operators)


def _unnumbered(body: bytes) -> bytes:
    return renumbered(body, defaultdict(int))


def _listed(references: Any) -> bytes:
    return b" ".join(map(written, references))


def _entries(entries_: Mapping[str, Any]) -> bytes:
    return b"".join(b"/%b %b" % (key.encode(), written(value)) for key, value in entries_.items())
