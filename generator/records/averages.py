"""What similar authorities reached in the year, on average."""

from .council import Sector
from .model import Percentage, Record


class Averages(Record):
    """One sector's averages; what is not known is not there."""

    complaints_upheld: Percentage | None = None
    compliance: Percentage | None = None
    satisfactory_remedies: Percentage | None = None


class SectorAverages(Record):
    """The averages of the types of authority that have any."""

    county: Averages = Averages()
    district: Averages = Averages()
    metropolitan: Averages = Averages()
    unitary: Averages = Averages()
    london: Averages = Averages()

    def of(self, sector: Sector) -> Averages:
        """The averages that a council of this sector is compared with: none at all where there are none."""
        return Averages() if sector == "other" else getattr(self, sector)
