"""What a panel of the statistics page tells: a rate, out of how many, against what."""

from dataclasses import dataclass
from typing import Self

from .figures import Tally


@dataclass(frozen=True, slots=True)
class Panel:
    """One panel. Without a total its figures are awaited; a total of 0 is nothing to report, which has no rate.

    `rate` and `average` are whole percentages. `count` is not there in a panel that prints none, `average` not in one
    without a rate or a sector without averages.
    """

    total: int | None = None
    rate: int | None = None
    count: int | None = None
    average: int | None = None

    @classmethod
    def of(cls, tally: Tally | None, average: int | None, *, count_printed: bool = True) -> Self:
        """The panel that tells a figure, beside the sector's average where one is known."""
        if tally is None:
            return cls()
        if tally.total == 0:
            return cls(total=0)
        return cls(tally.total, tally.percent, tally.count if count_printed else None, average)

    @property
    def awaited(self) -> bool:
        """Whether the figures are not known yet."""
        return self.total is None

    @property
    def compared(self) -> bool:
        """Whether there is an average to compare the rate with."""
        return self.average is not None
