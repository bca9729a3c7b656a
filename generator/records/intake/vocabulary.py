"""The words that offices use in their tables: `vocabulary.yaml`, read once."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal

from ..document import parsed
from ..model import Record

Kind = Literal["councils", "decisions"]
Meaning = Literal["none", "unknown", "hidden", "low"]


class Vocabulary(Record):
    """What is in the file, which says what each part is for."""

    headings: dict[Kind, dict[str, tuple[str, ...]]]
    noise: tuple[str, ...]
    bracketed: tuple[str, ...]
    rates: tuple[str, ...]
    sums: dict[str, tuple[tuple[str, ...], ...]]
    totals: tuple[str, ...]
    summaries: tuple[str, ...]
    remarks: tuple[str, ...]
    types: dict[str, tuple[str, ...]]
    kinds: tuple[str, ...]
    joining: tuple[str, ...]
    places: tuple[str, ...]
    abbreviations: dict[str, tuple[str, ...]]
    symbols: dict[Meaning, tuple[str, ...]]
    nothing: tuple[str, ...]
    decisions: dict[str, dict[str, tuple[str, ...]]]


@cache
def vocabulary() -> Vocabulary:
    """Return the vocabulary."""
    text = Path(__file__).with_name("vocabulary.yaml").read_text(encoding="utf-8")
    return Vocabulary.model_validate(parsed(text))


def known_headings(kind: Kind) -> Mapping[str, tuple[str, ...]]:
    """Return the headings that are known, by the path of the field that a column under them holds."""
    return vocabulary().headings[kind]
