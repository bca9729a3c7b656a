"""However often the program is stopped, and whatever goes wrong meanwhile: nothing is lost, and nothing sent twice."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import trustme
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.outbox import Clock, Message, ServerError, UnreachableError
from generator.outbox.copies import Copies
from generator.outbox.ledger import Ledger

from .mails import NOW, delivered, mail_to, waiting_for_nobody
from .mailserver import FAULTS, MailServer

MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - a disk takes its time to be sure


class Crash(BaseException):
    """The program ends here, as if it were killed."""


@dataclass(frozen=True)
class Run:
    """One run of the program: what goes wrong, the step before which it ends, what people find out afterwards.

    `wordings` tells which letters were written anew, and approved, before it.
    """

    faults: list[str]
    crash: int | None
    resolves: bool
    wordings: list[bool]


RUNS = st.builds(
    Run,
    faults=st.lists(st.sampled_from(["", "", *FAULTS]), max_size=8),
    crash=st.none() | st.integers(1, 40),
    resolves=st.booleans(),
    wordings=st.lists(st.booleans(), min_size=5, max_size=5),
)


def crashing(step: int | None) -> Clock:
    """A clock, which the program asks before each thing that it does or writes down; and at this step it ends."""
    clock, left = waiting_for_nobody(), [step or 10**9]

    def now() -> object:
        left[0] -= 1
        if left[0] < 0:
            raise Crash
        return clock.now()

    return Clock(now, clock.wait)  # type: ignore[arg-type]


def run(run: Run, messages: list[Message], file: Path, server: MailServer) -> None:
    server.faults = list(run.faults)
    with suppress(Crash, ServerError, UnreachableError):
        delivered(messages, file, server.server, crashing(run.crash))
    if run.resolves and file.exists():
        resolve(file, server.received)


def resolve(file: Path, received: Mapping[str, int]) -> None:
    """People ask the councils, and write down what is so."""
    with Ledger(file, "2020") as ledger:
        ledger.find_unknown(NOW)
        for entry in ledger.entries.values():
            if entry.state == "unknown":
                if entry.council not in received:
                    Copies(ledger).drop(entry.council, entry.message)
                ledger.move(entry.council, "sent" if entry.council in received else "ready", "asked", NOW)
            if entry.state == "refused":
                ledger.move(entry.council, "ready", "mended", NOW)


def agrees(file: Path, councils: set[str], server: MailServer) -> None:
    """What the ledger says of each message is so."""
    allowed = {"ready": (0,), "refused": (0,), "sent": (1,), "unknown": (0, 1), "sending": (0, 1)}
    with Ledger(file, "2020") as ledger:
        entries = ledger.entries
    assert entries.keys() <= councils
    for council in councils:
        expected = allowed[entries[council].state] if council in entries else (0,)
        assert server.received[council] in expected, (council, entries.get(council))


def holds(server: MailServer, runs: list[Run], number: int, folder: Path) -> None:
    file, versions = folder / "ledger.sqlite3", [0] * number
    Ledger.create(file, "2020").close()
    server.mailbox.clear()
    councils = {f"council-{one}" for one in range(number)}
    for each in runs:
        versions = [version + anew for version, anew in zip(versions, each.wordings, strict=False)]
        messages = [mail_to(f"council-{one}", f"Version {version}\n") for one, version in enumerate(versions)]
        run(each, messages, file, server)
        agrees(file, councils, server)
    resolve(file, server.received)
    server.faults = []
    delivered(messages, file, server.server)
    assert server.received == dict.fromkeys(councils, 1)


@pytest.mark.parametrize("examples", [10, pytest.param(1500, marks=pytest.mark.long)])
def test_nothing_is_lost_and_nothing_sent_twice(examples: int, authority: trustme.CA) -> None:
    with MailServer(authority).running() as server:

        @settings(max_examples=examples, deadline=None)
        @given(st.lists(RUNS, min_size=1, max_size=5), st.integers(1, 5))
        def law(runs: list[Run], number: int) -> None:
            with TemporaryDirectory(dir=MEMORY) as folder:
                holds(server, runs, number, Path(folder))

        law()
