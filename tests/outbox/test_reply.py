"""A refusal that concerns the sender stops the run and refuses no council; one that concerns a council is its own."""

from pathlib import Path

import pytest

from generator.outbox import ServerError, cure_of

from .edition import BY, SAMPLE, councils, letters, name_server, stands
from .mails import delivered, mails, states
from .mailserver import MailServer

DELIVER = ("send", *SAMPLE, "--deliver")
QUOTA = "550 5.4.5 Daily user sending limit exceeded"
SEND_AS = "554 5.2.252 SendAsDenied; a@b.example not allowed to send as c@d.example"
SIZE = "552 5.3.4 Message size exceeds fixed limit"
POLICY = "554 5.7.1 <{}>: Relay access denied"
NOBODY = "550 5.7.1 no <{}> today 2026-07-22 17:00"


@pytest.mark.parametrize("step", ["MAIL", "RCPT", "DATA", "END"])
@pytest.mark.parametrize(
    ("reply", "means"),
    [
        (QUOTA, "the account may send no more messages for now"),
        (SEND_AS, "the account may not send from this address"),
        (SIZE, "the message is bigger than the server takes"),
        (POLICY.format("you"), "the server lets this sender send to no recipient"),
    ],
)
def test_refusal_of_the_sender_leaves_all_others_ready(
    step: str, reply: str, means: str, mail_server: MailServer, ledger_file: Path
) -> None:
    messages = mails(3)
    mail_server.faults = ["", f"{step} {reply}"]
    with pytest.raises(ServerError) as refused:
        delivered(messages, ledger_file, mail_server.server)
    said = str(refused.value)
    assert reply in said
    assert f" ({means}); " in said
    assert said.endswith(f", then send again: '{mail_server.server.host}:{mail_server.port}'")
    assert list(states(ledger_file, messages).values()) == ["sent", "ready", "ready"]
    assert [file.name[:9] for file in (ledger_file.parent / "sent").iterdir()] == ["council-0"]
    delivered(messages, ledger_file, mail_server.server)
    assert mail_server.received == {message.council: 1 for message in messages}


@pytest.mark.parametrize("step", ["RCPT", "DATA", "END"])
def test_three_refusals_alike_in_a_row_are_about_the_sender(
    step: str, mail_server: MailServer, ledger_file: Path
) -> None:
    messages = mails(6)
    mail_server.faults = ["", *[f"{step} {NOBODY}"] * 3]
    with pytest.raises(ServerError, match="the same for council-1, council-2, council-3 in a row, which are ready"):
        delivered(messages, ledger_file, mail_server.server)
    assert list(states(ledger_file, messages).values()) == ["sent", *["ready"] * 5]
    delivered(messages, ledger_file, mail_server.server)
    assert mail_server.received == {message.council: 1 for message in messages}


def test_reply_of_several_lines_is_one(mail_server: MailServer, ledger_file: Path) -> None:
    mail_server.faults = [f"END {QUOTA.replace(' ', '-', 1)}\r\n550 5.4.5 see the help"]
    with pytest.raises(ServerError, match=f"{QUOTA} 5.4.5 see the help .the account may send no more"):
        delivered(mails(1), ledger_file, mail_server.server)
    assert states(ledger_file, mails(1)) == {"council-0": "ready"}


def test_policy_against_one_of_the_recipients_is_the_council_s_own(mail_server: MailServer, ledger_file: Path) -> None:
    mail_server.faults = ["COPY 554 5.7.1 not to you"]
    delivered(mails(2), ledger_file, mail_server.server)
    assert states(ledger_file, mails(2)) == {"council-0": "refused", "council-1": "sent"}


@pytest.mark.parametrize(
    "faults",
    [
        ["RCPT 550 5.1.1 a", "RCPT 550 5.1.1 b", "RCPT 550 5.1.1 a"],
        ["RCPT 550 5.1.1 a", "RCPT 550 5.1.2 a", "RCPT 550 5.1.1 a"],
        ["RCPT 550 5.1.1 a", "RCPT 550 5.1.1 a", "", "RCPT 550 5.1.1 a"],
    ],
    ids=["other words", "another code", "one between them that was sent"],
)
def test_refusals_that_differ_are_the_councils_own(
    faults: list[str], mail_server: MailServer, ledger_file: Path
) -> None:
    messages, mail_server.faults = mails(5), list(faults)
    delivered(messages, ledger_file, mail_server.server)
    expected = [("refused" if fault else "sent") for fault in faults]
    assert list(states(ledger_file, messages).values())[: len(faults)] == expected


@pytest.mark.parametrize("step", ["MAIL", "END"])
def test_letter_that_stopped_the_run_goes_last_and_keeps_no_other(
    step: str, mail_server: MailServer, ledger_file: Path
) -> None:
    messages = mails(3)
    for mail_server.faults in ([f"{step} {SIZE}"], ["", "", f"{step} {SIZE}"]):
        with pytest.raises(ServerError):
            delivered(messages, ledger_file, mail_server.server)
    assert list(states(ledger_file, messages).values()) == ["ready", "sent", "sent"]


def test_refusal_of_the_sender_is_one_line_that_says_what_to_do(approved_five: Path, mail_server: MailServer) -> None:
    name_server(approved_five, mail_server)
    mail_server.faults = ["", f"RCPT {SEND_AS}"]
    status, said, complained = letters(approved_five, *DELIVER)
    assert status == 3
    assert said.splitlines()[-1] == "Stopped: 1 message sent; run it again to go on."
    [line] = complained.splitlines()
    assert f": {SEND_AS}" in line
    assert line.endswith(
        " (the account may not send from this address);"
        " ask who runs the server for the permission to send as `sender.address`, then send again"
    )


def test_all_that_is_refused_is_made_ready_again_at_once(approved_five: Path, mail_server: MailServer) -> None:
    name_server(approved_five, mail_server)
    mail_server.faults = ["recipient refused", "mailbox full"]
    letters(approved_five, *DELIVER)
    resolve = ("send", *SAMPLE, *BY, "--resolve")
    assert letters(approved_five, *resolve, "all-refused=sent")[0] == 2
    status, said, _ = letters(approved_five, *resolve, "all-refused=not-sent")
    assert (status, said.splitlines()[0]) == (0, "2 messages resolved.")
    assert [one.stage for one in stands(approved_five).values()] == ["ready", "ready", "sent", "sent", "sent"]
    assert letters(approved_five, *resolve, "all-refused=not-sent")[0] == 2
    assert letters(approved_five, *DELIVER)[0] == 0
    assert mail_server.received == dict.fromkeys(councils(approved_five), 1)


@pytest.mark.parametrize(
    ("reply", "cure"),
    [
        ("a@b.example: 550 5.1.1 no such user", "mend the address"),
        ("a@b.example: 552 5.2.2 full", "ask the council to make room"),
        ("a@b.example: 552 full", "ask the council to make room"),
        ("a@b.example: 550 5.2.2 full", "ask the council to make room"),
        ("a@b.example: 550 5.1.1 nobody; c@d.example: 550 5.2.2 full", "ask the council to make room"),
        ("554 5.6.0 not this", "ask the council's postmaster, then"),
        ("554 5.6.0 not from 5.2.2.10, see 5.2.2", "ask the council's postmaster, then"),
        ("550 5.7.1 blocked", "ask the council's postmaster to let our sender in"),
        ("a@b.example: 550 5.7.1 by policy", "ask the council's postmaster to let our sender in"),
        (
            SEND_AS,
            "ask who runs the server for the permission to send as `sender.address`, then letters send --resolve all",
        ),
        ("a@b.example: 554 5.7.1 no; c@d.example: 554 5.7.1 no", "ask who runs the server to allow it, then letters"),
        ("a@b.example: 554 5.7.1 no", "ask the council's postmaster to let our sender in"),
        ("a@b.example: 554 5.7.1 no; c@d.example: 550 5.1.1 no", "ask the council's postmaster to let our sender in"),
        ("552 too big", "ask who runs the server to raise its limit"),
        ("the line was lost", "ask the council's postmaster"),
    ],
)
def test_what_is_refused_has_a_cure(reply: str, cure: str) -> None:
    assert cure_of(reply).startswith(cure)
