"""Several letters bound into one PDF, to be looked through by its bookmarks."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING

from pypdf import PdfWriter
from pypdf.generic import ArrayObject, BooleanObject, ByteStringObject, Fit, NameObject, TextStringObject

if TYPE_CHECKING:
    from .printed import Printed

_WHOLE_PAGE = Fit.fit()


@dataclass(frozen=True, slots=True)
class Leaf:
    """A letter to be bound: its bookmark's title, and the bookmarks below that, each with its page of this letter."""

    printed: "Printed"
    title: str
    marks: tuple[tuple[str, int], ...]


def bind(leaves: Iterable[Leaf], title: str) -> bytes:
    """One PDF of these letters, in this order, that opens with its bookmarks: the same bytes for the same letters.

    It is to be looked at. What makes each letter archival and accessible stays with the letter.
    """
    writer = PdfWriter()
    identity = sha256(title.encode())
    for leaf in leaves:
        _add(writer, leaf)
        identity.update(leaf.printed.pdf)
    writer.metadata = {"/Title": title}
    writer.root_object[NameObject("/Lang")] = TextStringObject("en-GB")
    writer.page_mode = "/UseOutlines"
    writer.create_viewer_preferences()[NameObject("/DisplayDocTitle")] = BooleanObject(True)
    # pypdf would draw it by lot.
    writer._ID = ArrayObject([ByteStringObject(identity.digest()[:16])] * 2)
    bound = BytesIO()
    writer.write(bound)
    return bound.getvalue()


def _add(writer: PdfWriter, leaf: Leaf) -> None:
    first = len(writer.pages)
    writer.append(BytesIO(leaf.printed.pdf), import_outline=False)
    letter = writer.add_outline_item(title=leaf.title, page_number=first, fit=_WHOLE_PAGE, bold=True)
    for title, page in leaf.marks:
        writer.add_outline_item(title=title, page_number=first + page - 1, parent=letter, fit=_WHOLE_PAGE)
