"""The lists beside the letters: `manifest.csv` for a mail-merge elsewhere, `failures.csv` for those who mend."""

from collections.abc import Iterable, Iterator, Mapping

from ..errors import Fault
from ..letter import COUNT
from ..records import Outcome, Sheet, as_csv
from .edition import Ready

_FIGURES = [
    f"{panel}.{figure}"
    for panel in COUNT
    for figure in ("total", "count", "rate", "average")
    if (panel, figure) != ("compliance", "count")  # which is not printed
]


def manifest(ready: Ready, letters: Iterable[Outcome]) -> bytes:
    """A row for each letter on the disk: whom it goes to, its file, its state, and the figures as they are printed."""
    rows = (_row(ready, outcome, outcome.sheet) for outcome in letters if outcome.sheet)
    heads = (path.replace(".", "_") for path in _FIGURES)
    return as_csv(["council", "addressee", "role", "email", "copies", "file", "state", *heads], rows)


def _row(ready: Ready, outcome: Outcome, sheet: Sheet) -> list[object]:
    letter, email = ready.letters[outcome.council], ready.records.councils[outcome.council].email
    to, copies = (email.to, "; ".join(email.copies)) if email else ("", "")
    return [
        letter.council,
        letter.addressee.name,
        letter.addressee.role,
        to,
        copies,
        sheet.file,
        outcome.state,
        *map(letter.value, _FIGURES),
    ]


def failures(faults_of: Mapping[str, tuple[Fault, ...]], letters: Iterable[Outcome]) -> bytes:
    """A row for each reason why a letter is not there: all faults of a record, with their places."""
    return as_csv(["council", "reason"], (row for outcome in letters for row in _reasons(faults_of, outcome)))


def _reasons(faults_of: Mapping[str, tuple[Fault, ...]], outcome: Outcome) -> Iterator[list[object]]:
    if outcome.state == "failed":
        faults = faults_of.get(outcome.council, ())
        for reason in map(str, faults) if faults else [outcome.reason]:
            yield [outcome.name or outcome.council, reason]
