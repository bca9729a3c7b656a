"""An edition's folder of records, read whole: what is right, and every fault."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from ..errors import Fault, Faulty
from .averages import SectorAverages
from .council import Council
from .document import read
from .edition import Edition
from .faults import faults_of
from .model import Record
from .slug import slug

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Records:
    """An edition's records: the councils by slug, in its order, and the faults of those that are left out."""

    edition: Edition
    averages: SectorAverages
    councils: Mapping[str, Council]
    faults: tuple[Fault, ...]


def load(data: Path, edition: str) -> Records:
    """Read `data/<edition>`.

    Raises Faulty, with the faults of all files, where the edition itself is at fault: no letter can be right then.
    A council's faults leave out that council alone.
    """
    folder = data / edition
    if not folder.is_dir():
        here = ", ".join(sorted(path.parent.name for path in data.glob("*/edition.yaml"))) or "none at all"
        raise Faulty([Fault(str(folder), 1, 1, "", "there is no such edition", f"those in {data} are: {here}")])
    year, faults = _record(folder / "edition.yaml", Edition)
    averages, more = _record(folder / "sector-averages.yaml", SectorAverages)
    councils, theirs = _councils(folder / "councils")
    if year is None or averages is None or not (councils or theirs):
        raise Faulty([*faults, *more, *theirs, *_none_there(folder / "councils", councils, theirs)])
    return Records(year, averages, councils, Faulty(theirs).faults)


def _record(path: Path, model: type[R]) -> tuple[R | None, list[Fault]]:
    try:
        document = read(path, str(path))
        record = model.model_validate(document.values)
    except Faulty as faulty:
        return None, list(faulty.faults)
    except ValidationError as error:
        return None, [*document.faults, *faults_of(error, model, document)]
    return (None, document.faults) if document.faults else (record, [])


def _councils(folder: Path) -> tuple[dict[str, Council], list[Fault]]:
    councils: dict[str, Council] = {}
    faults: list[Fault] = []
    paths = sorted(folder.iterdir()) if folder.is_dir() else []
    for path in paths:
        if path.name.startswith("."):
            continue
        council, theirs = _council(path)
        faults += theirs
        if council:
            councils[path.stem] = council
    return councils, faults


def _council(path: Path) -> tuple[Council | None, list[Fault]]:
    if path.suffix != ".yaml":
        return None, [Fault(str(path), 1, 1, "", "not a council's record", "name it .yaml, or move it elsewhere")]
    council, faults = _record(path, Council)
    if council and path.stem != (expected := slug(council.name)):
        cure = f"name it {expected}.yaml, or mend the name"
        return None, [Fault(str(path), 1, 1, "name", f"the file is not named by its council, {council.name}", cure)]
    return council, faults


def _none_there(folder: Path, councils: Mapping[str, Council], faults: list[Fault]) -> list[Fault]:
    if councils or faults:
        return []
    return [Fault(str(folder), 1, 1, "", "no council's record is here", "write one")]
