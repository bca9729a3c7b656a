"""What comes out of the press, or of a plate."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed letter: the PDF, and how many pages it has; and the plates that its parts were set from, if they were.

    `distrusted` are plates that would have set it otherwise than WeasyPrint prints it. One that `is_marked` shows more
    than its text: page furniture, list labels, hyphens of broken words.
    """

    pdf: bytes
    pages: int
    plates: tuple[str, ...] = ()
    distrusted: tuple[str, ...] = ()
    is_marked: bool = False
