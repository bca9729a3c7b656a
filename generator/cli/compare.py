"""`letters compare`"""

from collections.abc import Iterator
from typing import Annotated

import typer

from ..letter import SMALL, Comparison, Tally, compared
from ..merge import open_gates
from ..records import Records, load
from . import options
from .councils import named
from .say import counted, named_some, panel_name, say_faults


def compare(
    before: Annotated[str, typer.Argument(metavar="BEFORE", help="The earlier edition.")],
    edition: Annotated[str, typer.Argument(metavar="NOW", help="The later edition.")],
    council: Annotated[str | None, typer.Argument(metavar="COUNCIL", help="Only this one, by name or slug.")] = None,
    data: options.Data = options.DATA,
    every: Annotated[bool, typer.Option("--all", help="Name all councils that are in one edition alone.")] = False,
) -> None:
    """Say what changed since last year, council by council.

    Figures are shown for every council, and its addressee where the name or the role is another. Small numbers prove
    nothing: with fewer than ten cases in either year's base, a difference is not called a change.
    """
    then, now = load(data, before), load(data, edition)
    if then.edition.period.end > now.edition.period.end:
        raise typer.BadParameter(f"{before} is the later one; name {edition} first", param_hint="BEFORE")
    say_faults([*then.faults, *now.faults])
    both = now.councils.keys() & then.councils.keys()
    asked = [named(council, now.sources)] if council else sorted(both)
    for slug in asked:
        if slug not in both:
            raise typer.BadParameter(f"{council} has no right record in both editions", param_hint="COUNCIL")
        _say(slug, then, now, before)
    if council is None:
        _say_others(then, now, before, edition, options.of(data=data), every=every)
    if gates := [gate for gate in open_gates(data, edition, now, then) if council is None or gate.council in asked]:
        print("To be corrected or confirmed before the letters are approved:")
        print("\n".join(f"  {gate.council} {gate.name}: {gate.value}" for gate in gates))
    if then.faults or now.faults:
        raise typer.Exit(1)


def _say(slug: str, then: Records, now: Records, before: str) -> None:
    print(now.councils[slug].name)
    addressee, last = now.councils[slug].addressee, then.councils[slug].addressee
    if addressee != last:
        print(f"  addressee: {addressee.name}, {addressee.role}; {before}: {last.name}, {last.role}")
    for comparison in compared(then.councils[slug], now.councils[slug]):
        figures = f"{_shown(comparison.now)}; {before}: {_shown(comparison.before)}"
        remarks = "".join(f". {remark}" for remark in _remarks(comparison))
        print(f"  {panel_name(comparison.panel)}: {figures}{remarks}")
    print()


def _remarks(comparison: Comparison) -> Iterator[str]:
    if comparison.points is None:
        return
    if comparison.points == 0:
        yield "The same"
    elif comparison.small:
        yield f"Fewer than {SMALL} cases: this proves no change"
    else:
        yield f"{counted(abs(comparison.points), 'point')} {'more' if comparison.points > 0 else 'fewer'}"


def _shown(tally: Tally | None) -> str:
    if tally is None:
        return "awaited"
    return f"{tally.percent}% ({tally.count} of {tally.total})" if tally.total else "nothing to report"


def _say_others(then: Records, now: Records, before: str, edition: str, of: str, *, every: bool) -> None:
    for here, there, others in (
        (edition, before, now.sources.keys() - then.sources.keys()),
        (before, edition, then.sources.keys() - now.sources.keys()),
    ):
        if others:
            names = sorted(others)
            some = ", ".join(names) if every else named_some(names, f"letters compare {before} {edition}{of} --all")
            print(f"In {here} and not in {there}: {some}")
