"""The letters of an edition as pages."""

import zlib
from collections.abc import Iterator, Mapping

from ..errors import Fault, Faulty
from ..letter import Letter
from ..wording import Page, Wording

_LEVEL = 3


class Pages(Mapping[str, Page]):
    """Letters as pages, by slug, each written when it is asked for.

    They are kept folded: each differs from the first in a few words, and ten thousand are to be held.
    """

    def __init__(self, wording: Wording, letters: Mapping[str, Letter]) -> None:
        self._wording = wording
        self._letters = letters
        self._first = b""
        self._folded: dict[str, bytes] = {}

    def write_all(self) -> None:
        """Write every letter, which shows every fault of the templates. Raises Faulty with all of them."""
        faults: set[Fault] = set()
        for slug in self._letters:
            try:
                self._fold(slug)
            except Faulty as faulty:
                faults.update(faulty.faults)
        if faults:
            raise Faulty(faults)

    def _fold(self, slug: str) -> None:
        page = self._wording.page(self._letters[slug]).marked.encode()
        self._first = self._first or page
        folding = zlib.compressobj(_LEVEL, zdict=self._first)
        self._folded[slug] = folding.compress(page) + folding.flush()

    def __getitem__(self, slug: str) -> Page:
        if slug not in self._folded:
            self._fold(slug)
        return Page(zlib.decompressobj(zdict=self._first).decompress(self._folded[slug]).decode())

    def __iter__(self) -> Iterator[str]:
        return iter(self._letters)

    def __len__(self) -> int:
        return len(self._letters)
