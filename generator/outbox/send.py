"""Sending: the letters that enough people approved, each once; or a trial of them, on a guest."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path

from ..errors import Fault, Faulty
from ..files import write_whole
from ..records import on_the_wire
from .approvals import read_approvals
from .delivery import Clock, Delivery, Pace, Step
from .folder import OutboxFolder
from .ledger import Ledger, State
from .line import Line
from .message import Message
from .post import Post
from .standing import Standing, standings


def standing_now(post: Post, folder: OutboxFolder) -> list[Standing]:
    """Where every letter stands. Raises Faulty where approvals and ledger do not belong together."""
    ledger = folder.ledger()
    if ledger is None:
        return standings(post, read_approvals(folder, None), {})
    with ledger:
        return standings(post, read_approvals(folder, ledger), folder.entries(ledger))


def deliver(post: Post, folder: OutboxFolder, dial: Callable[[], Line], pace: Pace, clock: Clock) -> Iterator[Step]:
    """Deliver what is ready, and tell of each step. Only whoever owns the folder may.

    What an earlier process was sending when it ended is unknown from now on. Raises as `Delivery.of` does.
    """
    with _ledger(folder) as ledger:
        stages = standings(post, read_approvals(folder, ledger), ledger.entries)
        ready = [stage.message for stage in stages if stage.message and stage.stage == "ready"]
        yield from carry_out(ready, ledger, on_the_wire(post.outbox.sender.address), dial, pace, clock)


def carry_out(
    messages: Iterable[Message], ledger: Ledger, sender: str, dial: Callable[[], Line], pace: Pace, clock: Clock
) -> Iterator[Step]:
    """Deliver those of the messages that the ledger lets go, each step written down before the next."""
    ledger.find_unknown(clock.now())
    due = [message for message in messages if ledger.enter(message, clock.now())]

    def note(council: str, state: State, words: str) -> None:
        ledger.move(council, state, words, clock.now())

    yield from Delivery(dial, sender, pace, clock, note).of(due)


def try_on(
    guest: str, post: Post, councils: Iterable[str], dial: Callable[[], Line], pace: Pace, clock: Clock
) -> Iterator[Step]:
    """Deliver these councils' messages to a guest alone. The ledger hears nothing of it."""
    messages = [post.message(council, guest) for council in councils]
    sender = on_the_wire(post.outbox.sender.address)
    return Delivery(dial, sender, pace, clock, lambda _council, _state, _words: None).of(messages)


def resolve(folder: OutboxFolder, found: Mapping[str, bool], now: datetime) -> None:
    """Write down what a person found out: that a council has its message, or not. Only whoever owns the folder may.

    One that has not got it is ready again. Raises Faulty, and changes nothing, where a message asks no such question.
    """
    with _ledger(folder) as ledger:
        ledger.find_unknown(now)
        entries = ledger.entries
        states = {council: entries[council].state if council in entries else "nowhere" for council in found}
        asked = {"unknown": (True, False), "refused": (False,)}
        if wrong := [council for council, sent in found.items() if sent not in asked.get(states[council], ())]:
            what = "only what is unknown can be found sent, and what is unknown or refused not sent"
            raise Faulty(
                Fault(str(folder.ledger_file), 1, 1, council, f"is {states[council]}", what) for council in wrong
            )
        for council, sent in found.items():
            words = f"a person found that it was {'sent' if sent else 'not sent'}"
            ledger.move(council, "sent" if sent else "ready", words, now)


def write_messages(messages: Iterable[Message], into: Path, now: datetime) -> list[Path]:
    """Write messages as `<council>.eml`, as they would be sent now, and take away those that lay there."""
    files = {into / f"{message.council}.eml": message.dated(now) for message in messages}
    for earlier in set(into.glob("*.eml")) - files.keys():
        earlier.unlink()
    for file, content in files.items():
        write_whole(file, content)
    return list(files)


def _ledger(folder: OutboxFolder) -> Ledger:
    if ledger := folder.ledger():
        return ledger
    raise Faulty([Fault(str(folder.path), 1, 1, "", "nothing has been approved yet", "letters approve")])
