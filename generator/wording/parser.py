"""A letter's text read back into the values that it was written from, by the grammar of its templates."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from .grammar import Body, Gap, Grammar, Picture, Run, Space, Words, nodes_in
from .match import Known, Match, Matcher, TooHardError, steps
from .repair import Difference, Repairer
from .text import Text
from .tokens import plain


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
    words whose texts could not be told apart. `found` says of each part, by name, whether it is there. Of a copy,
    `differences` are those from the template's words, and `lost` the first word that is missing of each part.
    """

    values: tuple[Read, ...]
    facts: tuple[Read, ...]
    unresolved: tuple[tuple[tuple[str, ...], str], ...]
    found: Mapping[str, bool]
    differences: tuple[Difference, ...] = ()
    lost: Mapping[str, Difference] = field(default_factory=dict)


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


def agrees(value: object, read: object) -> bool:
    """Whether a value is what was read; a condition that holds or not tells only whether there is something."""
    return bool(value) is read if isinstance(read, bool) else as_words(value) == as_words(read)


class Parser:
    """Reads texts by a grammar."""

    def __init__(self, grammar: Grammar) -> None:
        self._whole = steps(grammar.whole, whole=True)
        self._parts = [(part, steps(part.body)) for part in grammar.parts]
        self._grammar = grammar

    @cached_property
    def _repairer(self) -> Repairer:
        return Repairer(self._grammar)

    @cached_property
    def _pictures(self) -> list[Gap]:
        """The values of pictures: another program may have moved them to another place of their part."""
        pictures = [node for node in nodes_in(self._grammar.whole) if isinstance(node, Picture)]
        return [node for picture in pictures for node in nodes_in(picture.body) if isinstance(node, Gap)]

    def read(self, text: Text, known: Known) -> Reading:
        """Read a letter as a whole or, if it is not whole, part by part. Raises TooHardError for what no letter is."""
        whole = self._read_whole(text, known)
        matches = [whole] if whole else self._read_parts(text, known)
        captures = [capture for match in matches if match for capture in match.captures]
        singles = [
            Read(gap.path, gap.format.read(text.words[capture.start : capture.end]), capture.start)
            for capture in captures
            if isinstance(gap := capture.node, Gap)
        ]
        facts = [Read(path, value, capture.start) for capture in captures for path, value in capture.facts]
        runs = [
            run
            for capture in captures
            if isinstance(capture.node, Run)
            for run in _at_sections(capture.node, text.words[capture.start : capture.end], capture.start, text)
        ]
        told, unresolved = _resolved(runs, text, known)
        names = [part.name for part, _ in self._parts]
        found = dict.fromkeys(names, True) if whole else _found(names, matches)
        values = sorted(singles + told, key=lambda read: read.position)
        return Reading(tuple(values), tuple(facts), tuple(unresolved), found)

    def read_copy(self, text: Text, known: Known) -> Reading:
        """Read a copy of a letter, repaired as far as that is possible. Raises TooHardError for what no letter is."""
        repaired = self._repairer.repair(text)
        if repaired is None:
            return self.read(text, known)
        reading = self.read(_as_known(repaired.text, known), known)
        if not all(reading.found.values()):
            original = self.read(text, known)
            if sum(original.found.values()) > sum(reading.found.values()):
                return original
        values = {read.path: read.value for read in reading.values}
        moved = {gap.format.write(values[gap.path]) for gap in self._pictures if gap.path in values}
        differences = tuple(one for one in repaired.differences if one.expected or one.found not in moved)
        return replace(reading, differences=differences, lost=repaired.lost)

    def _read_whole(self, text: Text, known: Known) -> Match | None:
        try:
            return Matcher(text.words, known).match(self._whole, 0, len(text.words))
        except TooHardError:
            return None

    def _read_parts(self, text: Text, known: Known) -> list[Match | None]:
        """Match each part where it stands, from the last to the first: a run at its end reaches to the next part."""
        matcher = Matcher(text.words, known)
        limit = len(text.words)
        matches: list[Match | None] = []
        for part, first in reversed(self._parts):
            tries = (matcher.match(first, start, limit) for start in _starts(part.body, text, limit))
            match = next((match for match in tries if match), None)
            matches.append(match)
            if match:
                limit = max(0, match.start - 1)
        return matches[::-1]


def _as_known(text: Text, known: Known) -> Text:
    """Return a text in which the texts that are known have the quotation marks and hyphens that they are known by."""
    words, plain_words = text.words, plain(text.words)
    for one in {one for texts in known.values() for one in texts if isinstance(one, str)}:
        if one in words or plain(one) not in plain_words:
            continue
        for found in re.finditer(re.escape(plain(one)), plain_words):
            words = words[: found.start()] + one + words[found.end() :]
    return Text(words, text.pages, text.lines)


def _found(names: Sequence[str], matches: Sequence[Match | None]) -> dict[str, bool]:
    """Say of each section whether all its parts were found."""
    missing = {name for name, match in zip(names, matches, strict=True) if match is None}
    return {name: name not in missing for name in names}


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
        texts = _by_lines(paths, words, position, text) or _told_apart(paths, words, candidates)
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


def _at_sections(run: Run, words: str, position: int, text: Text) -> Iterator[tuple[Run, str, int]]:
    """Give the runs of each section that a run reaches over, if each begins a page; otherwise the run."""
    starts = sorted({start for start in text.pages if position < start < position + len(words)})
    if not starts or len(starts) != len(run.sections):
        yield run, words, position
        return
    firsts, lasts = (0, *run.sections), (*run.sections, len(run.values))
    ends = (*(start - 1 for start in starts), position + len(words))
    for first, last, start, end in zip(firsts, lasts, (position, *starts), ends, strict=True):
        yield Run(run.values[first:last]), text.words[start:end], start


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
        elif ends := ends or _of_its_form(words, len(left) - 1, known.get(last.removesuffix("*"), ())):
            texts[left.pop()] = text = max(ends, key=len)
            words = words.removesuffix(f" {text}")
        else:
            return None
    texts[left[0]] = words
    return texts


def _texts(known: Known, path: str) -> list[str]:
    return [text for text in known.get(path.removesuffix("*"), ()) if isinstance(text, str)]


def _of_its_form(words: str, before: int, known: Sequence[str | re.Pattern[str]]) -> list[str]:
    """The end of a run that has a known form, with at least so many words before it: one, or it is not told."""
    ends = [words[space.end() :] for space in re.finditer(" ", words)][before - 1 :]
    for form in known:
        if isinstance(form, re.Pattern) and (found := [end for end in ends if form.fullmatch(end)]):
            return found if len(found) == 1 else []
    return []
