"""The edition that follows another: its councils, its templates and its dates, without its figures."""

from collections.abc import Collection
from datetime import date
from pathlib import Path
from typing import Any

from ..errors import Faulty
from ..files import write_folder
from ..letter import COUNT
from ..records import (
    AVERAGES_HEAD,
    CannotAmendError,
    Council,
    Edition,
    KeyPath,
    Records,
    Source,
    changed,
    load,
    places_in,
)
from .gates import moved

_ORDER = tuple(Edition.model_fields)
_YEARS = 20
_LAST_YEARS = (*COUNT, "personal_paragraphs", "reissue")
"""What a council's record holds of one year alone."""


def begin_edition(data: Path, templates: Path, name: str, before: str) -> Records:
    """Write `data/<name>` and `templates/<name>` from the edition `before`, and give the records as they begin.

    Figures, averages and personal paragraphs are left behind; dates move on and are marked to be checked. Raises Faulty
    where `before` is at fault in any record or cannot be taken over, OSError where the disk does not take it.
    """
    records = load(data, before)
    if records.faults:
        raise Faulty(records.faults)
    years = int(name) - records.edition.year if name.isdecimal() else 1
    if not 0 < years <= _YEARS:
        what, cure = f"{name} does not follow {records.edition.year}", "name a year after it"
        raise Faulty([records.edition_source.fault(("year",), what, cure)])
    files = {"edition.yaml": _edition(records, name, before, years), "sector-averages.yaml": f"{AVERAGES_HEAD}{{}}\n"}
    files |= {f"councils/{slug}.yaml": _council(records.sources[slug]) for slug in records.councils}
    contents = {file: text.encode() for file, text in files.items()}
    kept = data / before / "import.yaml"
    if kept.exists():
        contents["import.yaml"] = kept.read_bytes()
    old = templates / records.edition.templates
    parts = (file for file in old.rglob("*") if file.is_file())
    words = {file.relative_to(old).as_posix(): file.read_bytes() for file in parts}
    if not (templates / name).exists():  # where it was interrupted, they are there already
        write_folder(templates / name, words)
    write_folder(data / name, contents)
    return load(data, name)


def _council(source: Source[Council]) -> str:
    written = source.document.values if source.document else {}
    return _amended(source, {(key,): None for key in _LAST_YEARS if key in written})


def _edition(records: Records, name: str, before: str, years: int) -> str:
    edition = records.edition
    dates: dict[KeyPath, date] = {
        ("date",): edition.date,
        ("period", "start"): edition.period.start,
        ("period", "end"): edition.period.end,
        ("publication",): edition.publication,
    }
    moved_on: dict[KeyPath, object] = {path: moved(day, years) for path, day in dates.items()}
    year: dict[KeyPath, object] = {("templates",): name, ("previous",): before, ("year",): edition.year + years}
    text = _amended(records.edition_source, year | moved_on)
    return _marked(text, {place[0] for path, place in places_in(text).items() if path in dates})


def _marked(text: str, numbers: Collection[int]) -> str:
    """The text with a remark on these lines, counted from 1, that they are to be checked."""
    lines = text.splitlines(keepends=True)
    for number in numbers:
        line = lines[number - 1]
        body = line.rstrip("\r\n")
        lines[number - 1] = f"{body}  # moved on by a year: to be checked{line[len(body) :]}"
    return "".join(lines)


def _amended(source: Source[Any], changes: dict[KeyPath, object]) -> str:
    try:
        return changed(source, changes, _ORDER)
    except CannotAmendError:
        cure = "write its entries on lines of their own, or take it over by hand"
        raise Faulty([source.fault((), "laid out so that no program can change it", cure)]) from None
