"""Letters: every value that the words need, worked out from the records, and nothing that is not printed.

In: a council's record, its edition, its sector's averages. Out: a frozen Letter. How a value is written (dates,
percentages) is not known here: that is the wording's.
"""

from .figures import COUNT, Figures, Tally
from .letter import Letter, State
from .panel import Panel

__all__ = ["COUNT", "Figures", "Letter", "Panel", "State", "Tally"]
