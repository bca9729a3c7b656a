"""Paper: an HTML page as an archival, accessible PDF; and a PDF's text, and the record that it carries.

In: HTML and the folders that it may take files from. Out: the bytes of a PDF that is PDF/A-3a and PDF/UA-1 at once,
the same bytes for the same HTML; and several of these bound into one, to be looked through. And back: the bytes of any
PDF in, the text of its pages out, or their pictures; of two PDFs, the words in which they differ. What the letter says
is not known here.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from .look import look, made_with
from .printed import Printed

if TYPE_CHECKING:
    from .binding import Leaf, bind
    from .changes import Box, Word, changed
    from .layouts.compare import first_difference
    from .layouts.printer import LayoutPrinter
    from .layouts.store import LayoutCache, LayoutStore
    from .pages import PAGES_OF_A_LETTER, extract_pages, read_file
    from .pictures import picture, sizes
    from .press import Press
    from .text import UnreadableError, pages_by_pdfium, pages_by_pypdf, record_by_pdfium, record_in, standards_of
    from .typeface import Typeface

__all__ = [
    "PAGES_OF_A_LETTER",
    "Box",
    "LayoutCache",
    "LayoutPrinter",
    "LayoutStore",
    "Leaf",
    "Press",
    "Printed",
    "Typeface",
    "UnreadableError",
    "Word",
    "bind",
    "changed",
    "extract_pages",
    "first_difference",
    "look",
    "made_with",
    "pages_by_pdfium",
    "pages_by_pypdf",
    "picture",
    "read_file",
    "record_by_pdfium",
    "record_in",
    "sizes",
    "standards_of",
]


_MODULES = {
    "binding": ("Leaf", "bind"),
    "changes": ("Box", "Word", "changed"),
    "pages": ("PAGES_OF_A_LETTER", "extract_pages", "read_file"),
    "pictures": ("picture", "sizes"),
    "layouts.compare": ("first_difference",),
    "layouts.printer": ("LayoutPrinter",),
    "layouts.store": ("LayoutCache", "LayoutStore"),
    "press": ("Press",),
    "text": ("UnreadableError", "pages_by_pdfium", "pages_by_pypdf", "record_by_pdfium", "record_in", "standards_of"),
    "typeface": ("Typeface",),
}


def __getattr__(name: str) -> object:
    """Loaded when it is asked for: WeasyPrint takes half a second to import, pypdf a tenth, the others their time."""
    for module, names in _MODULES.items():
        if name in names:
            return getattr(import_module(f".{module}", __name__), name)
    raise AttributeError(name)
