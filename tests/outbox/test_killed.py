"""The program can be killed at any moment: what was sent is known, what may have been is asked, the rest goes on."""

import random
from collections.abc import Callable
from pathlib import Path
from signal import SIGINT, SIGKILL
from subprocess import Popen, TimeoutExpired

import pytest

from tests.waiting import A_MINUTE

from .edition import BY, SAMPLE, councils, letters, name_server, stands, started
from .mailserver import MailServer

DELIVER = ("send", *SAMPLE, "--deliver")


def kill_at(server: MailServer, process: Callable[[], Popen[str]], moment: int) -> None:
    """Kill the program at the server's so many-th step, before the server takes it."""
    left = [moment]

    def watch(_: str) -> None:
        left[0] -= 1
        if left[0] == 0:
            process().send_signal(SIGKILL)

    server.watch = watch


def killed_at(moment: int, folder: Path, server: MailServer) -> None:
    """Send, be killed, send again; then ask those councils whose message is unknown; nothing lost, nothing twice."""
    processes: list[Popen[str]] = []
    kill_at(server, lambda: processes[0], moment)
    processes.append(started(folder, *DELIVER))
    processes[0].communicate(timeout=A_MINUTE)
    assert processes[0].returncode == -SIGKILL
    server.watch = lambda _: None
    status, said, _ = letters(folder, *DELIVER)
    stages = {council: one.stage for council, one in stands(folder).items()}
    unknown = [council for council, stage in stages.items() if stage == "unknown"]
    assert len(unknown) <= 1
    assert set(stages.values()) <= {"sent", "unknown"}, said
    assert status == bool(unknown)
    assert all(server.received[council] == 1 for council, stage in stages.items() if stage == "sent")
    assert max(server.received.values()) == 1
    for council in unknown:
        found = "sent" if server.received[council] else "not-sent"
        assert letters(folder, "send", *SAMPLE, "--resolve", f"{council}={found}", *BY)[0] == 0
        assert letters(folder, *DELIVER)[0] == 0
    assert server.received == dict.fromkeys(councils(folder), 1)


@pytest.mark.parametrize("moment", [23, 29], ids=["before DATA", "before the reply"])
def test_killed_program_goes_on(moment: int, approved: Path, mail_server: MailServer) -> None:
    name_server(approved, mail_server)
    killed_at(moment, approved, mail_server)


def test_interrupted_program_says_how_far_it_came(approved: Path, mail_server: MailServer) -> None:
    name_server(approved, mail_server)
    mail_server.watch = lambda step: (
        process.send_signal(SIGINT) if step == "TAKEN" and mail_server.received.total() == 3 else None
    )
    process = started(approved, *DELIVER, "--rate", "600")
    said, _ = process.communicate(timeout=A_MINUTE)
    assert process.returncode == 130
    assert "sent; run it again to go on." in said
    assert letters(approved, *DELIVER)[0] in (0, 1)
    assert mail_server.received == dict.fromkeys(councils(approved), 1)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(20))
def test_program_killed_at_any_moment_goes_on(seed: int, approved: Path, mail_server: MailServer) -> None:
    name_server(approved, mail_server)
    killed_at(random.Random(seed).randint(1, 12 * 6), approved, mail_server)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(20))
def test_program_killed_at_any_time_goes_on(seed: int, approved: Path, mail_server: MailServer) -> None:
    name_server(approved, mail_server)
    for _ in range(3):
        process = started(approved, *DELIVER)
        try:
            process.communicate(timeout=random.Random(seed).uniform(0.8, 2.2))
        except TimeoutExpired:
            process.send_signal(SIGKILL)
            process.communicate()
    letters(approved, *DELIVER)
    stages = {council: one.stage for council, one in stands(approved).items()}
    assert set(stages.values()) <= {"sent", "unknown"}
    for council, stage in stages.items():
        assert mail_server.received[council] in ((1,) if stage == "sent" else (0, 1))
