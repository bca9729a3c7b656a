"""What similar authorities reached in the year, on average."""

from typing import Literal

from pydantic import Field

from .council import Sector
from .model import Percentage, Record, Text

AVERAGES_HEAD = """\
# yaml-language-server: $schema=../schema/sector-averages.json
# Whole percentages. What is not known is not here, and its sentence is left out.
"""
"""The first lines of a file that holds none yet."""

AverageSector = Literal["county", "district", "metropolitan", "unitary", "london"]
AveragePanel = Literal["complaints_upheld", "compliance", "satisfactory_remedies"]


AverageMethod = Literal["pooled", "mean"]
"""Pooled: all counts out of all totals. Mean: the councils' exact rates, each counting the same."""


class Averages(Record):
    """One sector's averages, in whole percent; what is not known is not there, and its sentence is left out."""

    complaints_upheld: Percentage | None = Field(default=None, examples=[45])
    """Upheld decisions out of detailed investigations, in whole percent."""
    compliance: Percentage | None = Field(default=None, examples=[99])
    """Outcomes that satisfied out of all recorded, in whole percent."""
    satisfactory_remedies: Percentage | None = Field(default=None, examples=[11])
    """Satisfactory remedies out of upheld decisions, in whole percent."""


class WorkedOut(Record):
    """How an average was worked out from the records: of that percentage alone, not of another typed since."""

    by: AverageMethod
    """From all cases together (`pooled`), or as the mean of the councils' rates (`mean`)."""
    percent: Percentage
    """The average, in whole percent. Where another is given above, that one was typed by hand, and this is ignored."""
    figures: Text
    """The digest of the figures that it was worked out from."""


class SectorAverages(Record):
    """The averages of the types of authority that have any."""

    county: Averages = Averages()
    """County councils."""
    district: Averages = Averages()
    """District councils, borough councils among them."""
    metropolitan: Averages = Averages()
    """Metropolitan boroughs."""
    unitary: Averages = Averages()
    """Unitary councils."""
    london: Averages = Averages()
    """London boroughs."""
    worked_out: dict[AverageSector, dict[AveragePanel, WorkedOut]] = Field(default_factory=dict)
    """How averages were worked out; `letters averages --write` writes it. What is not here was given by hand."""

    def of(self, sector: Sector) -> Averages:
        """The averages that a council of this sector is compared with: none at all where there are none."""
        return Averages() if sector == "other" else getattr(self, sector)

    @property
    def origins(self) -> dict[tuple[str, str], WorkedOut]:
        """How averages were worked out, by sector and panel, those among them over which another was typed since."""
        return {
            (sector, panel): origin for sector, origins in self.worked_out.items() for panel, origin in origins.items()
        }

    def origin(self, sector: Sector, panel: str) -> WorkedOut | None:
        """Return how the average that is given was worked out; None where it was given by hand."""
        origin = self.origins.get((sector, panel))
        return origin if origin and origin.percent == getattr(self.of(sector), panel) else None
