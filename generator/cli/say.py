"""What is said to the person at the terminal."""

import sys
from collections.abc import Iterable, Sized

from ..errors import Fault


def say_faults(faults: Iterable[Fault]) -> None:
    """One line a fault, never wrapped, so that editors and `grep` can follow it."""
    for fault in faults:
        print(fault, file=sys.stderr)


def counted(things: Sized | int, one: str, many: str = "") -> str:
    """`1 draft`, `4 drafts`."""
    number = things if isinstance(things, int) else len(things)
    return f"{number} {one if number == 1 else many or one + 's'}"
