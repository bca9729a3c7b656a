"""The certificate of a run: what went in, what made it, what came out. It can be proven later."""

from collections.abc import Iterator
from datetime import datetime
from itertools import chain
from typing import Annotated, Literal

from pydantic import Field, ValidationError

from ..files import digest_of
from .canonical import canonical, canonical_around
from .model import Record

Sha256 = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
State = Literal["final", "draft", "failed", "due"]
"""`due`: not printed by a run that was asked for other letters only, or not again since something changed."""


class Sheet(Record):
    """A letter on the disk. It was read back as it was printed: what does not read back is a failure."""

    file: str = Field(pattern=r"^letters/[^/]+\.pdf$")
    """Its name in the run's folder."""
    sha256: Sha256
    """The hash of the PDF."""
    pages: int = Field(ge=1)
    """How many it has."""
    record: Sha256
    """The hash of the published record that it carries."""
    made_from: Sha256
    """The hash of all that shaped it: its HTML, its record, the look, the versions."""
    read_back: Literal["proven", "not read"]
    """Whether its text and its record were read back and found to be the letter's."""
    plates: tuple[str, ...] = ()
    """The cached layouts that its parts are from; without any, WeasyPrint printed it. Files keep an earlier name."""
    web_page: Sha256 | None = None
    """The hash of the web page beside it, where there is one."""


class Outcome(Record):
    """What became of one council's letter."""

    council: str
    """The council's slug."""
    name: str | None = None
    """The council's name, as far as its record can be read."""
    state: State
    """A letter that is final or a draft lies in the folder; one that failed or is due does not count."""
    sheet: Sheet | None = None
    """The letter on the disk."""
    reason: str | None = None
    """Why it failed, or is due."""


class Totals(Record):
    """How many letters there are of each state, and their pages."""

    final: int
    draft: int
    failed: int
    due: int
    pages: int

    @classmethod
    def of(cls, letters: tuple[Outcome, ...]) -> "Totals":
        states = [letter.state for letter in letters]
        return cls(
            final=states.count("final"),
            draft=states.count("draft"),
            failed=states.count("failed"),
            due=states.count("due"),
            pages=sum(letter.sheet.pages for letter in letters if letter.sheet),
        )


class Run(Record):
    """What is certified: the same inputs give the same run, whenever and however often it was interrupted."""

    edition: str
    inputs: dict[str, Sha256]
    """The hash of every file that went in, by its name: in the edition's folder, or in that of the templates."""
    made_with: dict[str, str]
    """The versions of what shaped the pages."""
    letters: tuple[Outcome, ...]
    """Every council's, in the edition's order."""
    lists: dict[str, Sha256]
    """The hashes of the lists beside the letters, `manifest.csv` and `failures.csv`."""
    totals: Totals


class Certificate(Record):
    """A run and its hash."""

    generated_at: datetime
    """When the run ended: the one thing in here that a clock said, and no part of the hash."""
    sha256: Sha256
    """The hash of `run` as canonical JSON. Kept elsewhere, it proves this certificate genuine."""
    run: Run


def certified(run: Run, generated_at: datetime) -> Certificate:
    """A run with its hash."""
    return Certificate(generated_at=generated_at, sha256=digest_of(_written(run)), run=run)


def write_certificate(certificate: Certificate) -> bytes:
    """`run.json`: canonical JSON in UTF-8 (keys in order, no white space, nothing that is not known)."""
    return b"".join(canonical_around(certificate, "run", _written(certificate.run)))


def read_certificate(content: bytes) -> Certificate:
    """What a `run.json` says. Raises ValueError, in a few words, where it is none or was changed."""
    try:
        certificate = Certificate.model_validate_json(content)
    except ValidationError as error:
        where = ".".join(map(str, error.errors()[0]["loc"]))
        raise ValueError(f"not a certificate{f' (see {where})' if where else ''}") from None
    if digest_of(_written(certificate.run)) != certificate.sha256:
        raise ValueError("changed since it was written: its run does not have its hash")
    return certificate


def _written(run: Run) -> Iterator[bytes]:
    letters = ((b"," if number else b"[") + canonical(letter) for number, letter in enumerate(run.letters))
    return canonical_around(run, "letters", chain(letters, [b"]" if run.letters else b"[]"]))


def write_outcome(outcome: Outcome) -> bytes:
    """One outcome as a line of JSON."""
    return canonical(outcome) + b"\n"


def read_outcome(line: bytes) -> Outcome | None:
    """The outcome in a line; None where the line is not whole."""
    try:
        return Outcome.model_validate_json(line)
    except ValidationError:
        return None
