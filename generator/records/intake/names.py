"""Which council a name in a table means, and which it may mean: a wrong one is the worst that an import can take."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Any

from ..council import Council
from ..slug import slug
from ..source import Source
from .vocabulary import vocabulary

_SHORTEST = 5  # letters of a word in which one wrong letter is taken for a slip: Bury is not Busy

_WEAK = frozenset({"authority", "council"})
"""Kinds that are left out as often as not."""


@dataclass(frozen=True, slots=True)
class Name:
    """A council's name taken apart: the words that say which it is, and those that say what it is.

    `kinds` has more than one entry where an abbreviation may stand for more than one kind.
    """

    words: tuple[str, ...]
    place: tuple[str, ...]
    kinds: tuple[frozenset[str], ...]
    is_short: bool

    def is_a_slip_for(self, other: "Name") -> bool:
        """Return whether one wrong letter in one word would make this of the other name.

        In short words of places one letter makes another place, as Bury and Busy.
        """
        if unlike := _one_unlike(self.words, other.words):
            this, that = unlike
            if that in vocabulary().kinds:
                return this not in vocabulary().kinds and _is_one_letter_apart(this, that)
        unlike = _one_unlike(self.place, other.place)
        return bool(unlike and max(map(len, unlike)) >= _SHORTEST and _is_one_letter_apart(*unlike))

    def can_be(self, other: "Name") -> bool:
        """Return whether what the two say of their kind can be said of one council."""
        return any(one <= another or another <= one for one, another in product(self.kinds, other.kinds))


class Names:
    """The names of the councils that there are."""

    def __init__(self, councils: Mapping[str, Source[Council]]) -> None:
        self.names = {name: source.record.name if source.record else name for name, source in councils.items()}
        self._joined = _unique((slug(name).replace("-", ""), council) for council, name in self.names.items())
        self._in_any_order = _unique((_sorted(name), council) for council, name in self.names.items())

    def slug(self, name: str) -> str | None:
        """Return the slug of the council of that name.

        Words that are run together, and words in another order (`Bristol, City of`), are known where only one council
        has them.
        """
        exact = slug(name)
        if exact in self.names:
            return exact
        return self._joined.get(exact.replace("-", "")) or self._in_any_order.get(_sorted(name))

    def meant(self, name: str, among: Collection[str]) -> list[str]:
        """Return the names of the councils that a name may mean, of those with the slugs `among`.

        A name means the council of the same place, whatever it says of its kind; one that is shortened, that whose kind
        the abbreviation stands for; and else the one that it would be with one letter corrected.
        """
        others = {council: name_of(self.names[council]) for council in among}
        these = (name_of(name), name_of(re.sub(r"\([^()]*\)", " ", name)))
        same = [council for council, other in others.items() if any(_is_same_place(this, other) for this in these)]
        fitting = [council for council in same if others[council].kinds[0] in these[0].kinds]
        slips = [one for one, other in others.items() if these[0].is_a_slip_for(other) and these[0].can_be(other)]
        return [self.names[council] for council in fitting or same or slips]


@lru_cache(maxsize=4096)
def name_of(name: str) -> Name:
    """Take a council's name apart."""
    known = vocabulary()
    words = tuple("saint" if word == "st" else word for word in _words(name) if word not in known.joining)
    alternatives = [known.abbreviations.get(word, (word,) if word in known.kinds else ("",)) for word in words]
    kinds = {frozenset(" ".join(chosen).split()) - _WEAK for chosen in product(*alternatives)}
    place = tuple(word for word in words if word not in known.abbreviations and word not in known.kinds)
    is_short = any(word in known.abbreviations for word in words)
    place = place or tuple(dict.fromkeys(word for word in words if word in known.places)) or words
    return Name(words, place, tuple(sorted(kinds, key=sorted)), is_short)


def written_out(name: str) -> list[str]:
    """Return a name without its abbreviation, once for each meaning; nothing where it has none and is not turned."""
    if turned := re.fullmatch(r"(?P<place>.+?)(?:, | \()(?P<kind>[^,()]* of)\)?", name):
        return [f"{turned['kind']} {turned['place']}"]
    parts = name.split()
    long = [vocabulary().abbreviations.get("".join(_words(part)), (part,)) for part in parts]
    if all(meant == (part,) for meant, part in zip(long, parts, strict=True)):
        return []
    return [_as_a_name(parts, chosen) for chosen in product(*long)]


def _as_a_name(parts: Sequence[str], chosen: Sequence[str]) -> str:
    words = [part if part == meant else meant.title() for part, meant in zip(parts, chosen, strict=True)]
    if words[0] != parts[0]:
        return " ".join([words[0].removesuffix(" Council"), *([] if parts[1:2] == ["of"] else ["of"]), *words[1:]])
    full = " ".join(words)
    return full if _WEAK & set(_words(full)) else f"{full} Council"


def _words(name: str) -> list[str]:
    return slug(name).split("-")


def _sorted(name: str) -> tuple[str, ...]:
    return tuple(sorted(word for word in _words(name) if word not in vocabulary().joining))


def _is_same_place(one: Name, other: Name) -> bool:
    return sorted(one.place) == sorted(other.place)


def _one_unlike(these: Sequence[str], those: Sequence[str]) -> tuple[str, str] | None:
    """Return the one pair of words in which two rows of them differ; None where they differ in none, or in more."""
    if len(these) != len(those):
        return None
    unlike = [pair for pair in zip(these, those, strict=True) if pair[0] != pair[1]]
    return unlike[0] if len(unlike) == 1 else None


def _is_one_letter_apart(one: str, other: str) -> bool:
    """Return whether one letter was added, dropped or replaced, or two neighbours were swapped."""
    short, long = sorted((one, other), key=len)
    if len(short) < len(long):
        return any(short == long[:at] + long[at + 1 :] for at in range(len(long)))
    unlike = [at for at in range(len(one)) if one[at] != other[at]]
    return len(unlike) == 1 or (
        len(unlike) == 2
        and unlike[0] + 1 == unlike[1]
        and one[unlike[0]] == other[unlike[1]]
        and one[unlike[1]] == other[unlike[0]]
    )


def _unique(pairs: Iterable[tuple[Any, str]]) -> dict[Any, str]:
    """Return those values whose key no other has."""
    found = list(pairs)
    times = Counter(key for key, _ in found)
    return {key: value for key, value in found if times[key] == 1}
