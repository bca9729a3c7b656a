"""A copy of a letter with the template's own words put back, so that it can be read exactly.

Scanners mistake letters, other programs change quotation marks and the order of words, committees stamp pages. The
words of a copy are aligned with those of the grammar (Needleman and Wunsch, J. Mol. Biol. 48, 1970): what differs in
the template's words is corrected and reported; what stands where a value stands is left as it is.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from itertools import islice

from .grammar import Grammar
from .items import Item, Items
from .text import Text
from .tokens import STROKE, Token, plain, tokens_of

_LETTERS_FOR_DIGITS = str.maketrans("OoIl|", "00111")
_LONGEST = 5_000  # words of a letter, at most
_SIMILAR = 0.6  # of two words, as difflib measures it
_FURTHEST = 250_000  # cells of one alignment: 500 words against 500
_ENOUGH = 0.6  # of a part's own words, or it is taken as lost


@dataclass(frozen=True, slots=True)
class Difference:
    """Words of a copy that are not the template's: what was expected, what was found, and on which page.

    Where nothing was expected, something was left out, as a stamp is; where nothing was found, something is lost.
    """

    expected: str
    found: str
    page: int
    is_stamp: bool = False


@dataclass(frozen=True, slots=True)
class Repaired:
    """A repaired copy, what was not as its template has it, and of each part the first word that is lost, if any is."""

    text: Text
    differences: tuple[Difference, ...]
    lost: Mapping[str, Difference]


_Pair = tuple[int | None, int | None]
"""The indexes of a word of the copy and of an item of the template that stand for each other; None for nothing."""


class Repairer:
    """Repairs copies of the letters of a grammar."""

    def __init__(self, grammar: Grammar) -> None:
        items = Items(grammar)
        self._items = items.all
        self._parts = items.parts
        self._parents = items.parents
        self._said = Counter(item.group for item in self._items if item.word)
        self._known = frozenset(plain(item.word) for item in self._items)

    def repair(self, text: Text) -> Repaired | None:
        """Return a copy with the template's words; None where it is no copy of such a letter."""
        tokens = list(islice(tokens_of(text, self._known), _LONGEST + 1))
        if len(tokens) > _LONGEST:
            return None
        all_items = range(len(self._items))
        if (pairs := self._aligned(tokens, all_items)) is None:
            return None
        there = self._there(pairs)
        kept = [number for number in all_items if self._items[number].group in there]
        # Values of wordings that are not printed, and of parts that are lost, took words of the others.
        return self._put_together(tokens, self._aligned(tokens, kept) or pairs, there)

    def _there(self, pairs: "Sequence[_Pair]") -> frozenset[int]:
        """Return the groups of which enough was found, and that are not part of a group that is lost."""
        found = self._found(pairs)
        there: set[int] = set()
        for group, parent in enumerate(self._parents):
            is_found = found[group] >= _ENOUGH * self._said[group]
            if is_found and (parent is None or parent in there):
                there.add(group)
        return frozenset(there)

    def _found(self, pairs: "Sequence[_Pair]") -> Counter[int]:
        return Counter(self._items[item].group for token, item in pairs if token is not None and item is not None)

    def _aligned(self, tokens: Sequence[Token], kept: Sequence[int]) -> "list[_Pair] | None":
        """Return which tokens and items stand for each other, in order; None where there are too many to compare."""
        items = [self._items[number] for number in kept]
        words = [plain(item.word) or f"\0{number}" for number, item in enumerate(items)]
        matcher = SequenceMatcher(None, [plain(token.word) for token in tokens], words, autojunk=False)
        pairs: list[_Pair] = []
        blocks = [block for block in matcher.get_matching_blocks() if block.size > 2 or not block.size]
        start, first = 0, 0
        for block in blocks:
            if (block.a - start) * (block.b - first) > _FURTHEST:
                return None
            pairs += _align(tokens, items, range(start, block.a), range(first, block.b))
            pairs += zip(range(block.a, block.a + block.size), range(block.b, block.b + block.size), strict=True)
            start, first = block.a + block.size, block.b + block.size
        return [(token, None if item is None else kept[item]) for token, item in pairs]

    def _put_together(self, tokens: Sequence[Token], pairs: "Sequence[_Pair]", there: frozenset[int]) -> Repaired:
        found = self._found(pairs)
        output = _Output()
        lost: dict[int, Difference] = {}
        page = 1
        for number, index in pairs:
            token = None if number is None else tokens[number]
            item = None if index is None else self._items[index]
            page = token.page if token else page
            if token and item:
                word = item.word or _digits(token.word, item.form)
                if plain(token.word) != plain(word):
                    output.differ(word, token.word, page)
                output.put(word, token)
            elif token:
                output.leave_out(token)
            elif item and item.word:
                lost.setdefault(item.group, Difference(item.word, "", page))
                if item.group in there:
                    output.put(item.word, None)
                    output.differ(item.word, "", page)
        # What most of was found is the wording that was printed.
        groups = sorted(lost, key=lambda group: found[group])
        return Repaired(output.text(), tuple(output.differences), {self._parts[group]: lost[group] for group in groups})


@dataclass(slots=True)
class _Output:
    """The words of a repaired copy as they are put together."""

    words: list[str] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    _length: int = 0
    _begins_page: bool = False
    _begins_line: bool = False
    _leaves_out: bool = False

    def differ(self, expected: str, found: str, page: int) -> None:
        self.differences.append(Difference(expected, found, page))

    def leave_out(self, token: Token) -> None:
        self._pass_over(token)
        last = self.differences[-1] if self.differences else None
        is_stamp = token.is_stamp and token.word != STROKE
        if last and not last.expected and last.is_stamp == is_stamp and last.page == token.page and self._leaves_out:
            self.differences[-1] = replace(last, found=f"{last.found} {token.word}")
        else:
            self.differences.append(Difference("", token.word, token.page, is_stamp))
        self._leaves_out = True

    def put(self, word: str, token: Token | None) -> None:
        self._leaves_out = False
        if token:
            self._pass_over(token)
        if self._begins_page:
            self.pages.append(self._length)
        if self._begins_line:
            self.lines.append(self._length)
        self._begins_page = self._begins_line = False
        self.words.append(word)
        self._length += len(word) + 1

    def _pass_over(self, token: Token) -> None:
        self._begins_page |= token.begins_page
        self._begins_line |= token.begins_line

    def text(self) -> Text:
        return Text(" ".join(self.words), tuple(self.pages), tuple(self.lines))


def _digits(word: str, form: re.Pattern[str] | None) -> str:
    """Return a value with digits for the letters that look like them, if it has its form then and not before."""
    if form is None or form.fullmatch(word):
        return word
    digits = word.translate(_LETTERS_FOR_DIGITS)
    return digits if form.fullmatch(digits) else word


def _align(tokens: Sequence[Token], items: Sequence[Item], rows: range, columns: range) -> Iterator[_Pair]:
    """Align some tokens with some items at the least cost (Needleman and Wunsch, 1970)."""
    if not rows or not columns:
        yield from ((row, None) for row in rows)
        yield from ((None, column) for column in columns)
        return
    lost = [0.0]
    for column in columns:
        lost.append(lost[-1] + _cost_of_loss(items[column]))
    costs = [lost]
    steps: list[list[int]] = [[2] * (len(columns) + 1)]
    for row in rows:
        before, current = costs[-1], [costs[-1][0] + _cost_of_extra(tokens[row])]
        taken = [1]
        for place, column in enumerate(columns, 1):
            item = items[column]
            ways = [
                before[place - 1] + _cost(tokens[row], item),
                before[place] + _cost_of_extra(tokens[row]),
                current[place - 1] + _cost_of_loss(item),
            ]
            if item.is_text:  # which goes on
                ways.append(before[place] + _cost(tokens[row], item))
            best = min(range(len(ways)), key=ways.__getitem__)
            current.append(ways[best])
            taken.append(best)
        costs.append(current)
        steps.append(taken)
    yield from reversed(list(_traced_back(steps, rows, columns)))


def _traced_back(steps: list[list[int]], rows: range, columns: range) -> Iterator[_Pair]:
    row, column = len(rows), len(columns)
    while row or column:
        step = steps[row][column] if row and column else (1 if row else 2)
        if step == 0:
            row, column = row - 1, column - 1
            yield rows[row], columns[column]
        elif step == 1:
            row -= 1
            yield rows[row], None
        elif step == 2:
            column -= 1
            yield None, columns[column]
        else:
            row -= 1
            yield rows[row], columns[column - 1]


def _cost(token: Token, item: Item) -> float:
    """Return what it costs to take a token for an item."""
    if item.is_text:
        if token.is_stamp:
            return 2
        return 0.6 if item.is_optional else 0.02
    if item.form:
        if item.form.fullmatch(token.word):
            return 0
        return 0.4 if item.form.fullmatch(_digits(token.word, item.form)) else 9
    if plain(token.word) == plain(item.word):
        return 0
    if not 0.5 < len(token.word) / len(item.word) < 2:
        return 9
    similar = SequenceMatcher(None, token.word, item.word).ratio()
    is_confused = token.word.translate(_LETTERS_FOR_DIGITS) == item.word.translate(_LETTERS_FOR_DIGITS)
    return 0.3 if is_confused else 1.2 - similar if similar >= _SIMILAR else 9


def _cost_of_extra(token: Token) -> float:
    return 0.1 if token.is_stamp else 0.9


def _cost_of_loss(item: Item) -> float:
    if item.is_text:
        return 0.5
    return 0.3 if item.is_optional else 0.8
