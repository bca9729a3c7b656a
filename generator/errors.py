"""What users can mend, in their own words: a place, what is wrong there, and what to do about it."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True, slots=True)
class Fault:
    """One thing that is wrong in the data or the templates, as one line.

    `line` and `column` count from 1, and are 1:1 where the whole file is meant. `path` is the value's name inside the
    file (`complaints_upheld.upheld`), empty where there is none.
    """

    file: str
    line: int
    column: int
    path: str
    what: str
    cure: str

    def __str__(self) -> str:
        name = f"{self.path}: " if self.path else ""
        return f"{self.file}:{self.line}:{self.column}: {name}{self.what}; {self.cure}"


class Faulty(Exception):
    """The data or the templates hold faults: all that were found, in the order of files and lines."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        super().__init__("\n".join(map(str, self.faults)))
