"""What people find out is written down with who found it; a wrong address gives way to the right one."""

from pathlib import Path

import pytest

from .edition import BY, SAMPLE, approved_by, change, councils, letters, name_server, outbox_in, print_again, stands
from .mailserver import MailServer

DELIVER = ("send", *SAMPLE, "--deliver")


@pytest.fixture
def sent(approved_five: Path, mail_server: MailServer) -> Path:
    """Five letters that were sent."""
    name_server(approved_five, mail_server)
    assert letters(approved_five, *DELIVER)[0] == 0
    return approved_five


def test_letter_sent_to_a_wrong_address_is_sent_to_the_right_one(sent: Path, mail_server: MailServer) -> None:
    first = councils(sent)[0]
    resolve = ("send", *SAMPLE, "--resolve", f"{first}=not-sent", *BY)
    status, _, complained = letters(sent, *resolve)
    assert status == 1
    assert "is sent; only what is unknown" in complained
    assert "what was sent to a wrong address, once the record names the right one" in complained
    change(sent, first, "to: chief.executive@", "to: leader@")
    said = letters(sent, "status", *SAMPLE)[1]
    [line] = [line for line in said.splitlines() if "the record now says" in line]
    assert line.startswith(f"  {first}: sent to chief.executive@")
    assert "; the record now says leader@" in line
    assert letters(sent, *resolve)[0] == 0
    print_again(sent)
    assert stands(sent)[first].stage == "to approve"
    approved_by(sent, "Ann Other", "Bo Else")
    assert letters(sent, *DELIVER)[0] == 0
    assert letters(sent, *DELIVER)[0] == 0
    wrong, right = [mail.recipients[0] for mail in mail_server.mailbox if mail.council == first]
    assert (wrong.split("@")[0], right.split("@")[0]) == ("chief.executive", "leader")
    assert mail_server.received.total() == 6
    with outbox_in(sent).ledger_begun() as ledger:
        replies = [(state, reply) for _, council, state, reply in ledger.events if council == first]
    assert ("ready", "Ann Other found that it was not sent") in replies


def test_two_answers_are_none(sent: Path) -> None:
    first = councils(sent)[0]
    both = ("--resolve", f"{first}=sent", "--resolve", f"{first}=not-sent")
    status, _, complained = letters(sent, "send", *SAMPLE, *both, *BY)
    assert status == 2
    assert "cannot be both sent and not sent" in " ".join(complained.split())
