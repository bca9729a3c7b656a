"""The records' JSON Schemas, with which an editor explains, completes and checks a record while it is typed."""

import json
from pathlib import Path

from ..files import write_whole
from .averages import SectorAverages
from .certificate import Certificate
from .confirmed import Confirmations
from .council import Council
from .edition import Edition
from .model import Record
from .outbox import Outbox

COUNCIL_SCHEMA = "# yaml-language-server: $schema=../../schema/council.json"
"""The first line of a council's record, by which an editor finds its schema from `data/<edition>/councils`."""


def schema(model: type[Record]) -> str:
    """A model's JSON Schema (draft 2020-12), as the text of a file."""
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return json.dumps(dialect | model.model_json_schema(), indent=2) + "\n"


def write_schemas(data: Path) -> list[Path]:
    """Write the schema of each kind of file into `data/schema`."""
    files = {data / "schema" / f"{name}.json": schema(model) for name, model in _models().items()}
    for file, text in files.items():
        write_whole(file, text.encode())
    return list(files)


def _models() -> dict[str, type[Record]]:
    from .intake import Kept  # which only imports of tables need

    return {
        "certificate": Certificate,
        "confirmed": Confirmations,
        "council": Council,
        "edition": Edition,
        "import": Kept,
        "outbox": Outbox,
        "sector-averages": SectorAverages,
    }
