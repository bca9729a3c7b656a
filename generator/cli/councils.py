"""Councils as people name them on the command line."""

from collections.abc import Collection
from difflib import get_close_matches

import typer

from ..records import slug


def named(council: str, known: Collection[str]) -> str:
    """The slug of a council given by its name or slug. Wrong usage, with the nearest, where it is not known."""
    if council in known:
        return council
    wanted = slug(council)
    if wanted in known:
        return wanted
    near = [name for name in known if wanted and wanted in name] or get_close_matches(wanted, known, cutoff=0.8)
    hint = f"did you mean {' or '.join(near[:3])}?" if near else "they are named as their files are, or in full"
    raise typer.BadParameter(f"no council {council} in this edition; {hint}", param_hint="COUNCIL")
