"""Letters: every value that the words need, worked out from the records, and nothing that is not printed.

In: a council's record, its edition, its sector's averages. Out: a frozen Letter. How a value is written (dates,
percentages) is not known here: that is the wording's.
"""

from .figures import COUNT, Figures, Tally
from .letter import Letter, State, panels
from .panel import Panel
from .told import Told, told

__all__ = ["COUNT", "Figures", "Letter", "Panel", "State", "Tally", "Told", "panels", "told"]
