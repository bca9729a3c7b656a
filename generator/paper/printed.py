"""A printed letter."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed letter: the PDF, and how many pages it has; and the cached layouts that its parts are from, if any.

    `distrusted` are layouts from which it would not be what WeasyPrint prints. One that `is_marked` shows more than its
    text: page furniture, list labels, hyphens of broken words.
    """

    pdf: bytes
    pages: int
    layouts: tuple[str, ...] = ()
    distrusted: tuple[str, ...] = ()
    is_marked: bool = False
