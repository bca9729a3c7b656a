"""A printed letter read independently of the program: the words that pypdf finds."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pypdf import PdfReader


def reader(pdf: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf), strict=True)


def words(pdf: bytes) -> list[str]:
    """The words of all pages, white space folded."""
    return [word for page in page_words(pdf) for word in page]


def page_words(pdf: bytes) -> list[list[str]]:
    """The words of each page."""
    return [page.extract_text().split() for page in reader(pdf).pages]


def between(words: list[str], first: str, last: str) -> list[str]:
    """The words from the first time that `first` is read to the first time after it that `last` is, both included."""
    start = _find(words, first.split(), 0)
    end = _find(words, last.split(), start)
    return words[start : end + len(last.split())]


def _find(words: list[str], wanted: list[str], start: int) -> int:
    for index in range(start, len(words)):
        if words[index : index + len(wanted)] == wanted:
            return index
    raise AssertionError(f"{' '.join(wanted)!r} is not among the words {' '.join(words)!r}")


def keywords(pdf: bytes) -> str:
    """The keywords that a document gives of itself: the letter's state."""
    metadata: Any = reader(pdf).metadata
    return str(metadata["/Keywords"])


def figures(pdf: bytes) -> list[str]:
    """The text alternatives of a document's figures, in its order."""
    root: Any = reader(pdf).root_object
    return list(_alternatives(root["/StructTreeRoot"]))


def _alternatives(element: Any) -> Iterator[str]:
    element = element.get_object()
    if isinstance(element, dict):
        if element.get("/S") == "/Figure":
            yield element["/Alt"]
        children = element.get("/K", [])
        for child in children if isinstance(children, list) else [children]:
            yield from _alternatives(child)
