"""A server whose reply has no end is given up, and what it has of the message is known."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Event, Thread
from typing import ClassVar

import pytest

from generator.outbox import Patience, UnreachableError
from generator.records import Server
from tests.waiting import A_MINUTE

from .mails import calls, mail_to

STEPS = ["", "EHLO", "MAIL", "RCPT", "DATA", "."]
"""After which command the reply has no end: none is the greeting, the dot ends the message."""

Write = Callable[[bytes], object]


def pour_lines(write: Write, _over: Event) -> None:
    while True:
        write(b"250-and more\r\n" * 100)


def pour_a_line(write: Write, _over: Event) -> None:
    write(b"250 ")
    while True:
        write(b"and more " * 100)


def drip(write: Write, over: Event) -> None:
    while not over.wait(0.02):
        write(b"2")


@contextmanager
def endless(step: str, reply: Callable[[Write, Event], None]) -> Iterator[Server]:
    """A server that does as it should until one step, and then replies without end, as long as somebody listens."""
    over = Event()

    class Handler(StreamRequestHandler):
        replies: ClassVar = {"DATA": b"354 go on\r\n", "QUIT": b"221 bye\r\n"}

        def handle(self) -> None:
            with suppress(OSError):
                self.answer("", b"220 here\r\n")
                in_data = False
                for line in self.rfile:
                    command = line.split()[0].decode().upper() if line.split() else "-"
                    if not in_data or command == ".":
                        self.answer(command, self.replies.get(command, b"250 OK\r\n"))
                    in_data = command == "DATA" or (in_data and command != ".")

        def answer(self, command: str, right: bytes) -> None:
            if command == step:
                reply(self.wfile.write, over)
            else:
                self.wfile.write(right)

    with ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        thread = Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield Server(host="127.0.0.1", port=server.server_address[1], security="none")
        finally:
            over.set()
            server.shutdown()
            thread.join()


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize(
    ("reply", "said"),
    [(pour_lines, "a reply of more than 100 lines"), (pour_a_line, "a line of more than 8192 bytes")],
    ids=["lines", "a line"],
)
def test_reply_without_end_is_given_up(step: str, reply: Callable[[Write, Event], None], said: str) -> None:
    check_given_up(step, reply, Patience(A_MINUTE, A_MINUTE), said)


@pytest.mark.parametrize(("step", "patience"), [("", Patience(0.3, A_MINUTE)), (".", Patience(A_MINUTE, 0.3))])
def test_reply_of_a_byte_now_and_then_is_given_up(step: str, patience: Patience) -> None:
    check_given_up(step, drip, patience, "timed out")


def check_given_up(step: str, reply: Callable[[Write, Event], None], patience: Patience, said: str) -> None:
    message = mail_to("ashby")
    with endless(step, reply) as server:
        dial = calls(server, None, patience)
        if step in ("", "EHLO"):
            with pytest.raises(UnreachableError, match=said):
                dial()
            return
        line = dial()
        answer = line.offer("me@ombudsman.example", message.envelope, 100)
        if answer.means == "accepted":
            answer = line.hand_over(message.undated)
        assert answer.words == f"the line was lost: {said}"
        assert answer.means == ("unknown" if step == "." else "later")
        assert not line.alive
