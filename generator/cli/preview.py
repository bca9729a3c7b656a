"""`letters preview`"""

from typing import Annotated

import typer

from ..records import folder_of
from . import options
from .cache import layout_cache


def preview(
    edition: options.Edition = options.EDITION,
    data: options.Data = options.DATA,
    templates: options.Templates = options.TEMPLATES,
    output: options.Output = options.OUTPUT,
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port to serve on.")] = 8000,
    no_open: Annotated[bool, typer.Option("--no-open", help="Leave the browser alone.")] = False,
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Another interface: whoever knows the address it prints can read.")
    ] = "127.0.0.1",
) -> None:
    """Look at the letters in the browser while you write them.

    What is saved, a record, an average, a template, a stylesheet, shows at once, as it will be printed. Nothing can be
    changed from the browser. Serves this machine only, until Ctrl-C.
    """
    from ..preview import serve  # a server is more than other commands need to import

    folder_of(data, edition)  # one that is not there would be waited for

    if host != "127.0.0.1":
        typer.echo(f"Warning: on {host} others can reach the preview; only the address below lets them in.", err=True)
    from ..merge import Method

    method = Method(cache=layout_cache(), audit=0)
    serve(data, templates, edition, output, method, port=port, host=host, browse=not no_open)
