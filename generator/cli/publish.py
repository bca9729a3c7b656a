"""`letters publish`"""

import os
from pathlib import Path
from typing import Annotated

import typer

from .. import outbox
from ..errors import Fault, Faulty
from ..merge import processes
from ..outbox import OutboxFolder, unproven
from . import options
from .clock import here
from .post import opened_post
from .say import counted


def publish(
    into: Annotated[Path, typer.Option("--output", metavar="DIR", help="The folder to write, which is not there yet.")],
    edition: options.Edition = options.EDITION,
    data: options.Data = options.DATA,
    templates: options.Templates = options.TEMPLATES,
    run: Annotated[Path, typer.Option(metavar="DIR", help="The run's letters are in DIR/<edition>.")] = options.OUTPUT,
) -> None:
    """Write the publication: letters, figures and a page to find them by.

    Not before the edition's day of publication. The run is proven first, as letters verify proves it. Drafts,
    failures and what is not approved or sent as it lies here are left out, and named; no e-mail address is in any
    file. The page, index.html, works from a web server and from the disk.
    """
    if into.exists():
        raise typer.BadParameter(f"{into} is there already; name another, or take it away", param_hint="--output")
    post, folder = opened_post(edition, data, templates, run), OutboxFolder(data, edition)
    publication = outbox.publish(post, folder, here().date())
    wrong = unproven(post.folder, post.certificate, templates, data, processes(os.cpu_count() or 1))
    if wrong:
        cure = "letters render, and look at it again"
        raise Faulty(Fault(str(one.where), 1, 1, "", f"not proven: {one.wrong}", cure) for one in wrong)
    publication.write(into)
    for council, why in publication.left_out.items():
        print(f"{council}: left out: {why}")
    print(f"{counted(publication.councils, 'letter')} in {into}, with index.html to find them by.")
