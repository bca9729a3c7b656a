"""What shapes a page beside its HTML: stylesheets, fonts and pictures, and the programs that set it."""

import ctypes
import sys
import zlib
from collections.abc import Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path

from ..files import TemplateFiles, digest

RECORD = "record.json"
"""The name of the published record inside a PDF."""

_WORDS = (".html", ".txt")
_MODULES = "complaints conformance glyphs look press stock tagging".split()  # of this room, those that print
_PACKAGES = "brotli cssselect2 fonttools pillow pydyf pyphen tinycss2 tinyhtml5 uharfbuzz weasyprint zopfli".split()
_LIBRARIES = {
    "harfbuzz": ("hb_version_string", "libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll"),
    "pango": ("pango_version_string", "libpango-1.0.so.0", "libpango-1.0.0.dylib", "libpango-1.0-0.dll"),
}


def look(files: TemplateFiles) -> dict[str, str]:
    """The files that shape an edition's pages, with their SHA-256: all but the words."""
    return {name: sha256 for name, sha256 in files.digests().items() if Path(name).suffix not in _WORDS}


@cache
def made_with() -> Mapping[str, str]:
    """The versions of all that shapes a page's bytes: libraries, and the modules of this room that print."""
    here = Path(__file__).parent
    modules = [*(here / f"{name}.py" for name in _MODULES), *sorted((here / "layouts").glob("*.py"))]
    own = b"".join(module.read_bytes() for module in modules)
    return {
        "generator.paper": digest(own),
        "python": ".".join(map(str, sys.version_info[:3])),
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
        **{name: version(name) for name in _PACKAGES},
        **{name: _library(*names) for name, names in _LIBRARIES.items()},
    }


def _library(function: str, *names: str) -> str:
    for name in names:
        try:
            said = getattr(ctypes.CDLL(name), function)
        except OSError:
            continue
        said.restype = ctypes.c_char_p
        return str(said().decode())
    return "unknown"
