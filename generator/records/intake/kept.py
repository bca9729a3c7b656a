"""What is kept of an import for the next: `data/<edition>/import.yaml`."""

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from pydantic import Field

from ...errors import Faulty
from ...files import write_whole
from ..amend import CannotAmendError, amended
from ..document import parsed
from ..dump import dump
from ..model import Record, Text
from ..source import load_file

_FILE = "import.yaml"
_HEAD = "# yaml-language-server: $schema=../schema/import.json\n"


class Words(Record):
    """What the casework system's own words mean, where they are none that everybody uses."""

    decision: dict[Text, Literal["upheld", "not upheld", "not investigated"]] = Field(default_factory=dict)
    """How an investigation ended, or that there was none in detail."""
    remedy: dict[Text, Literal["satisfactory", "not satisfactory"]] = Field(default_factory=dict)
    """Whether the remedy was satisfactory before the complaint reached the Ombudsman."""
    compliance: dict[Text, Literal["satisfied", "not satisfied", "none recorded"]] = Field(default_factory=dict)
    """Whether a compliance outcome satisfied the Ombudsman, or that none was recorded in the year."""


class Kept(Record):
    """How an edition's tables are read, beyond what is recognised without being told."""

    columns: dict[Text, Text] = Field(default_factory=dict, examples=[{"Nr inv": "complaints_upheld.investigations"}])
    """Columns by their names, and the fields that they hold; `-` for one that is not read."""
    councils: dict[Text, Text] = Field(default_factory=dict, examples=[{"Stafford BC": "stafford-borough-council"}])
    """Councils as a table names them, and their records; `-` for an authority that gets no letter."""
    words: Words = Words()
    """What the words of decisions mean."""


def kept_in(folder: Path) -> Kept:
    """What is kept in an edition's folder; nothing where there is no such file. Raises Faulty."""
    if not (folder / _FILE).exists():
        return Kept()
    source = load_file(folder / _FILE, Kept)
    if source.record is None:
        raise Faulty(source.faults)
    return source.record


def keep_columns(folder: Path, columns: Mapping[str, str]) -> Path:
    """Keep a mapping of columns to fields, beside whatever else is kept; gives the file."""
    file = folder / _FILE
    try:
        text = file.read_bytes().decode("utf-8-sig") if file.exists() else None
        new = amended(text, parsed(text), {("columns",): columns}) if text else _HEAD + dump({"columns": columns})
    except CannotAmendError:
        source = load_file(file, Kept)
        cure = "write `columns:` and its entries on lines of their own"
        raise Faulty([source.fault(("columns",), "the columns cannot be written here", cure)]) from None
    write_whole(file, new.encode())
    return file
