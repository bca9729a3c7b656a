"""Delivery: message after message over one line, and again what was put off, until the patience is at its end."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from .call import UnreachableError
from .ledger import State
from .line import Answer, Line, ServerError
from .message import Message
from .reply import Cause, repeated, replies_in, sender_cause

Note = Callable[[Message, bytes, State, str], None]
"""Writes down a message's new state, with its content as it goes out and the reason, before it returns."""

_IN_A_ROW = 3  # refusals of one kind that are more likely about the sender than about so many councils
_STATES: dict[str, State] = {"accepted": "sent", "refused": "refused", "later": "ready", "unknown": "unknown"}


@dataclass(frozen=True, slots=True)
class Pace:
    """The most messages a minute; how often a message is tried, and seconds before the second time.

    Each wait is twice the one before it.
    """

    rate: float
    tries: int = 7
    wait: float = 15


@dataclass(frozen=True, slots=True)
class Clock:
    """What time it is, and how to let some seconds pass."""

    now: Callable[[], datetime]
    wait: Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Step:
    """What has just become of a council's message: `ready` where it was put off."""

    council: str
    state: State
    words: str


class Delivery:
    """The delivery of messages that may be sent. `note` is told of every step before the next one."""

    def __init__(self, dial: Callable[[], Line], sender: str, pace: Pace, clock: Clock, note: Note) -> None:
        self._dial = dial
        self._sender = sender
        self._pace = pace
        self._clock = clock
        self._note = note
        self._line: Line | None = None
        self._last: datetime | None = None
        self._refused: list[tuple[Message, str]] = []  # the last refusals, all of one kind, with the server's words

    def of(self, messages: Sequence[Message]) -> Iterator[Step]:
        """Deliver them, in order, and tell of each.

        Raises ServerError where the server does not serve us or refuses the sender, and UnreachableError where it was
        not reached the last time either: what was not delivered is ready still.
        """
        waiting = list(messages)
        for turn in range(self._pace.tries):
            if turn:
                self._clock.wait(self._pace.wait * 2 ** (turn - 1))
            try:
                for message in tuple(waiting):
                    step = self._deliver(message)
                    if step.state != "ready":
                        waiting.remove(message)
                    yield step
            except UnreachableError:
                if turn == self._pace.tries - 1:
                    raise
            finally:
                self._hang_up()
            if not waiting:
                return

    def _deliver(self, message: Message) -> Step:
        self._keep_the_rate()
        content = message.dated(self._clock.now())
        line = self._open_line()
        was_used, answer = line.used, self._offered(message, content, line)
        if answer.means == "later" and was_used and not line.alive:  # servers leave a line that has carried enough
            line = self._open_line()
            answer = self._offered(message, content, line)
        if answer.means == "accepted":
            self._note(message, content, "sending", answer.words)
            answer = line.hand_over(content)
        if cause := self._sender_cause(message, answer):
            for refused, words in reversed(self._refused):  # first this one, of which less is written down yet
                self._note(refused, content, "ready", words)
            raise ServerError.from_refusal(line.server, answer.words, cause)
        state = _STATES[answer.means]
        self._note(message, content, state, answer.words)
        return Step(message.council, state, answer.words)

    def _sender_cause(self, message: Message, answer: Answer) -> Cause | None:
        """Return why a refusal concerns the sender; None where it concerns this council.

        Keep in `_refused` the messages that it is true of.
        """
        if answer.means != "refused":
            self._refused = []
            return None
        kind, before = _kind(answer.words), self._refused
        self._refused = [(message, answer.words)]
        if cause := sender_cause(answer.words, len(message.envelope)):
            return cause
        self._refused = [*(one for one in before if _kind(one[1]) == kind), *self._refused]
        councils = [message.council for message, _ in self._refused]
        return repeated(councils) if len(councils) == _IN_A_ROW else None

    def _offered(self, message: Message, content: bytes, line: Line) -> Answer:
        try:
            return line.offer(self._sender, message.envelope, len(content))
        except ServerError as error:
            self._note(message, content, "ready", str(error.strerror))
            raise

    def _open_line(self) -> Line:
        if self._line is None or not self._line.alive:
            self._hang_up()
            self._line = self._dial()
        return self._line

    def _hang_up(self) -> None:
        if self._line:
            self._line.close()
        self._line = None

    def _keep_the_rate(self) -> None:
        between = 60 / self._pace.rate
        if self._last:
            passed = (self._clock.now() - self._last).total_seconds()
            if 0 <= passed < between:  # a clock that was put back is no reason to wait for it
                self._clock.wait(between - passed)
        self._last = self._clock.now()


def _kind(words: str) -> set[tuple[str, str, str]]:
    return {reply.kind for reply in replies_in(words)}  # however many recipients each message has
