"""What comes out of the press, or of a plate."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed letter: the PDF, and how many pages it has; and the plate that it was set from, if it was.

    `distrusted` is a plate that would have set it otherwise than WeasyPrint prints it.
    """

    pdf: bytes
    pages: int
    plate: str | None = None
    distrusted: str | None = None
