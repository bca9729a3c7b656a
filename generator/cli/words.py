"""Words that a person gives on the command line."""

import typer


def one_line(text: str, option: str) -> str:
    """The words with single spaces between them. Wrong usage where there are none, or a line ends in them."""
    words = " ".join(text.split())
    if not words or not words.isprintable():
        raise typer.BadParameter("write it out, on one line", param_hint=option)
    return words
