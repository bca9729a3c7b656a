"""A tiny edition: pages of one centimetre's margin in the letters' typeface, printed in some milliseconds."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from shutil import copytree

from jinja2 import Template

from generator.paper import LayoutPrinter, LayoutStore, Press, Printed, first_difference
from generator.paper.layouts.assemble import Shell
from generator.paper.layouts.builder import Builder
from generator.paper.layouts.layout import CachedLayout
from generator.paper.layouts.shaping import Shaper
from generator.paper.layouts.source import Source, parts_of
from generator.wording import Page
from generator.wording.environment import environment
from generator.wording.provenance import traced
from tests.places import TEMPLATES

_STYLE = """
@page { size: 10cm 10cm; margin: 1cm }
body, h1, p { margin: 0; font: 16px/20px "Letter Sans"; color: #111 }
h1 { font-weight: bold }
section { break-after: page }
"""
_HEAD = '<meta charset="utf-8"><title>{}</title><meta name="dcterms.created" content="2020-07-22">'
BOTH_FONTS = "<p>Some words and <b>bold ones</b></p>"
"""What every letter shows: the typeface, and the bold one."""


def tiny(folder: Path, css: str = "") -> Path:
    """Write the edition's templates into a folder, with more style than they have."""
    copytree(TEMPLATES / "shared" / "fonts", folder / "shared" / "fonts")
    (folder / "shared" / "fonts.css").write_text((TEMPLATES / "shared" / "fonts.css").read_text())
    (folder / "tiny").mkdir()
    (folder / "tiny" / "letter.css").write_text(_STYLE + css)
    return folder


def page(*parts: str, title: str = "Tiny") -> str:
    """A page of HTML with these parts, each a section of its own."""
    sections = "".join(f'<section data-part="{number}">{part}</section>' for number, part in enumerate(parts))
    return f'<!doctype html><html lang="en-GB"><head>{_HEAD.format(title)}</head><body>{sections}</body></html>'


@lru_cache
def _template(source: str) -> Template:
    return environment({}).from_string(source)


def rendered(template: str, **values: str | int) -> Page:
    """A page as a template prints it, which knows where each of these values stands in it."""
    return Page(_template(template).render({name: traced(value, name) for name, value in values.items()}))


class Edition:
    """A tiny edition: what prints its letters, and what makes their layouts."""

    def __init__(self, folder: Path, css: str = "") -> None:
        self.press = Press(tiny(folder, css), "tiny")
        self.builder = Builder(self.press)

    def shell(self, page: Page) -> Shell:
        return self.builder.shell(parts_of(page.marked)[0])

    def layouts(self, page: Page) -> tuple[Shell, Shaper, list[CachedLayout]]:
        """What is around the parts of a page, what shapes their texts, and the layout of each."""
        shell = self.shell(page)
        shaper = Shaper(shell.fonts)
        return shell, shaper, [self.builder.layout(shell, shaper, part) for part in parts_of(page.marked)[1:]]

    def layout(self, page: Page) -> tuple[CachedLayout, Shaper, Source]:
        """The layout of a page's only part, what shapes its texts, and its source."""
        _, shaper, [layout] = self.layouts(page)
        return layout, shaper, parts_of(page.marked)[1]

    def print_alike(self, pages: Sequence[Page]) -> list[Printed]:
        """Print letters from layouts that are made as they are asked for; each is what WeasyPrint prints."""
        printer = LayoutPrinter(lambda: self.press, LayoutStore(None, ""))
        letters = [printer.print(page, b"{}") for page in pages]
        for page, letter in zip(pages, letters, strict=True):
            printed = self.press.printed(page.html, b"{}")
            assert (first_difference(letter.pdf, printed.pdf), letter.pages) == (None, printed.pages), page.html
        return letters
