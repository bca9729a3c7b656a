"""The ledger: what became of every message, written down before and after each step, and never taken back."""

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal
from uuid import uuid4

from ..errors import Faulty
from .database import Mode, fault, opened, told
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

    def __init__(self, path: Path, edition: str, mode: Mode = "rw") -> None:
        """Open the ledger that lies there, to change it or to look at it.

        Raises Faulty where none does, or another edition's; OSError where the disk does not serve us.
        """
        self.path = path
        if not path.exists():
            raise Faulty([fault(path, "the ledger is not there", "bring it back from where copies are kept")])
        self._to = opened(path, mode)
        try:
            self.id = self._checked(edition)
        except BaseException:
            self._to.close()
            raise

    def _checked(self, edition: str) -> str:
        [found] = self._asked("SELECT id, edition FROM ledger") or [("", None)]
        if found[1] != edition:
            raise Faulty([fault(self.path, f"not the ledger of edition {edition}", "bring that one back")])
        return str(found[0])

    @classmethod
    def create(cls, path: Path, edition: str) -> "Ledger":
        """An empty ledger with a name of its own, and opened. It is there whole, or not at all."""
        part = path.with_name(f"{path.name}.part")
        for left in (*path.parent.glob(f"{part.name}*"), *path.parent.glob(f"{path.name}-*")):
            left.unlink()  # of a ledger that is no more, which SQLite would write into this one
        path.parent.mkdir(parents=True, exist_ok=True)
        with told(path), closing(opened(part, "rwc")) as to:
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
        return frozenset(sha256 for (sha256,) in self._asked("SELECT sha256 FROM approvals"))

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
        return [Entry(*row) for row in self._asked(f"{entries} FROM messages {which}", *values)]

    @property
    def events(self) -> list[tuple[str, str, State, str]]:
        """All that happened, in order: when, to which council's message, its state then, the server's words."""
        return self._asked("SELECT at, council, state, reply FROM events ORDER BY number")

    @property
    def last_events(self) -> list[tuple[str, str, State]]:
        """What became of each message last: council, the message's hash, its state then."""
        newest = "SELECT max(number) FROM events GROUP BY council, message"
        return self._asked(f"SELECT council, message, state FROM events WHERE number IN ({newest})")  # noqa: S608

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
            self._put(message.council, message.sha256, message.pdf, "ready", "", 0, at)
            return True

    def adopt(self, council: str, message: str, pdf: str, reply: str, at: datetime) -> None:
        """Enter a message as sent that this ledger never heard of, by its hash and its letter's."""
        with self._change():
            self._put(council, message, pdf, "sent", reply, 1, at)

    def readdress(self, message: Message, reply: str, at: datetime) -> None:
        """A message that was sent to others than it should have been is followed by this one, which is ready."""
        with self._change():
            self._put(message.council, message.sha256, message.pdf, "ready", reply, 0, at)

    def reissue(self, council: str, reason: str, at: datetime) -> None:
        """The message that this council was sent may be followed by a corrected one. It stays among the events."""
        with self._change():
            self._to.execute(
                "INSERT OR REPLACE INTO reissues SELECT message, council, ?, ? FROM messages WHERE council = ?",
                (reason, at.isoformat(), council),
            )

    def _was_sent(self, message: Message) -> bool:
        sent = "SELECT 1 FROM events WHERE council = ? AND message = ? AND state = 'sent'"
        return bool(self._asked(sent, message.council, message.sha256))

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
        with told(self.path), self._to:  # which commits, or takes all back
            self._to.execute("BEGIN IMMEDIATE")
            yield

    def _asked(self, question: str, *values: str) -> list[Any]:
        """All rows of an answer. Raises Faulty where the file is spoilt, OSError where it cannot be read now."""
        with told(self.path):
            return list(self._to.execute(question, values))

    def _put(self, council: str, message: str, pdf: str, state: State, reply: str, tries: int, at: datetime) -> None:
        row = (council, message, pdf, state, reply, tries, at.isoformat())
        self._to.execute("INSERT OR REPLACE INTO messages VALUES (?, ?, ?, ?, ?, ?, ?)", row)
        self._happened(council, at)

    def _happened(self, council: str, at: datetime) -> None:
        self._to.execute(
            "INSERT INTO events (at, council, message, state, reply)"
            " SELECT ?, council, message, state, reply FROM messages WHERE council = ?",
            (at.isoformat(), council),
        )
