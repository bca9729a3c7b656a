"""The merge: an edition's letters, checked first, then printed and written one by one.

In: the folders of data and templates, an edition's name, an output folder. Out: files that are whole, and what became
of each letter. What a letter says or looks like is not known here.
"""

from .aside import set_aside
from .edition import Ready, prepare
from .run import Written, render

__all__ = ["Ready", "Written", "prepare", "render", "set_aside"]
