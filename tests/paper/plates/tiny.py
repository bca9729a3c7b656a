"""A tiny edition: a page of one centimetre's margin in the letters' typeface, printed in some milliseconds."""

from pathlib import Path
from shutil import copytree

from generator.paper import Press
from generator.paper.plates.finished import Finished
from tests.places import TEMPLATES

_STYLE = """
@page { size: 10cm 10cm; margin: 1cm }
body, h1, p { margin: 0; font: 16px/20px "Letter Sans"; color: #111 }
h1 { font-weight: bold }
section { break-after: page }
"""
_HEAD = '<meta charset="utf-8"><title>{}</title><meta name="dcterms.created" content="2020-07-22">'


def tiny(folder: Path) -> Path:
    """Write the edition's templates into a folder."""
    copytree(TEMPLATES / "shared" / "fonts", folder / "shared" / "fonts")
    (folder / "shared" / "fonts.css").write_text((TEMPLATES / "shared" / "fonts.css").read_text())
    (folder / "tiny").mkdir()
    (folder / "tiny" / "letter.css").write_text(_STYLE)
    return folder


def page(*parts: str, title: str = "Tiny") -> str:
    """A page of HTML with these parts, each a section of its own."""
    sections = "".join(f'<section data-part="{number}">{part}</section>' for number, part in enumerate(parts))
    return f'<!doctype html><html lang="en-GB"><head>{_HEAD.format(title)}</head><body>{sections}</body></html>'


def finished(press: Press, html: str) -> Finished:
    """What WeasyPrint makes of a page, object by object."""
    return Finished(press.finished(html, b"{}")[1])
