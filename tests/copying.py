"""Copies of letters, as other programs, committees and scanners make them of a letter's page."""

import random
import re
import textwrap
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise

from generator.wording import Page, lines_of

_PIECE = re.compile("\ue000([^\ue001]*)\ue001([^\ue002]*)\ue002|([^\ue000]+)")
_WIDTH = 88
_ALIKE = {"1": "l", "0": "O", "I": "|", "l": "1", "O": "0"}


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a letter, and the path of the value that it is part of."""

    text: str
    path: str | None = None


Lines = list[list[Word]]


def lines_in(page: Page) -> Lines:
    """Return the words of a page, line by line, as it is wrapped on paper."""
    lines: Lines = []
    letter, statistics = re.split(r"\f\s*\f\s*", lines_of(page.marked), maxsplit=1)
    for line in (*letter.split("\n"), *f"\f{statistics}".split("\n")):
        words: list[Word] = []
        glued = False
        for path, value, text in _PIECE.findall(line.replace("\f", "")):
            for number, word in enumerate((value or text).split()):
                if glued and number == 0 and not (value or text)[0].isspace() and words:
                    words[-1] = Word(words[-1].text + word, words[-1].path or path or None)
                else:
                    words.append(Word(word, path or None))
            glued = not (value or text)[-1].isspace()
        if words:
            wrapped = _wrapped(words)
            if line.startswith("\f"):
                wrapped[0][0] = replace(words[0], text=f"\f{words[0].text}")
            lines += wrapped
    return lines


def _wrapped(words: list[Word]) -> Lines:
    coming = iter(words)
    wrapped = textwrap.wrap(
        " ".join(word.text for word in words), _WIDTH, break_long_words=False, break_on_hyphens=False
    )
    return [[next(coming) for _ in line.split(" ")] for line in wrapped]


def written(lines: Lines) -> str:
    return "\n".join(" ".join(word.text for word in line) for line in lines)


def stamped(lines: Lines, dice: random.Random) -> Lines:
    """Return a copy with what a committee puts above, below and between."""
    stamps = [
        "Page {}",
        "Page {} of 214",
        "{}",
        "- {} -",
        "Appendix 1 Page {}",
        "Our ref: AR/2020/{}",
        "Agenda Item {}",
    ]
    stamp = dice.choice(stamps)
    copy = list(lines)
    for number in range(dice.randint(1, 4)):
        copy.insert(dice.choice(_edges(copy)), [Word(word) for word in stamp.format(40 + number).split()])
    return copy


def _edges(lines: Lines) -> list[int]:
    """Return where pages may end: before and behind the letter, and between lines that hold no part of a name."""
    names = ("council", "addressee.name", "addressee.role", "signatory.name", "signatory.roles")
    inside = [number for number in range(1, len(lines)) if not any(word.path in names for word in lines[number])]
    return [0, len(lines), *(number for number in inside if not any(word.path in names for word in lines[number - 1]))]


def typeset(lines: Lines, dice: random.Random) -> Lines:
    """Return a copy with the quotation marks, hyphens, ligatures and invisible signs of another program."""
    changes: list[Callable[[str], str]] = [
        lambda word: word.replace("'", "\u2019"),
        lambda word: "\u2013" if word == "-" else word,
        lambda word: word.replace("ffi", "\ufb03").replace("fi", "\ufb01").replace("ff", "\ufb00"),
        lambda word: f"{word[:4]}\u00ad{word[4:]}" if len(word) > 8 else word,
        lambda word: f"{word}\u200b",
    ]
    chosen = dice.sample(changes, dice.randint(1, 3))

    def changed(word: Word) -> Word:
        text = word.text
        for change in chosen if word.path is None else ():
            text = change(text)
        return Word(text, word.path)

    return [[changed(word) for word in line] for line in lines]


def hyphenated(lines: Lines, dice: random.Random) -> Lines:
    """Return a copy in which the words at some lines' ends are divided."""
    copy = [list(line) for line in lines]
    for line, following in pairwise(copy):
        last = line[-1]
        if (
            last.path is None
            and following[0].path is None
            and re.fullmatch(r"[a-z]{7,}", last.text)
            and dice.random() < 0.5
        ):
            line[-1] = Word(f"{last.text[:4]}-")
            following.insert(0, Word(last.text[4:]))
    return copy


def reordered(lines: Lines, dice: random.Random) -> Lines:
    """Return a copy in which the words of pictures stand elsewhere, and numbers touch the words behind them."""
    copy = [list(line) for line in lines]
    for number in range(len(copy) - 4, -1, -1):
        if len(copy[number]) == 1 and copy[number][0].text.endswith("%"):
            copy.insert(number + dice.randint(1, 2), copy.pop(number))
    for line in copy:
        if len(line) > 1 and (line[0].path or "").endswith(".count") and dice.random() < 0.5:
            line[:2] = [Word(line[0].text + line[1].text, line[0].path)]
    return copy


def scanned(lines: Lines, dice: random.Random) -> Lines:
    """Return a copy as a program reads it from a picture: letters mistaken, stray signs, a line lost now and then."""
    copy = []
    for line in lines:
        if dice.random() < 0.01:
            continue
        words = [_mistaken(word, dice) for word in line]
        if dice.random() < 0.03:
            words.insert(0, Word("|"))
        copy.append(words)
    return copy


def _mistaken(word: Word, dice: random.Random) -> Word:
    text = word.text
    if word.path is None and len(text) > 4 and text.isalpha() and dice.random() < 0.02:
        place = dice.randrange(len(text))
        text = text[:place] + dice.choice("ceiortl") + text[place + 1 :]
    if text == "I" and dice.random() < 0.5:
        text = "|"
    if re.fullmatch(r"[\d,%]+", text) and dice.random() < 0.05:
        text = "".join(_ALIKE.get(sign, sign) for sign in text)
    return Word(text, word.path)
