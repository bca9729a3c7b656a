"""A letter's text read back into the values that it was written from."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from .match import Match, Matcher
from .pattern import Body, Gap, Part, Picture, Run, Space, Words
from .text import Text

Known = Mapping[str, Sequence[str | re.Pattern[str]]]
"""Texts that a free text is likely to be, and forms that it is likely to have, by the value's path."""


@dataclass(frozen=True, slots=True)
class Read:
    """A value, and the position in the text where it stands."""

    path: str
    value: object
    position: int


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of a letter, in its order.

    `values` and `facts` hold a path more than once where the letter prints it more than once. `unresolved` are runs of
    words whose texts could not be told apart. `found` says of each part, by name, whether it is there.
    """

    values: tuple[Read, ...]
    facts: tuple[Read, ...]
    unresolved: tuple[tuple[tuple[str, ...], str], ...]
    found: Mapping[str, bool]


def as_words(value: object) -> object:
    """A value as it is read: a list of texts is one run of words, what is so or not is a yes or a no."""
    match value:
        case tuple():
            return " ".join(value)
        case bool():
            return "yes" if value else "no"
        case None:
            return "nothing"
        case _:
            return value


def read(parts: Sequence[Part], text: Text, known: Known) -> Reading:
    """Read a text by the parts of a pattern. Raises TooHardError for what no letter is."""
    matches = _matches(parts, text)
    captures = [capture for match in matches if match for capture in match.captures]
    singles = [
        Read(gap.path, gap.format.read(text.words[capture.start : capture.end]), capture.start)
        for capture in captures
        if isinstance(gap := capture.node, Gap)
    ]
    facts = [Read(path, value, capture.start) for capture in captures for path, value in capture.facts]
    runs = [(run, text.words[c.start : c.end], c.start) for c in captures if isinstance(run := c.node, Run)]
    told, unresolved = _resolved(runs, text, known)
    return Reading(
        tuple(sorted(singles + told, key=lambda read: read.position)),
        tuple(facts),
        tuple(unresolved),
        {part.name: match is not None for part, match in zip(parts, matches, strict=True)},
    )


def _matches(parts: Sequence[Part], text: Text) -> list[Match | None]:
    """Each part where it stands, from the last to the first: a run at a part's end reaches to the next part."""
    matcher = Matcher(text.words)
    limit = len(text.words)
    matches: list[Match | None] = []
    for part in reversed(parts):
        tries = (matcher.match(part.body, start, limit) for start in _starts(part.body, text, limit))
        match = next((match for match in tries if match), None)
        matches.append(match)
        if match:
            limit = max(0, match.start - 1)
    return matches[::-1]


def _starts(part: Body, text: Text, limit: int) -> Iterator[int]:
    """Where a part may begin: where its first words or its first value stand; at a page or a line where it is free."""
    pictures = [node for node in part if isinstance(node, Picture)][:1]
    first = [node for node in part if not isinstance(node, Space | Picture)][:1]
    ahead = [node for node in pictures[0].body if isinstance(node, Words)][:1] if pictures else []
    for node in (*ahead, *first):
        match node:
            case Words(text=words):
                position = text.words.rfind(words, 0, limit)
                while position >= 0:
                    yield position
                    position = text.words.rfind(words, 0, position + len(words) - 1)
            case Gap(format=written) if written.shape:
                yield from (found.start() for found in written.shape.finditer(text.words, 0, limit))
            case _:
                yield from (start for start in (*text.pages[::-1], *text.lines[::-1]) if start < limit)


def _resolved(
    runs: Sequence[tuple[Run, str, int]], text: Text, known: Known
) -> tuple[list[Read], list[tuple[tuple[str, ...], str]]]:
    """The texts of runs: first those that stand alone, then those that these and what is known tell apart."""
    told: list[Read] = []
    unresolved = []
    for run, words, position in sorted(runs, key=lambda item: len(item[0].values)):
        candidates = {path: list(texts) for path, texts in known.items()}
        for one in told:
            candidates[one.path] = [str(one.value), *candidates.get(one.path, [])]
        paths = [path for path, _ in run.values]
        texts = _told_apart(paths, words, candidates) or _by_lines(paths, words, position, text)
        if texts is None:
            unresolved.append((tuple(path for path, _ in run.values), words))
            continue
        for path, written in run.values:
            value = texts[path]
            if path.endswith("*"):
                told.append(Read(path[:-1], (value,) if value else (), position))
            else:
                told.append(Read(path, written.read(value), position))
    return told, unresolved


def _by_lines(paths: Sequence[str], words: str, position: int, text: Text) -> dict[str, str] | None:
    """The texts of a run that has a line for each of them; None where it has more or fewer."""
    starts = [start for start in text.lines if position <= start < position + len(words)]
    if len(starts) != len(paths) or starts[0] != position:
        return None
    ends = [*(start - 1 for start in starts[1:]), position + len(words)]
    return {path: text.words[start:end] for path, start, end in zip(paths, starts, ends, strict=True)}


def _told_apart(paths: Sequence[str], words: str, known: Known) -> dict[str, str] | None:
    """The texts of a run, taken off its two ends by what is known of them; None where more than one is left."""
    texts: dict[str, str] = {}
    left = list(paths)
    while len(left) > 1:
        first, last = left[0], left[-1]
        starts = [text for text in _texts(known, first) if words.startswith(f"{text} ")]
        ends = [text for text in _texts(known, last) if words.endswith(f" {text}")]
        if starts:
            texts[left.pop(0)] = text = max(starts, key=len)
            words = words.removeprefix(f"{text} ")
        elif ends := ends or _of_its_form(words, len(left) - 1, known.get(last, ())):
            texts[left.pop()] = text = max(ends, key=len)
            words = words.removesuffix(f" {text}")
        else:
            return None
    texts[left[0]] = words
    return texts


def _texts(known: Known, path: str) -> list[str]:
    return [text for text in known.get(path, ()) if isinstance(text, str)]


def _of_its_form(words: str, before: int, known: Sequence[str | re.Pattern[str]]) -> list[str]:
    """The end of a run that has a known form, with at least so many words before it: one, or it is not told."""
    ends = [words[space.end() :] for space in re.finditer(" ", words)][before - 1 :]
    for form in known:
        if isinstance(form, re.Pattern) and (found := [end for end in ends if form.fullmatch(end)]):
            return found if len(found) == 1 else []
    return []
