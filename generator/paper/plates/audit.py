"""Two PDFs of one letter, compared by an independent reader: whoever sees, hears or searches them finds the same."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

from .operators import same

_AROUND = frozenset({"/P", "/Pg", "/Parent"})  # what leads back up


def unlike(one: bytes, other: bytes) -> str | None:
    """The first of pages, tags, outline, metadata and attachments in which they differ, coordinates to 4 decimals."""
    readers = PdfReader(BytesIO(one)), PdfReader(BytesIO(other))
    for what, looked_at in _LOOKED_AT.items():
        these, those = (list(looked_at(reader)) for reader in readers)
        if len(these) != len(those) or not all(map(_same, these, those)):
            return what
    return None


def _same(one: Any, other: Any) -> bool:
    return same(one, other) if isinstance(one, bytes) and isinstance(other, bytes) else bool(one == other)


def _pages(reader: PdfReader) -> Iterator[Any]:
    for page in reader.pages:
        yield from _flat(page["/Contents"])
        yield from _flat(page["/MediaBox"])
        yield from _flat(page.get("/Annots", ArrayObject()))


def _drawings(reader: PdfReader) -> Iterator[Any]:
    for page in reader.pages:
        resources: Any = page["/Resources"]
        for name, drawing in resources.get("/XObject", {}).items():
            yield name
            yield drawing.get_object().get_data()


def _tags(reader: PdfReader) -> Iterator[Any]:
    pages = {
        page.indirect_reference.idnum: number for number, page in enumerate(reader.pages) if page.indirect_reference
    }
    yield from _element(reader.root_object["/StructTreeRoot"], pages)


def _element(element: Any, pages: Any) -> Iterator[Any]:
    for key in ("/S", "/Alt", "/Lang", "/ID", "/A", "/MCID"):
        if key in element:
            yield from (key, *_flat(element[key]))
    if "/Pg" in element:
        yield pages[element.raw_get("/Pg").idnum]
    for kid in _listed(element.get("/K", ())):
        kid = kid.get_object() if isinstance(kid, IndirectObject) else kid
        if isinstance(kid, DictionaryObject):
            yield "("
            yield from _element(kid, pages)
            yield ")"
        else:
            yield kid


def _parents(reader: PdfReader) -> Iterator[Any]:
    """What the marks of each page, and each annotation, are said to be part of: its kind, and its own marks."""
    root: Any = reader.root_object["/StructTreeRoot"]
    for one in root["/ParentTree"]["/Nums"]:
        one = one.get_object()
        for parent in _listed(one):
            parent = parent.get_object()
            yield _own(parent) if isinstance(parent, DictionaryObject) else parent


def _own(element: Any) -> tuple[str, list[int]]:
    return element["/S"], [int(kid) for kid in _listed(element.get("/K", ())) if isinstance(kid, int)]


def _listed(one: Any) -> Any:
    """The items of an array; of anything else, that alone."""
    return one if isinstance(one, ArrayObject) else (one,)


def _resources(reader: PdfReader) -> Iterator[Any]:
    """What pages know their founts and the states of their graphics by. Of founts, the letters embedded may differ."""
    for page in reader.pages:
        resources: Any = page["/Resources"]
        for name in sorted(resources["/Font"]):
            yield name
            yield resources["/Font"][name]["/BaseFont"].rpartition("+")[2]
        yield from _flat(resources.get("/ExtGState", DictionaryObject()))


def _outline(reader: PdfReader) -> Iterator[Any]:
    def entries(outline: Any, depth: int) -> Iterator[Any]:
        for entry in outline:
            if isinstance(entry, list):
                yield from entries(entry, depth + 1)
            else:
                yield depth, entry.title, reader.get_destination_page_number(entry)
                yield f"{entry.left} {entry.top}".encode()

    yield from entries(reader.outline, 0)


def _metadata(reader: PdfReader) -> Iterator[Any]:
    yield dict(reader.metadata or {})
    for key in ("/Metadata", "/Lang", "/ViewerPreferences", "/MarkInfo", "/OutputIntents"):
        yield from _flat(reader.root_object[key])


def _attachments(reader: PdfReader) -> Iterator[Any]:
    for name, contents in reader.attachments.items():
        yield name
        yield list(contents)
    yield from _flat(reader.root_object["/AF"])


def _flat(one: Any) -> Iterator[Any]:
    """An object's entries, in depth, without those that lead back up, and without what a stream is compressed to."""
    one = one.get_object() if isinstance(one, IndirectObject) else one
    if isinstance(one, DictionaryObject):
        for key in sorted(one.keys() - _AROUND - {"/Length", "/Filter", "/StructParent", "/Dest"}):
            yield key
            yield from _flat(one.raw_get(key))
    elif isinstance(one, ArrayObject):
        for item in one:
            yield from _flat(item)
    else:
        yield str(one).encode() if isinstance(one, int | float) else one
    if isinstance(one, StreamObject):
        yield bytes(one.get_data())


_LOOKED_AT = {
    "pages": _pages,
    "drawings": _drawings,
    "resources": _resources,
    "tags": _tags,
    "parents of marks": _parents,
    "outline": _outline,
    "metadata": _metadata,
    "attachments": _attachments,
}
