"""Approving: a person says that these letters, to these people, in these messages, may go."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from ..errors import Fault, Faulty
from ..files import digest, write_whole
from ..merge import Finding, Folder, Workers, amiss, prove_letter
from ..records import Approval, Certificate, person, write_approval
from .approvals import Approvals, approved, read_approvals
from .folder import OutboxFolder
from .ledger import Ledger
from .post import Post
from .standing import Standing, standings

_FEW = 20  # letters are sooner proven than workers are hired


@dataclass(frozen=True, slots=True)
class Given:
    """An approval, its file, and where every letter stands with it. Without a file there was nothing to approve.

    `changed` is what changed in each letter since it was last approved, by council.
    """

    approval: Approval
    file: Path | None
    standings: Sequence[Standing]
    changed: Mapping[str, Sequence[str]]


def approve(
    post: Post,
    folder: OutboxFolder,
    by: str,
    now: datetime,
    *,
    note: str | None = None,
    unproven: Iterable[Finding] = (),
    gates: Sequence[Fault] = (),
) -> Given:
    """Approve what this person has not approved as it is. Only whoever owns the folder may.

    Raises Faulty where the run is not proven, or a gate is open. The ledger knows of an approval before it is there.
    """
    if faults := [*gates, *map(_fault, unproven)]:
        raise Faulty(faults)
    with folder.ledger_or_new() as ledger:
        approvals = read_approvals(folder, ledger)
        approval = _approval(post, approvals, ledger, by, now, note)
        file = folder.next_approval() if approval.letters else None
        if file:
            content = write_approval(approval)
            ledger.note_approval(digest(content), person(by), now)
            write_whole(file, content)
            approvals = Approvals((*approvals.all, approval))
        messages = [message for letter in approval.letters if (message := post.of(letter.council))]
        changed = {message.council: approvals.of(message).changed for message in messages}
        return Given(approval, file, standings(post, approvals, ledger.entries), changed)


def unproven(folder: Folder, certificate: Certificate, templates: Path, data: Path, workers: Workers) -> list[Finding]:
    """What keeps a run from being proven, but for the letters that it does not claim to have."""
    if findings := list(amiss(folder, templates, data)):
        return findings
    letters = [folder.pdf(outcome.council) for outcome in certificate.run.letters if outcome.sheet]
    return [finding for finding in _proven(letters, templates, data, workers) if finding.wrong]


def _proven(letters: Sequence[Path], templates: Path, data: Path, workers: Workers) -> list[Finding]:
    prove = partial(prove_letter, templates=templates.absolute(), data=data.absolute())
    if len(letters) < _FEW:
        return [prove(letter) for letter in letters]
    with workers.hire() as executor:
        return list(executor.map(prove, letters, chunksize=4))


def _approval(post: Post, approvals: Approvals, ledger: Ledger, by: str, now: datetime, note: str | None) -> Approval:
    stages = standings(post, approvals, ledger.entries)
    due = [one.message for one in stages if one.message and one.stage not in ("sent", "unknown", "sending")]
    letters = (approved(message) for message in due if not _has_approved(by, approvals.of(message).people))
    return Approval(
        edition=post.ready.edition,
        ledger=ledger.id,
        certificate=post.certificate.sha256,
        by=by,
        at=now,
        note=note,
        letters=tuple(letters),
    )


def _has_approved(by: str, people: Iterable[str]) -> bool:
    return person(by) in map(person, people)


def _fault(finding: Finding) -> Fault:
    return Fault(str(finding.where), 1, 1, "", f"not proven: {finding.wrong}", "letters render, and look at it again")
