"""Figures in: a table of the casework system as changes to the councils' records.

In: a table and an edition's folder. Out: what would be new, what would change and what stays, council by council, every
fault with its cell, and, when a person has said so, the records: all of them, or none.
"""

from .columns import Columns, recognised
from .fields import FIELDS, NOT_READ, Field
from .kept import Kept, keep_mapping, kept_in
from .plan import Council as PlannedCouncil
from .plan import Plan, period_of, planned
from .vocabulary import Kind, known_headings

__all__ = [
    "FIELDS",
    "NOT_READ",
    "Columns",
    "Field",
    "Kept",
    "Kind",
    "Plan",
    "PlannedCouncil",
    "keep_mapping",
    "kept_in",
    "known_headings",
    "period_of",
    "planned",
    "recognised",
]
