"""The line to the mail server, once it is open; and what is known for sure of each message that goes over it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ..records import Server
from .reply import SENDER, Cause, main_reply, sender_cause
from .smtp import Smtp

_LONGEST = 300  # characters of a server's reply that are kept


class ServerError(OSError):
    """The server does not serve us, and will not until somebody mends something."""

    def __init__(self, server: Server, what: str, cure: str) -> None:
        super().__init__(None, f"{what}; {cure}", f"{server.host}:{server.port}")

    @classmethod
    def from_refusal(cls, server: Server, words: str, cause: Cause) -> "ServerError":
        """Return the error of a server that refuses the sender in these words."""
        what = f"does not take letters from this sender: {main_reply(words)} ({cause.means})"
        return cls(server, what, f"{cause.cure}, then send again")


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server said, and what that means: `later` is not delivered for sure, and may be tried again."""

    means: Literal["accepted", "refused", "later", "unknown"]
    words: str


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds that the server may take for a reply, and for the reply to a whole message (RFC 5321, 4.5.3.2)."""

    reply: float = 60
    message: float = 600


class Line:
    """A line that is open. `used` tells whether it has carried a message; where `alive` is false it is to be closed."""

    def __init__(self, smtp: Smtp, server: Server, patience: Patience) -> None:
        self._smtp = smtp
        self.server = server
        self._patience = patience
        self.used = False
        self.alive = True

    def offer(self, sender: str, envelope: Sequence[str], size: int) -> Answer:
        """Name the sender and the recipients. `accepted` where the server takes all of them, and now waits for DATA.

        Raises ServerError where it does not take the sender.
        """
        try:
            limits = [f"SIZE={size}"] if self._smtp.has_extn("size") else []
            answer = self._answer(*self._smtp.mail(sender, limits))
            if answer.means == "refused":
                raise ServerError.from_refusal(self.server, answer.words, sender_cause(answer.words) or SENDER)
            if answer.means != "accepted":
                return self._together([answer])
            answers = [self._answer(*self._smtp.rcpt(address), address) for address in envelope]
            return self._together(answers)
        except ServerError:
            raise
        except OSError as error:
            return self._lost("later", error)

    def hand_over(self, content: bytes) -> Answer:
        """Give the message to the server that waits for it.

        `unknown` where the line was lost after the message's end was written and before the reply was read.
        """
        self.used = True
        self.alive = ended = False  # nothing else can be said on it before the message is through
        try:
            code, words = self._smtp.docmd("DATA")
            if code != 354:
                return self._not_taken(code, words)
            self._smtp.send(_stuffed(content))
            ended = True
            self._smtp.send(b".\r\n")
            self._smtp.timeout = self._patience.message
            code, words = self._smtp.getreply()
            self._smtp.timeout = self._patience.reply
        except OSError as error:
            return self._lost("unknown" if ended else "later", error)
        self.alive = True
        return self._answer(code, words, ended=True)

    def close(self) -> None:
        """Take leave, if there is still somebody to take leave of."""
        try:
            if self.alive:
                self._smtp.quit()
        except OSError:
            pass
        finally:
            self.alive = False
            self._smtp.close()

    def _together(self, answers: Sequence[Answer]) -> Answer:
        """All recipients, or none: what was begun for some of them is undone."""
        for means in ("refused", "later"):
            if wrong := [answer for answer in answers if answer.means == means]:
                self._begin_anew()
                return Answer(wrong[0].means, "; ".join(answer.words for answer in wrong))
        return answers[0]

    def _not_taken(self, code: int, words: bytes) -> Answer:
        """The server did not ask for the message: nothing of it was said."""
        self.alive = True
        answer = self._answer(code, words)
        self._begin_anew()
        return Answer("refused" if answer.means == "refused" else "later", answer.words)

    def _begin_anew(self) -> None:
        if self.alive:
            self.alive = self._smtp.rset()[0] == 250

    def _answer(self, code: int, words: bytes, about: str = "", *, ended: bool = False) -> Answer:
        said = f"{about}: {code} {plain(words)}" if about else f"{code} {plain(words)}"
        self.alive = self.alive and code not in (421, -1)  # it leaves; or it does not speak SMTP
        if 200 <= code < 300:
            return Answer("accepted", said)
        if 500 <= code < 600:
            return Answer("refused", said)
        return Answer("unknown" if ended and not 400 <= code < 500 else "later", said)

    def _lost(self, means: Literal["later", "unknown"], error: OSError) -> Answer:
        self.alive = False
        self._smtp.close()
        return Answer(means, f"the line was lost: {plain(str(error))}")


def _stuffed(content: bytes) -> bytes:
    """The message as DATA takes it: no line of it is the dot alone that would end it (RFC 5321, 4.5.2)."""
    lines = re.sub(rb"\r\n|\r|\n", b"\r\n", content)
    stuffed = re.sub(rb"(?m)^\.", b"..", lines)
    return stuffed if stuffed.endswith(b"\r\n") else stuffed + b"\r\n"


def plain(words: bytes | str) -> str:
    """What a server said, as one line of letters, whatever it said."""
    text = words.decode(errors="replace") if isinstance(words, bytes) else words
    return "".join(sign if sign.isprintable() else " " for sign in " ".join(text.split()))[:_LONGEST]
