"""A file of any kind as pages of text: a PDF, or a text in an encoding that is certain."""

import codecs
import multiprocessing
import re
from contextlib import suppress
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from .text import (
    ALL,
    MARK,
    SECONDS,
    SIZE,
    DamagedError,
    UnreadableError,
    count_pages,
    pages_by_pdfium,
    pages_by_pypdf,
    too_slow,
)

PAGES_OF_A_LETTER = 50
_PAGES = 1_000
_SIZE_OF_A_TEXT = 2_000_000  # bytes
_BOMS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_NOT_WINDOWS_1252 = re.compile(
    # What no letter in English or Welsh holds, but other bytes and encodings do when they are taken for Windows-1252:
    # accents, quotation marks and dashes of Mac OS Roman and of DOS's code page 850 become signs inside words.
    rb"[^\t\n\f\r -~\x80\x85\x91-\x97\xa0\xa3\xa7\xa9\xad\xae\xb0\xb7\xbc-\xbe\xc0-\xff]"
    rb"|[\xd0\xd5\xd7\xde\xf0\xf7\xfe]|[a-z][\xc0-\xdd]|[A-Za-z]\x93|[\xc0-\xff]{3}"
)


def read_file(path: Path) -> bytes:
    """Return the bytes of a file that may be a letter. Raises UnreadableError and OSError.

    Nothing but a plain file is opened, as a pipe or a device may have no end.
    """
    status = path.stat()
    if S_ISDIR(status.st_mode):
        raise IsADirectoryError
    if not S_ISREG(status.st_mode):
        raise UnreadableError("a pipe or a device")
    with path.open("rb") as file:
        read = file.read(SIZE + 1)
    if len(read) > SIZE:
        raise UnreadableError(f"more than {SIZE:,} bytes are no letter")
    return read


def extract_pages(file: bytes, chosen: slice = ALL) -> list[list[str]]:
    """Return the text of each page of a PDF or of a text, in which form feeds divide pages.

    A PDF gives it twice, by pypdf and by PDFium, as each reads what the other does not: PDFium reads forms, and knows
    spaces that are not written; pypdf keeps the order of what is written. More pages than a letter's are read by PDFium
    alone, which takes a tenth of the time. Raises UnreadableError, saying why in a few words, where the file is neither
    or has no text.
    """
    if not file:
        raise UnreadableError("the file is empty")
    texts = _extract_pdf(file, chosen) if MARK in file[:1024] else [_pages_of_text(file, chosen)]
    if not any(page.strip() for pages in texts for page in pages):
        raise UnreadableError("there is no text in it", "run OCR first, for example ocrmypdf")
    return texts


def _extract_pdf(pdf: bytes, chosen: slice) -> list[list[str]]:
    if len(_numbers(count_pages(pdf), chosen)) > PAGES_OF_A_LETTER:
        return [_by_pdfium_in_time(pdf, chosen)]
    texts = []
    with suppress(DamagedError):
        texts.append(pages_by_pypdf(pdf, chosen))
    return [*texts, pages_by_pdfium(pdf, chosen)]


def _by_pdfium_in_time(pdf: bytes, chosen: slice) -> list[str]:
    """Read pages in a process of its own, which can be ended: PDFium heeds no signal before a page is read."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        try:
            return pool.apply_async(pages_by_pdfium, (pdf, chosen)).get(SECONDS)
        except multiprocessing.TimeoutError:
            raise too_slow() from None


def _pages_of_text(file: bytes, chosen: slice) -> list[str]:
    if len(file) > _SIZE_OF_A_TEXT:
        raise UnreadableError(f"{len(file):,} bytes are no letter")
    pages = _unmarked(_decoded(file)).rstrip().split("\f")
    return [pages[number] for number in _numbers(len(pages), chosen)]


def _numbers(count: int, chosen: slice) -> range:
    """Return the indexes of the chosen pages. Raises UnreadableError if not all are there, or they are too many."""
    if (chosen.stop or 0) > count:
        raise UnreadableError(f"there is no page {chosen.stop:,}", f"name pages from 1 to {count:,}")
    numbers = range(count)[chosen]
    if len(numbers) > _PAGES:
        raise UnreadableError(f"{len(numbers):,} pages are too many", f"read some of them, as --pages 1-{_PAGES}")
    return numbers


def _decoded(file: bytes) -> str:
    """Return a text in UTF-8, UTF-16 or Windows-1252. Raises UnreadableError."""
    encoding = next((name for bom, name in _BOMS.items() if file.startswith(bom)), None) or _utf16(file) or "utf-8"
    with suppress(UnicodeDecodeError):
        if "\0" not in (text := file.decode(encoding)):
            return text
    if not _NOT_WINDOWS_1252.search(file):
        return file.decode("cp1252")
    raise UnreadableError("neither a PDF nor text in UTF-8, UTF-16 or Windows-1252")


def _utf16(file: bytes) -> str | None:
    """Return the UTF-16 that a text without a mark is in: nearly all of English has a zero in every other byte."""
    zeros = {"utf-16-be": file[::2].count(0), "utf-16-le": file[1::2].count(0)}
    return next((name for name, count in zeros.items() if count > 0.45 * len(file)), None)


def _unmarked(text: str) -> str:
    """A transcript without the mark-up that extraction programs add: `##`, `**`, `<u>`, `[x](#)`."""
    text = re.sub(r"\[([^\]\n]{0,200})\]\([^)\n]{0,200}\)", r"\1", text)
    return re.sub(r"^#+ |\*\*|</?u>", "", text, flags=re.MULTILINE)
