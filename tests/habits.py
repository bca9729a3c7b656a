"""WeasyPrint with other habits than it has, as another version might have."""

import pydyf
import pytest
from weasyprint.pdf.stream import Stream


def acquire(patched: pytest.MonkeyPatch) -> None:
    """From now on, WeasyPrint says of each line how far apart its letters stand: no further than they do."""
    patched.setattr(Stream, "set_text_matrix", _spaced, raising=False)


def _spaced(stream: Stream, *matrix: float) -> None:
    stream.stream.append(b"0 Tc")
    pydyf.Stream.set_text_matrix(stream, *matrix)
