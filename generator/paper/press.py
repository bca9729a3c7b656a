"""The press: WeasyPrint, set up once for the letters of an edition."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pydyf

from ..errors import Fault, Faulty
from ..files import TemplateFiles
from .complaints import complaints
from .conformance import conform, identified
from .glyphs import join_glyphs
from .look import RECORD
from .printed import Printed
from .stock import Stock
from .tagging import STYLE, MarginLinkError, mark_layout
from .weasy import CSS, HTML, Attachment, Document, FontConfiguration

_DESCRIBED = "The facts that this letter tells, as data"
_STANDARD = "pdf/a-3a"


class Press:
    """Prints the letters of one edition, in the look of `templates/<name>/letter.css` and `templates/shared/fonts.css`.

    What WeasyPrint would only log (a file that is not there, a declaration that it does not know) raises Faulty.
    """

    def __init__(self, templates: Path, name: str, files: TemplateFiles | None = None) -> None:
        self._folder = templates / name
        self.files = files or TemplateFiles.read(templates, name)
        self._stock = Stock(self.files)
        self._fonts = FontConfiguration()
        self._stylesheets = [
            CSS(string=STYLE),
            self._stylesheet(templates / "shared" / "fonts.css"),
            self._stylesheet(self._folder / "letter.css"),
        ]

    def printed(self, html: str, record: bytes) -> Printed:
        """The PDF of a page of HTML with its published record embedded: the same bytes for the same page and record."""
        marked: list[bool] = []

        def finish(document: Document, pdf: pydyf.PDF) -> None:
            marked.append(_finish(document, pdf))

        document, pdf = self._drawn(html, record, finish)
        return Printed(identified(pdf), len(document.pages), is_marked=marked[0])

    def drawn(self, html: str) -> tuple[Document, pydyf.PDF]:
        """Return what `printed` writes a PDF from: the document as it is laid out, and the objects of the PDF."""

        def finish(document: Document, pdf: pydyf.PDF) -> None:
            _finish(document, pdf)
            raise _Drawn(document, pdf)

        try:
            self._drawn(html, b"", finish)
        except _Drawn as drawn:
            return drawn.document, drawn.pdf
        raise AssertionError("WeasyPrint has not called its finisher")

    def _drawn(self, html: str, record: bytes, finish: Callable[[Document, pydyf.PDF], None]) -> tuple[Document, bytes]:
        base = self._folder.resolve().as_uri() + "/"
        file = self._folder / "letter.html"
        with complaints(file, self.files), _faults(file):
            page = HTML(string=html, base_url=base, url_fetcher=self._stock)
            document = page.render(self._fonts, stylesheets=self._stylesheets, pdf_variant=_STANDARD)
            # No clock: the record is dated as the letter is.
            day = datetime.fromisoformat(document.metadata.created)
            embedded = Attachment(
                string=record, name=RECORD, created=day, modified=day, relationship="Data", description=_DESCRIBED
            )
            # Its own identifier would have WeasyPrint compress everything twice.
            pdf = document.write_pdf(
                finisher=finish, pdf_variant=_STANDARD, attachments=[embedded], pdf_identifier=False
            )
        return document, pdf

    def _stylesheet(self, path: Path) -> CSS:
        with complaints(path, self.files):
            return CSS(url=path.resolve().as_uri(), url_fetcher=self._stock, font_config=self._fonts)


class _Drawn(Exception):
    """Carries what is drawn past the writing of the file."""

    def __init__(self, document: Document, pdf: pydyf.PDF) -> None:
        super().__init__()
        self.document = document
        self.pdf = pdf


def _finish(document: Document, pdf: pydyf.PDF) -> bool:
    """Finish a PDF for the standards and for readers; return whether it shows more than its text."""
    conform(pdf)
    is_marked = mark_layout(document, pdf)
    join_glyphs(pdf)
    return is_marked


@contextmanager
def _faults(file: Path) -> Iterator[None]:
    try:
        yield
    except RecursionError:
        what, cure = "the page's elements are nested too deeply to be laid out", "take out those that do nothing"
    except MarginLinkError:
        what, cure = "a link in the margin of a page cannot be tagged", "write it without <a>"
    else:
        return
    raise Faulty([Fault(str(file), 1, 1, "", what, cure)])
