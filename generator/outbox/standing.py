"""Where each letter stands between the printer and its reader."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from ..records import on_the_wire
from .approvals import Agreed, Approvals, lacking
from .ledger import Entry
from .message import Message
from .post import Post

Stage = Literal["left out", "to approve", "ready", "sending", "sent", "refused", "unknown"]
STAGES: tuple[Stage, ...] = ("left out", "to approve", "ready", "sending", "sent", "refused", "unknown")


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one council's letter stands, and why. `changed` is what is another since it was approved, or sent."""

    council: str
    stage: Stage
    why: str = ""
    message: Message | None = None
    people: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()

    @property
    def is_due(self) -> bool:
        """Whether the letter is still to go out, approved or not."""
        return self.stage in ("to approve", "ready")


def standings(post: Post, approvals: Approvals, entries: Mapping[str, Entry]) -> list[Standing]:
    """Where every letter of a run stands, in the edition's order, and after them those that the run does not know."""
    councils = dict.fromkeys((*(outcome.council for outcome in post.certificate.run.letters), *entries))
    return [_standing(post, approvals, council, entries.get(council)) for council in councils]


def _standing(post: Post, approvals: Approvals, council: str, entry: Entry | None) -> Standing:
    message = post.of(council) if not (entry and _is_final(entry)) or post.has_letter(council) else None
    agreed = approvals.of(message) if message else Agreed()
    if entry and _is_settled(entry, message):
        other = message is not None and message.sha256 != entry.message
        changed = (f"the message, since it was {entry.state}",) if other else ()
        return Standing(council, entry.state, entry.reply, message, agreed.people, changed)
    if entry and entry.corrects and message and not post.ready.letters[council].reissue.there:
        return Standing(council, "left out", "its record does not say that it corrects a letter: letters reissue")
    if message is None:
        return Standing(council, "left out", post.left_out.get(council, "not in this run"))
    if len(agreed.people) < post.outbox.approvals:
        why = lacking(agreed.people, post.outbox.approvals)
        return Standing(council, "to approve", why, message, agreed.people, agreed.changed)
    why = entry.reply if entry and entry.message == message.sha256 else ""
    return Standing(council, "ready", why, message, agreed.people)


def elsewhere(post: Post, approvals: Approvals, entries: Mapping[str, Entry]) -> dict[str, str]:
    """The councils whose letters were sent to other addresses than their records now say, and how these differ."""
    found = {}
    for council, entry in entries.items():
        record = post.ready.records.councils.get(council)
        then = approvals.recipients(council, entry.message)
        if entry.state == "sent" and then and record and record.email:
            now = (record.email.to, *record.email.copies)
            if set(map(on_the_wire, then)) != set(map(on_the_wire, now)):
                found[council] = f"sent to {', '.join(then)}; the record now says {', '.join(now)}"
    return found


def _is_final(entry: Entry) -> bool:
    """Whether the ledger has the last word, whatever the letter says now: it need not be there any more."""
    return entry.state in ("sending", "unknown") or (entry.state == "sent" and not entry.corrected)


def _is_settled(entry: Entry, message: Message | None) -> bool:
    """Whether the ledger has the last word.

    A message that was certainly not delivered gives way to another, and so does one that is to be corrected.
    """
    if entry.state == "refused" or (entry.state == "sent" and entry.corrected):
        return message is None or message.sha256 == entry.message
    return entry.state != "ready"
