"""The fewest that together show everything: an exact minimum set cover, as long as that is quick."""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from functools import reduce
from operator import or_

_STEPS = 100_000  # about half a second; 2,000 invented councils need fewer


def fewest(shows: Mapping[str, Sequence[Hashable]], steps: int = _STEPS) -> tuple[str, ...]:
    """The fewest of these that together show whatever any of them shows; first those that show most that is new.

    Ties are settled by the order of `shows` and of what each shows. After so many steps the best that was found
    stands: it shows everything, and may be more than the fewest.
    """
    bits: dict[Hashable, int] = {}
    for sights in shows.values():
        for sight in sights:
            bits.setdefault(sight, 1 << len(bits))
    sets = {name: _union(bits[sight] for sight in sights) for name, sights in shows.items()}
    kept = _undominated(sets)
    chosen = _Search(list(kept), steps).best()
    return tuple(_most_new_first({kept[seen]: seen for seen in kept if seen in chosen}))


def _union(sets: Iterable[int]) -> int:
    return reduce(or_, sets, 0)


def _undominated(sets: dict[str, int]) -> dict[int, str]:
    """The sets that no other contains, each under the first name that has it, in the order of the names."""
    first = {seen: name for name, seen in reversed(sets.items())}
    kept: list[int] = []
    for seen in sorted(first, key=int.bit_count, reverse=True):
        if not any(seen & other == seen for other in kept):
            kept.append(seen)
    return {seen: name for name, seen in sets.items() if seen in kept and first[seen] == name}


def _most_new_first(sets: Mapping[str, int]) -> Iterator[str]:
    missing = _union(sets.values())
    while missing:
        name = max(sets, key=lambda name: (sets[name] & missing).bit_count())
        missing &= ~sets[name]
        yield name


class _Search:
    """Goes through the ways to show what is missing, what the fewest show first, and turns back where none is better.

    A set is an integer, a bit for each that is shown.
    """

    def __init__(self, sets: Sequence[int], steps: int) -> None:
        every = _union(sets)
        bits = [1 << place for place in range(every.bit_length())]
        self._showing = {bit: [seen for seen in sets if seen & bit] for bit in bits}
        self._together = {bit: _union(self._showing[bit]) for bit in bits}
        self._rarest_first = sorted(bits, key=lambda bit: len(self._showing[bit]))
        self._every = every
        self._steps = steps
        self._tried: dict[int, int] = {}
        self._best: tuple[int, ...] = ()

    def best(self) -> tuple[int, ...]:
        self._choose(self._every, ())
        return self._best

    def _choose(self, missing: int, chosen: tuple[int, ...]) -> None:
        self._steps -= 1
        if self._best and (self._steps < 0 or len(chosen) + self._at_least(missing) >= len(self._best)):
            return
        if self._tried.get(missing, len(chosen) + 1) <= len(chosen):
            return
        if not missing:
            self._best = chosen
            return
        self._tried[missing] = len(chosen)
        rarest = next(bit for bit in self._rarest_first if bit & missing)
        for seen in sorted(self._showing[rarest], key=lambda seen: (seen & missing).bit_count(), reverse=True):
            self._choose(missing & ~seen, (*chosen, seen))

    def _at_least(self, missing: int) -> int:
        """How many more it takes at least: as many as miss something that none of the others shows beside its own."""
        number = 0
        for bit in self._rarest_first:
            if bit & missing:
                missing &= ~self._together[bit]
                number += 1
        return number
