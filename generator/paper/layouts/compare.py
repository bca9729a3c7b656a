"""Two PDFs of one letter, compared by an independent reader, object by object."""

import re
from collections.abc import Iterator
from io import BytesIO
from itertools import chain
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

from .pdf import same

_FILE = frozenset({"/Length", "/Filter", "/DecodeParms"})
"""Entries of streams that are a matter of the file."""

_SUBSET = frozenset({"/FontFile2", "/CIDSet", "/FontBBox"})
"""Entries of fonts that depend on which characters a file embeds."""

_CHARACTER = re.compile(rb"^<[0-9a-f]{4}> <[0-9a-f]+>$", re.MULTILINE)


def first_difference(one: bytes, other: bytes) -> str | None:
    """Return the path from the trailer to the first object in which one PDF is not what another is.

    Numbers are compared to four decimals, and of fonts what the other embeds: the one may have more of them. Several
    objects in the one may correspond to one in the other. What is a matter of the file is not compared: how objects are
    numbered and compressed, and the identifier.
    """
    pairs: dict[int, int] = {}
    this_file, that_file = (PdfReader(BytesIO(pdf)).trailer for pdf in (one, other))
    coming: list[tuple[str, Any, Any]] = [(key, this_file.get(key), that_file.get(key)) for key in ("/Info", "/Root")]
    while coming:
        path, this, that = coming.pop()
        if isinstance(this, IndirectObject) and isinstance(that, IndirectObject):
            if this.idnum in pairs and pairs[this.idnum] == that.idnum:
                continue
            if pairs.setdefault(this.idnum, that.idnum) != that.idnum:
                return path
            this, that = this.get_object(), that.get_object()
        if _kind(this) is not _kind(that) and not _are_numbers(this, that):
            return path
        if not _are_same(path, this, that):
            return path
        coming += reversed(list(_parts(path, this, that)))
    return None


def _kind(one: Any) -> type:
    return StreamObject if isinstance(one, StreamObject) else type(one)


def _are_numbers(this: Any, that: Any) -> bool:
    return all(isinstance(one, int | float) and not isinstance(one, bool) for one in (this, that))


def _are_same(path: str, this: Any, that: Any) -> bool:
    """Return whether two objects are the same, apart from those that they hold."""
    if _are_widths(path):
        return dict(_widths(that)).items() <= dict(_widths(this)).items()
    if path.endswith("/Resources/Font"):
        return _keys(that) <= _keys(this)
    if path.endswith("/ToUnicode"):
        characters, others = (frozenset(_CHARACTER.findall(one.get_data())) for one in (this, that))
        return _keys(this) == _keys(that) and others <= characters
    if isinstance(this, StreamObject):
        return _keys(this) == _keys(that) and same(this.get_data(), that.get_data())
    if isinstance(this, DictionaryObject):
        return _keys(this) == _keys(that)
    if isinstance(this, ArrayObject):
        return len(this) == len(that)
    return same(str(this).encode(), str(that).encode()) if _are_numbers(this, that) else bool(this == that)


def _parts(path: str, this: Any, that: Any) -> Iterator[tuple[str, Any, Any]]:
    """Yield the objects that two hold, with their paths."""
    if _are_widths(path):
        return
    if isinstance(this, DictionaryObject):
        for key in sorted(_keys(that) - _SUBSET):
            yield f"{path}{key}", this.raw_get(key), that.raw_get(key)
    elif isinstance(this, ArrayObject):
        for place, both in enumerate(zip(this, that, strict=True)):
            yield f"{path}[{place}]", *both


def _are_widths(path: str) -> bool:
    return path.endswith("/W") and "/DescendantFonts" in path


def _keys(one: Any) -> frozenset[str]:
    return frozenset(one) - _FILE if isinstance(one, StreamObject) else frozenset(one)


def _widths(array: Any) -> Iterator[tuple[int, float]]:
    """Yield glyphs and their widths (ISO 32000-1, 9.7.4.3, the first of the two forms)."""
    flat = [one.get_object() for one in array]
    yield from chain.from_iterable(
        enumerate(map(float, widths), int(first)) for first, widths in zip(flat[::2], flat[1::2], strict=True)
    )
