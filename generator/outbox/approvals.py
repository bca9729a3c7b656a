"""Approvals: who found which messages right, and which of that still holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ..errors import Fault, Faulty
from ..files import digest
from ..records import Approval, Approved, person, read_approval
from .folder import OutboxFolder
from .ledger import Entry, Ledger
from .message import Message

_PARTS = {"pdf": "the letter", "recipients": "the recipients", "subject": "the subject", "message": "the message"}


@dataclass(frozen=True, slots=True)
class Agreed:
    """Who has approved a message as it is; and what has changed in it since it was last approved otherwise."""

    people: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Approvals:
    """All approvals of an edition, in the order in which they were given."""

    all: tuple[Approval, ...] = ()

    def of(self, message: Message) -> Agreed:
        """What was agreed on about one message."""
        now = approved(message)
        theirs = [(one.by, letter) for one in self.all for letter in one.letters if letter.council == message.council]
        people = {person(by): by for by, letter in theirs if letter == now}
        earlier = [letter for _, letter in theirs if letter != now]
        return Agreed(tuple(people.values()), _changed(earlier[-1], now) if earlier else ())

    def recipients(self, council: str, message: str) -> tuple[str, ...]:
        """Whom a message was to go to, by its hash; nobody, where it was never approved."""
        letters = (letter for one in self.all for letter in one.letters)
        found = (letter.recipients for letter in letters if (letter.council, letter.message) == (council, message))
        return next(found, ())


def approved(message: Message) -> Approved:
    """A message as an approval lists it."""
    return Approved(
        council=message.council,
        pdf=message.pdf,
        recipients=message.recipients,
        subject=message.subject,
        message=message.sha256,
    )


def read_approvals(folder: OutboxFolder, ledger: Ledger | None) -> Approvals:
    """The approvals that lie in the folder. Raises Faulty where one is none, or its ledger does not know of it."""
    known = ledger.approvals if ledger else frozenset()
    faults: list[Fault] = []
    approvals: list[Approval] = []
    for file in folder.approvals:
        content = file.read_bytes()
        try:
            approval = read_approval(content)
        except ValueError as error:
            faults.append(_fault(file, str(error), "bring it back as it was given, or take it away"))
            continue
        if digest(content) not in known or not ledger or approval.ledger != ledger.id:
            cure = "bring back the ledger or the approval that belong together, or take the approval away"
            faults.append(
                _fault(file, "the ledger does not know of this approval, or of another one in its place", cure)
            )
        approvals.append(approval)
    if faults:
        raise Faulty(faults)
    return Approvals(tuple(approvals))


def looked_up(folder: OutboxFolder) -> tuple[Approvals, dict[str, Entry]]:
    """What approvals and ledger say to whoever only looks. Raises Faulty where they do not belong together."""
    ledger = folder.ledger("ro")
    if ledger is None:
        return read_approvals(folder, None), {}
    with ledger:
        return read_approvals(folder, ledger), folder.entries(ledger)


def _changed(then: Approved, now: Approved) -> tuple[str, ...]:
    """What is another than it was. That the message is says nothing new where a part of it has been named."""
    parts = [words for field, words in _PARTS.items() if getattr(then, field) != getattr(now, field)]
    return tuple(parts[:-1] or parts)


def _fault(file: Path, what: str, cure: str) -> Fault:
    return Fault(str(file), 1, 1, "", what, cure)


def lacking(people: Sequence[str], needed: int) -> str:
    """How many approvals are still wanted, in words."""
    missing = needed - len(people)
    so_far = f"approved by {' and '.join(people)}" if people else "approved by nobody"
    return f"{so_far}; {missing} more {'is' if missing == 1 else 'are'} needed"
