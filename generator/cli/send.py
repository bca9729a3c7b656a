"""`letters send`"""

import os
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from ..errors import Fault, Faulty
from ..merge import open_warnings
from ..outbox import (
    STAGES,
    Clock,
    Commands,
    Line,
    Message,
    OutboxFolder,
    Pace,
    Patience,
    Post,
    Standing,
    Step,
    cure_of,
    deliver,
    dial,
    proof_against,
    readdressed,
    refused_councils,
    replies_in,
    resolve,
    standing_now,
    step_to_confirm,
    step_to_prove,
    try_on,
    write_messages,
)
from ..records import Council, Source, on_the_wire, same_address
from . import options
from .clock import here
from .councils import named
from .login import login_for
from .post import commands_for, connection_warnings, opened_post
from .say import console, counted, say_faults
from .words import one_line

_SHOWN = 3  # messages that a person looks through


def send(
    edition: options.Edition = options.EDITION,
    data: options.Data = options.DATA,
    templates: options.Templates = options.TEMPLATES,
    output: options.Output = options.OUTPUT,
    to_disk: Annotated[
        bool, typer.Option("--to-disk", help="Write all messages as .eml into DIR/<edition>/outbox/; send none.")
    ] = False,
    delivering: Annotated[bool, typer.Option("--deliver", help="Send what is approved.")] = False,
    only_to: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="Send to this guest alone; nothing counts as sent.")
    ] = None,
    rate: Annotated[
        int | None, typer.Option(metavar="N", min=1, max=6000, help="The most messages a minute, if not outbox.yaml's.")
    ] = None,
    not_before: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%dT%H:%M"],
            metavar="HOUR",
            help="Send nothing before it, as 2020-07-22T09:30; nothing goes before the letter's date anyway.",
        ),
    ] = None,
    tries: Annotated[int, typer.Option(metavar="N", min=1, max=20, help="How often a message is tried.")] = 7,
    wait: Annotated[
        float, typer.Option(metavar="SECONDS", min=0, help="Before the second try; before each other, twice as long.")
    ] = 15,
    resolved: Annotated[
        list[str] | None,
        typer.Option(
            "--resolve",
            metavar="COUNCIL=sent|not-sent",
            help="What you found out. For all refused letters: all-refused=not-sent.",
        ),
    ] = None,
    by: Annotated[str | None, typer.Option(metavar="NAME", help="Who found it out, with --resolve.")] = None,
) -> None:
    """Send the approved letters, each to its council once; without --deliver, show what would be sent.

    The ledger in data/<edition>/outbox knows what became of each message: a stopped run goes on where it was, and what
    may have arrived is not sent again but waits for --resolve. The server is named in data/outbox.yaml, the login in
    LETTERS_SMTP_USER and LETTERS_SMTP_PASSWORD (with OAuth 2.0, LETTERS_SMTP_TOKEN), or in a keyring. A guest is one of
    outbox.yaml's.
    """
    if delivering and to_disk:
        raise typer.BadParameter("one of --deliver and --to-disk", param_hint="--to-disk")
    if resolved and (delivering or to_disk):
        raise typer.BadParameter("by itself; then letters send --deliver", param_hint="--resolve")
    post, into = opened_post(edition, data, templates, output), OutboxFolder(data, edition)
    of = options.of(edition, data, templates, output)
    if resolved:
        if not by:
            raise typer.BadParameter("who found it out is to be said with it", param_hint="--by")
        _resolve(resolved, one_line(by, "--by"), post, into, of)
        return
    guest = _guest(only_to, post) if only_to else ""
    if not delivering:
        stages = standing_now(post, into)
        _look(post, stages, guest, output / edition / "outbox", whole=to_disk)
        proof = proof_against(post.folder, templates, data)
        commands = commands_for(edition, data, templates, output)
        warnings = len(open_warnings(data, edition, post.ready.records))
        print(f"Next: letters status{of}" if to_disk else _due(stages, proof, warnings, commands, guest))
        return
    say_faults(connection_warnings(data))
    pace = Pace(rate or post.outbox.rate, tries, wait)
    if guest:
        _try_on(guest, post, into, pace)
        return
    _refuse_to_be_early(post, not_before)
    _deliver(post, into, pace, of)


def _resolve(resolved: Sequence[str], by: str, post: Post, into: OutboxFolder, of: str) -> None:
    with into.owned():
        found = _found(resolved, post, into)
        resolve(into, found, by, here(), readdressed(post, into, found))
    print(f"{counted(found, 'message')} resolved.\nNext: letters status{of}")


def _look(post: Post, stages: Sequence[Standing], guest: str, into: Path, *, whole: bool) -> None:
    """Show what would be sent, and write the messages, or a few of them."""
    say_faults(post.warnings(here().date(), [one.council for one in stages if one.is_due]))
    messages = _messages(stages, post, guest)
    _show(stages, messages)
    _write(messages if whole else messages[:_SHOWN], into)


def _try_on(guest: str, post: Post, into: OutboxFolder, pace: Pace) -> None:
    councils = [one.council for one in standing_now(post, into) if one.message]
    sent = _follow(try_on(guest, post, councils, _dialling(post), pace, _clock()))
    print(f"{counted(sent, 'message')} of {len(councils)} sent to {guest} alone; none counts as sent.")
    if sent < len(councils):
        raise typer.Exit(1)


def _deliver(post: Post, into: OutboxFolder, pace: Pace, of: str) -> None:
    dialling = _dialling(post)
    with into.owned():
        _follow(deliver(post, into, dialling, pace, _clock()))
    stages = standing_now(post, into)
    _say_what_waits(stages, post)
    _summary(stages, post, into, of)


def _dialling(post: Post) -> Callable[[], Line]:
    return partial(dial, post.outbox.server, login_for(post.outbox, os.environ), _domain(post), Patience())


def _clock() -> Clock:
    return Clock(here, time.sleep)


def _due(stages: Sequence[Standing], proof: str | None, warnings: int, commands: Commands, guest: str) -> str:
    """What is to be done after looking."""
    of = commands.of
    counts = Counter(one.stage for one in stages)
    if proof:
        return f"Nothing was sent.\nNext: {step_to_prove(proof, counts['sent'], of)}"
    if guest:
        return f"Nothing was sent.\nNext: letters send{of} --deliver --only-to {guest}"
    if counts["ready"]:
        return f"Nothing was sent.\nNext: letters send{of} --deliver"
    if counts["to approve"] and warnings:
        return f"Nothing was sent.\nNext: {step_to_confirm(warnings, commands)}"
    if counts["to approve"]:
        return f'Nothing was sent.\nNext: letters approve{of} --by "NAME"'
    return f"No letter is ready to be sent.\nNext: letters status{of}"


def _domain(post: Post) -> str:
    """The name that we go by when we call the server."""
    return on_the_wire(post.outbox.sender.address).rpartition("@")[2]


def _guest(address: str, post: Post) -> str:
    """A guest of the list, who is nobody that a letter goes to."""
    guest = next((guest for guest in post.outbox.guests if same_address(guest, address)), None)
    if guest is None:
        what = f"{address} is not among the guests in data/outbox.yaml: {', '.join(post.outbox.guests) or 'none'}"
        raise typer.BadParameter(what, param_hint="--only-to")
    for council in post.ready.records.councils.values():
        theirs = (council.email.to, *council.email.copies) if council.email else ()
        if any(same_address(guest, one) for one in theirs):
            raise typer.BadParameter(f"{guest} is an address of {council.name}", param_hint="--only-to")
    return guest


def _found(resolved: Sequence[str], post: Post, into: OutboxFolder) -> dict[str, bool]:
    """What was found of each council's message: that it was sent, or not."""
    found: dict[str, bool] = {}
    for one in resolved:
        council, _, what = one.rpartition("=")
        if what not in ("sent", "not-sent"):
            raise typer.BadParameter(f"{one}: write COUNCIL=sent or COUNCIL=not-sent", param_hint="--resolve")
        names = _all_refused(what, into) if council == "all-refused" else [named(council, post.ready.records.sources)]
        for name in names:
            if found.setdefault(name, what == "sent") != (what == "sent"):
                raise typer.BadParameter(f"{name} cannot be both sent and not sent", param_hint="--resolve")
    return found


def _all_refused(what: str, into: OutboxFolder) -> list[str]:
    councils = refused_councils(into)
    if what == "sent":
        raise typer.BadParameter("what was refused can only be found not-sent", param_hint="--resolve")
    if not councils:
        raise typer.BadParameter("no letter is refused", param_hint="--resolve")
    return councils


def _refuse_to_be_early(post: Post, not_before: datetime | None) -> None:
    """Raises Faulty before the letter's date, and before the hour that was asked for."""
    source, date = post.ready.records.edition_source, post.ready.records.edition.date
    if here().date() < date:
        what = f"the letters are of {date.isoformat()}, and nothing is sent before"
        raise Faulty([source.fault(("date",), what, "send them on that day; --only-to a guest is possible now")])
    if not_before and here() < not_before.astimezone():
        what = f"nothing is to be sent before {not_before.isoformat(' ', 'minutes')}"
        raise Faulty([source.fault(("date",), what, "send them then")])


def _messages(stages: Sequence[Standing], post: Post, guest: str = "") -> list[Message]:
    """The messages that are still to go out, approved or not; for a guest, all, as the guest would get them."""
    due = [one.message for one in stages if one.message and (guest or one.is_due)]
    return [post.message(message.council, guest) for message in due] if guest else due


def _show(stages: Sequence[Standing], messages: Sequence[Message]) -> None:
    if messages:
        console().print(_table(stages, messages))
    if changed := [one for one in stages if one.is_due and one.changed]:
        number = counted(changed, "letter")
        print(f"Changed since the last approval, to be approved again: {number}; letters status says what.")
    for one in stages:
        if not one.is_due:
            print(f"{one.council}: {one.stage}{f': {one.why}' if one.why else ''}")


def _table(stages: Sequence[Standing], messages: Sequence[Message]) -> Table:
    table = Table(box=None, pad_edge=False)
    for name in ("Council", "Recipients", "Subject", "Attachment", "Size", "Stands"):
        table.add_column(name, overflow="fold")
    stands = {one.council: one for one in stages}
    for message in messages:
        stage = stands[message.council]
        size = f"{len(message.undated) / 1000:.0f} kB"
        why = f"{stage.stage}: {stage.why}" if stage.why else stage.stage
        recipients = "\n".join(message.recipients)
        table.add_row(message.council, recipients, message.subject, message.attachment, size, why)
    return table


def _write(messages: Sequence[Message], into: Path) -> None:
    if files := write_messages(messages, into, here()):
        print(f"{counted(files, 'message')} written, to be looked at: {into}")


def _follow(steps: Iterator[Step]) -> int:
    """Say what becomes of each message, and how many were sent; where it stops, how far it came."""
    begun, sent = False, 0
    try:
        for step in steps:
            begun, sent = True, sent + (step.state == "sent")
            print(f"{step.council}: {'put off' if step.state == 'ready' else step.state}: {step.words}", flush=True)
    except BaseException as error:
        if begun or not isinstance(error, Faulty):  # a fault says by itself why nothing was begun
            print(f"Stopped: {counted(sent, 'message')} sent; run it again to go on.")
        raise
    return sent


def _say_what_waits(stages: Sequence[Standing], post: Post) -> None:
    early = post.early(here().date())
    for one in stages:
        if one.stage == "ready" and one.council in early:
            print(f"{one.council}: not sent before {early[one.council].isoformat()}, the date of its letter")


def _refusals(source: Source[Council], words: str) -> Iterator[Fault]:
    """Yield what was refused, each at the address in the record that it is about; at the addressee's, if at none."""
    email = source.record.email if source.record else None
    copies = [on_the_wire(copy) for copy in email.copies] if email else []
    for reply in replies_in(words):
        name, place = "email.to", source.place(("email", "to"))
        if reply.address in copies:
            name, place = "email.copies", source.place(("email", "copies", copies.index(reply.address)))
        yield Fault(source.file, *place, name, f"refused: {reply.words}", cure_of(reply.words))


def _summary(stages: Sequence[Standing], post: Post, into: OutboxFolder, of: str) -> None:
    count, sources = Counter(one.stage for one in stages), post.ready.records.sources
    for one in stages:
        if one.stage == "refused" and (source := sources.get(one.council)):
            for fault in _refusals(source, one.why):
                print(fault)
    print(", ".join(f"{count[stage]} {stage}" for stage in STAGES if count[stage]))
    left = sum(count[stage] for stage in ("to approve", "ready", "refused", "unknown"))
    keep = "" if left else f", and keep {into.path}"
    print(f"Next: letters status{of}{keep}")
    if left:
        raise typer.Exit(1)
