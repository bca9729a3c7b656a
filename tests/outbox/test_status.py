"""One screen that says where an edition stands, and what is next."""

import json
from pathlib import Path

import pytest

from generator.outbox import cure_of

from .edition import BY, SAMPLE, approved_by, change, councils, letters, name_server
from .mailserver import MailServer


def status(folder: Path) -> list[str]:
    done, said, complained = letters(folder, "status", *SAMPLE)
    assert (done, complained) == (0, "")
    return said.splitlines()


def facts(folder: Path) -> dict[str, object]:
    facts = json.loads(letters(folder, "status", *SAMPLE, "--json")[1])
    assert isinstance(facts, dict)
    return facts


def test_status_follows_the_edition_on_its_way(dozen: Path, mail_server: MailServer) -> None:
    name_server(dozen, mail_server)
    assert status(dozen)[-1] == 'Next: letters send, to look at the messages, and letters approve --by "NAME"'
    approved_by(dozen, "Ann Other", "Bo Else")
    assert status(dozen)[-1] == "Next: letters send --deliver"
    mail_server.faults = ["", "recipient refused", "dropped, taken"]
    letters(dozen, "send", *SAMPLE, "--deliver")
    lines, (_, second, third) = status(dozen), councils(dozen)[:3]
    assert len(lines) <= 24
    assert "Sent       10" in lines
    assert lines[lines.index("Refused    1") + 1].startswith(f"  {second}: link.officer@")
    assert lines[lines.index("Unknown    1") + 1].startswith(f"  {third}: the line was lost")
    assert lines[-1].endswith("letters send --resolve COUNCIL=sent|not-sent")
    letters(dozen, "send", *SAMPLE, "--resolve", f"{third}=sent", *BY)
    assert status(dozen)[-1] == "Next: do what is said of the refused ones"


def test_status_says_what_changed(approved: Path) -> None:
    first = councils(approved)[0]
    assert facts(approved)["proof"] == "consistent"
    change(approved, first, "to: chief.executive@", "to: leader@")
    found = facts(approved)
    assert str(found["proof"]).endswith(f"{first}.yaml: changed since the run")
    assert found["changed"] == {first: "the recipients"}
    assert found["next"] == "letters render"


def test_status_of_what_was_sent_and_then_changed(approved: Path, mail_server: MailServer) -> None:
    name_server(approved, mail_server)
    letters(approved, "send", *SAMPLE, "--deliver")
    assert facts(approved)["next"] == "nothing: all letters were sent"
    first = councils(approved)[0]
    change(approved, first, "to: chief.executive@", "to: leader@")
    found = facts(approved)
    assert found["changed"] == {first: "the message, since it was sent"}
    assert found["stages"] == {
        "left out": 0,
        "to approve": 0,
        "ready": 0,
        "sending": 0,
        "sent": 12,
        "refused": 0,
        "unknown": 0,
    }


def test_status_before_a_run(dozen: Path) -> None:
    (dozen / "output/sample/run.json").unlink()
    lines = status(dozen)
    assert "Run        none" in lines
    assert lines[-1] == "Next: letters render"


@pytest.mark.parametrize(
    ("reply", "cure"),
    [
        ("a@b.example: 550 5.1.1 no such user", "mend the address"),
        ("a@b.example: 552 5.2.2 full", "ask the council to make room"),
        ("a@b.example: 550 5.2.2 full", "ask the council to make room"),
        ("554 5.7.1 not this", "ask the council's postmaster"),
    ],
)
def test_what_is_refused_has_a_cure(reply: str, cure: str) -> None:
    assert cure_of(reply).startswith(cure)
