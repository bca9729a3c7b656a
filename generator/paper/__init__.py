"""Paper: an HTML page as an archival, accessible PDF; and a PDF's text, and the record that it carries.

In: HTML and the folders that it may take files from. Out: the bytes of a PDF that is PDF/A-3a and PDF/UA-1 at once,
the same bytes for the same HTML; and several of these bound into one, to be looked through. And back: the bytes of any
PDF in, the text of its pages out. What the letter says is not known here.
"""

from .binding import Leaf, bind
from .press import Press, Printed
from .text import UnreadableError, pages_by_pdfium, pages_by_pypdf, record_in, standards_of
from .typeface import Typeface

__all__ = [
    "Leaf",
    "Press",
    "Printed",
    "Typeface",
    "UnreadableError",
    "bind",
    "pages_by_pdfium",
    "pages_by_pypdf",
    "record_in",
    "standards_of",
]
