"""Reissuing: a letter that was sent is corrected, and the correction says so."""

from datetime import date, datetime

from ..errors import Fault, Faulty
from ..files import digest
from ..records import Council, KeyPath, amend, read_published
from .folder import OutboxFolder
from .post import Post

_BESIDE = {"email", "reissue"}
"""What a record holds that is not the letter's, or is about its correction."""


def reissue(post: Post, folder: OutboxFolder, council: str, reason: str, now: datetime) -> date:
    """Let a corrected letter follow the one that a council was sent, and give the date of that one.

    The record says from now on that its letter replaces another, which its templates print. Only whoever owns the
    folder may. Raises Faulty where nothing was sent, or the record still says what the letter did.
    """
    ledger = folder.ledger()
    source, record = post.ready.records.sources[council], post.ready.records.councils.get(council)
    if record is None:
        raise Faulty(source.faults)
    if ledger is None:
        raise Faulty([_nothing_sent(folder, council, "nothing was approved yet")])
    with ledger:
        entry = ledger.entries.get(council)
        if entry is None or entry.state != "sent":
            raise Faulty([_nothing_sent(folder, council, f"is {entry.state}" if entry else "was not sent")])
        if _as_sent(post, council, entry.pdf, record):
            cure = f"mend {source.file} first"
            raise Faulty([source.fault((), "the record says what the letter said that was sent", cure)])
        again = entry.corrected
        ledger.reissue(council, reason, now)
    earlier = record.reissue
    replaces = (earlier.replaces if again else earlier.date) if earlier else post.ready.records.edition.date
    section: dict[KeyPath, object] = {
        ("reissue",): {"date": now.date(), "replaces": replaces, "reason": reason},
    }
    amend(source, section, tuple(Council.model_fields))
    return replaces


def _as_sent(post: Post, council: str, sent: str, record: Council) -> bool:
    """Whether the letter that was sent is still there, and tells the same record."""
    from ..paper import UnreadableError, record_in

    try:
        pdf = post.folder.pdf(council).read_bytes()
        told = read_published(record_in(pdf) or b"").council if digest(pdf) == sent else None
    except (OSError, UnreadableError, ValueError):
        return False
    return told is not None and told.model_dump(exclude=_BESIDE) == record.model_dump(exclude=_BESIDE)


def _nothing_sent(folder: OutboxFolder, council: str, what: str) -> Fault:
    cure = "only what was sent is reissued; change the record, and render and approve the letter again"
    return Fault(str(folder.ledger_file), 1, 1, council, what, cure)
