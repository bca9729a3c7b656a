"""Chance that falls the same on every machine: the same seed, the same throws."""

from collections.abc import Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """Throws, all made from `random()`: of Python's generator only it is promised to stay as it is.

    https://docs.python.org/3/library/random.html#notes-on-reproducibility
    """

    def __init__(self, seed: str) -> None:
        self._throw = Random(seed).random  # noqa: S311 (nothing here is secret)

    def below(self, sides: int) -> int:
        """A number from 0 to `sides` - 1."""
        return int(self._throw() * sides)

    def of(self, things: Sequence[T]) -> T:
        """One of the things, each as likely as it is often."""
        return things[self.below(len(things))]

    def falls(self, percent: int) -> bool:
        """Whether something happens that happens so many times in a hundred."""
        return self.below(100) < percent

    def some_of(self, total: int, percent: int) -> int:
        """How many of `total` cases are of a kind that so many in a hundred are of."""
        return sum(self.falls(percent) for _ in range(total))
