"""A sector's averages, worked out from its councils' figures."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import get_args

from ..files import digest
from ..records import AverageMethod, Council, Sector, WorkedOut
from .figures import COUNT, Figures, Tally

SECTORS: tuple[Sector, ...] = tuple(sector for sector in get_args(Sector) if sector != "other")
"""The types of authority that have averages."""


@dataclass(frozen=True, slots=True)
class SectorAverage:
    """A panel's average of a sector, in whole percent; None where no council has a rate.

    `councils` have a rate, `base` are the cases that their rates are of; `nothing` had nothing to report, and the
    figures of `awaited` councils are not known. `method` and `figures`, a digest of the figures that have a rate, say
    how and from what it was worked out.
    """

    sector: Sector
    panel: str
    method: AverageMethod
    figures: str
    percent: int | None
    councils: int
    base: int
    nothing: int
    awaited: int

    @property
    def representative(self) -> bool:
        """Whether more councils' figures are known than awaited: otherwise it is no average of the sector."""
        return self.percent is not None and self.councils + self.nothing > self.awaited

    @property
    def origin(self) -> WorkedOut | None:
        """How and from what it was worked out, as it is written beside the average; None where it is no average."""
        if self.percent is None or not self.representative:
            return None
        return WorkedOut(by=self.method, percent=self.percent, figures=self.figures)


def sector_averages(councils: Sequence[Council], method: AverageMethod = "pooled") -> list[SectorAverage]:
    """The averages of every sector that has a council, panel by panel."""
    return [
        _average(sector, panel, [getattr(Figures.of(council), panel) for council in theirs], method)
        for sector in SECTORS
        if (theirs := [council for council in councils if council.type == sector])
        for panel in COUNT
    ]


def _average(sector: Sector, panel: str, tallies: Sequence[Tally | None], method: AverageMethod) -> SectorAverage:
    known = [tally for tally in tallies if tally]
    rated = [tally for tally in known if tally.total]
    return SectorAverage(
        sector=sector,
        panel=panel,
        method=method,
        figures=_digest(rated),
        percent=_METHODS[method](rated) if rated else None,
        councils=len(rated),
        base=sum(tally.total for tally in rated),
        nothing=len(known) - len(rated),
        awaited=len(tallies) - len(known),
    )


def _digest(tallies: Sequence[Tally]) -> str:
    """Return the digest of some figures, in whatever order they come."""
    figures = sorted((tally.count, tally.total) for tally in tallies)
    return f"sha256:{digest(json.dumps(figures).encode())}"


def _pooled(tallies: Sequence[Tally]) -> int:
    return _rounded(Fraction(sum(tally.count for tally in tallies), sum(tally.total for tally in tallies)))


def _mean(tallies: Sequence[Tally]) -> int:
    return _rounded(sum((Fraction(tally.count, tally.total) for tally in tallies), Fraction()) / len(tallies))


def _rounded(rate: Fraction) -> int:
    """The nearest whole percentage; a half goes up, as in a council's own rate."""
    return int(rate * 100 + Fraction(1, 2))


_METHODS: Mapping[AverageMethod, Callable[[Sequence[Tally]], int]] = {"pooled": _pooled, "mean": _mean}
