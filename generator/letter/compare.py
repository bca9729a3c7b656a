"""A council's figures beside last year's: what changed, and where small numbers prove nothing."""

from collections.abc import Iterator
from dataclasses import dataclass

from ..records import Council
from .figures import Figures, Tally

SMALL = 10
"""With fewer cases than that in a base, a difference is not called a change."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """One panel's figures of two years; None where a year's are not known."""

    panel: str
    before: Tally | None
    now: Tally | None

    @property
    def points(self) -> int | None:
        """By how many points the printed percentage differs; None where a year has none."""
        if not (self.before and self.now) or self.before.percent is None or self.now.percent is None:
            return None
        return self.now.percent - self.before.percent

    @property
    def small(self) -> bool:
        """Whether a year's base is too small for a difference to mean anything."""
        return any(tally is not None and tally.total < SMALL for tally in (self.before, self.now))


def compared(before: Council, now: Council) -> Iterator[Comparison]:
    """The figures of a council's two years, panel by panel."""
    old, new = Figures.of(before), Figures.of(now)
    for panel in Figures._fields:
        yield Comparison(panel, getattr(old, panel), getattr(new, panel))
