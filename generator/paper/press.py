"""The press: WeasyPrint, set up once for the letters of an edition."""

import re
from collections.abc import Iterator
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
from .weasy import CSS, HTML, Attachment, FontConfiguration

_DESCRIBED = "The facts that this letter tells, as data"
_STANDARD = "pdf/a-3a"
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_BY_CONTENTS = re.compile(r":has\(|\bhyphens\b", re.IGNORECASE)


class Press:
    """Prints the letters of one edition, in the look of `templates/<name>/letter.css` and `templates/shared/fonts.css`.

    What WeasyPrint would only log (a file that is not there, a declaration that it does not know) raises Faulty.
    """

    def __init__(self, templates: Path, name: str, files: TemplateFiles | None = None) -> None:
        self._folder = templates / name
        self._files = files or TemplateFiles.read(templates, name)
        self._stock = Stock(self._files)
        self._fonts = FontConfiguration()
        self._stylesheets = [
            CSS(string=STYLE),
            self._stylesheet(templates / "shared" / "fonts.css"),
            self._stylesheet(self._folder / "letter.css"),
        ]

    def printed(self, html: str, record: bytes) -> Printed:
        """The PDF of a page of HTML with its published record embedded: the same bytes for the same page and record."""
        return self.finished(html, record)[0]

    def finished(self, html: str, record: bytes) -> tuple[Printed, pydyf.PDF]:
        """The same, and the objects that it was written from."""
        objects: list[pydyf.PDF] = []
        marked: list[bool] = []

        def finish(document: object, pdf: pydyf.PDF) -> None:
            conform(pdf)
            marked.append(mark_layout(document, pdf))
            join_glyphs(pdf)
            objects.append(pdf)

        base = self._folder.resolve().as_uri() + "/"
        file = self._folder / "letter.html"
        with complaints(file, self._files), _faults(file):
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
        return Printed(identified(pdf), len(document.pages), is_marked=marked[0]), objects[0]

    def shapes_by_contents(self, html: str) -> bool:
        """Whether words may shape what they are not part of, or be broken: the page or a stylesheet says so."""
        stylesheets = (file for file in self._files.files if file.path.suffix == ".css")
        texts = (file.content.decode(errors="replace") for file in stylesheets)
        return any(_BY_CONTENTS.search(_COMMENT.sub("", css)) for css in (html, *texts))

    def _stylesheet(self, path: Path) -> CSS:
        with complaints(path, self._files):
            return CSS(url=path.resolve().as_uri(), url_fetcher=self._stock, font_config=self._fonts)


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
