"""The alternatives of an edition's templates: which of several wordings a letter shows, by names for people."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ..letter import Letter
from .grammar import Body, Branch, Choice, Part, Picture, Run


@dataclass(frozen=True, slots=True)
class Alternative:
    """One wording of several.

    `name` says when it is shown (`compliance.total is 1`, `personal_paragraphs: some`), with the part it stands in
    where the same is asked in several places; `path` is the value that decides.
    """

    name: str
    path: str


@dataclass(frozen=True, slots=True)
class _Wording:
    """An alternative, when a letter shows it, and the places inside it."""

    alternative: Alternative
    facts: Mapping[str, object]
    inner: tuple["_Place", ...] = ()


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a letter has one of several wordings: the first whose facts are so."""

    part: str
    wordings: tuple[_Wording, ...]


class Alternatives:
    """All alternatives of the templates behind a grammar. Conditions inside tags are in no grammar, and not here."""

    def __init__(self, parts: Sequence[Part]) -> None:
        places = [place for part in parts for place in _places(part.name, part.body)]
        self._places = _told_apart(places)

    @property
    def all(self) -> tuple[Alternative, ...]:
        """All of them, in the order of the templates."""
        return tuple(wording.alternative for place, wording in _wordings(self._places))

    def shown(self, letter: Letter) -> tuple[Alternative, ...]:
        """Those that a letter shows: one for every place that it has, in the order of the templates."""
        return tuple(_shown(self._places, letter))


def _shown(places: Sequence[_Place], letter: Letter) -> Iterator[Alternative]:
    for place in places:
        taken = next((wording for wording in place.wordings if _holds(wording.facts, letter)), None)
        if taken:
            yield taken.alternative
            yield from _shown(taken.inner, letter)


def _holds(facts: Mapping[str, object], letter: Letter) -> bool:
    """Whether facts are so in a letter; a template asks of a name only whether there is something."""
    values = ((letter.value(path), fact) for path, fact in facts.items())
    return all(bool(value) is fact if isinstance(fact, bool) else value == fact for value, fact in values)


def _places(part: str, body: Body) -> Iterator[_Place]:
    for node in body:
        match node:
            case Choice(branches=branches):
                yield _Place(part, tuple(_branches(part, branches)))
            case Run(values=values):
                lists = (path.removesuffix("*") for path, _ in values if path.endswith("*"))
                yield from (_Place(part, _none_or_some(path)) for path in lists)
            case Picture(body=inner):
                yield from _places(part, inner)


def _none_or_some(path: str) -> tuple[_Wording, ...]:
    return (
        _Wording(Alternative(f"{path}: none", path), {path: False}),
        _Wording(Alternative(f"{path}: some", path), {path: True}),
    )


def _branches(part: str, branches: Sequence[Branch]) -> Iterator[_Wording]:
    """Each branch by what it asks; the last, which asks nothing more, by what those before it asked in vain."""
    asked: list[tuple[str, object]] = []
    for branch in branches:
        known = {path: not fact for path, fact in asked if isinstance(fact, bool)}
        own = [(path, fact) for path, fact in branch.facts.items() if known.get(path) is not fact]
        said = [_said(path, fact) for path, fact in own] or [_said(path, fact, denied=True) for path, fact in asked]
        [path, _] = [*asked, *own][-1]
        yield _Wording(Alternative(", ".join(said), path), branch.facts, tuple(_places(part, branch.body)))
        asked += own


def _said(path: str, fact: object, *, denied: bool = False) -> str:
    if isinstance(fact, bool):
        return path if fact is not denied else f"not {path}"
    return f"{path} is {'not ' if denied else ''}{fact}"


def _told_apart(places: Sequence[_Place]) -> tuple[_Place, ...]:
    """The same places, with no name twice: the part is said, and inside one part, which of them it is."""
    names = Counter(wording.alternative.name for _, wording in _wordings(places))
    within = Counter((place.part, wording.alternative.name) for place, wording in _wordings(places))
    met: Counter[tuple[str, str]] = Counter()

    def named(place: _Place) -> _Place:
        return replace(place, wordings=tuple(one(place.part, wording) for wording in place.wordings))

    def one(part: str, wording: _Wording) -> _Wording:
        name = wording.alternative.name
        met[part, name] += 1
        number = f" {met[part, name]}" if within[part, name] > 1 else ""
        where = f" ({part}{number})" if names[name] > 1 else ""
        alternative = replace(wording.alternative, name=f"{name}{where}")
        return replace(wording, alternative=alternative, inner=tuple(map(named, wording.inner)))

    return tuple(map(named, places))


def _wordings(places: Sequence[_Place]) -> Iterator[tuple[_Place, _Wording]]:
    for place in places:
        for wording in place.wordings:
            yield place, wording
            yield from _wordings(wording.inner)
