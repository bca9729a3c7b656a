"""The JSON Schemas beside the data are those of the records, and a validator of another's making agrees with them."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from generator.records import write_schemas
from tests.places import DATA, ROOT

RECORDS = sorted(path for edition in ("2020", "sample") for path in (DATA / edition).rglob("*.yaml"))
RECORDS.append(DATA / "outbox.yaml")


def kind(record: Path) -> str:
    return "council" if record.parent.name == "councils" else record.stem


def as_json(value: Any) -> Any:
    """YAML's values as JSON has them: days are text there."""
    if isinstance(value, dict):
        return {key: as_json(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_json(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


@pytest.mark.parametrize("record", RECORDS, ids=lambda path: str(path.relative_to(DATA)))
def test_record_is_valid_by_its_schema(record: Path) -> None:
    schema = json.loads((DATA / "schema" / f"{kind(record)}.json").read_text())
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(as_json(yaml.safe_load(record.read_text())))


@pytest.mark.parametrize("record", RECORDS, ids=lambda path: str(path.relative_to(DATA)))
def test_first_line_of_a_record_names_its_schema(record: Path) -> None:
    comment, _, schema = record.read_text().splitlines()[0].partition("$schema=")
    assert comment == "# yaml-language-server: "
    assert (record.parent / schema).resolve() == DATA / "schema" / f"{kind(record)}.json"


def test_schemas_beside_the_data_are_those_of_the_records(tmp_path: Path) -> None:
    for written in write_schemas(tmp_path):
        assert written.read_text() == (DATA / written.relative_to(tmp_path)).read_text(), "letters schema"


@pytest.mark.parametrize("fault", ["unknown-key", "number-in-quotes", "negative", "unknown-type", "missing-name"])
def test_schema_refuses_what_the_program_refuses(fault: str) -> None:
    record = yaml.safe_load((ROOT / "tests" / "faults" / "council" / f"{fault}.yaml").read_text())
    schema = json.loads((DATA / "schema" / "council.json").read_text())
    assert not Draft202012Validator(schema).is_valid(as_json(record))


def test_every_key_is_explained() -> None:
    for name in ("council", "edition", "outbox", "sector-averages"):
        schema = json.loads((DATA / "schema" / f"{name}.json").read_text())
        for model in (schema, *schema["$defs"].values()):
            assert not [key for key, value in model.get("properties", {}).items() if "description" not in value]
