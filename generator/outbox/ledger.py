"""The ledger: what became of every message, written down before and after each step, and never taken back."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Literal
from uuid import uuid4

from ..errors import Fault, Faulty
from .message import Message

State = Literal["ready", "sending", "sent", "refused", "unknown"]

STOPPED = "the program was stopped while it was sending"
_MOVES: Mapping[State, tuple[State, ...]] = MappingProxyType(
    {
        "ready": ("ready", "sending", "refused"),
        "sending": ("ready", "sent", "refused", "unknown"),
        "unknown": ("sent", "ready"),
        "refused": ("ready",),
        "sent": (),
    }
)
"""From where to where a message can go. Nothing leads away from `sent`."""

_TABLES = """
CREATE TABLE ledger (id TEXT NOT NULL, edition TEXT NOT NULL) STRICT;
CREATE TABLE approvals (sha256 TEXT PRIMARY KEY, person TEXT NOT NULL, at TEXT NOT NULL) STRICT;
CREATE TABLE messages (
  council TEXT PRIMARY KEY, message TEXT NOT NULL, pdf TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('ready', 'sending', 'sent', 'refused', 'unknown')),
  reply TEXT NOT NULL, tries INTEGER NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE TABLE reissues (
  message TEXT PRIMARY KEY, council TEXT NOT NULL, reason TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE TABLE events (
  number INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, council TEXT NOT NULL, message TEXT NOT NULL,
  state TEXT NOT NULL, reply TEXT NOT NULL
) STRICT;
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """Where a council's message stands: the hashes of message and letter, the server's last words, how often tried.

    It is `corrected` where another may follow it, and the council's letter `corrects` one where that ever was so.
    """

    council: str
    message: str
    pdf: str
    state: State
    reply: str
    tries: int
    at: str
    corrected: bool
    corrects: bool


class Ledger:
    """The ledger of an edition, in one SQLite file. Every change is on the disk when its method returns."""

    def __init__(self, path: Path, edition: str) -> None:
        """Open the ledger that lies there. Raises Faulty where none does, or another edition's."""
        self.path = path
        self._to = _opened(path, "rw")
        try:
            found = self._to.execute("SELECT id, edition FROM ledger").fetchone()
        except sqlite3.DatabaseError as error:
            self._to.close()
            raise Faulty(
                [_fault(path, f"not a ledger ({error})", "bring it back from where copies are kept")]
            ) from None
        if found is None or found[1] != edition:
            self._to.close()
            raise Faulty([_fault(path, f"not the ledger of edition {edition}", "bring that one back")])
        self.id: str = found[0]

    @classmethod
    def create(cls, path: Path, edition: str) -> "Ledger":
        """An empty ledger with a name of its own, and opened. It is there whole, or not at all."""
        part = path.with_name(f"{path.name}.part")
        for left in (*path.parent.glob(f"{part.name}*"), *path.parent.glob(f"{path.name}-*")):
            left.unlink()  # of a ledger that is no more, which SQLite would write into this one
        path.parent.mkdir(parents=True, exist_ok=True)
        with closing(_opened(part, "rwc")) as to:
            to.executescript(_TABLES)
            to.execute("INSERT INTO ledger VALUES (?, ?)", (str(uuid4()), edition))
        part.replace(path)
        return cls(path, edition)

    def close(self) -> None:
        """Let go of the file."""
        self._to.close()

    def __enter__(self) -> "Ledger":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def approvals(self) -> frozenset[str]:
        """The hashes of the approvals that were given beside this ledger."""
        return frozenset(sha256 for (sha256,) in self._to.execute("SELECT sha256 FROM approvals"))

    def note_approval(self, sha256: str, person: str, at: datetime) -> None:
        """An approval is about to be written."""
        with self._change():
            self._to.execute("INSERT OR IGNORE INTO approvals VALUES (?, ?, ?)", (sha256, person, at.isoformat()))

    @property
    def entries(self) -> dict[str, Entry]:
        """Every message, by its council."""
        return {entry.council: entry for entry in self._found("ORDER BY council")}

    def _entry(self, council: str) -> Entry | None:
        return next(iter(self._found("WHERE council = ?", council)), None)

    def _found(self, which: str, *values: str) -> list[Entry]:
        entries = "SELECT *, message IN (SELECT message FROM reissues), council IN (SELECT council FROM reissues)"
        rows = self._to.execute(f"{entries} FROM messages {which}", values)  # noqa: S608: our own words
        return [Entry(*row) for row in rows]

    @property
    def events(self) -> list[tuple[str, str, State, str]]:
        """All that happened, in order: when, to which council's message, its state then, the server's words."""
        return list(self._to.execute("SELECT at, council, state, reply FROM events ORDER BY number"))

    def enter(self, message: Message, at: datetime) -> bool:
        """Enter a message as ready, and tell whether it now is one that may be sent.

        In the place of another to that council only if that one was certainly not delivered, or is to be corrected;
        and never what that council was sent before.
        """
        with self._change():
            entry = self._entry(message.council)
            if entry and entry.message == message.sha256:
                return entry.state == "ready"
            if entry and not (entry.state in ("ready", "refused") or (entry.state == "sent" and entry.corrected)):
                return False
            if self._was_sent(message):
                return False
            row = (message.council, message.sha256, message.pdf, "ready", "", 0, at.isoformat())
            self._to.execute("INSERT OR REPLACE INTO messages VALUES (?, ?, ?, ?, ?, ?, ?)", row)
            self._happened(message.council, at)
            return True

    def reissue(self, council: str, reason: str, at: datetime) -> None:
        """The message that this council was sent may be followed by a corrected one. It stays among the events."""
        with self._change():
            self._to.execute(
                "INSERT OR REPLACE INTO reissues SELECT message, council, ?, ? FROM messages WHERE council = ?",
                (reason, at.isoformat(), council),
            )

    def _was_sent(self, message: Message) -> bool:
        sent = "SELECT 1 FROM events WHERE council = ? AND message = ? AND state = 'sent'"
        return self._to.execute(sent, (message.council, message.sha256)).fetchone() is not None

    def move(self, council: str, state: State, reply: str, at: datetime) -> None:
        """A message gets another state, for this reason. Raises ValueError where no way leads there."""
        with self._change():
            entry = self._entry(council)
            if entry is None or state not in _MOVES[entry.state]:
                raise ValueError(f"{council}: no way leads from {entry.state if entry else 'nowhere'} to {state}")
            self._to.execute(
                "UPDATE messages SET state = ?, reply = ?, at = ?, tries = tries + (? = 'sending') WHERE council = ?",
                (state, reply, at.isoformat(), state, council),
            )
            self._happened(council, at)

    def find_unknown(self, at: datetime) -> list[str]:
        """The councils whose messages a process that is no more was sending: nobody knows whether they have them."""
        left = [entry.council for entry in self.entries.values() if entry.state == "sending"]
        for council in left:
            self.move(council, "unknown", STOPPED, at)
        return left

    @contextmanager
    def _change(self) -> Iterator[None]:
        """One change, on the disk at its end, or nothing. Raises OSError where the disk does not take it."""
        try:
            with self._to:  # which commits, or takes all back
                self._to.execute("BEGIN IMMEDIATE")
                yield
        except sqlite3.OperationalError as error:
            raise OSError(None, f"the ledger cannot be written ({error})", str(self.path)) from None

    def _happened(self, council: str, at: datetime) -> None:
        self._to.execute(
            "INSERT INTO events (at, council, message, state, reply)"
            " SELECT ?, council, message, state, reply FROM messages WHERE council = ?",
            (at.isoformat(), council),
        )


def _opened(path: Path, mode: str) -> sqlite3.Connection:
    try:
        to = sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, isolation_level=None)
    except sqlite3.OperationalError as error:
        raise Faulty(
            [_fault(path, f"the ledger cannot be opened ({error})", "bring it back, or mend the folder's permissions")]
        ) from None
    try:
        if path.suffix != ".part":  # which is renamed, and so must be one file
            to.execute("PRAGMA journal_mode = WAL")
        to.execute("PRAGMA synchronous = FULL")
    except sqlite3.DatabaseError as error:
        to.close()
        raise Faulty([_fault(path, f"not a ledger ({error})", "bring it back from where copies are kept")]) from None
    return to


def _fault(path: Path, what: str, cure: str) -> Fault:
    return Fault(str(path), 1, 1, "", what, cure)
