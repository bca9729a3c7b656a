"""Locking up a forme: of the objects that WeasyPrint finished, those that are fixed, and what the others are around."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pydyf

from .finished import Finished, entries, written
from .forme import Forme, Page, compressed, locked_up
from .founts import Fount


@dataclass(frozen=True, slots=True)
class Gap:
    """A gap in a page's contents, and what is in it by itself."""

    page: int
    start: int
    end: int
    own: bytes


def forme_of(pdf: Finished, founts: Mapping[str, Fount], gaps: Sequence[Gap], told: Iterable[int]) -> Forme:
    """The forme of a PDF with these gaps, and without the objects that are `told` anew for each letter."""
    pages = tuple(_page(pdf, page, gaps) for page in sorted({gap.page for gap in gaps}))
    [file] = pdf.having("Params")
    variable = {0, file, pdf.metadata, *told, *(page.object_ for page in pages)}
    objects = {number: written(one) for number, one in enumerate(pdf.objects) if number not in variable}
    objects |= _of_founts(pdf, founts)
    streams = {number: one for number, one in objects.items() if isinstance(pdf.objects[number], pydyf.Stream)}
    others = {number: one for number, one in objects.items() if number not in streams}
    head, table = locked_up(streams, others, len(pdf.objects))
    metadata = pydyf.Dictionary(entries(pdf.objects[pdf.metadata])).data[2:-2]
    trailer = b"/Root %d 0 R/Info %d 0 R" % (pdf.catalog, pdf.info)
    return Forme(head, table, pages, (pdf.metadata, metadata), (file, _dates(pdf, file)), trailer)


def _dates(pdf: Finished, file: int) -> bytes:
    params = entries(pdf.objects[file])["Params"]
    return b"".join(b"/%b %b" % (key.encode(), written(params[key])) for key in ("CreationDate", "ModDate"))


def _page(pdf: Finished, page: int, gaps: Sequence[Gap]) -> Page:
    contents, at = pdf.stream(pdf.pages[page]), 0
    fixed, filled = [], []
    here = ((number, gap) for number, gap in enumerate(gaps) if gap.page == page)
    for number, gap in sorted(here, key=lambda one: one[1].start):
        fixed.append(contents[at : gap.start])
        filled.append((number, gap.own))
        at = gap.end
    return Page(pdf.pages[page], (*fixed, contents[at:]), tuple(filled))


def _of_founts(pdf: Finished, founts: Mapping[str, Fount]) -> dict[int, bytes]:
    """The objects of the pages' founts, with the characters of the specimen instead of the letter's."""
    objects: dict[int, bytes] = {}
    for name, font in pdf.fonts().items():
        fount = founts[name]
        descendant, descriptor = pdf.objects[font.descendant], pdf.objects[font.descriptor]
        objects[font.descendant] = written(pydyf.Dictionary({**descendant, "W": fount.widths_written}))
        objects[font.descriptor] = written(pydyf.Dictionary({**descriptor, "FontBBox": fount.box}))
        objects[font.file] = compressed(b"/Length1 %d" % len(fount.outlines), fount.outlines)
        objects[font.to_unicode] = compressed(b"", fount.to_unicode)
    return objects
