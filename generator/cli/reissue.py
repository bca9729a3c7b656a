"""`letters reissue`"""

from typing import Annotated

import typer

from .. import outbox
from ..outbox import OutboxFolder
from . import options
from .clock import here
from .councils import named
from .post import opened_post
from .words import one_line


def reissue(
    council: Annotated[str, typer.Argument(metavar="COUNCIL", help="The council, by name or slug.")],
    reason: Annotated[str, typer.Option(metavar="WORDS", help="What was wrong, in a sentence: the letter prints it.")],
    edition: options.Edition = options.EDITION,
    data: options.Data = options.DATA,
    templates: options.Templates = options.TEMPLATES,
    output: options.Output = options.OUTPUT,
) -> None:
    """Let a corrected letter follow one that was sent.

    Mend the record first. From then on it says which letter its own replaces, and why; the letter is printed anew, of
    today's date, approved again, it alone, and sent. The ledger keeps both.
    """
    words = one_line(reason, "--reason")
    post, into = opened_post(edition, data, templates, output), OutboxFolder(data, edition)
    name = named(council, post.ready.records.sources)
    with into.owned():
        replaces = outbox.reissue(post, into, name, words, here())
    print(f"{post.ready.records.sources[name].file}: its letter replaces that of {replaces}.")
    of = options.of(edition, data, templates, output)
    print(f"Next: letters render{of}, then letters approve{of}")
