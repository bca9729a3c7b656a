"""Sending: the letters that enough people approved, each once; or a trial of them, on a guest."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path

from ..files import write_whole
from ..records import on_the_wire
from .approvals import looked_up, read_approvals
from .copies import Copies
from .delivery import Clock, Delivery, Pace, Step
from .folder import OutboxFolder
from .ledger import Ledger, State
from .line import Line
from .message import Message
from .post import Post
from .standing import Standing, standings


def standing_now(post: Post, folder: OutboxFolder) -> list[Standing]:
    """Where every letter stands. Raises Faulty where approvals and ledger do not belong together."""
    approvals, entries = looked_up(folder)
    return standings(post, approvals, entries)


def deliver(post: Post, folder: OutboxFolder, dial: Callable[[], Line], pace: Pace, clock: Clock) -> Iterator[Step]:
    """Deliver what is ready, but for letters of a later day, and tell of each step. Only whoever owns the folder may.

    What an earlier process was sending when it ended is unknown from now on. Raises as `Delivery.of` does.
    """
    early = post.early(clock.now().date())
    with folder.ledger_begun() as ledger:
        stages = standings(post, read_approvals(folder, ledger), ledger.entries)
        due = (stage for stage in stages if stage.stage == "ready" and stage.council not in early)
        ready = [stage.message for stage in due if stage.message]
        yield from carry_out(ready, ledger, on_the_wire(post.outbox.sender.address), dial, pace, clock)


def carry_out(
    messages: Iterable[Message], ledger: Ledger, sender: str, dial: Callable[[], Line], pace: Pace, clock: Clock
) -> Iterator[Step]:
    """Deliver those of the messages that the ledger lets go, each step written down before the next.

    Raises Faulty, and delivers nothing, where the ledger is older than the last delivery.
    """
    copies = Copies(ledger)
    copies.check()
    ledger.find_unknown(clock.now())
    due = [message for message in messages if ledger.enter(message, clock.now())]
    entries = ledger.entries
    due.sort(key=lambda message: bool(entries[message.council].reply))  # what came back keeps no other from going

    def note(message: Message, content: bytes, state: State, words: str) -> None:
        """The copy is there before a message can have left, and away before the ledger says that it did not."""
        if state in ("ready", "refused"):
            copies.drop(message.council, message.sha256)
        ledger.move(message.council, state, words, clock.now())
        if state == "sending":
            _keep(copies, message, content, clock)

    yield from Delivery(dial, sender, pace, clock, note).of(due)


def _keep(copies: Copies, message: Message, content: bytes, clock: Clock) -> None:
    try:
        copies.keep(message, content)
    except OSError as error:
        words = f"its copy could not be written: {error.strerror}"
        copies.ledger.move(message.council, "ready", words, clock.now())
        raise


def try_on(
    guest: str, post: Post, councils: Iterable[str], dial: Callable[[], Line], pace: Pace, clock: Clock
) -> Iterator[Step]:
    """Deliver these councils' messages to a guest alone. The ledger hears nothing of it."""
    messages = [post.message(council, guest) for council in councils]
    sender = on_the_wire(post.outbox.sender.address)
    return Delivery(dial, sender, pace, clock, lambda _message, _content, _state, _words: None).of(messages)


def write_messages(messages: Iterable[Message], into: Path, now: datetime) -> list[Path]:
    """Write messages as `<council>.eml`, as they would be sent now, and take away those that lay there."""
    files = {into / f"{message.council}.eml": message.dated(now) for message in messages}
    for earlier in set(into.glob("*.eml")) - files.keys():
        earlier.unlink()
    for file, content in files.items():
        write_whole(file, content)
    return list(files)
