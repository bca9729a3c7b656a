"""A typescript: a letter as it is given to be set; and the same in other words, to see that these move nothing else."""

import re
from collections.abc import Callable, Container
from functools import cached_property

from .manuscript import Manuscript, parted, retold

_WORD = re.compile(r"\w+")


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

    def reworded(self, keep: Container[str]) -> "Typescript":
        """The letter in other words wherever letters differ, but for texts to `keep`: mostly on as many lines."""
        return Typescript(retold(self.html, self._otherwise(), _other_words, keep), self.record, self._otherwise)


def _other_words(text: str) -> str:
    """Each word backwards, and the last a little shorter or, of one or two letters, longer: `92 yluJ 020`, `22`."""
    turned = _WORD.sub(lambda word: word[0][::-1], text)
    return turned[:-1] if len(turned) > 2 else turned * 2
