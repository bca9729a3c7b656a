"""A grammar matched with a text: what stands in its gaps."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from .grammar import Body, Choice, Gap, Node, Picture, Run, Space, Words

_STEPS = 20_000
_LONGEST = 400  # characters of a single text; a list of them is as long as its paragraphs
_LONGEST_LIST = 20_000
_AHEAD = 60  # characters of the words behind a run that are looked for


class Step:
    """A node to be matched, and the step behind it; without a node the end of the text, without a next step no end."""

    def __init__(self, node: Node | None, following: "Step | None") -> None:
        self.node = node
        self.following = following

    @cached_property
    def choices(self) -> "tuple[Step | None, ...]":
        """The steps of each wording of a choice, and of a picture with and without its words."""
        match self.node:
            case Choice(branches=branches):
                return tuple(_chain(branch.body, self.following) for branch in branches)
            case Picture(body=body):
                return _chain(body, self.following), self.following
        return ()

    @cached_property
    def ends_text(self) -> bool:
        """Whether nothing but a space comes behind it."""
        return self.following is None or (isinstance(self.following.node, Space) and self.following.ends_text)

    @cached_property
    def behind(self) -> re.Pattern[str]:
        """What the text behind this node begins with."""
        return re.compile(_beginning(self.following))


def steps(body: Body, *, whole: bool = False) -> Step | None:
    """Return the first step of a body, of which all others are reached. A `whole` text ends where the body does."""
    return _chain(body, Step(None, None) if whole else None)


def _chain(body: Body, following: Step | None) -> Step | None:
    for node in reversed(body):
        following = Step(node, following)
    return following


def _beginning(step: Step | None) -> str:
    """Return a regular expression of what a text begins with that these steps match; an empty one for anything."""
    if step is None:
        return ""
    match step.node:
        case None:
            return r"\Z"
        case Words(text=words):
            return re.escape(words[:_AHEAD])
        case Gap(format=written) if written.shape:
            return f"(?:{written.shape.pattern})"
        case Space():
            return rf"(?: |(?<= )|\Z){_beginning(step.following)}"
        case Choice() | Picture():
            beginnings = [_beginning(choice) for choice in step.choices]
            return f"(?:{'|'.join(beginnings)})" if all(beginnings) else ""
    return ""


@dataclass(frozen=True, slots=True)
class Capture:
    """What was read, and where in the text: the words of a gap or a run, or a fact that a wording tells."""

    node: Gap | Run | None
    facts: tuple[tuple[str, object], ...]
    start: int
    end: int


Found = tuple[int, tuple[Capture, ...]] | None
"""Where a match ends and what was read in it."""


@dataclass(frozen=True, slots=True)
class Match:
    """A stretch of the text that a body fits, and what was read in it."""

    start: int
    end: int
    captures: tuple[Capture, ...]


Known = Mapping[str, Sequence[str | re.Pattern[str]]]
"""Texts that a free text is likely to be, and forms that it is likely to have, by the value's path."""


class TooHardError(Exception):
    """The text fits the grammar in so many ways that looking further would take too long."""


class Matcher:
    """Matches steps with one text, and tries nothing twice: what does not fit from a place on is known from then on.

    So the work grows with the text, not with the ways to read it. It is bounded too: no letter needs a tenth, and a
    text whose every word could begin a letter is none. `known` are texts that a run is likely to be, by its path.
    """

    def __init__(self, text: str, known: Known | None = None) -> None:
        self._text = text
        self._known = known or {}
        self._steps = _STEPS
        self._misfits: set[tuple[Step | None, int, int]] = set()

    def match(self, step: Step | None, start: int, limit: int) -> Match | None:
        """Match a step and all behind it from `start` on, up to `limit` at the most.

        A run at the end of what is not whole reaches to the limit. Raises TooHardError.
        """
        try:
            found = self._run(step, start, limit, ())
        except RecursionError:  # a part of some hundred choices
            raise TooHardError from None
        return Match(start, *found) if found else None

    def _run(self, step: Step | None, position: int, limit: int, captures: tuple[Capture, ...]) -> Found:
        tried = step, position, limit
        if tried in self._misfits:
            return None
        found = self._tried(step, position, limit, captures)
        if not found:
            self._misfits.add(tried)
        return found

    def _tried(self, step: Step | None, position: int, limit: int, captures: tuple[Capture, ...]) -> Found:
        while step:
            self._count()
            match step.node:
                case None:
                    if position != limit:
                        return None
                case Words(text=words):
                    if not self._text.startswith(words, position, limit):
                        return None
                    position += len(words)
                case Space():
                    if position < limit and self._text[position] == " ":
                        position += 1
                    elif 0 < position < limit and self._text[position - 1] != " ":
                        return None
                case Gap(format=written):
                    found = written.shape.match(self._text, position, limit) if written.shape else None
                    if not found:
                        return None
                    captures = (*captures, Capture(step.node, (), position, found.end()))
                    position = found.end()
                case Run():
                    return self._first(
                        self._run(step.following, end, limit, (*captures, Capture(step.node, (), position, end)))
                        for end in self._ends(step.node, step, position, limit, captures)
                    )
                case Choice(branches=branches):
                    told = [Capture(None, tuple(branch.facts.items()), position, position) for branch in branches]
                    tries = (
                        self._run(choice, position, limit, (*captures, facts))
                        for choice, facts in zip(step.choices, told, strict=True)
                    )
                    return self._longest(tries) if step.ends_text else self._first(tries)
                case Picture():
                    return self._first(self._run(choice, position, limit, captures) for choice in step.choices)
            step = step.following
        return position, captures

    def _count(self) -> None:
        self._steps -= 1
        if self._steps < 0:
            raise TooHardError

    @staticmethod
    def _first(tries: Iterator[Found]) -> Found:
        return next((found for found in tries if found), None)

    @staticmethod
    def _longest(tries: Iterator[Found]) -> Found:
        """Return the match that ends last: at the end of a part one wording may be the beginning of another."""
        return max((found for found in tries if found), key=lambda found: found[0], default=None)

    def _ends(self, run: Run, step: Step, start: int, limit: int, captures: tuple[Capture, ...]) -> Iterator[int]:
        """Give the positions where a run may end: before what follows it, or at the limit where nothing does.

        First come those where it is a text that is known, or that was read at the same path before.
        """
        lists = [path.endswith("*") for path, _ in run.values]
        furthest = min(limit, start + (_LONGEST_LIST if any(lists) else _LONGEST) * len(lists))
        if step.ends_text:
            yield furthest
            return
        for text in self._likely(run, start, limit, captures):
            yield start + len(text)
        end = min(limit, furthest + 2 * _AHEAD)
        found = step.behind.search(self._text, start if all(lists) else start + 1, end)
        while found and found.start() <= furthest:
            self._count()
            yield found.start()
            found = step.behind.search(self._text, found.start() + 1, end)

    def _likely(self, run: Run, start: int, limit: int, captures: tuple[Capture, ...]) -> list[str]:
        """Return the texts that a run of one value is likely to be and that stand here, the longest first."""
        if len(run.values) > 1:
            return []
        [(path, _)] = run.values
        read = [self._text[one.start : one.end] for one in captures if one.node == run]
        texts = {text for text in (*read, *self._known.get(path.removesuffix("*"), ())) if isinstance(text, str)}
        here = (text for text in texts if text and self._text.startswith(text, start, limit))
        return sorted(here, key=len, reverse=True)
