"""A typescript: a letter as it is given to be set."""

from functools import cached_property

from ...wording import Page
from .manuscript import Manuscript, parted
from .typesetter import NotForPlatesError


class Typescript:
    """A page and the record that goes with it."""

    def __init__(self, page: Page, record: bytes) -> None:
        self.html = page.html
        self.record = record
        self._marked = page.marked

    @cached_property
    def parts(self) -> list[Manuscript]:
        """What is around the page's parts, and these, each alone."""
        return parted(self.html)

    def varying(self, number: int) -> frozenset[int]:
        """Return the texts of a part, by their numbers, that hold printed values.

        Raises NotForPlatesError where the part has other texts with the marks of its values.
        """
        texts, marked = self.parts[number].texts, self._marked_parts[number].texts
        if len(texts) != len(marked):
            raise NotForPlatesError("the page has other texts when other words are in it")
        return frozenset(text for text, (one, other) in enumerate(zip(texts, marked, strict=True)) if one != other)

    @cached_property
    def _marked_parts(self) -> list[Manuscript]:
        return parted(self._marked)
