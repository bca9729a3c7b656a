"""A warning that stands until somebody has corrected what it is about, or confirmed it."""

from dataclasses import dataclass
from pathlib import Path
from shlex import quote
from typing import Any

from ..errors import Fault
from ..records import Source

EDITION = "edition"
"""Where a warning is about the edition's own values, this stands for the council."""


@dataclass(frozen=True, slots=True)
class Gate:
    """A warning to be confirmed: of which council (or sector, or the edition), what was found, where, and the cure.

    It is confirmed by its council and its name, as long as the value stays as it was.
    """

    council: str
    name: str
    value: str
    source: Source[Any]
    path: tuple[str | int, ...] = ()
    cure: str = "correct it"

    def warning(self, folder: Path) -> Fault:
        """Return the warning as a line that says how to confirm it in an edition's folder."""
        confirm = f"letters confirm {self.council} {self.name} {options_of(folder)} --by NAME"
        cure = f"{self.cure}, or confirm it: {confirm}"
        return self.source.fault(self.path, self.value, cure, "warning")


def options_of(folder: Path) -> str:
    """Return the options by which a command is told of an edition's folder: `data` is where it looks by itself."""
    data = "" if folder.parent == Path("data") else f" --data {quote(str(folder.parent))}"
    return f"--edition {folder.name}{data}"
