"""An edition's folder of records, read whole: what is right, and every fault."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import Fault, Faulty
from ..files import settle
from .averages import SectorAverages
from .council import Council
from .edition import Edition
from .slug import slug
from .source import Source, load_file

_NAME = re.compile(r"[\w-]+")


@dataclass(frozen=True, slots=True)
class Records:
    """An edition's records: the councils by slug, in its order, those whose files are at fault left out.

    `sources` are the councils' files by slug, those at fault among them; the edition's and the averages' files are
    `edition_source` and `averages_source`.
    """

    edition: Edition
    edition_source: Source[Edition]
    averages: SectorAverages
    averages_source: Source[SectorAverages]
    councils: Mapping[str, Council]
    sources: Mapping[str, Source[Council]]

    @property
    def left_out(self) -> dict[str, tuple[Fault, ...]]:
        """The councils whose files are at fault, with their faults."""
        return {name: source.faults for name, source in self.sources.items() if source.faults}

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What is wrong with the councils that are left out, in the order of files and lines."""
        return Faulty(fault for theirs in self.left_out.values() for fault in theirs).faults

    def digests(self) -> dict[str, str]:
        """Return the SHA-256 of the bytes that were parsed, by the files' names in the edition's folder."""
        sources: dict[str, Source[Any]] = {f"councils/{name}.yaml": source for name, source in self.sources.items()}
        sources |= {"edition.yaml": self.edition_source, "sector-averages.yaml": self.averages_source}
        return {name: source.sha256 for name, source in sources.items() if source.sha256}


def load(data: Path, edition: str) -> Records:
    """Read `data/<edition>`.

    Raises Faulty, with the faults of all files, where the edition itself is at fault: no letter can be right then.
    A council's faults leave out that council alone.
    """
    folder = folder_of(data, edition)
    year = load_file(folder / "edition.yaml", Edition)
    averages = load_file(folder / "sector-averages.yaml", SectorAverages)
    councils = councils_in(folder)
    if not councils:
        nobody = Fault(str(folder / "councils"), 1, 1, "", "no council's record is here", "write one")
        raise Faulty([*year.faults, *averages.faults, nobody])
    if year.record is None or averages.record is None:
        theirs = (fault for source in councils.values() for fault in source.faults)
        raise Faulty([*year.faults, *averages.faults, *theirs])
    right = {name: source.record for name, source in councils.items() if source.record}
    return Records(year.record, year, averages.record, averages, right, councils)


def folder_of(data: Path, edition: str) -> Path:
    """An edition's folder, what was interrupted while it was written into it finished. Raises Faulty, OSError."""
    folder = data / edition
    if not (_NAME.fullmatch(edition) and folder.is_dir()):
        raise Faulty([_no_such_edition(data, edition)])
    settle(folder)
    return folder


def _no_such_edition(data: Path, edition: str) -> Fault:
    editions = sorted(path.parent.name for path in data.glob("*/edition.yaml") if _NAME.fullmatch(path.parent.name))
    what, cure = "there is no such edition", f"those in {data} are {', '.join(editions)}"
    if not editions:
        cure = f"there is none in {data}; start in the project's folder, or name another --data"
    elif (name := Path(edition).name) in editions:
        what, cure = f"{edition} is not an edition's name", f"write the name alone: --edition {name}"
    return Fault(str(data / edition), 1, 1, "", what, cure)


def councils_in(folder: Path) -> dict[str, Source[Council]]:
    """The councils' files in an edition's folder, by slug."""
    records = folder / "councils"
    files = sorted(path.name for path in records.iterdir()) if records.is_dir() else []
    named = {file.removesuffix(".yaml"): records / file for file in files if not file.startswith(".")}
    return {name: _council(path, name) for name, path in named.items()}


def _council(path: Path, name: str) -> Source[Council]:
    if path.name == name:
        stray = Fault(str(path), 1, 1, "", "not a council's record", "name it .yaml, or move it elsewhere")
        return Source(str(path), None, None, (stray,))
    source = load_file(path, Council)
    if source.record and name != (expected := slug(source.record.name)):
        return source.refused(_misnamed(source, path.with_name(f"{expected}.yaml")))
    return source


def _misnamed(source: Source[Council], expected: Path) -> Fault:
    if expected.exists():
        return source.fault(("name",), f"this council's record is {expected.name} already", "keep one of the two files")
    what = f"the file's name is not the council's, {expected.name}"
    return source.fault(("name",), what, "rename the file, or mend the name")
