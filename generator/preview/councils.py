"""The list of councils: which of them are looked for, where each stands, and who is next to whom."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from ..merge import Ready

STATES = ("final", "draft", "faulty")
_ASKED = ("q", "sector", "state", "view", "zoom")


@dataclass(frozen=True, slots=True)
class Entry:
    """A council in the list."""

    slug: str
    name: str
    sector: str
    state: str
    found: bool


@dataclass(frozen=True, slots=True)
class Councils:
    """All councils of an edition, those that were looked for among them, and how many there are of each state."""

    entries: Sequence[Entry]
    counts: Mapping[str, int]
    sectors: Sequence[str]

    @classmethod
    def of(cls, ready: Ready | None, asked: Mapping[str, str]) -> "Councils":
        entries = [_entry(ready, slug, asked) for slug in ready.records.sources] if ready else []
        counts = Counter(entry.state for entry in entries)
        sectors = sorted({entry.sector for entry in entries if entry.sector})
        return cls(entries, {state: counts[state] for state in STATES}, sectors)

    @property
    def found(self) -> list[Entry]:
        return [entry for entry in self.entries if entry.found]

    def neighbour(self, slug: str, step: int) -> str | None:
        """The council before (-1) or after (1) this one among those that were looked for."""
        slugs = [entry.slug for entry in self.found]
        if slug not in slugs:
            return slugs[0] if slugs else None
        place = slugs.index(slug) + step
        return slugs[place] if 0 <= place < len(slugs) else None


def _entry(ready: Ready, slug: str, asked: Mapping[str, str]) -> Entry:
    record = ready.records.sources[slug].record
    state = "faulty" if slug in ready.left_out else ready.letters[slug].state
    name, sector = (record.name, record.type) if record else (slug, "")
    words = asked.get("q", "").casefold().split()
    found = all(word in name.casefold() or word in slug for word in words)
    found = found and asked.get("sector", "") in ("", sector) and asked.get("state", "") in ("", state)
    return Entry(slug, name, sector, state, found)


def address(slug: str, asked: Mapping[str, str], **other: str) -> str:
    """A letter's address, with what was looked for and how it is looked at; `other` is changed in it."""
    kept = {name: asked[name] for name in _ASKED if asked.get(name)} | other
    query = urlencode({name: value for name, value in kept.items() if value})
    return f"/letters/{slug}" + (f"?{query}" if query else "")
