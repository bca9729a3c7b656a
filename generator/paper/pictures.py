"""A PDF's pages as pictures."""

from functools import lru_cache
from io import BytesIO

from .text import opened_by_pdfium

_QUICK = 1  # zlib's level: a picture is looked at once, on this machine


@lru_cache(maxsize=32)
def picture(pdf: bytes, page: int, scale: float) -> bytes:
    """A page, counted from 1, as PNG at `scale` pixels a point.

    Raises LookupError for a page that is not there, UnreadableError for what is no PDF.
    """
    with opened_by_pdfium(pdf) as document:
        there = 1 <= page <= len(document)
        image = document[page - 1].render(scale=scale, rev_byteorder=True).to_pil() if there else None
    if image is None:
        raise LookupError(page)
    png = BytesIO()
    image.convert("RGB").save(png, "png", compress_level=_QUICK)
    return png.getvalue()


@lru_cache(maxsize=64)
def sizes(pdf: bytes) -> tuple[tuple[float, float], ...]:
    """The width and the height of each page, in points. Raises UnreadableError for what is no PDF."""
    with opened_by_pdfium(pdf) as document:
        return tuple(document[index].get_size() for index in range(len(document)))
