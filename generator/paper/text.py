"""The way back from paper: the text of a PDF's pages, and the record that it carries."""

import logging
import re
import signal
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pypdfium2
from pypdfium2.raw import FPDF_ERR_PASSWORD, FPDFCatalog_IsTagged

from .artifacts import BROKEN, text_by_pdfium, text_by_pypdf
from .look import RECORD

if TYPE_CHECKING:
    from pypdf import PdfReader

SIZE = 100_000_000  # bytes: a letter has some thirty thousand, a committee's papers some ten million
SECONDS = 20
_AGAIN = 1.0  # seconds
MARK = b"%PDF-"
_CLAIMS = {
    "PDF/A-3a": (b'pdfaid:part="3"', b'pdfaid:conformance="A"'),
    "PDF/UA-1": (b'pdfuaid:part="1"',),
}


ALL = slice(None)
_HYPHENS = r"-/\u2010\x02\ufffe"
_PDFIUM = threading.Lock()
logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what is damaged is said here, in a line


class UnreadableError(Exception):
    """A file that is no letter: what is wrong with it, in a few words, and what to do."""

    def __init__(self, what: str, cure: str = "give a letter, as PDF or as text") -> None:
        super().__init__(what)
        self.cure = cure


class DamagedError(UnreadableError):
    """A PDF that one library cannot read; another may."""


class _TimeoutError(BaseException):
    """The end of the time to read in: no Exception, which pypdf would pass over where it reads a form."""


def standards_of(pdf: bytes) -> frozenset[str]:
    """The standards that a PDF says it conforms to: `PDF/A-3a`, `PDF/UA-1`. Raises UnreadableError."""
    with _reading():
        reader = _opened(pdf)
        if reader.is_encrypted:
            raise UnreadableError("an encrypted PDF")  # which neither standard allows
        metadata: Any = reader.root_object.get("/Metadata")
        xmp = metadata.get_object().get_data() if metadata else b""
    said = {name: all(claim in xmp for claim in claims) for name, claims in _CLAIMS.items()}
    return frozenset(name for name, is_said in said.items() if is_said)


@contextmanager
def _reading() -> Iterator[None]:
    """Whatever a damaged file makes a library do, it is the file that is damaged; and no letter takes so long."""
    clock = hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
    before = signal.signal(signal.SIGALRM, _end_reading) if clock else None
    try:
        if clock:
            # Again and again: what is raised while Python calls a destructor is lost.
            signal.setitimer(signal.ITIMER_REAL, SECONDS, _AGAIN)
        yield
    except UnreadableError:
        raise
    except _TimeoutError:
        raise too_slow() from None
    except Exception as error:
        if isinstance(error, pypdfium2.PdfiumError) and error.err_code == FPDF_ERR_PASSWORD:
            raise _asks_for_a_password() from None
        raise DamagedError("a damaged PDF") from None
    finally:
        if clock:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)


def _end_reading(*_: object) -> None:
    raise _TimeoutError


def too_slow() -> UnreadableError:
    """Return the error of a file whose reading takes too long."""
    return UnreadableError(f"reading it takes more than {SECONDS} seconds")


def _asks_for_a_password() -> UnreadableError:
    return UnreadableError("the PDF asks for a password", "save a copy without one, and give that")


def _checked(pdf: bytes) -> bytes:
    if not pdf:
        raise UnreadableError("the file is empty")
    if len(pdf) > SIZE:
        raise UnreadableError(f"{len(pdf):,} bytes are no letter")
    if MARK not in pdf[:1024]:
        raise UnreadableError("not a PDF")
    return pdf


@lru_cache(maxsize=1)  # who proves a letter asks three times
def _opened(pdf: bytes) -> "PdfReader":
    from pypdf import PdfReader  # takes a tenth of a second to import, and most commands read nothing by it

    reader = PdfReader(BytesIO(_checked(pdf)))
    if reader.is_encrypted and not reader.decrypt(""):  # what an owner's password forbids is not reading
        raise _asks_for_a_password()
    return reader


def rejoined(text: str) -> str:
    """A name that was broken after a hyphen or a slash, whole again. PDFium has a sign of its own for such a hyphen."""
    return re.sub(rf"\s*{BROKEN}\s*|(?<=\S)([{_HYPHENS}])\r?\n?(?=\S)", _hyphen, text)


def _whole(pages: Iterable[str]) -> list[str]:
    """Return pages without broken words. The rest of one that goes on overleaf goes to the page where it begins."""
    whole = list(pages)
    for number in range(1, len(whole)):
        before = whole[number - 1].rstrip()
        if re.search(rf"{BROKEN}$|\S[{_HYPHENS}]$", before):
            rest, page = [*whole[number].split(maxsplit=1), "", ""][:2]
            whole[number - 1 : number + 1] = before + rest, page
    return [rejoined(page) for page in whole]


def _hyphen(found: re.Match[str]) -> str:
    hyphen = found[1] or ""
    return "-" if hyphen in ("\x02", "\ufffe") else hyphen


@contextmanager
def opened_by_pdfium(pdf: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """A PDF in PDFium's hands, which are those of one thread at a time. Raises UnreadableError, whatever is done."""
    with _PDFIUM, _reading(), pypdfium2.PdfDocument(_checked(pdf)) as document:
        yield document


def count_pages(pdf: bytes) -> int:
    """Return the number of a PDF's pages. Raises UnreadableError."""
    with opened_by_pdfium(pdf) as document:
        return len(document)


def pages_by_pdfium(pdf: bytes, chosen: slice = ALL, *, is_marked: bool = True) -> list[str]:
    """Return the text of each page as PDFium finds it: fast. Raises UnreadableError.

    One that is known not to be marked, as `Printed` says, is not searched for artifacts, labels and soft hyphens.
    """
    with opened_by_pdfium(pdf) as document:
        is_tagged = is_marked and bool(FPDFCatalog_IsTagged(document))
        numbers = range(len(document))[chosen]
        return _whole(text_by_pdfium(document[number], is_tagged=is_tagged) for number in numbers)


def pages_by_pypdf(pdf: bytes, chosen: slice = ALL) -> list[str]:
    """The text of each page as pypdf finds it: apart from what printed and proved it. Raises UnreadableError."""
    with _reading():
        reader = _opened(pdf)
        marked: Any = reader.root_object.get("/MarkInfo", {})
        is_tagged = bool(marked.get_object().get("/Marked")) if marked else False
        return _whole(text_by_pypdf(page, is_tagged=is_tagged) for page in reader.pages[chosen])


def record_by_pdfium(pdf: bytes) -> bytes | None:
    """The published record that a PDF carries, as PDFium finds it: fast. None where it carries none."""
    with opened_by_pdfium(pdf) as document:
        embedded = map(document.get_attachment, range(document.count_attachments()))
        return next((bytes(file.get_data()) for file in embedded if file.get_name() == RECORD), None)


def record_in(pdf: bytes) -> bytes | None:
    """The published record that a PDF carries, as bytes; None where it carries none. Raises UnreadableError."""
    with _reading():
        contents = _opened(pdf).attachments.get(RECORD)
        return contents[0] if contents else None
