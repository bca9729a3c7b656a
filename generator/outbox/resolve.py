"""Resolving: a person found out what became of a message, and says so."""

from collections.abc import Mapping
from datetime import datetime

from ..errors import Fault, Faulty
from .copies import Copies
from .folder import OutboxFolder

_ASKED: Mapping[str, tuple[bool, ...]] = {"unknown": (True, False), "refused": (False,), "forgotten": (True, False)}
"""What can be found of a message by its state: that it was sent, or not. The ledger has forgotten what has a copy."""
_WHAT = "only what is unknown can be found sent, and what is unknown or refused not sent"


def resolve(folder: OutboxFolder, found: Mapping[str, bool], by: str, now: datetime) -> None:
    """Write down what a person found out: that a council has its message, or not. Only whoever owns the folder may.

    One that has not got it is ready again. Raises Faulty, and changes nothing, where a message asks no such question.
    """
    with folder.ledger_begun() as ledger:
        copies = Copies(ledger)
        ledger.find_unknown(now)
        strays = copies.strays
        states = {council: entry.state for council, entry in ledger.entries.items()} | dict.fromkeys(
            strays, "forgotten"
        )
        wrong = [council for council, sent in found.items() if sent not in _ASKED.get(states.get(council, ""), ())]
        if wrong:
            place = str(folder.ledger_file)
            raise Faulty(Fault(place, 1, 1, one, f"is {states.get(one, 'nowhere')}", _WHAT) for one in wrong)
        for council, sent in found.items():
            words = f"{by} found that it was {'sent' if sent else 'not sent'}"
            if council in strays:
                _remember(copies, council, sent, words, now)
            else:
                _settle(copies, council, sent, words, now)


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
