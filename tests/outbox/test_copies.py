"""A copy of each message that left lies beside the ledger: an older ledger in its place sends nothing again."""

import shutil
from pathlib import Path

import pytest

from generator.errors import Faulty
from generator.outbox import OutboxFolder, resolve
from generator.outbox.ledger import Ledger

from .edition import BY, SAMPLE, councils, letters, name_server, outbox_in
from .mails import NOW, delivered, mail_to, mails, states
from .mailserver import MailServer


def copies(folder: Path) -> list[str]:
    return sorted(file.name for file in (folder / "sent").glob("*"))


def test_copy_is_kept_of_what_left_and_of_nothing_else(mail_server: MailServer, ledger_file: Path) -> None:
    messages = mails(4)
    mail_server.faults = ["", "refused after DATA", "dropped, taken", "greylisted"]
    delivered(messages, ledger_file, mail_server.server)
    kept = [f"{one.council}-{one.sha256[:12]}.eml" for one in messages]
    assert copies(ledger_file.parent) == [kept[0], *kept[2:]]
    content = (ledger_file.parent / "sent" / kept[0]).read_bytes()
    assert content == mail_server.mailbox[0].content


def test_older_ledger_sends_nothing(mail_server: MailServer, ledger_file: Path) -> None:
    messages = mails(3)
    delivered(messages[:1], ledger_file, mail_server.server)
    older = ledger_file.read_bytes()
    delivered(messages[:2], ledger_file, mail_server.server)
    newest = ledger_file.read_bytes()
    ledger_file.write_bytes(older)
    with pytest.raises(
        Faulty, match=r"the ledger is older than the last sending; .* was sent to council-1; bring back"
    ):
        delivered(messages, ledger_file, mail_server.server)
    assert mail_server.received.total() == 2
    ledger_file.write_bytes(newest)
    delivered(messages, ledger_file, mail_server.server)
    assert mail_server.received == {message.council: 1 for message in messages}


def test_ledger_that_lost_what_was_not_yet_in_it_sends_nothing(mail_server: MailServer, ledger_file: Path) -> None:
    """As when the program is killed, and the file beside the ledger is thrown away."""
    Ledger.create(ledger_file, "2020").close()
    aside = shutil.copy(ledger_file, ledger_file.with_name("before"))
    delivered(mails(1), ledger_file, mail_server.server)
    shutil.copy(aside, ledger_file)
    with pytest.raises(Faulty, match="council-0"):
        delivered([mail_to("council-0", "Written anew\n")], ledger_file, mail_server.server)
    assert mail_server.received.total() == 1


@pytest.mark.parametrize("sent", [True, False])
def test_what_an_older_ledger_forgot_is_resolved(sent: bool, mail_server: MailServer, tmp_path: Path) -> None:
    folder, [message] = OutboxFolder(tmp_path, "2020"), mails(1)
    folder.ledger_or_new().close()
    older = folder.ledger_file.read_bytes()
    delivered([message], folder.ledger_file, mail_server.server)
    folder.ledger_file.write_bytes(older)
    resolve(folder, {"council-0": sent}, "Ann Other", NOW)
    delivered([message], folder.ledger_file, mail_server.server)
    assert states(folder.ledger_file, [message]) == {"council-0": "sent"}
    assert mail_server.received.total() == (1 if sent else 2)
    with Ledger(folder.ledger_file, "2020") as ledger:
        [entry] = ledger.entries.values()
        assert (entry.message, entry.pdf) == (message.sha256, message.pdf)
        assert not sent or entry.reply == "Ann Other found that it was sent"


def test_copy_that_cannot_be_written_stops_the_run_and_nothing_left(mail_server: MailServer, ledger_file: Path) -> None:
    (ledger_file.parent / "sent").write_text("a file")
    with pytest.raises(OSError, match="sent"):
        delivered(mails(1), ledger_file, mail_server.server)
    assert states(ledger_file, mails(1)) == {"council-0": "ready"}
    assert mail_server.received.total() == 0


def test_older_ledger_of_an_edition_is_said_in_one_line(approved: Path, mail_server: MailServer) -> None:
    name_server(approved, mail_server)
    file, deliver = outbox_in(approved).ledger_file, ("send", *SAMPLE, "--deliver")
    older = file.read_bytes()
    assert letters(approved, *deliver)[0] == 0
    file.write_bytes(older)
    status, _, complained = letters(approved, *deliver)
    assert (status, len(complained.splitlines())) == (1, 1)
    found = [word for one in councils(approved) for word in ("--resolve", f"{one}=sent")]
    assert letters(approved, "send", *SAMPLE, *found, *BY)[0] == 0
    assert letters(approved, *deliver)[0] == 0
    assert mail_server.received == dict.fromkeys(councils(approved), 1)


@pytest.mark.parametrize("wrong", [("--deliver", *BY), ("--resolve", "{}=not-sent", *BY), ()])
def test_resolving_is_done_by_somebody_and_by_itself(wrong: tuple[str, ...], approved: Path) -> None:
    one = councils(approved)[0]
    wrong = tuple(word.format(one) for word in wrong)
    status, said, complained = letters(approved, "send", *SAMPLE, "--resolve", f"{one}=sent", *wrong)
    assert (status, said) == (2, "")
    assert "Traceback" not in complained
