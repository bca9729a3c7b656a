"""What WeasyPrint would only log, or stops at, as faults that somebody can mend."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..errors import Fault, Faulty
from ..files import TemplateFiles, find
from .stock import NotInStock

_LOG = logging.getLogger("weasyprint")


@contextmanager
def complaints(file: Path, templates: TemplateFiles) -> Iterator[None]:
    """Raise Faulty for whatever WeasyPrint finds wrong with `file` while the block runs."""
    log = _Log(logging.WARNING)
    _LOG.addHandler(log)
    try:
        yield
    except NotInStock as error:
        raise Faulty([_not_there(file, error.url, templates)]) from None
    finally:
        _LOG.removeHandler(log)
    if log.messages:
        raise Faulty(_logged(file, message, templates) for message in log.messages)


class _Log(logging.Handler):
    """Keeps what is logged."""

    def __init__(self, level: int) -> None:
        super().__init__(level)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def _not_there(file: Path, url: str, templates: TemplateFiles) -> Fault:
    near = url.removeprefix(templates.root.resolve().as_uri() + "/")
    if templates.root / near == file:
        return Fault(str(file), 1, 1, "", "the stylesheet is not there", "write it")
    place = _place(url.rpartition("/")[2], file, templates)
    if near == url:
        return Fault(*place, "", f"asks for {url[:80]}, which is not the edition's", "take it out")
    return Fault(*place, "", f"asks for {templates.root / near}, which is not there", "put it there, or take it out")


def _logged(file: Path, message: str, templates: TemplateFiles) -> Fault:
    """Most messages have a place (`Ignored `colr: red` at 12:3, unknown property.`); others quote what is wrong."""
    place = re.search(r" at (\d+):(\d+)", message)
    quoted = re.search(r'"([^"]+)"', message)
    cure = "mend the stylesheet or the page"
    if place:
        what = re.sub(r"\s+", " ", message.replace(place[0], "").rstrip("."))
        what = re.sub(r"`([^`]{60})[^`]*`", r"`\1...`", what)
        return Fault(str(file), int(place[1]), int(place[2]), "", what, cure)
    return Fault(*_place(quoted[1] if quoted else message, file, templates), "", message.rstrip("."), cure)


def _place(text: str, file: Path, templates: TemplateFiles) -> tuple[str, int, int]:
    """Where the edition's files hold a text; the beginning of `file` where none does."""
    folders = (file.parent, templates.root / "shared")
    files = [one for folder in folders for suffix in (".html", ".css") for one in templates.in_folder(folder, suffix)]
    place, line, column = find(text, files) or (file, 1, 1)
    return str(place), line, column
