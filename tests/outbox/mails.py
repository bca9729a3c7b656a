"""Small messages to invented councils, and their delivery with no time to lose."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from functools import partial
from itertools import count
from pathlib import Path

from generator.outbox import Clock, Login, Message, Pace, Patience, Step, TokenLogin, dial
from generator.outbox.ledger import Ledger
from generator.outbox.line import Line
from generator.outbox.message import Words, compose
from generator.outbox.send import carry_out
from generator.records import Email, Sender, Server

from .mailserver import PASSWORD, USER

SENDER = Sender(name="Ombudsman", address="annual.letters@ombudsman.example")
NOW = datetime(2026, 7, 22, 9, tzinfo=UTC)
LOGIN = Login(USER, PASSWORD)
PATIENCE = Patience(reply=2, message=2)
PACE = Pace(rate=6e6, tries=4, wait=0.01)


def mail_to(council: str, text: str = "Dear all\n", pdf: bytes = b"%PDF") -> Message:
    """A message with a copy, and a letter of a few bytes."""
    email = Email(to=f"chief@{council}.example", copies=(f"link@{council}.example",))
    words = Words("A letter", text)
    return compose("2020", council, "Mr Bowen", email, words, pdf + council.encode(), SENDER)


def mails(number: int) -> list[Message]:
    return [mail_to(f"council-{one}") for one in range(number)]


def waiting_for_nobody() -> Clock:
    """A clock that is a millisecond further each time it is asked, and waits for nobody."""
    ticks = count()
    return Clock(lambda: datetime.fromtimestamp(NOW.timestamp() + next(ticks) / 1000, UTC), lambda _: None)


def calls(
    server: Server, login: Login | TokenLogin | None = LOGIN, patience: Patience = PATIENCE
) -> Callable[[], Line]:
    return partial(dial, server, login, "ombudsman.example", patience)


def delivered(
    messages: Iterable[Message], file: Path, server: Server, clock: Clock | None = None, pace: Pace = PACE
) -> list[Step]:
    """One run of the program over an edition's messages: all steps that it took."""
    ledger = Ledger(file, "2020") if file.exists() else Ledger.create(file, "2020")
    with ledger:
        return list(carry_out(messages, ledger, SENDER.address, calls(server), pace, clock or waiting_for_nobody()))


def states(file: Path, messages: Sequence[Message]) -> dict[str, str]:
    with Ledger(file, "2020") as ledger:
        entries = ledger.entries
    assert entries.keys() == {message.council for message in messages}
    return {council: entry.state for council, entry in entries.items()}
