"""A record's values change in its text, and nothing else does."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.records import Council, dump
from generator.records.amend import CannotAmendError, amended
from generator.records.document import parsed
from tests.strategies import councils

ORDER = tuple(Council.model_fields)


def after(text: str, changes: dict[tuple[str | int, ...], Any]) -> str:
    return amended(text, parsed(text), changes, ORDER)


@pytest.mark.parametrize(
    ("text", "changes", "expected"),
    [
        ("name: A  # theirs\n", {("name",): "B"}, "name: B  # theirs\n"),
        ("name: 'A'", {("name",): "B: C"}, "name: 'B: C'"),
        ("{name: A, type: county}\n", {("type",): "other"}, "{name: A, type: other}\n"),
        ("name: A\n# end\n", {("compliance", "outcomes"): 3}, "name: A\ncompliance:\n  outcomes: 3\n# end\n"),
        ("a: {b: 1}\nname: A", {("name",): None}, "a: {b: 1}\n"),
        ("name: >-\n  A\n  B\n\n# end\n", {("name",): "C"}, "name: C\n\n# end\n"),
        ("# none yet\n{}\n", {("county", "compliance"): 9}, "# none yet\ncounty:\n  compliance: 9\n"),
        ("a: # ring Jane\nb: 1\n", {("a", "c"): 2}, "a: # ring Jane\n  c: 2\nb: 1\n"),
        ("a: ~ # soon\n", {("a", "c"): 2}, "a:  # soon\n  c: 2\n"),
        ("a: {b: 1}\n", {("a", "c"): 2}, "a: {b: 1, c: 2}\n"),
        ("a: {b: c}\n", {("a", "b"): "Director, Adults"}, "a: {b: 'Director, Adults'}\n"),
        ("{a: 1}", {("b",): 2}, "{a: 1, b: 2}"),
        ("a:\n    b: 1\n", {("a", "c"): 2}, "a:\n    b: 1\n    c: 2\n"),
        ("a:\n  b: 1 # one\n  c: 2\nd: 3\n", {("a", "b"): None}, "a:\n  c: 2\nd: 3\n"),
    ],
)
def test_only_the_value_changes(text: str, changes: dict[tuple[str | int, ...], Any], expected: str) -> None:
    assert after(text, changes) == expected


@pytest.mark.parametrize(
    "text", ["{name: A}\n", "- name\n", "email: {to: x}\n", "email:\n  to: x\n  copies:\n  # theirs\n  - b\n"]
)
def test_what_a_person_has_to_change_is_refused(text: str) -> None:
    with pytest.raises(CannotAmendError):
        after(text, {("email", "copies"): ("a",), ("compliance",): {"outcomes": 1}})


@settings(deadline=None)
@given(before=councils(), now=councils(), remark=st.sampled_from(["", "# by hand\n", "\n"]))
def test_any_record_becomes_any_other(before: Council, now: Council, remark: str) -> None:
    """Section by section, as figures come in."""
    text = remark + dump(before) + remark
    new = now.model_dump(exclude_none=True, exclude_defaults=True)
    old = before.model_dump(exclude_none=True, exclude_defaults=True)
    changes: dict[tuple[str | int, ...], Any] = {(key,): new.get(key) for key in {*old, *new}}
    changed = after(text, changes)
    assert Council.model_validate(parsed(changed)) == now
    assert changed.startswith(remark)
    assert changed.endswith(remark)


def test_every_record_here_keeps_its_text_when_nothing_changes() -> None:
    for file in Path("data").glob("*/councils/*.yaml"):
        text = file.read_text()
        assert after(text, {(key,): value for key, value in parsed(text).items() if isinstance(value, str)}) == text
