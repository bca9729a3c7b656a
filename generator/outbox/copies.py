"""Copies of the messages that left, beside the ledger: they tell when the ledger is older than the last sending."""

from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.policy import SMTP
from email.utils import parsedate_to_datetime
from pathlib import Path

from ..errors import Fault, Faulty
from ..files import digest, remove, write_whole
from .ledger import Ledger
from .message import Message

_FOLDER = "sent"
_HASH = 12  # hexadecimal digits: enough to tell one council's messages apart
_LEFT = ("sending", "sent", "unknown")


@dataclass(frozen=True, slots=True)
class Copy:
    """A message that left, or may have: as its file tells it."""

    file: Path

    @property
    def council(self) -> str:
        """The council's slug."""
        return self.file.stem.rpartition("-")[0]

    @property
    def hash(self) -> str:
        """The first digits of the message's hash."""
        return self.file.stem.rpartition("-")[2]

    @property
    def hashes(self) -> tuple[str, str]:
        """The hashes of the message but for its date, and of the letter in it."""
        return digest(self.file.read_bytes().partition(b"\r\n")[2]), digest(self.letter)

    @property
    def letter(self) -> bytes:
        """The letter in it; empty where there is none."""
        parts = message_from_bytes(self.file.read_bytes(), policy=SMTP).walk()
        return next((part.get_content() for part in parts if part.get_content_subtype() == "pdf"), b"")

    @property
    def at(self) -> float:
        """When it left, as seconds."""
        return parsedate_to_datetime(message_from_bytes(self.file.read_bytes())["Date"]).timestamp()


class Copies:
    """The folder `sent` beside a ledger: one file for each message that was handed over to the server."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.path = ledger.path.parent / _FOLDER

    def keep(self, message: Message, content: bytes) -> None:
        """A message is about to be handed over. Raises OSError where the disk does not take its copy."""
        write_whole(self._file(message.council, message.sha256), content)

    def drop(self, council: str, message: str) -> None:
        """The message with this hash has not arrived for sure."""
        remove(self._file(council, message))

    @property
    def strays(self) -> dict[str, list[Copy]]:
        """The copies that the ledger does not know to have left, the oldest first, by council."""
        strays: dict[str, list[Copy]] = {}
        for copy in sorted(self._unknown(), key=lambda copy: (copy.council, copy.at)):
            strays.setdefault(copy.council, []).append(copy)
        return strays

    def check(self) -> None:
        """Raises Faulty where the ledger is older than the last sending."""
        if strays := self.strays:
            what = f"the ledger is older than the last sending; {self.path} holds what was sent to {', '.join(strays)}"
            cure = (
                f"bring back the newest copy of {self.ledger.path.name}; if there is none, "
                'letters send --resolve COUNCIL=sent --by "NAME" for each'
            )
            raise Faulty([Fault(str(self.ledger.path), 1, 1, "", what, cure)])

    def _unknown(self) -> Iterator[Copy]:
        last = {(council, message[:_HASH]): state for council, message, state in self.ledger.last_events}
        for file in self.path.glob("*-*.eml"):
            copy = Copy(file)
            if last.get((copy.council, copy.hash)) not in _LEFT:
                yield copy

    def _file(self, council: str, message: str) -> Path:
        return _file(self.ledger.path, council, message)


def letter_sent(ledger: Path, council: str, message: str) -> bytes:
    """The letter in a message that left, by its hash, from the copy beside the ledger's file; empty without one."""
    file = _file(ledger, council, message)
    return Copy(file).letter if file.exists() else b""


def _file(ledger: Path, council: str, message: str) -> Path:
    return ledger.parent / _FOLDER / f"{council}-{message[:_HASH]}.eml"
