"""What users can mend, in their own words: a place, what is wrong there, and what to do about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Severity = Literal["fault", "warning", "awaited"]


@dataclass(frozen=True, order=True, slots=True)
class Fault:
    """One thing that is wrong in the data or the templates, as one line.

    `line` and `column` count from 1, and are 1:1 where the whole file is meant. `path` is the value's name inside the
    file (`complaints_upheld.upheld`), empty where there is none. A warning is to be looked at, and stops nothing; what
    is awaited makes a letter a draft. In a spreadsheet, `cell` is the place as people know it (`Upheld!C14`).
    """

    file: str
    line: int
    column: int
    path: str
    what: str
    cure: str
    severity: Severity = "fault"
    cell: str = ""

    def __str__(self) -> str:
        place = f"{self.file}: {self.cell}" if self.cell else f"{self.file}:{self.line}:{self.column}"
        name = f"{self.path}: " if self.path else ""
        warning = "" if self.severity == "fault" else f"{self.severity}: "
        return _line(f"{place}: {warning}{name}{self.what}; {self.cure}")


def _line(text: str) -> str:
    """One line, whatever a value holds: nothing in it can end the line, or give the terminal an order."""
    return "".join(char if char.isprintable() else " " if char.isspace() else f"\\u{ord(char):04x}" for char in text)


class Faulty(Exception):
    """The data or the templates hold faults: all that were found, in the order of files and lines."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        super().__init__("\n".join(map(str, self.faults)))


def plainly(error: OSError) -> str:
    """Why a file cannot be read, as one would say it."""
    match error:
        case FileNotFoundError():
            return "it is not there"
        case IsADirectoryError():
            return "it is a folder"
        case PermissionError():
            return "you may not read it"
        case _:
            return error.strerror or str(error)
