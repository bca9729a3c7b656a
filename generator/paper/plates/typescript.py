"""A typescript: a letter as it is given to be set."""

from collections.abc import Callable
from functools import cached_property

from .manuscript import Manuscript, parted
from .typesetter import NotForPlatesError


class Typescript:
    """A page of HTML and the record that goes with it.

    `otherwise` gives the same page with other texts wherever letters differ; it need not be fit to be printed.
    """

    def __init__(self, html: str, record: bytes, otherwise: Callable[[], str]) -> None:
        self.html = html
        self.record = record
        self._otherwise = otherwise

    @cached_property
    def parts(self) -> list[Manuscript]:
        """What is around the page's parts, and these, each alone."""
        return parted(self.html)

    def varying(self, number: int) -> frozenset[int]:
        """The texts of a part, by their numbers, that are not the same in every letter.

        Raises NotForPlatesError where the part has other texts when they are not.
        """
        texts, others = self.parts[number].texts, self._others[number].texts
        if len(texts) != len(others):
            raise NotForPlatesError("the page has other texts when other words are in it")
        return frozenset(text for text, (one, other) in enumerate(zip(texts, others, strict=True)) if one != other)

    @cached_property
    def _others(self) -> list[Manuscript]:
        return parted(self._otherwise())
