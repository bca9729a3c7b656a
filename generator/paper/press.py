"""The press: WeasyPrint, set up once for the letters of an edition."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import Fault, Faulty
from .conformance import conform

_LOG = logging.getLogger("weasyprint")


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed letter: the PDF, and how many pages it has."""

    pdf: bytes
    pages: int


class Press:
    """Prints the letters of one edition: `templates/<name>/letter.css` over `templates/shared/fonts.css`.

    What WeasyPrint would only log (a file that is not there, a declaration that it does not know) stops the letter.
    """

    def __init__(self, templates: Path, name: str) -> None:
        # Imported where it is used: WeasyPrint takes half a second, which `letters --help` need not wait for.
        from weasyprint.text.fonts import FontConfiguration

        from .stock import Stock

        self._folder = templates / name
        self._stock = Stock([self._folder, templates / "shared"])
        self._fonts = FontConfiguration()
        self._stylesheets = [
            self._stylesheet(templates / "shared" / "fonts.css"),
            self._stylesheet(self._folder / "letter.css"),
        ]

    def printed(self, html: str) -> Printed:
        """The PDF of a page of HTML. Raises Faulty where a file or a style is at fault."""
        from weasyprint import HTML

        base = self._folder.resolve().as_uri() + "/"
        with self._complaints(self._folder / "letter.html"):
            page = HTML(string=html, base_url=base, url_fetcher=self._stock)
            document = page.render(self._fonts, stylesheets=self._stylesheets, pdf_variant="pdf/a-3a")
            pdf = document.write_pdf(finisher=conform, pdf_variant="pdf/a-3a")
        return Printed(pdf, len(document.pages))

    def _stylesheet(self, path: Path) -> Any:
        from weasyprint import CSS

        with self._complaints(path):
            return CSS(url=path.resolve().as_uri(), url_fetcher=self._stock, font_config=self._fonts)

    @contextmanager
    def _complaints(self, file: Path) -> Iterator[None]:
        """What WeasyPrint refuses or would only log while it reads `file`, as faults."""
        from .stock import NotInStock

        log = _Log(logging.WARNING)
        _LOG.addHandler(log)
        try:
            yield
        except NotInStock as error:
            what = f"{error.url} is not one of the edition's files"
            raise Faulty(
                [Fault(str(file), 1, 1, "", what, "put it into the folder, or take it out of the page")]
            ) from None
        finally:
            _LOG.removeHandler(log)
        if log.messages:
            raise Faulty(_fault(str(file), message) for message in log.messages)


class _Log(logging.Handler):
    """Keeps what is logged."""

    def __init__(self, level: int) -> None:
        super().__init__(level)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def _fault(file: str, message: str) -> Fault:
    """WeasyPrint ends most of its messages with the place: `Ignored `colr: red` at 12:3, unknown property.`"""
    place = re.search(r" at (\d+):(\d+)", message)
    line, column = (int(place[1]), int(place[2])) if place else (1, 1)
    what = message.replace(place[0], "") if place else message
    return Fault(file, line, column, "", what.rstrip("."), "mend the stylesheet or the page")
