"""The merge: an edition's letters, checked first, then printed and written one by one.

In: the folders of data and templates, an edition's name, an output folder. Out: files that are whole, and what became
of each letter. What a letter says or looks like is not known here.
"""

from .aside import set_aside
from .edition import Ready, prepare
from .reading import Back, against_the_sector, known_from, read_back, wordings_of
from .run import Written, render
from .verify import verify

__all__ = [
    "Back",
    "Ready",
    "Written",
    "against_the_sector",
    "known_from",
    "prepare",
    "read_back",
    "render",
    "set_aside",
    "verify",
    "wordings_of",
]
