"""How far a run is: a bar on a terminal, plain lines elsewhere."""

import sys
from collections.abc import Iterable, Iterator
from time import monotonic
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

from .say import counted

_EVERY = 10.0  # seconds between two plain lines

T = TypeVar("T")


def watched(letters: Iterable[T], total: int, kept: int) -> Iterator[T]:
    """The letters of a run as they come, while a person, or a log, is told how far it is."""
    if kept or not total:
        print(f"{counted(total, 'letter')} to print, {kept} kept as they are.", file=sys.stderr)
    console = Console(stderr=True)
    return _with_a_bar(letters, total, console) if console.is_terminal else _with_lines(letters, total)


class _Rate(ProgressColumn):
    """Letters a second."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:.1f} a second" if task.speed else "")


def _with_a_bar(letters: Iterable[T], total: int, console: Console) -> Iterator[T]:
    columns = (TextColumn("Printing"), BarColumn(), MofNCompleteColumn(), _Rate(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        yield from progress.track(letters, total)


def _with_lines(letters: Iterable[T], total: int) -> Iterator[T]:
    first, said = 0.0, monotonic()
    for number, letter in enumerate(letters, 1):
        yield letter
        now = monotonic()
        first = first or now
        if now - said >= _EVERY and number < total:
            said = now
            forecast = _forecast(number - 1, now - first, total - number)
            print(f"{number} of {total} letters{forecast}", file=sys.stderr, flush=True)


def _forecast(printed: int, seconds: float, left: int) -> str:
    """How fast it goes since the first letter, which had more to wait for than itself."""
    if not printed:
        return ""
    rate = printed / seconds
    return f", {rate:.1f} a second, {left / rate:.0f} s left"
