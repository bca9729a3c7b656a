"""Small accidents to a text: what a slip of the hand, a bad merge or a broken disk makes of it."""

from collections.abc import Callable
from random import Random

_WORDS = (
    b"0 -1 1.5 1e9 012 0x10 true no null ~ .nan 99999999999999999999 '' \"12\" [] {} [[]] *a &a !!int !x "
    b"| > - ? : # % @ {{ }} {% %} {{x}} {%if%} 2020-02-30 2020-07-22 \xef\xbb\xbf \xe2\x80\xae \x00 \x1b[31m \xff"
)
_TOKENS = [*_WORDS.split(), b"\n", b"\t", b"  ", b": ", b"\r\n"]


def byte_lost(text: bytes, random: Random) -> bytes:
    at = random.randrange(len(text))
    return text[:at] + text[at + 1 :]


def byte_changed(text: bytes, random: Random) -> bytes:
    at = random.randrange(len(text))
    return text[:at] + bytes([random.randrange(256)]) + text[at + 1 :]


def token_put_in(text: bytes, random: Random) -> bytes:
    at = random.randrange(len(text))
    return text[:at] + random.choice(_TOKENS) + text[at:]


def word_replaced(text: bytes, random: Random) -> bytes:
    words = text.split(b" ")
    words[random.randrange(len(words))] = random.choice(_TOKENS)
    return b" ".join(words)


def digit_changed(text: bytes, random: Random) -> bytes:
    at = random.choice([at for at, byte in enumerate(text) if chr(byte).isdecimal()] or [0])
    return text[:at] + str(random.randrange(10)).encode() + text[at + 1 :]


def line_lost(text: bytes, random: Random) -> bytes:
    lines = text.splitlines(keepends=True)
    del lines[random.randrange(len(lines))]
    return b"".join(lines)


def line_doubled(text: bytes, random: Random) -> bytes:
    lines = text.splitlines(keepends=True)
    lines.insert(random.randrange(len(lines)), random.choice(lines))
    return b"".join(lines)


def lines_swapped(text: bytes, random: Random) -> bytes:
    lines = text.splitlines(keepends=True)
    one, other = random.randrange(len(lines)), random.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return b"".join(lines)


def cut_short(text: bytes, random: Random) -> bytes:
    return text[: random.randrange(len(text))]


_ACCIDENTS: tuple[Callable[[bytes, Random], bytes], ...] = (
    byte_lost,
    byte_changed,
    token_put_in,
    word_replaced,
    digit_changed,
    line_lost,
    line_doubled,
    lines_swapped,
    cut_short,
)


def mutated(text: bytes, random: Random) -> bytes:
    """The text after one to three accidents."""
    for _ in range(random.choice((1, 1, 1, 2, 3))):
        text = random.choice(_ACCIDENTS)(text or b"\n0", random)
    return text
