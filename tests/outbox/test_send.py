"""The program as people use it, a real mail server, real letters: each gets to its council once, whatever happens."""

import os
from collections.abc import Collection
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from html import unescape
from pathlib import Path
from time import monotonic

import pytest
import trustme

from generator.merge import read_back, wordings_of
from generator.records import load

from .edition import (
    BY,
    GUEST,
    SAMPLE,
    approved_by,
    change,
    councils,
    finished,
    letters,
    name_server,
    outbox_in,
    print_again,
    printed,
    record_without,
    stands,
)
from .mailserver import MailServer

DELIVER = ("send", *SAMPLE, "--deliver")


def letter_in(content: bytes) -> bytes:
    message = message_from_bytes(content, policy=SMTP)
    assert isinstance(message, EmailMessage)
    [letter] = message.iter_attachments()
    content = letter.get_content()
    assert isinstance(content, bytes)
    return content


def check_all_arrived(folder: Path, server: MailServer, but: Collection[str] = ()) -> None:
    """Each council got one message, for its own people, with its own letter, read back from the PDF's print."""
    records, wordings = load(folder / "data", "sample"), wordings_of(folder / "templates")
    assert server.received == {council: 1 for council in councils(folder) if council not in but}
    for mail in server.mailbox:
        council = records.councils[mail.council]
        assert council.email
        assert mail.recipients == (council.email.to, *council.email.copies)
        assert mail.message["To"].addresses[0].display_name == council.addressee.name
        pdf = letter_in(mail.content)
        assert pdf == (folder / "output" / "sample" / "letters" / f"{mail.council}.pdf").read_bytes()
        told = {read.path: read.value for read in read_back(pdf, wordings, {"council": [council.name]}).reading.values}
        assert (told["council"], told["addressee.name"]) == (council.name, council.addressee.name)


def test_dozen_arrives_and_is_told_of(approved: Path, mail_server: MailServer) -> None:
    name_server(approved, mail_server)
    status, said, complained = finished(approved, *DELIVER)
    assert (status, complained) == (0, "")
    assert said.splitlines()[-2] == "12 sent"
    check_all_arrived(approved, mail_server)
    status, said, _ = letters(approved, *DELIVER)
    assert (status, mail_server.received.total()) == (0, 12)


@pytest.mark.long
def test_four_hundred_arrive(authority: trustme.CA, tmp_path: Path) -> None:
    folder = printed(tmp_path, 400)
    approved_by(folder, "Ann Other", "Bo Else")
    with MailServer(authority).running() as server:
        name_server(folder, server)
        began = monotonic()
        finished(folder, *DELIVER)
        print(f"400 letters in {monotonic() - began:.1f} s")
        drafts = {council for council, one in stands(folder).items() if one.stage == "left out"}
        assert len(drafts) < 10
        check_all_arrived(folder, server, drafts)


@pytest.mark.parametrize(
    "command", [("send", "--deliver"), ("send", "--resolve", "a=sent", *BY), ("approve", "--by", "Cy")]
)
def test_second_program_is_kept_out(command: tuple[str, ...], approved: Path, mail_server: MailServer) -> None:
    name_server(approved, mail_server)
    with outbox_in(approved).owned():
        status, _, complained = letters(approved, *command, *SAMPLE)
    assert (status, mail_server.calls) == (3, 0)
    assert "somebody is approving or sending here; wait for them" in complained


def test_what_is_refused_is_listed_with_its_cure(approved: Path, mail_server: MailServer) -> None:
    name_server(approved, mail_server)
    mail_server.faults = ["recipient refused", "mailbox full"]
    status, said, _ = letters(approved, *DELIVER)
    first, second = councils(approved)[:2]
    assert status == 1
    assert f"data/sample/councils/{first}.yaml:" in said
    assert "550 5.1.1 no such user; mend the address in the council's record, render and approve again" in said
    assert "552 5.2.2 mailbox full; ask the council to make room in the mailbox, then letters send --resolve" in said
    assert letters(approved, "send", *SAMPLE, "--resolve", f"{second}=not-sent", *BY)[0] == 0
    letters(approved, *DELIVER)
    assert mail_server.received == dict.fromkeys(councils(approved)[1:], 1)


def test_refused_copy_is_placed_at_the_copies_of_the_record(approved_five: Path, mail_server: MailServer) -> None:
    name_server(approved_five, mail_server)
    first, second = councils(approved_five)[:2]
    mail_server.faults = ["recipient refused", "RCPT 550 5.1.1 no such user <{}>"]  # the copy; both
    said = letters(approved_five, *DELIVER)[1].splitlines()
    refused = [line for line in said if ": refused: " in line and line.startswith("data/")]
    for line, (council, path) in zip(
        refused, ((first, "email.copies"), (second, "email.to"), (second, "email.copies")), strict=True
    ):
        file, row, column, rest = line.split(":", 3)
        assert file == f"data/sample/councils/{council}.yaml"
        address = rest.removeprefix(f" {path}: refused: ").partition(": ")[0]
        assert (approved_five / file).read_text().splitlines()[int(row) - 1][int(column) - 1 :] == address


def test_resolving_asks_for_a_question(approved: Path, mail_server: MailServer) -> None:
    name_server(approved, mail_server)
    letters(approved, *DELIVER)
    status, _, complained = letters(approved, "send", *SAMPLE, "--resolve", f"{councils(approved)[0]}=not-sent", *BY)
    assert status == 1
    assert "is sent; only what is unknown can be found sent" in complained
    assert letters(approved, "send", *SAMPLE, "--resolve", "nowhere=sent", *BY)[0] == 2
    assert letters(approved, "send", *SAMPLE, "--resolve", "nowhere", *BY)[0] == 2


def test_without_deliver_nothing_is_sent_and_three_can_be_looked_at(approved: Path, mail_server: MailServer) -> None:
    name_server(approved, mail_server)
    status, said, _ = letters(approved, "send", *SAMPLE)
    assert (status, mail_server.calls) == (0, 0)
    names = councils(approved)
    assert sorted(file.stem for file in (approved / "output/sample/outbox").iterdir()) == names[:3]
    assert all(f"{name}.pdf" in said for name in names)
    assert "Nothing was sent." in said


def test_no_address_is_cut(five: Path) -> None:
    first = councils(five)[0]
    change(five, first, "to: chief.executive@", f"to: {'x' * 60}@{'y' * 60}.{'z' * 60}.{'w' * 60}.")
    print_again(five)
    said = letters(five, "send", *SAMPLE)[1]
    assert ["".join(said.split()).count(sign) >= 60 for sign in "xyzw"] == [True] * 4
    assert "…" not in said
    assert said.splitlines()[-1] == 'Next: letters approve --edition sample --by "NAME"'


def test_to_disk_writes_all_and_marks_none_as_sent(approved: Path) -> None:
    assert letters(approved, "send", *SAMPLE, "--to-disk")[0] == 0
    for name in councils(approved):
        pdf = letter_in((approved / f"output/sample/outbox/{name}.eml").read_bytes())
        assert pdf == (approved / f"output/sample/letters/{name}.pdf").read_bytes()
    assert {one.stage for one in stands(approved).values()} == {"ready"}


def test_trial_reaches_the_guest_alone_and_counts_for_nothing(dozen: Path, mail_server: MailServer) -> None:
    name_server(dozen, mail_server)
    status, said, _ = letters(dozen, *DELIVER, "--only-to", GUEST)
    assert status == 0, said
    assert {mail.recipients for mail in mail_server.mailbox} == {(GUEST,)}
    for mail in mail_server.mailbox:
        name = load(dozen / "data", "sample").councils[mail.council].name
        assert mail.message["Subject"].endswith(f"Annual Review letter 2020 - {name}")
        assert mail.message["Subject"].startswith("Trial: ")
        for kind in ("plain", "html"):
            body = mail.message.get_body((kind,))
            assert body
            assert f"This is a trial message: it was not sent to {name}." in unescape(body.get_content())
    assert {one.stage for one in stands(dozen).values()} == {"to approve"}
    assert not (dozen / "data/sample/outbox").exists()


def test_trial_on_somebody_who_is_no_guest_is_refused(dozen: Path, mail_server: MailServer) -> None:
    name_server(dozen, mail_server)
    status, _, complained = letters(dozen, *DELIVER, "--only-to", "stranger@elsewhere.example")
    assert (status, mail_server.calls) == (2, 0)
    assert "is not among the guests" in complained


@pytest.mark.parametrize(
    ("day", "arguments", "said"),
    [
        ("date: 2020-07-22", ("--deliver",), "the letters are of 2999-07-22, and nothing is sent before"),
        ("", ("--deliver", "--not-before", "2999-07-22T09:00"), "nothing is to be sent before 2999-07-22 09:00"),
    ],
    ids=["the letter's date", "a later hour"],
)
def test_nothing_is_sent_before_its_time(
    day: str, arguments: tuple[str, ...], said: str, approved: Path, mail_server: MailServer
) -> None:
    name_server(approved, mail_server)
    edition = approved / "data/sample/edition.yaml"
    if day:
        later = edition.read_text().replace(day, "date: 2999-07-22").replace("2020-07-29", "2999-07-29")
        edition.write_text(later)
    status, _, complained = letters(approved, "send", *SAMPLE, *arguments)
    assert (status, mail_server.calls) == (1, 0)
    assert said in complained
    assert complained.startswith("data/sample/edition.yaml:6:7: date: ")


def test_letter_of_a_later_day_waits_for_it(five: Path, mail_server: MailServer) -> None:
    name_server(five, mail_server)
    later, *others = councils(five)
    file = five / "data" / "sample" / "councils" / f"{later}.yaml"
    section = "reissue: {date: 2999-08-05, replaces: 2020-07-22, reason: It corrects a figure.}\n"
    file.write_text(section + file.read_text())
    print_again(five)
    approved_by(five, "Ann Other", "Bo Else")
    status, said, _ = letters(five, *DELIVER)
    assert (status, mail_server.received) == (1, dict.fromkeys(others, 1))
    assert f"{later}: not sent before 2999-08-05, the date of its letter" in said


def test_login_is_asked_for_in_the_environment(approved: Path, mail_server: MailServer) -> None:
    name_server(approved, mail_server)
    status, _, complained = letters(approved, *DELIVER, LETTERS_SMTP_PASSWORD="wrong")  # noqa: S106
    assert (status, mail_server.mailbox) == (3, [])
    assert f"letters: localhost:{mail_server.port}: refuses the login: 535" in complained
    assert letters(approved, *DELIVER, LETTERS_SMTP_PASSWORD="")[0] == 2
    assert os.environ.get("LETTERS_SMTP_PASSWORD") is None


def test_nothing_unapproved_is_sent(dozen: Path, mail_server: MailServer) -> None:
    name_server(dozen, mail_server)
    status, _, complained = letters(dozen, *DELIVER)
    assert (status, mail_server.calls) == (1, 0)
    assert "nothing has been approved yet; letters approve" in complained


def test_where_nothing_can_be_sent_that_is_said(five: Path) -> None:
    for council in councils(five):
        record_without(five, council, "email")
    print_again(five)
    looked_at = five / "output/sample/outbox"
    looked_at.mkdir()
    (looked_at / "earlier.eml").touch()
    done, said, _ = letters(five, "send", *SAMPLE)
    assert (done, list(looked_at.iterdir())) == (0, [])
    assert said.endswith("No letter is ready to be sent.\nNext: letters status --edition sample\n")
    assert "Recipients" not in said
    done, said, complained = letters(five, *DELIVER)
    assert (done, said) == (1, "")
    assert "nothing has been approved yet" in complained
