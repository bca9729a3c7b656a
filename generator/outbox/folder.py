"""The outbox's folder, `data/<edition>/outbox`: the approvals, the ledger, and who may change them."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from ..errors import Fault, Faulty
from ..files import alone
from ..merge import OwnedError
from .database import Mode
from .ledger import STOPPED, Entry, Ledger

_NAME = re.compile(r"approval-[0-9]+\.json")  # a copy that somebody made has another


class OutboxFolder:
    """Where an edition's approvals lie, and their ledger."""

    def __init__(self, data: Path, edition: str) -> None:
        self.edition = edition
        self.path = data / edition / "outbox"
        self.ledger_file = self.path / "ledger.sqlite3"

    @property
    def approvals(self) -> list[Path]:
        """The approvals' files, in the order in which they were given."""
        return sorted(file for file in self.path.glob("approval-*.json") if _NAME.fullmatch(file.name))

    def next_approval(self) -> Path:
        """The file of the next approval."""
        last = max((int(file.stem.removeprefix("approval-")) for file in self.approvals), default=0)
        return self.path / f"approval-{last + 1:03}.json"

    @contextmanager
    def owned(self) -> Iterator[None]:
        """Keep everybody else out. The system takes the lock back when its owner ends, however it ends.

        Raises OwnedError where somebody is at work here.
        """
        self.path.mkdir(parents=True, exist_ok=True)
        what = "somebody is approving or sending here; wait for them"
        with alone(self.path, OwnedError(None, what, str(self.path))):
            yield

    def ledger(self, mode: Mode = "rw") -> Ledger | None:
        """The ledger; None where nothing was approved yet. Raises Faulty where approvals lie here without it."""
        if self.ledger_file.exists():
            return Ledger(self.ledger_file, self.edition, mode)
        if self.approvals:
            what = "the ledger of these approvals is not there, and nobody knows what was sent"
            cure = "bring it back from where copies are kept; only then can letters be sent"
            raise Faulty([Fault(str(self.ledger_file), 1, 1, "", what, cure)])
        return None

    def ledger_or_new(self) -> Ledger:
        """The ledger, begun with the first approval. Raises Faulty as `ledger` does."""
        return self.ledger() or Ledger.create(self.ledger_file, self.edition)

    def ledger_begun(self) -> Ledger:
        """The ledger. Raises Faulty as `ledger` does, and where nothing was approved yet."""
        if ledger := self.ledger():
            return ledger
        raise Faulty([Fault(str(self.path), 1, 1, "", "nothing has been approved yet", "letters approve")])

    @property
    def is_owned(self) -> bool:
        """Whether somebody is approving or sending here now."""
        if not self.path.is_dir():
            return False
        try:
            with self.owned():
                return False
        except OwnedError:
            return True

    def entries(self, ledger: Ledger) -> dict[str, Entry]:
        """The ledger's entries, as whoever only looks sees them: what nobody is sending any more is unknown."""
        entries = ledger.entries
        if self.is_owned:
            return entries
        return {
            council: replace(entry, state="unknown", reply=STOPPED) if entry.state == "sending" else entry
            for council, entry in entries.items()
        }
