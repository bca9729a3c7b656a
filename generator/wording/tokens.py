"""The words of a copy: in plain letters, whole where a line divides them, and with the stamps among them marked."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

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
STROKE = "|"  # the edge of a picture, or an I
_LIST_MARK = re.compile(r"[\u2022\u25e6\u25aa\u2023\u00b7]|\d{1,2}\.|[ivx]{1,4}\.", re.IGNORECASE)
_STAMP = re.compile(
    r"(?:page|p\.)?\s*-?\s*\d{1,4}\s*-?(?:\s*(?:of|/)\s*\d{1,4})?"
    r"|(?:appendix|annex|agenda item|item|enclosure|attachment)\s+\w{1,4}(?:\s+page\s+\d{1,4})?"
    r"|(?:our|your)\s+ref(?:erence)?\b.*",
    re.IGNORECASE,
)


def plain(words: str) -> str:
    """Return words with plain quotation marks and hyphens, character by character."""
    return words.translate(_PLAIN)


def whole(words: str) -> str:
    """Return words without ligatures, and without what cannot be seen."""
    return words.translate(_WHOLE)


@dataclass(slots=True)
class Token:
    """A word of a copy: where it stands, whether it begins a page or a line, and whether its line is a stamp."""

    word: str
    page: int
    begins_page: bool
    begins_line: bool
    is_stamp: bool


def tokens_of(text: Text, known: frozenset[str]) -> Iterator[Token]:
    """Give the words of a text, those that a line's end divides together again."""
    broken: Token | None = None
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
            is_mark = number == 0 and bool(_LIST_MARK.fullmatch(word))
            token = Token(word, page, is_page, is_line, is_stamp or is_mark or word == STROKE)
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
        edges.update({*own[:4], *own[-4:]})
    return frozenset(line for line, times in edges.items() if times > 1 and len(pages) > 1)
