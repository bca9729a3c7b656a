"""`letters approve`"""

import os
from collections.abc import Sequence
from typing import Annotated

import typer

from .. import outbox
from ..errors import Fault, Faulty
from ..merge import open_warnings, processes
from ..outbox import Given, OutboxFolder, Post, unproven
from ..records import person
from . import options
from .clock import here
from .post import opened_post
from .say import counted, say_faults
from .words import one_line

_LISTED = 25  # letters that a person reads through


def approve(
    by: Annotated[str, typer.Option(metavar="NAME", help="Who approves.")],
    note: Annotated[str | None, typer.Option(metavar="WORDS", help="What is to be remembered with it.")] = None,
    certificate: Annotated[
        str | None, typer.Option(metavar="HASH", help="Approve nothing if the run's certificate is another.")
    ] = None,
    edition: options.Edition = options.EDITION,
    data: options.Data = options.DATA,
    templates: options.Templates = options.TEMPLATES,
    output: options.Output = options.OUTPUT,
) -> None:
    """Approve the letters of a run, with their messages and recipients.

    The run is proven first, as letters verify proves it. Two different people are to approve a letter before it is
    sent, or as many as data/outbox.yaml says. What changes afterwards, a letter, its recipients or its message, is to
    be approved again, and is shown; the other letters are not. Drafts and failures are left out, and named.
    """
    by, note = one_line(by, "--by"), one_line(note, "--note") if note else None
    into = OutboxFolder(data, edition)
    post = opened_post(edition, data, templates, output)
    _refuse_strangers(by, post.outbox.approvers)
    _refuse_another(post, certificate)
    with into.owned(), post.folder.owned():
        wrong = unproven(post.folder, post.certificate, templates, data, processes(os.cpu_count() or 1))
        warnings = open_warnings(data, edition, post.ready.records)
        given = outbox.approve(post, into, by, here(), note=note, unproven=wrong, gates=warnings)
    say_faults(post.warnings(here().date(), [one.council for one in given.standings if one.is_due]))
    _summary(given, post.outbox.approvals, options.of(edition, data, templates, output))
    if given.file is None:
        raise typer.Exit(1)


def _refuse_strangers(by: str, approvers: Sequence[str]) -> None:
    if not person(by) or by == "NAME":  # as the proposed command has it
        raise typer.BadParameter("write your own name", param_hint="--by")
    if approvers and person(by) not in map(person, approvers):
        what = f"{by} is not among the approvers in data/outbox.yaml: {', '.join(approvers)}"
        raise typer.BadParameter(what, param_hint="--by")


def _refuse_another(post: Post, certificate: str | None) -> None:
    """Raises Faulty where this is not the run that somebody wants to approve."""
    now = post.certificate.sha256
    if certificate and certificate.lower() != now:
        what, cure = f"the run's certificate is {now}", "look at this run before you approve it"
        raise Faulty([Fault(str(post.folder.certificate), 1, 1, "", what, cure)])


def _approved(given: Given) -> None:
    letters = given.approval.letters
    for letter in letters:
        line, changed = f"{letter.council}: {', '.join(letter.recipients)}", given.changed[letter.council]
        if changed:
            print(f"{line}; changed since the last approval: {', '.join(changed)}")
        elif len(letters) <= _LISTED:
            print(line)


def _summary(given: Given, needed: int, of: str) -> None:
    for one in given.standings:
        if one.stage == "left out":
            print(f"{one.council}: left out: {one.why}")
    if given.file is None:
        print(f"No letter is left that {given.approval.by} could approve.")
    else:
        _approved(given)
        print(f"{counted(given.approval.letters, 'letter')} approved by {given.approval.by}: {given.file}")
    ready = sum(one.stage == "ready" for one in given.standings)
    waiting = sum(one.stage == "to approve" for one in given.standings)
    if waiting:
        people = counted(needed, "person is", "different people are")
        print(f"{counted(waiting, 'letter')} still to be approved: {people} needed for each.")
        print(f'Next: letters approve{of} --by "ANOTHER NAME"')
    elif ready:
        print(f"{counted(ready, 'letter')} can be sent.\nNext: letters send{of}")
