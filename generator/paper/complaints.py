"""What WeasyPrint would only log, or stops at, as faults that somebody can mend."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..errors import Fault, Faulty
from .stock import NotInStock

_LOG = logging.getLogger("weasyprint")


@contextmanager
def complaints(file: Path, templates: Path) -> Iterator[None]:
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
        raise Faulty(_logged(file, message) for message in log.messages)


class _Log(logging.Handler):
    """Keeps what is logged."""

    def __init__(self, level: int) -> None:
        super().__init__(level)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def _not_there(file: Path, url: str, templates: Path) -> Fault:
    near = url.removeprefix(templates.resolve().as_uri() + "/")
    if near == url:
        return Fault(str(file), 1, 1, "", f"asks for {url[:80]}, which is not the edition's", "take it out")
    if templates / near == file:
        return Fault(str(file), 1, 1, "", "the stylesheet is not there", "write it")
    return Fault(
        str(file), 1, 1, "", f"asks for {templates / near}, which is not there", "put it there, or take it out"
    )


def _logged(file: Path, message: str) -> Fault:
    """WeasyPrint ends most of its messages with the place: `Ignored `colr: red` at 12:3, unknown property.`"""
    place = re.search(r" at (\d+):(\d+)", message)
    line, column = (int(place[1]), int(place[2])) if place else (1, 1)
    what = message.replace(place[0], "") if place else message
    return Fault(str(file), line, column, "", what.rstrip("."), "mend the stylesheet or the page")
