"""How far an edition is on its way to its readers, and what is to be done next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ..merge import Folder, Ready, amiss, open_warnings
from ..records import Edition, Outbox
from .approvals import Approvals, looked_up
from .folder import OutboxFolder
from .ledger import Entry
from .post import Post
from .reissue import says_as_sent
from .standing import STAGES, Stage, Standing, elsewhere, standings


@dataclass(frozen=True, slots=True)
class Commands:
    """How the next commands name the edition and its folders: most of them by the options `of`, two as a whole."""

    of: str
    check: str
    publish: str


@dataclass(frozen=True, slots=True)
class Approver:
    """One approval: who, when, of how many letters, and how many of those it still holds for."""

    by: str
    at: str
    letters: int
    holding: int
    note: str | None


@dataclass(frozen=True, slots=True)
class Status:
    """Where an edition stands. `run` is its certificate's hash, and `proof` what proves it, or what is wrong with it.

    Approval waits until the open `warnings` are corrected or confirmed. `stages` are how many letters stand where;
    `left_out`, `changed`, `elsewhere` (sent to other addresses than the records now say), `refused` and `unknown` name
    councils with why.
    """

    edition: str
    records: int
    faults: int
    drafts: int
    warnings: int
    run: str | None
    printed: int
    proof: str
    needed: int
    approvals: Sequence[Approver]
    stages: Mapping[Stage, int]
    left_out: Mapping[str, str]
    changed: Mapping[str, str]
    elsewhere: Mapping[str, str]
    refused: Mapping[str, str]
    unknown: Mapping[str, str]
    next: str


def status_of(
    ready: Ready,
    folder: Folder,
    outbox: Outbox,
    into: OutboxFolder,
    templates: Path,
    data: Path,
    today: date,
    commands: Commands,
) -> Status:
    """Look at everything, and change nothing. Raises Faulty where approvals and ledger do not belong together."""
    proof = proof_against(folder, templates, data)
    certificate = folder.certified
    post = Post(ready, folder, certificate, outbox) if certificate else None
    approvals, entries = looked_up(into)
    stages = _stages(post, approvals, entries)
    counts: dict[Stage, int] = {stage: sum(one.stage == stage for one in stages) for stage in STAGES}
    records = ready.records
    warnings = len(open_warnings(data, ready.edition, records))
    to_reissue = _to_reissue(post, into, stages, entries)
    return Status(
        edition=ready.edition,
        records=len(records.sources),
        faults=sum(map(len, ready.left_out.values())),
        drafts=sum(letter.state == "draft" for letter in ready.letters.values()),
        warnings=warnings,
        run=certificate.sha256 if certificate else None,
        printed=sum(outcome.sheet is not None for outcome in certificate.run.letters) if certificate else 0,
        proof=proof or "consistent",
        needed=outbox.approvals,
        approvals=_approvers(approvals, stages),
        stages=counts,
        left_out=_why(stages, "left out"),
        changed={one.council: ", ".join(one.changed) for one in stages if one.changed},
        elsewhere=elsewhere(post, approvals, entries) if post else {},
        refused=_why(stages, "refused"),
        unknown=_why(stages, "unknown"),
        next=_next(counts, proof, to_reissue, warnings, records.edition, today, commands),
    )


def proof_against(folder: Folder, templates: Path, data: Path) -> str | None:
    """The first thing that is wrong with the run; None where there is nothing. The letters themselves are not read."""
    return next((f"{finding.where}: {finding.wrong}" for finding in amiss(folder, templates, data)), None)


def _stages(post: Post | None, approvals: Approvals, entries: Mapping[str, Entry]) -> list[Standing]:
    if post is None:
        return [Standing(entry.council, entry.state, entry.reply) for entry in entries.values()]
    return standings(post, approvals, entries)


def _to_reissue(
    post: Post | None, into: OutboxFolder, stages: Sequence[Standing], entries: Mapping[str, Entry]
) -> list[str]:
    """The councils whose records tell something else than the letters that they were sent."""
    changed = [one.council for one in stages if one.stage == "sent" and one.changed]
    return [council for council in changed if post and not says_as_sent(post, into, entries[council])]


def _approvers(approvals: Approvals, stages: Sequence[Standing]) -> list[Approver]:
    now = {(one.council, one.message.sha256) for one in stages if one.message}
    return [
        Approver(
            by=one.by,
            at=one.at.isoformat(timespec="minutes"),
            letters=len(one.letters),
            holding=sum((letter.council, letter.message) in now for letter in one.letters),
            note=one.note,
        )
        for one in approvals.all
    ]


def _why(stages: Sequence[Standing], stage: Stage) -> dict[str, str]:
    return {one.council: one.why for one in stages if one.stage == stage}


def _next(
    counts: Mapping[Stage, int],
    proof: str | None,
    changed: Sequence[str],
    warnings: int,
    edition: Edition,
    today: date,
    commands: Commands,
) -> str:
    """The first step that is due: what nobody may leave lying comes first."""
    of = commands.of
    if counts["unknown"]:
        found = f'letters send{of} --resolve COUNCIL=sent|not-sent --by "NAME"'
        return f"ask whether the councils named have their letters, then {found}"
    if changed:
        return f'letters reissue{of} {changed[0]} --reason "..."'
    if proof:
        return step_to_prove(proof, counts["sent"], of)
    if counts["to approve"]:
        approve = f'letters send{of}, to look at the messages, and letters approve{of} --by "NAME"'
        return step_to_confirm(warnings, commands) if warnings else approve
    if counts["ready"]:
        return f"letters send{of} --deliver{_when(edition.date, today)}"
    if counts["refused"]:
        return "do what is said of the refused ones"
    if counts["left out"]:
        return f"correct what keeps letters from going out, then letters render{of}"
    return f"{commands.publish}{_when(edition.publication, today)}, unless the letters are published already"


def step_to_confirm(warnings: int, commands: Commands) -> str:
    """Return what to do about open warnings, with which `letters approve` refuses."""
    number = "1 warning is" if warnings == 1 else f"{warnings} warnings are"
    return f"{commands.check}: {number} to be corrected or confirmed before the letters are approved"


def step_to_prove(proof: str, sent: int, of: str) -> str:
    """What to do about a run that is not proven: to print letters anew that were sent, a record must have changed."""
    mendable = sent == 0 or "/councils/" in proof
    return f"letters render{of}" if mendable else "see why the run is not proven any more"


def _when(day: date, today: date) -> str:
    return f", on {day.isoformat()} and not before" if today < day else ""
