"""`letters status`"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Annotated

import typer

from ..merge import Folder
from ..outbox import OutboxFolder, Status, cure_of, status_of
from . import options
from .clock import here
from .post import commands_for, opened_edition, opened_outbox
from .say import counted

_NAMED = 5  # councils that still fit the screen


def status(
    edition: options.Edition = options.EDITION,
    data: options.Data = options.DATA,
    templates: options.Templates = options.TEMPLATES,
    output: options.Output = options.OUTPUT,
    as_json: Annotated[bool, typer.Option("--json", help="The same as JSON, all councils named.")] = False,
) -> None:
    """Say where an edition stands: records, run, approvals, what was sent, and the next step.

    Nothing is changed. The run is compared with its certificate; letters verify also reads every letter.
    """
    folder = Folder(output / edition)
    ready, outbox = opened_edition(edition, data, templates, folder), opened_outbox(data)
    commands, today = commands_for(edition, data, templates, output), here().date()
    found = status_of(ready, folder, outbox, OutboxFolder(data, edition), templates, data, today, commands)
    print(json.dumps(asdict(found), indent=2, ensure_ascii=False) if as_json else "\n".join(_lines(found)))


def _lines(status: Status) -> Iterator[str]:
    stages = status.stages
    yield f"Edition    {status.edition}"
    yield f"Records    {status.records}, {counted(status.faults, 'fault')}, {counted(status.drafts, 'draft')}"
    yield f"Warnings   {status.warnings} to be corrected or confirmed"
    run = f"{counted(status.printed, 'letter')}, certificate {status.run}" if status.run else "none"
    yield f"Run        {run}"
    yield f"Proof      {status.proof}"
    yield f"Left out   {stages['left out']}"
    yield from _named(status.left_out)
    yield f"Approvals  {counted(status.needed, 'person', 'people')} needed for each letter"
    for one in status.approvals:
        note = f" ({one.note})" if one.note else ""
        yield f"  {one.by}, {one.at}: {counted(one.letters, 'letter')}, holds for {one.holding}{note}"
    yield f"To approve {stages['to approve']}"
    yield from _named(status.changed, "changed: ")
    yield f"Ready      {stages['ready']}"
    if stages["sending"]:
        yield f"Sending    {stages['sending']}"
    yield f"Sent       {stages['sent']}"
    yield from _named(status.elsewhere)
    yield f"Refused    {stages['refused']}"
    yield from _named({council: f"{reply}; {cure_of(reply)}" for council, reply in status.refused.items()})
    yield f"Unknown    {stages['unknown']}"
    yield from _named(status.unknown)
    yield f"Next: {status.next}"


def _named(councils: Mapping[str, str], what: str = "") -> Iterator[str]:
    """The first few, and how many more there are."""
    for council, why in list(councils.items())[:_NAMED]:
        yield f"  {council}: {what}{why}"
    if len(councils) > _NAMED:
        yield f"  and {len(councils) - _NAMED} more: letters status --json"
