"""Two people approve a run that is proven; what changes afterwards is nobody's any more, and the rest still is."""

import json
import shutil
from pathlib import Path

import pytest

from generator.errors import Fault, Faulty
from generator.files import digest
from generator.outbox import approve
from generator.records import Approval

from .edition import (
    SAMPLE,
    approved_by,
    change,
    councils,
    letters,
    outbox_in,
    post_in,
    print_again,
    record_without,
    stands,
)
from .mails import NOW

APPROVE = ("approve", *SAMPLE, "--by")


def stages(folder: Path) -> set[str]:
    return {one.stage for one in stands(folder).values()}


def test_two_people_approve(five: Path) -> None:
    status, said, _ = letters(five, *APPROVE, "Ann Other", "--note", "read all of them")
    assert status == 0
    listed = [f"{slug}: {', '.join(one.recipients)}" for slug, one in post_in(five).messages.items()]
    assert said.splitlines() == [
        *listed,
        "5 letters approved by Ann Other: data/sample/outbox/approval-001.json",
        "5 letters still to be approved: 2 different people are needed for each.",
        'Next: letters approve --edition sample --by "ANOTHER NAME"',
    ]
    assert stages(five) == {"to approve"}
    approved_by(five, "Bo Else")
    assert stages(five) == {"ready"}


@pytest.mark.parametrize(
    "again",
    [
        "Ann Other",
        "ANN other",
        " ann   OTHER ",
        "AnnOther",
        "\uff21nn Other",
        "Ann Other.",
        "Ann-Other",
        "Ann\u034f Ot\ufe0fher",
        "Ann\u3164Other",
        "Ann\u115fOther\uffa0",
    ],
)
def test_one_person_is_not_two(again: str, five: Path) -> None:
    approved_by(five, "Ann Other", again)
    assert stages(five) == {"to approve"}
    assert len(outbox_in(five).approvals) == 1


@pytest.mark.parametrize("nobody", ["", "  ", "Ann\nOther\x00", "...", "\u3164"])
def test_nobody_approves_nothing(nobody: str, five: Path) -> None:
    assert letters(five, *APPROVE, nobody)[0] == 2


def test_only_an_approver_of_the_list_approves(five: Path) -> None:
    file = five / "data" / "outbox.yaml"
    file.write_text(f"{file.read_text()}approvers: [Ann Other, Bo Else]\n")
    status, _, complained = letters(five, *APPROVE, "Cy Third")
    assert (status, outbox_in(five).approvals) == (2, [])
    assert "not among the approvers in data/outbox.yaml: Ann Other, Bo Else" in " ".join(complained.split())
    assert letters(five, *APPROVE, "ann other")[0] == 0


def test_another_run_than_was_looked_at_is_not_approved(five: Path) -> None:
    now = post_in(five).certificate.sha256
    status, said, complained = letters(five, *APPROVE, "Ann Other", "--certificate", "0" * 64)
    assert (status, said, len(complained.splitlines())) == (1, "", 1)
    assert f"the run's certificate is {now}" in complained
    assert letters(five, *APPROVE, "Ann Other", "--certificate", now)[0] == 0


def test_approval_lists_every_letter(five: Path) -> None:
    approved_by(five, "Ann Other")
    [file] = outbox_in(five).approvals
    approval, post = Approval.model_validate_json(file.read_bytes()), post_in(five)
    assert [letter.council for letter in approval.letters] == list(post.messages)
    for letter, message in zip(approval.letters, post.messages.values(), strict=True):
        assert (letter.pdf, letter.message) == (message.pdf, message.sha256)
        assert (letter.recipients, letter.subject) == (message.recipients, message.subject)


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("to: chief.executive@", "to: leader@", "the recipients"),
        ("copies:\n  - ", "copies:\n  - deputy.", "the recipients"),
        ("role: ", "role: Acting ", "the letter"),
    ],
    ids=["an address", "a copy", "the letter"],
)
def test_change_voids_the_approvals_of_that_letter_alone(old: str, new: str, what: str, approved_five: Path) -> None:
    first = councils(approved_five)[0]
    change(approved_five, first, old, new)
    print_again(approved_five)
    [changed] = [one for one in stands(approved_five).values() if one.stage != "ready"]
    assert (changed.council, changed.stage, changed.changed) == (first, "to approve", (what,))
    approved_by(approved_five, "Ann Other", "Bo Else")
    assert stages(approved_five) == {"ready"}
    assert len(Approval.model_validate_json(outbox_in(approved_five).approvals[-1].read_bytes()).letters) == 1


def test_approving_again_shows_what_changed(approved_five: Path) -> None:
    first, second = councils(approved_five)[:2]
    change(approved_five, first, "to: chief.executive@", "to: leader@")
    change(approved_five, second, "role: ", "role: Acting ")
    print_again(approved_five)
    for name in ("Ann Other", "Bo Else"):
        said = letters(approved_five, *APPROVE, name)[1].splitlines()
        assert said[0].startswith(f"{first}: leader@")
        assert said[0].endswith("; changed since the last approval: the recipients")
        assert said[1].startswith(f"{second}: ")
        assert said[1].endswith("; changed since the last approval: the letter")
        assert said[2].startswith(f"2 letters approved by {name}")


def test_change_of_a_record_voids_the_approvals_before_the_letter_is_printed_again(approved_five: Path) -> None:
    first = councils(approved_five)[0]
    change(approved_five, first, "role: ", "role: Acting ")
    assert [one.council for one in stands(approved_five).values() if one.stage != "ready"] == [first]


def test_change_of_the_words_around_voids_all(approved_five: Path) -> None:
    template = approved_five / "templates" / "2020" / "email.txt"
    template.write_text(template.read_text().replace("Please find attached", "Here is"))
    print_again(approved_five)
    assert {(one.stage, one.changed) for one in stands(approved_five).values()} == {("to approve", ("the message",))}


def test_approvals_of_other_messages_stay_readable_and_are_asked_for_again(approved_five: Path) -> None:
    """As those are that a version of this program gave which composed messages otherwise."""
    into = outbox_in(approved_five)
    with into.ledger_begun() as ledger:
        for file in into.approvals:
            approval = json.loads(file.read_bytes())
            for letter in approval["letters"]:
                letter["message"] = "0" * 64
            file.write_text(json.dumps(approval))
            ledger.note_approval(digest(file.read_bytes()), approval["by"], NOW)
    assert {(one.stage, one.changed) for one in stands(approved_five).values()} == {("to approve", ("the message",))}
    said = letters(approved_five, "send", *SAMPLE)[1]
    assert "Changed since the last approval, to be approved again: 5 letters" in said
    approved_by(approved_five, "Ann Other", "Bo Else")
    assert stages(approved_five) == {"ready"}


def test_drafts_and_those_without_an_address_are_left_out_by_name(five: Path) -> None:
    keys = {"email": "no e-mail address is known", "satisfactory_remedies": "a draft", "type": "type: missing"}
    for council, key in zip(councils(five), keys, strict=False):
        record_without(five, council, key)
    print_again(five)
    status, said, _ = letters(five, *APPROVE, "Ann Other")
    assert status == 0
    left_out = said.splitlines()[:3]
    for council, why, line in zip(councils(five), keys.values(), left_out, strict=False):
        assert line.startswith(f"{council}: left out: ")
        assert why in line
    assert "2 letters approved by Ann Other" in said


@pytest.mark.parametrize("spoilt", ["a letter", "a record", "the certificate", "no run"])
def test_run_that_is_not_proven_is_not_approved(spoilt: str, five: Path) -> None:
    first, run = councils(five)[0], five / "output" / "sample"
    if spoilt == "a letter":
        (run / "letters" / f"{first}.pdf").write_bytes((run / "letters" / f"{councils(five)[1]}.pdf").read_bytes())
    elif spoilt == "a record":
        change(five, first, "role: ", "role: Acting ")
    elif spoilt == "the certificate":
        certificate = run / "run.json"
        certificate.write_text(certificate.read_text().replace('"pages":2', '"pages":3', 1))
    else:
        shutil.rmtree(run)
    status, said, complained = letters(five, *APPROVE, "Ann Other")
    assert (status, said) == (1, "")
    assert "not proven" in complained or "run.json:1:1:" in complained
    assert outbox_in(five).approvals == []


def test_open_gate_lets_nothing_through(five: Path) -> None:
    gate = Fault("data/sample/edition.yaml", 1, 1, "", "nobody has proofread it", "letters confirm")
    with pytest.raises(Faulty, match="nobody has proofread it"):
        approve(post_in(five), outbox_in(five), "Ann Other", NOW, gates=[gate])
    assert outbox_in(five).approvals == []


def test_approvals_without_their_ledger_send_nothing(approved_five: Path) -> None:
    outbox_in(approved_five).ledger_file.unlink()
    for command in (("send", *SAMPLE), ("send", *SAMPLE, "--deliver"), (*APPROVE, "Cy Third"), ("status", *SAMPLE)):
        status, _, complained = letters(approved_five, *command)
        assert status == 1
        assert "the ledger of these approvals is not there, and nobody knows what was sent" in complained
    assert not outbox_in(approved_five).ledger_file.exists()


def test_approvals_beside_another_ledger_send_nothing(approved_five: Path, five: Path) -> None:
    approved_by(five, "Ann Other")
    shutil.copy(outbox_in(five).ledger_file, outbox_in(approved_five).ledger_file)
    with pytest.raises(Faulty, match="the ledger does not know of this approval"):
        stands(approved_five)


def test_approval_that_somebody_wrote_into_is_none(approved_five: Path) -> None:
    file = outbox_in(approved_five).approvals[0]
    approval = json.loads(file.read_bytes())
    file.write_text(json.dumps(approval | {"by": "Cy Third"}))
    with pytest.raises(Faulty, match="the ledger does not know of this approval"):
        stands(approved_five)
    file.write_text("{}")
    with pytest.raises(Faulty, match="not an approval"):
        stands(approved_five)


def test_copy_of_an_approval_is_nobody_s(approved_five: Path) -> None:
    [first, _] = outbox_in(approved_five).approvals
    shutil.copy(first, first.with_name("approval-001 (copy).json"))
    assert letters(approved_five, *APPROVE, "Cy Third")[0] == 0
    assert [file.name for file in outbox_in(approved_five).approvals][-1] == "approval-003.json"


def test_approval_that_was_taken_away_counts_no_more(approved_five: Path) -> None:
    outbox_in(approved_five).approvals[0].unlink()
    assert stages(approved_five) == {"to approve"}
    approved_by(approved_five, "Ann Other")
    assert stages(approved_five) == {"ready"}
