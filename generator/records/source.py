"""A record and the file that it came from."""

from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import ValidationError

from ..errors import Fault, Faulty, Severity
from ..files import digest
from .document import Document, KeyPath, content_of, document, dotted, text_of
from .faults import faults_of
from .model import Record

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Source(Generic[R]):
    """A file: its text and its hash where it can be read, the record where that is right, and otherwise its faults."""

    file: str
    text: str | None
    record: R | None
    faults: tuple[Fault, ...]
    sha256: str | None = None

    @property
    def document(self) -> Document | None:
        """What the text holds, and where; None where that is nothing. Of ten thousand records, few are asked for it."""
        return None if self.text is None else _document(self.file, self.text)

    def place(self, path: KeyPath) -> tuple[int, int]:
        """The line and the column of a value, counted from 1; 1:1 where the file does not hold it."""
        return self.document.places.get(path, (1, 1)) if self.document else (1, 1)

    def fault(self, path: KeyPath, what: str, cure: str, severity: Severity = "fault") -> Fault:
        """A fault of one of the values."""
        return Fault(self.file, *self.place(path), dotted(path), what, cure, severity)

    def refused(self, fault: Fault) -> "Source[R]":
        """The same file, its record refused for a reason that the record alone cannot know."""
        return replace(self, record=None, faults=(*self.faults, fault))


def load_file(path: Path, model: type[R]) -> Source[R]:
    """Read a file as a record of this kind, or as its faults. One that has not changed is not parsed again."""
    file = str(path)
    try:
        content = content_of(path, file)
    except Faulty as faulty:
        return Source(file, None, None, faulty.faults)
    return _loaded(file, model, content)


@lru_cache(maxsize=4096)
def _loaded(file: str, model: type[Any], content: bytes) -> Source[Any]:
    text, sha256 = None, digest(content)
    try:
        text = text_of(content, file)
        found = document(file, text)
    except Faulty as faulty:
        return Source(file, text, None, faulty.faults, sha256)
    try:
        record = model.model_validate(found.values)
    except ValidationError as error:
        return Source(file, text, None, Faulty([*found.faults, *faults_of(error, model, found)]).faults, sha256)
    return Source(file, text, None if found.faults else record, tuple(found.faults), sha256)


@lru_cache(maxsize=100)
def _document(file: str, text: str) -> Document | None:
    with suppress(Faulty):
        return document(file, text)
    return None
