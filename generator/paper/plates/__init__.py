"""Plates: parts of letters that are of one class are laid out once, by WeasyPrint, and set many times.

In: a page of HTML and the record to embed. Out: the PDF that WeasyPrint would make of them, its pages the same operator
by operator. A plate is what WeasyPrint made of one part of a letter, with gaps where the letters of a class differ; a
letter is imposed from the plates of its parts. One whose setting is not certain is printed by WeasyPrint. What the
letter says is not known here, nor how templates are written.
"""

from .cupboard import distrusted_in
from .plates import Plates

__all__ = ["Plates", "distrusted_in"]
