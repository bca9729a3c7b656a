"""Letters that no longer hold are set aside: out of the way of what is sent, and never deleted."""

from collections.abc import Iterable
from itertools import count
from pathlib import Path


def set_aside(letters: Path, slugs: Iterable[str]) -> list[Path]:
    """Move these councils' letters, PDF and web page, from `letters` to the folder `aside` beside it.

    Gives where they are now. What lies there already stays: a second one is `<slug>-2.pdf`.
    """
    aside = letters.with_name("aside")
    return [_moved(letter, aside) for slug in slugs for letter in _of(letters, slug)]


def _of(letters: Path, slug: str) -> list[Path]:
    both = (letters / f"{slug}.pdf", letters / f"{slug}.html")
    return [letter for letter in both if letter.exists()]


def _moved(letter: Path, aside: Path) -> Path:
    aside.mkdir(exist_ok=True)
    names = (f"{letter.stem}{'' if number == 1 else f'-{number}'}{letter.suffix}" for number in count(1))
    free = next(aside / name for name in names if not (aside / name).exists())
    return letter.rename(free)
