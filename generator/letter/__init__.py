"""Letters: every value that the words need, worked out from the records, and nothing that is not printed.

In: a council's record, its edition, its sector's averages. Out: a frozen Letter. What figures mean beside others', of
the sector or of last year, is known here too. How a value is written (a date, a percentage) is not: that is the
wording's.
"""

from .compare import SMALL, Comparison, compared
from .figures import COUNT, Figures, Tally
from .letter import Letter, State, panels
from .panel import Panel
from .sector import SECTORS, SectorAverage, sector_averages
from .told import Told, told

__all__ = [
    "COUNT",
    "SECTORS",
    "SMALL",
    "Comparison",
    "Figures",
    "Letter",
    "Panel",
    "SectorAverage",
    "State",
    "Tally",
    "Told",
    "compared",
    "panels",
    "sector_averages",
    "told",
]
