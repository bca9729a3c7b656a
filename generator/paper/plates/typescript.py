"""A typescript: a letter as it is given to be set."""

from collections.abc import Callable
from functools import cached_property

from .manuscript import Manuscript, parted


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

    @cached_property
    def others(self) -> list[Manuscript]:
        """The same of the page that it is otherwise."""
        return parted(self._otherwise())
