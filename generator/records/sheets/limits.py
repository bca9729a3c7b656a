"""How much is read of a file that somebody sent."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The most bytes of a file, of what it unzips to, the most rows and the most columns."""

    size: int = 50_000_000
    unzipped: int = 400_000_000
    rows: int = 200_000
    columns: int = 200
