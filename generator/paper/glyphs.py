"""Glyphs that stand where they would stand anyway, in one string."""

from typing import Any

import pydyf


def join_glyphs(pdf: Any) -> None:
    """Take the shifts by nothing out of a finished `pydyf.PDF`: WeasyPrint writes one after nearly every glyph.

    The pages are the same to the last pixel, and pypdf reads them in half the time.
    """
    for stream in pdf.objects:
        if isinstance(stream, pydyf.Stream):
            stream.stream = [joined(operator) for operator in stream.stream]


def joined(operator: Any) -> Any:
    """`[<0055>0<004c>] TJ` as `[<0055004c>] TJ`, and any other operator as it is."""
    shows_text = isinstance(operator, bytes) and operator.endswith(b"] TJ")
    return operator.replace(b">0<", b"") if shows_text else operator
