"""Paper: an HTML page as an archival, accessible PDF.

In: HTML and the folders that it may take files from. Out: the bytes of a PDF that is PDF/A-3a and PDF/UA-1 at once,
the same bytes for the same HTML. What the letter says is not known here.
"""

from .press import Press, Printed
from .typeface import Typeface

__all__ = ["Press", "Printed", "Typeface"]
