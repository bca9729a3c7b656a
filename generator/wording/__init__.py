"""Wording: a Letter as HTML, through its edition's templates, and a letter's text as the values it was written from.

In: a Letter and the folder of templates. Out: a page of HTML, for paper or for the web, that knows where each value
stands in it. And back: a text in, values out, by a grammar derived from the same templates, which also tells which of
their wordings a letter shows. No sentence of a letter stands in Python; how the page looks is not known here: that is
the stylesheet's.
"""

from .alternatives import Alternative, Alternatives
from .formats import FORMATS
from .html import Piece, lines_of, misplaced_tags, split_tags, walk
from .match import Known, TooHardError
from .page import Page, Span
from .parser import Read, Reading, agrees, as_words
from .provenance import PRINTED_VALUE, without_marks
from .repair import Difference
from .text import Text
from .tokens import plain
from .wording import Wording

__all__ = [
    "FORMATS",
    "PRINTED_VALUE",
    "Alternative",
    "Alternatives",
    "Difference",
    "Known",
    "Page",
    "Piece",
    "Read",
    "Reading",
    "Span",
    "Text",
    "TooHardError",
    "Wording",
    "agrees",
    "as_words",
    "lines_of",
    "misplaced_tags",
    "plain",
    "split_tags",
    "walk",
    "without_marks",
]
