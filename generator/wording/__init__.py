"""Wording: a Letter as HTML, through its edition's templates, and a letter's text as the values it was written from.

In: a Letter and the folder of templates. Out: one HTML page, for paper or for the web. And back: a text in, values out,
by a pattern derived from the same templates, which also tells which of their wordings a letter shows. No sentence of a
letter stands in Python; how the page looks is not known here: that is the stylesheet's.
"""

from .alternatives import Alternative, Alternatives
from .html import lines_of
from .match import TooHardError
from .reader import Known, Read, Reading, as_words
from .text import Text
from .wellformed import misplaced_tags
from .wording import Wording

__all__ = [
    "Alternative",
    "Alternatives",
    "Known",
    "Read",
    "Reading",
    "Text",
    "TooHardError",
    "Wording",
    "as_words",
    "lines_of",
    "misplaced_tags",
]
