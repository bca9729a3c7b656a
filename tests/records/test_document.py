"""YAML is read without surprises, and every value's place is known."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator.errors import Faulty
from generator.records import document as documents


def document(tmp_path: Path, text: str | bytes) -> Any:
    file = tmp_path / "record.yaml"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return documents.document(
        "record.yaml", documents.text_of(documents.content_of(file, "record.yaml"), "record.yaml")
    )


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12),
        ("0", 0),
        ("-3", -3),
        ('"12"', "12"),
        ("1.5", 1.5),
        ("012", "012"),
        ("1_000", "1_000"),
        ("1:30", "1:30"),
        ("true", True),
        ("no", "no"),
        ("~", None),
        ("2020-07-22", date(2020, 7, 22)),
        ("2020-02-30", "2020-02-30"),
        ("[a, b]", ("a", "b")),
        (">-\n  folded\n  words", "folded words"),
    ],
)
def test_scalar_is_what_it_looks_like(text: str, value: object, tmp_path: Path) -> None:
    assert document(tmp_path, f"key: {text}\n").values == {"key": value}


def test_places_count_from_one(tmp_path: Path) -> None:
    read_back = document(tmp_path, "name: A\nsignatory:\n  roles:\n    - x\n    - y\n")
    assert read_back.places["name",] == (1, 7)
    assert read_back.keys["signatory", "roles"] == (3, 3)
    assert read_back.places["signatory", "roles", 1] == (5, 7)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "record.yaml:1:1: the file is empty"),
        ("a: b: c", "record.yaml:1:5: not YAML: a colon too many"),
        (b"a: \xff", "record.yaml:1:1: not UTF-8 text"),
        ("a: b\n\0", "(U+0000)"),
        ("a: " + "[" * 50000, "nested too deeply"),
    ],
)
def test_what_is_no_document_is_said_in_one_line(text: str | bytes, said: str, tmp_path: Path) -> None:
    with pytest.raises(Faulty) as raised:
        document(tmp_path, text)
    [fault] = raised.value.faults
    assert said in str(fault)
    assert "\n" not in str(fault)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: 1\na: 2", "record.yaml:2:1: a: given twice; keep one of the two"),
        ("a: *b", "record.yaml:1:4: a: an alias (*) stands for a value; write the value itself"),
        ("a: &b 1", "record.yaml:1:4: a: YAML's tags (!) and anchors (&) are not read; write the plain value"),
        ("a: !!python/name:os.system x", "a: YAML's tags (!) and anchors (&) are not read"),
        ("? [a]\n: b", "a key must be a word"),
        ("a: 1\n---\nb: 2", "record.yaml:2:1: a second document (---) begins here"),
    ],
)
def test_what_yaml_allows_and_records_do_not_is_said_with_its_place(text: str, said: str, tmp_path: Path) -> None:
    [fault] = document(tmp_path, text).faults
    assert said in str(fault)


def test_aliases_do_not_expand(tmp_path: Path) -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
        for before, name in zip("abcdefghi", "bcdefghij", strict=True)
    )
    assert len(document(tmp_path, bomb).faults) < 100
