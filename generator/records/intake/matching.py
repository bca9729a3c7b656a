"""Which council a name in a table means: case, spaces, accents and punctuation do not count, words do."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from ..council import Council
from ..slug import slug
from ..source import Source

_KINDS = set(
    "authority borough city council county district london metropolitan of and the royal unitary park national".split()
)
"""Words that tell what an authority is, not which."""


@dataclass(frozen=True, slots=True)
class Known:
    """The councils that there are: slugs by what is compared of their names, and the names."""

    slugs: Mapping[str, str]
    names: Mapping[str, str]

    @classmethod
    def of(cls, councils: Mapping[str, Source[Council]]) -> "Known":
        """Those whose records can be read, by their names; the others by their files."""
        names = {name: source.record.name if source.record else name for name, source in councils.items()}
        joined = Counter(map(_joined, names.values()))
        return cls({_joined(name): council for council, name in names.items() if joined[_joined(name)] == 1}, names)

    def and_new(self, council: str, name: str) -> "Known":
        """These, and one that is new: the next may be a slip for it."""
        return Known({**self.slugs, _joined(name): council}, {**self.names, council: name})

    def slug(self, name: str) -> str | None:
        """The slug of the council of that name; words run together are known where only one council can be meant."""
        exact = slug(name)
        return exact if exact in self.names else self.slugs.get(_joined(name))


def nearest(name: str, known: Known) -> list[str]:
    """The names that it may be a slip for: the same place first, then what is spelt alike."""
    place = _place(name)
    same = [other for other in known.names.values() if place and _place(other) == place]
    alike = get_close_matches(slug(name), known.names, n=3, cutoff=0.85)
    return list(dict.fromkeys([*same, *(known.names[other] for other in alike)]))[:3]


def _joined(name: str) -> str:
    return slug(name).replace("-", "")


def _place(name: str) -> frozenset[str]:
    words = {"st" if word == "saint" else word for word in slug(name).split("-")}
    return frozenset(words - _KINDS)
