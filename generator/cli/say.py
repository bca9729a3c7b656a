"""What is said to the person at the terminal."""

import sys
from collections.abc import Iterable, Iterator, Sequence, Sized

from rich.console import Console

from ..errors import Fault

_NAMED = 8


def say_faults(faults: Iterable[Fault]) -> None:
    """One line a fault, never wrapped, so that editors and `grep` can follow it."""
    for fault in faults:
        print(fault, file=sys.stderr)


def console() -> Console:
    """Where tables are printed."""
    out = Console()
    if not out.is_terminal:
        out.width = 240  # a log has no edge to wrap at
    return out


def named_some(names: Sequence[str], command: str = "") -> str:
    """The first of some names, and how many more there are, with the command that names them all."""
    by = f": {command}" if command else ""
    more = f" and {len(names) - _NAMED} more{by}" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more


def first_lines(lines: Sequence[str], number: int | None, command: str) -> Iterator[str]:
    """Return the first lines, indented, and how many more there are, with the command that shows them; or all."""
    yield from (f"  {line}" for line in lines[:number])
    if number is not None and len(lines) > number:
        yield f"  and {len(lines) - number} more: {command}"


def panel_name(panel: str) -> str:
    """Return a panel's name as people say it: `complaints upheld`."""
    return panel.replace("_", " ")


def counted(things: Sized | int, one: str, many: str = "") -> str:
    """`1 draft`, `4 drafts`."""
    number = things if isinstance(things, int) else len(things)
    return f"{number} {one if number == 1 else many or one + 's'}"
