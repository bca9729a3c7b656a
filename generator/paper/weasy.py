"""WeasyPrint, imported without a search of the system for its libraries.

WeasyPrint tries each library's Windows and macOS names before Linux's own. For every name that fails, cffi asks
`ctypes.util.find_library`, which on Linux starts ldconfig, gcc and ld: 54 processes, more than a third of the import.
Linux's names are sonames, which the dynamic loader finds by itself.
"""

import ctypes.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def _no_search() -> Iterator[None]:
    search = ctypes.util.find_library
    ctypes.util.find_library = lambda name: None if sys.platform == "linux" else search(name)
    try:
        yield
    finally:
        ctypes.util.find_library = search


with _no_search():
    from weasyprint import CSS, HTML, Attachment
    from weasyprint.document import Document
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

__all__ = [
    "CSS",
    "HTML",
    "Attachment",
    "Document",
    "FatalURLFetchingError",
    "FontConfiguration",
    "URLFetcher",
    "URLFetcherResponse",
]
