"""What similar authorities reached in the year, on average."""

from pydantic import Field

from .council import Sector
from .model import Percentage, Record

AVERAGES_HEAD = """\
# yaml-language-server: $schema=../schema/sector-averages.json
# Whole percentages. What is not known is not here, and its sentence is left out.
"""
"""The first lines of a file that holds none yet."""


class Averages(Record):
    """One sector's averages, in whole percent; what is not known is not there, and its sentence is left out."""

    complaints_upheld: Percentage | None = Field(default=None, examples=[45])
    """Upheld decisions out of detailed investigations, in whole percent."""
    compliance: Percentage | None = Field(default=None, examples=[99])
    """Outcomes that satisfied out of all recorded, in whole percent."""
    satisfactory_remedies: Percentage | None = Field(default=None, examples=[11])
    """Satisfactory remedies out of upheld decisions, in whole percent."""


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

    def of(self, sector: Sector) -> Averages:
        """The averages that a council of this sector is compared with: none at all where there are none."""
        return Averages() if sector == "other" else getattr(self, sector)
