"""The lists beside the letters: `manifest.csv` for a mail-merge elsewhere, `failures.csv` for those who mend."""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO

from ..letter import Letter, Panel
from ..records import Outcome
from .edition import Ready

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_PANELS = ("complaints_upheld", "compliance", "satisfactory_remedies")
_FIGURES = ("total", "count", "rate", "average")


def manifest(ready: Ready, letters: Iterable[Outcome]) -> bytes:
    """A row for each letter on the disk: whom it goes to, its file, its state, and the figures as they are printed."""
    heads = [
        f"{panel}_{figure}" for panel in _PANELS for figure in _FIGURES if (panel, figure) != ("compliance", "count")
    ]
    rows = (
        _row(ready, outcome, ready.letters[outcome.council], heads)
        for outcome in letters
        if outcome.sheet and outcome.council in ready.letters
    )
    return _table(["council", "addressee", "role", "email", "copies", "file", "state", *heads], rows)


def _row(ready: Ready, outcome: Outcome, letter: Letter, heads: list[str]) -> list[object]:
    email = ready.records.councils[outcome.council].email
    to, copies = (email.to, "; ".join(email.copies)) if email else ("", "")
    file = outcome.sheet.file if outcome.sheet else ""
    figures = {f"{panel}_{figure}": _printed(letter.value(panel), figure) for panel in _PANELS for figure in _FIGURES}
    return [
        letter.council,
        letter.addressee.name,
        letter.addressee.role,
        to,
        copies,
        file,
        outcome.state,
        *(figures[head] for head in heads),
    ]


def _printed(panel: object, figure: str) -> object:
    return getattr(panel, figure) if isinstance(panel, Panel) else None


def failures(ready: Ready, letters: Iterable[Outcome]) -> bytes:
    """A row for each reason why a letter is not there: all faults of a record, with their places."""
    return _table(["council", "reason"], (row for outcome in letters for row in _reasons(ready, outcome)))


def _reasons(ready: Ready, outcome: Outcome) -> Iterator[list[object]]:
    if outcome.state == "failed":
        faults = ready.left_out.get(outcome.council, ())
        for reason in map(str, faults) if faults else [outcome.reason]:
            yield [outcome.name or outcome.council, reason]


def _table(head: list[str], rows: Iterable[Iterable[object]]) -> bytes:
    """CSV as spreadsheets open it: UTF-8 with its mark, lines that end as RFC 4180 has it."""
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(head)
    writer.writerows([_harmless(value) for value in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _harmless(value: object) -> object:
    """Text that a spreadsheet would take for a formula gets an apostrophe before it, which makes it text."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
