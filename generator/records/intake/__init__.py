"""Figures in: a table of the casework system as changes to the councils' records.

In: a table and an edition's folder. Out: what would be new, what would change and what stays, council by council, every
fault with its cell, and, when a person has said so, the records: all of them, or none.
"""

from .columns import Columns, Kind, recognised
from .fields import FIELDS, Field, field_named
from .kept import Kept, keep_columns, kept_in
from .plan import Council as PlannedCouncil
from .plan import Plan, planned

__all__ = [
    "FIELDS",
    "Columns",
    "Field",
    "Kept",
    "Kind",
    "Plan",
    "PlannedCouncil",
    "field_named",
    "keep_columns",
    "kept_in",
    "planned",
    "recognised",
]
