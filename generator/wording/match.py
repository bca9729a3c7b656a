"""A pattern laid against a text: what stands in its gaps."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce

from .pattern import Body, Choice, Gap, Node, Picture, Run, Space, Words

_STEPS = 20_000
_LONGEST = 400  # characters of a single text; a list of them is as long as its paragraphs
_LONGEST_LIST = 20_000

Work = tuple[Node, "Work"] | None
"""What is still to be matched: a node, and the rest."""


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


class TooHardError(Exception):
    """The text fits the pattern in so many ways that looking further would take too long."""


class Matcher:
    """Finds bodies in one text, and tries nothing twice: what does not fit from a place on is known from then on.

    So its steps grow with the text, not with the ways to read it. They are bounded too: no letter needs a tenth,
    and a text whose every word could begin a letter is none.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._steps = _STEPS
        self._works: dict[tuple[int, int], Work] = {}
        self._misfits: set[tuple[int, int, int]] = set()

    def match(self, body: Body, start: int, limit: int) -> Match | None:
        """The body from `start` on, up to `limit` at the most. A run at its end reaches to the limit."""
        try:
            found = self._run(self._then(body, None), start, limit, ())
        except RecursionError:  # a part of some hundred choices
            raise TooHardError from None
        return Match(start, *found) if found else None

    def _then(self, body: Body, work: Work) -> Work:
        """The body, and then this work: always the same object, so that it can be known again."""
        key = id(body), id(work)
        if key not in self._works:
            self._works[key] = reduce(lambda rest, node: (node, rest), reversed(body), work)
        return self._works[key]

    def _run(self, work: Work, position: int, limit: int, captures: tuple[Capture, ...]) -> Found:
        tried = id(work), position, limit
        if tried in self._misfits:
            return None
        found = self._tried(work, position, limit, captures)
        if not found:
            self._misfits.add(tried)
        return found

    def _tried(self, work: Work, position: int, limit: int, captures: tuple[Capture, ...]) -> Found:
        while work:
            self._steps -= 1
            if self._steps < 0:
                raise TooHardError
            node, work = work
            match node:
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
                    captures = (*captures, Capture(node, (), position, found.end()))
                    position = found.end()
                case Run():
                    return self._first(
                        self._run(work, end, limit, (*captures, Capture(node, (), position, end)))
                        for end in self._ends(node, work, position, limit)
                    )
                case Choice(branches=branches):
                    return self._first(
                        self._run(
                            self._then(branch.body, work),
                            position,
                            limit,
                            (*captures, Capture(None, tuple(branch.facts.items()), position, position)),
                        )
                        for branch in branches
                    )
                case Picture(body=body):
                    return self._first(
                        self._run(rest, position, limit, captures) for rest in (self._then(body, work), work)
                    )
        return position, captures

    @staticmethod
    def _first(tries: Iterator[Found]) -> Found:
        return next((found for found in tries if found), None)

    def _ends(self, run: Run, work: Work, start: int, limit: int) -> Iterator[int]:
        """Where a run may end: before the words that follow it, or at the limit where none do."""
        lists = [path.endswith("*") for path, _ in run.values]
        furthest = min(limit, start + (_LONGEST_LIST if any(lists) else _LONGEST) * len(lists))
        if all(lists):
            yield start
        spaced = work is not None and isinstance(work[0], Space)
        following = work[1] if work is not None and spaced else work
        if following is None:
            yield furthest
            return
        anchor = following[0].text if isinstance(following[0], Words) else " "
        position = self._text.find(anchor, start + 1, furthest + len(anchor))
        while position >= 0:
            yield position - 1 if spaced and anchor != " " else position
            position = self._text.find(anchor, position + 1, furthest + len(anchor))
