"""One screen that says where an edition stands, and what is next."""

import json
from datetime import date
from pathlib import Path

from generator.merge import Folder
from generator.outbox import Commands, status_of

from .edition import (
    BY,
    SAMPLE,
    approved_by,
    change,
    councils,
    letters,
    name_server,
    outbox_in,
    post_in,
    print_again,
    record_without,
)
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
    assert status(dozen)[-1] == (
        'Next: letters send --edition sample, to look at the messages, and letters approve --edition sample --by "NAME"'
    )
    approved_by(dozen, "Ann Other", "Bo Else")
    assert status(dozen)[-1] == "Next: letters send --edition sample --deliver"
    mail_server.faults = ["", "recipient refused", "dropped, taken"]
    letters(dozen, "send", *SAMPLE, "--deliver")
    lines, (_, second, third) = status(dozen), councils(dozen)[:3]
    assert len(lines) <= 24
    assert "Sent       10" in lines
    assert lines[lines.index("Refused    1") + 1].startswith(f"  {second}: link.officer@")
    assert lines[lines.index("Unknown    1") + 1].startswith(f"  {third}: the line was lost")
    assert lines[-1].endswith('letters send --edition sample --resolve COUNCIL=sent|not-sent --by "NAME"')
    letters(dozen, "send", *SAMPLE, "--resolve", f"{third}=sent", *BY)
    assert status(dozen)[-1] == "Next: do what is said of the refused ones"


def test_status_says_what_changed(approved: Path) -> None:
    first = councils(approved)[0]
    assert facts(approved)["proof"] == "consistent"
    change(approved, first, "to: chief.executive@", "to: leader@")
    found = facts(approved)
    assert str(found["proof"]).endswith(f"{first}.yaml: changed since the run")
    assert found["changed"] == {first: "the recipients"}
    assert found["next"] == "letters render --edition sample"


def test_status_of_what_was_sent_and_then_changed(approved: Path, mail_server: MailServer) -> None:
    name_server(approved, mail_server)
    letters(approved, "send", *SAMPLE, "--deliver")
    assert facts(approved)["next"] == (
        "letters publish --edition sample --output publication, unless the letters are published already"
    )
    first = councils(approved)[0]
    change(approved, first, "to: chief.executive@", "to: leader@")
    found = facts(approved)
    assert found["changed"] == {first: "the message, since it was sent"}
    assert found["next"] == "letters render --edition sample"
    assert found["stages"] == {
        "left out": 0,
        "to approve": 0,
        "ready": 0,
        "sending": 0,
        "sent": 12,
        "refused": 0,
        "unknown": 0,
    }


def test_record_that_changed_since_its_letter_was_sent_is_to_be_reissued(
    approved_five: Path, mail_server: MailServer
) -> None:
    name_server(approved_five, mail_server)
    letters(approved_five, "send", *SAMPLE, "--deliver")
    first = councils(approved_five)[0]
    change(approved_five, first, "role: ", "role: Acting ")
    assert facts(approved_five)["next"] == f'letters reissue --edition sample {first} --reason "..."'
    assert letters(approved_five, "reissue", first, *SAMPLE, "--reason", "It corrects a name.")[0] == 0
    assert letters(approved_five, "send", *SAMPLE)[1].endswith("Next: letters render --edition sample\n")
    assert facts(approved_five)["next"] == "letters render --edition sample"
    print_again(approved_five)
    approved_by(approved_five, "Ann Other", "Bo Else")
    assert "250" not in letters(approved_five, "send", *SAMPLE)[1].splitlines()[1]
    assert facts(approved_five)["next"] == "letters send --edition sample --deliver"


def test_letter_that_was_sent_need_not_be_there(approved_five: Path, mail_server: MailServer) -> None:
    name_server(approved_five, mail_server)
    mail_server.faults = ["dropped, taken"]
    letters(approved_five, "send", *SAMPLE, "--deliver")
    for file in (approved_five / "output/sample/letters").glob("*.pdf"):
        file.unlink()
    assert facts(approved_five)["stages"]["sent"] == 4  # type: ignore[index]
    first = councils(approved_five)[0]
    assert letters(approved_five, "send", *SAMPLE, "--resolve", f"{first}=sent", *BY)[0] == 0
    assert facts(approved_five)["stages"]["sent"] == 5  # type: ignore[index]


def test_letter_printed_before_its_figures_came_is_to_be_printed_again(five: Path) -> None:
    first = councils(five)[0]
    file = five / "data" / "sample" / "councils" / f"{first}.yaml"
    whole = file.read_text()
    record_without(five, first, "compliance")
    print_again(five)
    assert facts(five)["left_out"] == {first: "a draft: figures are awaited"}
    file.write_text(whole)
    assert facts(five)["left_out"] == {first: "printed as a draft, before its figures came: letters render"}


def test_status_before_a_run(dozen: Path) -> None:
    (dozen / "output/sample/run.json").unlink()
    lines = status(dozen)
    assert "Run        none" in lines
    assert lines[-1] == "Next: letters render --edition sample"


def test_open_warnings_come_before_approval(five: Path) -> None:
    file = five / "data" / "sample" / "edition.yaml"
    file.write_text(file.read_text().replace("date: 2020-07-22", "date: 2020-07-25"))
    print_again(five)
    step = "letters check --edition sample: 1 warning is to be corrected or confirmed before the letters are approved"
    assert (facts(five)["warnings"], facts(five)["next"]) == (1, step)
    assert "Warnings   1 to be corrected or confirmed" in status(five)
    assert letters(five, "send", *SAMPLE)[1].endswith(f"Nothing was sent.\nNext: {step}\n")
    done, _, complained = letters(five, "approve", *SAMPLE, *BY)
    assert done == 1
    assert "date: 2020-07-25 is a Saturday" in complained
    assert letters(five, "confirm", "edition", "date-day-off", *SAMPLE, *BY)[0] == 0
    assert str(facts(five)["next"]).endswith('letters approve --edition sample --by "NAME"')
    assert letters(five, "approve", *SAMPLE, *BY)[0] == 0


def test_publication_comes_after_sending_on_its_day(approved_five: Path, mail_server: MailServer) -> None:
    name_server(approved_five, mail_server)
    letters(approved_five, "send", *SAMPLE, "--deliver")
    folders = Folder(approved_five / "output" / "sample"), outbox_in(approved_five)
    post, templates, data = post_in(approved_five), approved_five / "templates", approved_five / "data"

    def next_on(today: date) -> str:
        commands = Commands("", "letters check", "letters publish --output publication")
        return status_of(post.ready, folders[0], post.outbox, folders[1], templates, data, today, commands).next

    publish = "letters publish --output publication{}, unless the letters are published already"
    assert next_on(date(2020, 7, 28)) == publish.format(", on 2020-07-29 and not before")
    assert next_on(date(2020, 7, 29)) == publish.format("")
    elsewhere = approved_five / "elsewhere"
    (approved_five / "output").rename(elsewhere)
    moved = json.loads(letters(approved_five, "status", *SAMPLE, "--output", "elsewhere", "--json")[1])["next"]
    command = moved.partition(",")[0].removeprefix("letters ")
    assert command == "publish --edition sample --run elsewhere --output publication"
    assert letters(approved_five, *command.split())[0] == 0
