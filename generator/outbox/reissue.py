"""Reissuing: a letter that was sent is corrected, and the correction says so."""

from datetime import date, datetime

from ..errors import Fault, Faulty
from ..files import digest
from ..records import Council, KeyPath, amend, check_amendable, read_published
from .copies import letter_sent
from .folder import OutboxFolder
from .ledger import Entry
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
        if says_as_sent(post, folder, entry):
            cure = f"mend {source.file} first"
            raise Faulty([source.fault((), "the record says what the letter said that was sent", cure)])
        replaces = _date_sent(post, folder, entry, record)
        section: dict[KeyPath, object] = {
            ("reissue",): {"date": now.date(), "replaces": replaces, "reason": reason},
        }
        check_amendable(source, section, tuple(Council.model_fields))
        ledger.reissue(council, reason, now)  # which may be done again, if the record cannot be written now
        amend(source, section, tuple(Council.model_fields))
    return replaces


def says_as_sent(post: Post, folder: OutboxFolder, entry: Entry) -> bool:
    """Whether a council's record still tells what the letter told that was sent. No, where that letter is lost."""
    record, told = post.ready.records.councils.get(entry.council), _told(post, folder, entry)
    return bool(record and told) and _facts(record) == _facts(told)


def _facts(record: Council | None) -> object:
    return record and record.model_dump(exclude=_BESIDE)


def _date_sent(post: Post, folder: OutboxFolder, entry: Entry, record: Council) -> date:
    """The date of the letter that was sent: its own, or where it is lost, what the record lets one think."""
    if told := _told(post, folder, entry):
        return told.reissue.date if told.reissue else post.ready.records.edition.date
    if earlier := record.reissue:
        return earlier.replaces if entry.corrected else earlier.date
    return post.ready.records.edition.date


def _told(post: Post, folder: OutboxFolder, entry: Entry) -> Council | None:
    """The record in the letter that was sent, from its copy or from the run; None where it is in neither."""
    from ..paper import UnreadableError, record_in

    try:
        return next(
            read_published(record_in(pdf) or b"").council
            for pdf in (letter_sent(folder.ledger_file, entry.council, entry.message), _printed(post, entry.council))
            if digest(pdf) == entry.pdf
        )
    except (StopIteration, UnreadableError, ValueError):
        return None


def _printed(post: Post, council: str) -> bytes:
    file = post.folder.pdf(council)
    return file.read_bytes() if file.is_file() else b""


def _nothing_sent(folder: OutboxFolder, council: str, what: str) -> Fault:
    cure = "only what was sent is reissued; change the record, and render and approve the letter again"
    return Fault(str(folder.ledger_file), 1, 1, council, what, cure)
