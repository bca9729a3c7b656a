"""Plates: letters of one class are laid out once, by WeasyPrint, and set many times.

In: a page of HTML and the record to embed. Out: the PDF that WeasyPrint would make of them, its pages the same operator
by operator. A plate is what WeasyPrint made of one letter, with gaps where its class of letters differs; a letter whose
setting is not certain is printed by WeasyPrint. What the letter says is not known here, nor how templates are written.
"""

from .plates import Plates

__all__ = ["Plates"]
