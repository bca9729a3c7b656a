"""Paper: an HTML page as an archival, accessible PDF; and a PDF's text, and the record that it carries.

In: HTML and the folders that it may take files from. Out: the bytes of a PDF that is PDF/A-3a and PDF/UA-1 at once,
the same bytes for the same HTML; and several of these bound into one, to be looked through. And back: the bytes of any
PDF in, the text of its pages out, or their pictures; of two PDFs, the words in which they differ. What the letter says
is not known here.
"""

from typing import TYPE_CHECKING

from .changes import Box, Word, changed
from .look import look, made_with
from .pictures import picture, sizes
from .plates import Plates
from .printed import Printed
from .text import UnreadableError, pages_by_pdfium, pages_by_pypdf, record_by_pdfium, record_in, standards_of
from .typeface import Typeface

if TYPE_CHECKING:
    from .binding import Leaf, bind
    from .plates.audit import unlike
    from .press import Press

__all__ = [
    "Box",
    "Leaf",
    "Plates",
    "Press",
    "Printed",
    "Typeface",
    "UnreadableError",
    "Word",
    "bind",
    "changed",
    "look",
    "made_with",
    "pages_by_pdfium",
    "pages_by_pypdf",
    "picture",
    "record_by_pdfium",
    "record_in",
    "sizes",
    "standards_of",
    "unlike",
]


def __getattr__(name: str) -> object:
    """What is asked for seldom is loaded then: WeasyPrint takes half a second to import, pypdf a tenth."""
    if name == "unlike":
        from .plates.audit import unlike

        return unlike
    if name == "Press":
        from .press import Press

        return Press
    if name in ("Leaf", "bind"):
        from . import binding

        return getattr(binding, name)
    raise AttributeError(name)
