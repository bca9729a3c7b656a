"""Resolving: a person found out what became of a message, and says so."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from types import MappingProxyType

from ..errors import Fault, Faulty
from .approvals import looked_up
from .copies import Copies
from .folder import OutboxFolder
from .message import Message
from .post import Post
from .standing import elsewhere

_ASKED: Mapping[str, tuple[bool, ...]] = {
    "unknown": (True, False),
    "refused": (False,),
    "elsewhere": (False,),
    "forgotten": (True, False),
}
"""What can be found of a message by its state: that it was sent, or not. The ledger has forgotten what has a copy."""
_NONE: Mapping[str, Message] = MappingProxyType({})
_WHAT = (
    "only what is unknown can be found sent, and what is unknown or refused not sent; "
    "and what was sent to a wrong address, once the record names the right one"
)


def readdressed(post: Post, folder: OutboxFolder, councils: Iterable[str]) -> dict[str, Message]:
    """Those of the councils that were sent their letters elsewhere than their records now say, and their messages."""
    approvals, entries = looked_up(folder)
    others = elsewhere(post, approvals, entries)
    return {council: message for council in councils if council in others and (message := post.of(council))}


def refused_councils(folder: OutboxFolder) -> list[str]:
    """Return the councils whose messages the ledger has as refused."""
    return [council for council, entry in looked_up(folder)[1].items() if entry.state == "refused"]


def resolve(
    folder: OutboxFolder, found: Mapping[str, bool], by: str, now: datetime, others: Mapping[str, Message] = _NONE
) -> None:
    """Write down what a person found out: that a council has its message, or not. Only whoever owns the folder may.

    One that has not got it is ready again; one of the `readdressed` with its new message, which is to be approved.
    Raises Faulty, and changes nothing, where a message asks no such question.
    """
    with folder.ledger_begun() as ledger:
        copies = Copies(ledger)
        ledger.find_unknown(now)
        strays = copies.strays
        states: dict[str, str] = {council: entry.state for council, entry in ledger.entries.items()}
        states |= dict.fromkeys(others, "elsewhere") | dict.fromkeys(strays, "forgotten")
        wrong = [council for council, sent in found.items() if sent not in _ASKED.get(states.get(council, ""), ())]
        if wrong:
            place = str(folder.ledger_file)
            raise Faulty(Fault(place, 1, 1, one, f"is {_said(states.get(one))}", _WHAT) for one in wrong)
        for council, sent in found.items():
            words = f"{by} found that it was {'sent' if sent else 'not sent'}"
            if council in strays:
                _remember(copies, council, sent, words, now)
            elif council in others:
                copies.drop(council, others[council].sha256)
                ledger.readdress(others[council], words, now)
            else:
                _settle(copies, council, sent, words, now)


def _said(state: str | None) -> str:
    return "sent elsewhere than the record says" if state == "elsewhere" else state or "nowhere"


def _settle(copies: Copies, council: str, sent: bool, words: str, now: datetime) -> None:
    if not sent:
        copies.drop(council, copies.ledger.entries[council].message)
    copies.ledger.move(council, "sent" if sent else "ready", words, now)


def _remember(copies: Copies, council: str, sent: bool, words: str, now: datetime) -> None:
    """What has a copy and is not in the ledger is entered there, or its copy is taken away."""
    for copy in copies.strays[council]:
        message, pdf = copy.hashes
        if sent:
            copies.ledger.adopt(council, message, pdf, words, now)
        else:
            copies.drop(council, message)
