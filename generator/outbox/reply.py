"""Refusals of a mail server: what their codes mean, and what to do about them (RFC 5321, RFC 3463)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

_NEXT = re.compile(r"; (?=\S+@\S+: [2-5]\d\d )")
_REPLY = re.compile(r"(?:(\S+@\S+): )?([2-5]\d\d) (?:#?([245]\.\d{1,3}\.\d{1,3})(?!\.?\d))?")


@dataclass(frozen=True, slots=True)
class Reply:
    """One reply as the ledger keeps it: the recipient it is about, its code, its enhanced status code, all its words.

    `address` is empty where the reply is about the whole message, `status` where the server gives none (RFC 2034).
    """

    address: str
    code: str
    status: str
    words: str

    @property
    def kind(self) -> tuple[str, str, str]:
        """What two replies share that differ in addresses, times and queue numbers alone."""
        return self.code, self.status, re.sub(r"\S*[@\d]\S*", "", self.words)


@dataclass(frozen=True, slots=True)
class Cause:
    """Why a server refuses a sender, and what to do before the letters are sent again."""

    means: str
    cure: str


SENDER = Cause("the server does not accept this sender", "correct `sender` in data/outbox.yaml, or the login")
_QUOTA = Cause(
    "the account may send no more messages for now",
    "wait until the limit ends, mostly after a day, or ask who runs the server to raise it",
)
_SEND_AS = Cause(
    "the account may not send from this address",
    "ask who runs the server for the permission to send as `sender.address`",
)
_SIZE = Cause("the message is bigger than the server takes", "ask who runs the server to raise its limit")
_POLICY = Cause("the server lets this sender send to no recipient", "ask who runs the server to allow it")
_CAUSES: Mapping[str, Cause] = MappingProxyType(
    {
        "5.1.7": SENDER,
        "5.1.8": SENDER,
        "5.1.90": _QUOTA,  # Exchange Online, as the next but one and 5.7.60
        "5.4.5": _QUOTA,  # Gmail
        "5.2.252": _SEND_AS,
        "5.7.60": _SEND_AS,
        "5.3.4": _SIZE,
    }
)
"""The enhanced status codes that concern the sender, whoever the recipient is."""


def replies_in(words: str) -> list[Reply]:
    """Return the replies in a ledger's words; what is not a server's has no code."""
    return [_reply(part) for part in _NEXT.split(words)]


def _reply(words: str) -> Reply:
    found = _REPLY.match(words)
    return Reply(found[1] or "", found[2], found[3] or "", words) if found else Reply("", "", "", words)


def sender_cause(words: str, recipients: int = 2) -> Cause | None:
    """Return why a server refuses the sender; None where the refusal concerns some of the `recipients`."""
    replies = replies_in(words)
    for reply in replies:
        if reply.status in _CAUSES:
            return _CAUSES[reply.status]
        if reply.code == "552" and not (reply.status or reply.address):  # to a recipient it is a full mailbox
            return _SIZE
    everybody = len(replies) >= recipients or not replies[0].address
    by_policy = all((reply.code, reply.status) == ("554", "5.7.1") for reply in replies)
    return _POLICY if everybody and by_policy else None


def main_reply(words: str) -> str:
    """Return the one reply that tells most of why a server refuses the sender."""
    replies = replies_in(words)
    return next((reply.words for reply in replies if reply.status in _CAUSES), replies[0].words)


def repeated(councils: Sequence[str]) -> Cause:
    """Return why a server is likely to refuse the sender that refuses these councils one after the other alike."""
    means = f"the same for {', '.join(councils)} in a row, which are ready again: it is likely to concern the sender"
    return Cause(means, "ask who runs the server, or correct the councils' addresses if they are wrong")


def cure_of(words: str) -> str:
    """Return what to do about a message that a server refused for good."""
    if cause := sender_cause(words):
        return f"{cause.cure}, then letters send --resolve all-refused=not-sent --by NAME, and send again"
    again = "then letters send --resolve COUNCIL=not-sent --by NAME, and send again"
    replies = replies_in(words)
    if any(reply.status == "5.2.2" or (reply.code in ("552", "522") and not reply.status) for reply in replies):
        return f"ask the council to make room in the mailbox, {again}"
    if any(reply.status.startswith("5.7.") for reply in replies):  # RFC 3463, 3.8: rules keep the message out
        return f"ask the council's postmaster to let our sender in, {again}"
    if any(reply.code in ("550", "551", "553") or reply.status.startswith("5.1.") for reply in replies):
        return "mend the address in the council's record, render and approve again"
    return f"ask the council's postmaster, {again}"
