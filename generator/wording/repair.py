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
from itertools import islice, pairwise
from typing import NamedTuple

from .grammar import Body, Choice, Gap, Grammar, Picture, Run, Space, Words
from .text import Text

_PLAIN = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201b\u2032\u00b4`", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u2033", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
    }
)
_WHOLE = str.maketrans(
    {
        "\ufb00": "ff",
        "\ufb01": "fi",
        "\ufb02": "fl",
        "\ufb03": "ffi",
        "\ufb04": "ffl",
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
        **dict.fromkeys("\u00a0\u2007\u2009\u202f", " "),
    }
)
_STROKE = "|"  # the edge of a picture, or an I
_LETTERS_FOR_DIGITS = str.maketrans("OoIl|", "00111")
_STAMP = re.compile(
    r"(?:page|p\.)?\s*-?\s*\d{1,4}\s*-?(?:\s*(?:of|/)\s*\d{1,4})?"
    r"|(?:appendix|annex|agenda item|item|enclosure|attachment)\s+\w{1,4}(?:\s+page\s+\d{1,4})?"
    r"|(?:our|your)\s+ref(?:erence)?\b.*",
    re.IGNORECASE,
)
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
    """A repaired copy, what was not as its template has it, and the first word that is lost of parts that are lost."""

    text: Text
    differences: tuple[Difference, ...]
    lost: Mapping[str, Difference]


def plain(words: str) -> str:
    """Return words with plain quotation marks and hyphens, character by character."""
    return words.translate(_PLAIN)


def whole(words: str) -> str:
    """Return words without ligatures, and without what cannot be seen."""
    return words.translate(_WHOLE)


_Pair = tuple[int | None, int | None]
"""The indexes of a word of the copy and of an item of the template that stand for each other; None for nothing."""


@dataclass(slots=True)
class _Token:
    """A word of a copy: where it stands, whether it begins a page or a line, and whether its line is a stamp."""

    word: str
    page: int
    begins_page: bool
    begins_line: bool
    is_stamp: bool


@dataclass(slots=True)
class _Item:
    """A word of the template, or a value: one word of a form, or any number of words.

    `group` is the wording, picture or section whose word it is: words that are never printed apart.
    """

    word: str
    group: int
    is_optional: bool
    form: re.Pattern[str] | None = None
    is_text: bool = False


class Repairer:
    """Repairs copies of the letters of a grammar."""

    def __init__(self, grammar: Grammar) -> None:
        self._items: list[_Item] = []
        self._groups = 0
        self._parts: dict[int, str] = {}
        for part in grammar.parts:
            group = self._new_group()
            self._parts[group] = part.name
            self._add(part.body, group, is_optional=False)
        self._words = [item.word or f"\0{number}" for number, item in enumerate(self._items)]
        self._plain = [plain(word) for word in self._words]
        self._known = frozenset(self._plain)

    def _new_group(self) -> int:
        self._groups += 1
        return self._groups

    def _add(self, body: Body, group: int, *, is_optional: bool, is_glued: bool = False, goes_on: bool = False) -> None:
        """Add the words of a body. What is not divided by a space is one word.

        The first `is_glued` to what is before it, and the last `goes_on` behind.
        """
        open_: list[_Form] = []
        for node, following in pairwise((*body, _END, Space())):
            match node:
                case Space():
                    self._close(open_, group, is_optional)
                    open_, is_glued = [], False
                case _End():
                    self._close([*open_[:-1], _ANY] if open_ and goes_on else open_, group, is_optional)
                case Words(text=text) if is_glued:
                    _, space, text = text.partition(" ")
                    if space:
                        open_, is_glued = _literal(text), False
                case Words(text=text):
                    open_ = _glued(open_, _literal(text))
                case Gap(format=written) if written.shape and not is_glued:
                    forms = [_Form(f"(?:{form})", None) for form in written.shape.pattern.split(" ")]
                    open_ = _glued(open_, forms)
                case Run():
                    self._close(open_[:-1], group, is_optional)
                    self._items.append(_Item("", group, is_optional, is_text=True))
                    open_, is_glued = [], True
                case Choice() | Picture():
                    bodies = [branch.body for branch in node.branches] if isinstance(node, Choice) else [node.body]
                    begins = bool(open_) and any(one and one[0] != Space() for one in bodies)
                    ends = not isinstance(following, Space | _End) or (goes_on and isinstance(following, _End))
                    if open_ and (begins or ends):
                        open_[-1] = _ANY
                    self._close(open_, group, is_optional)
                    open_ = []
                    for one in bodies:
                        glued = is_glued or begins
                        self._add(one, self._new_group(), is_optional=True, is_glued=glued, goes_on=ends)
                    is_glued = ends

    def _close(self, forms: "Sequence[_Form]", group: int, is_optional: bool) -> None:
        for pattern, word in forms:
            form = None if word else re.compile(pattern)
            self._items.append(_Item(word or "", group, is_optional, form))

    def repair(self, text: Text) -> Repaired | None:
        """Return a copy with the template's words; None where it is no copy of such a letter."""
        tokens = list(islice(_tokens(text, self._known), _LONGEST + 1))
        if len(tokens) > _LONGEST:
            return None
        placed = self._aligned(tokens)
        if placed is None:
            return None
        return self._put_together(tokens, placed)

    def _aligned(self, tokens: Sequence[_Token]) -> "list[_Pair] | None":
        """Return which tokens and items stand for each other, in order; None where there are too many to compare."""
        words = [plain(token.word) for token in tokens]
        matcher = SequenceMatcher(None, words, self._plain, autojunk=False)
        pairs: list[_Pair] = []
        blocks = [block for block in matcher.get_matching_blocks() if block.size > 2 or not block.size]
        start, first = 0, 0
        for block in blocks:
            if (block.a - start) * (block.b - first) > _FURTHEST:
                return None
            pairs += _align(tokens, self._items, range(start, block.a), range(first, block.b))
            pairs += zip(range(block.a, block.a + block.size), range(block.b, block.b + block.size), strict=True)
            start, first = block.a + block.size, block.b + block.size
        return pairs

    def _put_together(self, tokens: Sequence[_Token], pairs: "Sequence[_Pair]") -> Repaired:
        said = Counter(item.group for item in self._items if item.word)
        found = Counter(self._items[item].group for token, item in pairs if token is not None and item is not None)
        there = {group for group in said if found[group] >= _ENOUGH * said[group]}
        output = _Output()
        lost: dict[str, Difference] = {}
        page = 1
        for number, index in pairs:
            token = None if number is None else tokens[number]
            item = None if index is None else self._items[index]
            page = token.page if token else page
            if item and not item.word and said[item.group] and item.group not in there:
                item = None  # a value of a wording that is not printed
            if token and item:
                word = item.word or _digits(token.word, item.form)
                if plain(token.word) != plain(word):
                    output.differ(word, token.word, page)
                output.put(token.word if plain(token.word) == plain(word) and not item.word else word, token)
            elif token:
                output.leave_out(token)
            elif item and item.word and item.group in there:
                output.put(item.word, None)
                output.differ(item.word, "", page)
            elif item and item.word and item.group in self._parts:
                lost.setdefault(self._parts[item.group], Difference(item.word, "", page))
        return Repaired(output.text(), tuple(output.differences), lost)


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

    def differ(self, expected: str, found: str, page: int) -> None:
        self.differences.append(Difference(expected, found, page))

    def leave_out(self, token: _Token) -> None:
        self._pass_over(token)
        last = self.differences[-1] if self.differences and not token.begins_line else None
        if token.is_stamp and last and last.is_stamp:
            self.differences[-1] = replace(last, found=f"{last.found} {token.word}")
        else:
            is_stamp = token.is_stamp and token.word != _STROKE
            self.differences.append(Difference("", token.word, token.page, is_stamp))

    def put(self, word: str, token: _Token | None) -> None:
        if token:
            self._pass_over(token)
        if self._begins_page:
            self.pages.append(self._length)
        if self._begins_line:
            self.lines.append(self._length)
        self._begins_page = self._begins_line = False
        self.words.append(word)
        self._length += len(word) + 1

    def _pass_over(self, token: _Token) -> None:
        self._begins_page |= token.begins_page
        self._begins_line |= token.begins_line

    def text(self) -> Text:
        return Text(" ".join(self.words), tuple(self.pages), tuple(self.lines))


class _End:
    """The end of a body."""


_END = _End()


class _Form(NamedTuple):
    """What a word looks like, and the word itself if it is literal."""

    pattern: str
    word: str | None


_ANY = _Form(r"\S+", None)


def _literal(text: str) -> list[_Form]:
    return [_Form(re.escape(word), word) for word in text.split(" ")]


def _glued(forms: Sequence[_Form], others: Sequence[_Form]) -> list[_Form]:
    """Return forms of words of which the last goes on with the first of the others."""
    if not forms or not others:
        return [*forms, *others]
    last, first = forms[-1], others[0]
    word = last.word + first.word if last.word and first.word else None
    return [*forms[:-1], _Form(last.pattern + first.pattern, word), *others[1:]]


def _digits(word: str, form: re.Pattern[str] | None) -> str:
    """Return a value with digits for the letters that look like them, if it has its form then and not before."""
    if form is None or form.fullmatch(word):
        return word
    digits = word.translate(_LETTERS_FOR_DIGITS)
    return digits if form.fullmatch(digits) else word


def _tokens(text: Text, known: frozenset[str]) -> Iterator[_Token]:
    """Give the words of a text, those that a line's end divides together again."""
    broken: _Token | None = None
    pages = sorted(set(text.pages))
    ends = _ends(text)
    last_page = 0
    stamps = _repeated(text)
    for start, end in zip(text.lines, ends, strict=True):
        line = whole(text.words[start : end - 1])
        page = sum(begin <= start for begin in pages)
        is_stamp = bool(_STAMP.fullmatch(line.strip())) or _numberless(line) in stamps
        words = [part for word in line.split() for part in _parted(word, known)]
        for number, word in enumerate(words):
            is_page, is_line = number == 0 and page != last_page, number == 0
            token = _Token(word, page, is_page, is_line, is_stamp or word == _STROKE)
            if broken and not is_stamp:
                token, broken = replace(broken, word=_rejoined(broken.word, word, known)), None
            if number == len(words) - 1 and not is_stamp and re.search(r"\w[-\u2010]$", word):
                broken = token
            else:
                yield token
        last_page = page
    if broken:
        yield broken


def _ends(text: Text) -> tuple[int, ...]:
    """Return where the lines of a text end, and the next begin."""
    return (*text.lines[1:], len(text.words) + 1) if text.lines else ()


def _parted(word: str, known: frozenset[str]) -> tuple[str, ...]:
    """Return a number and the word that a program has put beside it apart: `31upheld`."""
    found = re.fullmatch(r"(\d[\d,]*%?)([A-Za-z].*)", word)
    return (found[1], found[2]) if found and plain(found[2]) in known and plain(word) not in known else (word,)


def _rejoined(begin: str, end: str, known: frozenset[str]) -> str:
    """Return a word that a line's end divides, with its hyphen unless it is known without it."""
    without = begin[:-1] + end
    return without if plain(without) in known else begin + end


def _numberless(line: str) -> str:
    return re.sub(r"\d+", "#", line.strip())


def _repeated(text: Text) -> frozenset[str]:
    """Return the first and last lines that several pages have in common, numbers apart."""
    pages = sorted(set(text.pages))
    edges: Counter[str] = Counter()
    lines = list(zip(text.lines, _ends(text), strict=True))
    for begin, end in pairwise([*pages, len(text.words) + 1]):
        own = [_numberless(whole(text.words[start : stop - 1])) for start, stop in lines if begin <= start < end]
        edges.update({*own[:2], *own[-2:]})
    return frozenset(line for line, times in edges.items() if times > 1 and len(pages) > 1)


def _align(tokens: Sequence[_Token], items: Sequence[_Item], rows: range, columns: range) -> Iterator[_Pair]:
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


def _cost(token: _Token, item: _Item) -> float:
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


def _cost_of_extra(token: _Token) -> float:
    return 0.1 if token.is_stamp else 0.9


def _cost_of_loss(item: _Item) -> float:
    if item.is_text:
        return 0.5
    return 0.3 if item.is_optional else 0.8
