"""A letter that was sent is followed by a corrected one that says so, and by no other."""

from pathlib import Path

import pytest
import yaml

from generator.errors import Faulty
from generator.letter import Letter
from generator.outbox import OutboxFolder, reissue
from generator.paper import pages_by_pypdf
from generator.records import load

from .edition import (
    SAMPLE,
    approved_by,
    change,
    councils,
    letters,
    name_server,
    outbox_in,
    post_in,
    print_again,
    stands,
)
from .mails import NOW
from .mailserver import MailServer

REASON = "It corrects the number of investigations."


@pytest.fixture
def sent(approved_five: Path, mail_server: MailServer) -> Path:
    """Five letters that were sent."""
    name_server(approved_five, mail_server)
    status, _, complained = letters(approved_five, "send", "--deliver", *SAMPLE)
    assert (status, complained) == (0, "")
    return approved_five


def record_of(folder: Path, council: str) -> str:
    return (folder / "data" / "sample" / "councils" / f"{council}.yaml").read_text()


def first(folder: Path) -> str:
    """A council that has investigated cases."""
    records = load(folder / "data", "sample").councils
    return next(name for name, one in records.items() if one.complaints_upheld and one.complaints_upheld.investigations)


def mend(folder: Path, council: str) -> None:
    figures = load(folder / "data", "sample").councils[council].complaints_upheld
    assert figures
    change(
        folder, council, f"investigations: {figures.investigations}", f"investigations: {figures.investigations + 5}"
    )


def reissued(folder: Path, council: str, reason: str = REASON) -> None:
    reissue(post_in(folder), outbox_in(folder), council, reason, NOW)


def test_corrected_letter_alone_is_approved_and_sent_and_the_ledger_keeps_both(
    sent: Path, mail_server: MailServer
) -> None:
    council = first(sent)
    mend(sent, council)
    status, said, complained = letters(sent, "reissue", council, "--reason", REASON, *SAMPLE)
    assert (status, complained) == (0, "")
    assert "its letter replaces that of 2020-07-22" in said
    print_again(sent)
    stages = stands(sent)
    assert {name for name, one in stages.items() if one.stage != "sent"} == {council}
    assert stages[council].stage == "to approve"
    approved_by(sent, "Ann Other", "Bo Else")
    status, _, complained = letters(sent, "send", "--deliver", *SAMPLE)
    assert (status, complained) == (0, "")
    first_mail, corrected = [mail for mail in mail_server.mailbox if mail.council == council]
    assert len(mail_server.mailbox) == 6
    assert corrected.message["Subject"] == f"Corrected: {first_mail.message['Subject']}"
    assert corrected.message["Message-ID"] != first_mail.message["Message-ID"]
    pdf = next(iter(corrected.message.iter_attachments())).get_content()
    words = " ".join(" ".join(pages_by_pypdf(pdf)).split())
    assert f"This letter replaces our letter of 22 July 2020. {REASON}" in words
    with OutboxFolder(sent / "data", "sample").ledger_or_new() as ledger:
        assert [state for _, name, state, _ in ledger.events if name == council].count("sent") == 2
    assert letters(sent, "send", "--deliver", *SAMPLE)[0] == 0
    assert len(mail_server.mailbox) == 6


def test_only_what_was_sent_is_reissued(approved_five: Path) -> None:
    council = first(approved_five)
    mend(approved_five, council)
    with pytest.raises(Faulty, match="was not sent; only what was sent is reissued"):
        reissued(approved_five, council)
    assert "reissue:" not in record_of(approved_five, council)


def test_letter_whose_record_says_the_same_is_not_reissued(sent: Path) -> None:
    council = first(sent)
    with pytest.raises(Faulty, match="the record says what the letter said that was sent"):
        reissued(sent, council)
    assert "reissue:" not in record_of(sent, council)


def test_corrected_letter_that_no_longer_says_so_is_not_sent(sent: Path) -> None:
    council = first(sent)
    before = record_of(sent, council)
    mend(sent, council)
    mended = record_of(sent, council)
    reissued(sent, council)
    assert record_of(sent, council) != mended
    for text in (mended, before):
        (sent / "data" / "sample" / "councils" / f"{council}.yaml").write_text(text)
        print_again(sent)
        approved_by(sent, "Ann Other", "Bo Else")
        assert stands(sent)[council].stage == "left out" if text == mended else "sent"
    assert letters(sent, "send", "--deliver", *SAMPLE)[0] == 0


def test_reissue_that_was_interrupted_is_done_again(sent: Path, mail_server: MailServer) -> None:
    council = first(sent)
    mend(sent, council)
    reissued(sent, council)
    print_again(sent)
    approved_by(sent, "Ann Other", "Bo Else")
    assert letters(sent, "send", "--deliver", *SAMPLE)[0] == 0
    mend(sent, council)
    with outbox_in(sent).ledger_begun() as ledger:
        ledger.reissue(council, "It corrects another.", NOW)  # and then the record could not be written
    for _ in range(2):
        reissued(sent, council, "It corrects another.")
        again = load(sent / "data", "sample").councils[council].reissue
        assert again
        assert str(again.replaces) == "2026-07-22"


def test_record_that_no_program_can_change_is_not_reissued(sent: Path) -> None:
    council = first(sent)
    mend(sent, council)
    file = sent / "data" / "sample" / "councils" / f"{council}.yaml"
    flow = yaml.safe_dump(yaml.safe_load(file.read_text()), default_flow_style=True, allow_unicode=True)
    file.write_text(flow)
    with pytest.raises(Faulty) as faulty:
        reissued(sent, council)
    cure = f"write reissue: {{date: 2026-07-22, replaces: 2020-07-22, reason: {REASON}}}"
    assert str(faulty.value).endswith(cure)
    assert file.read_text() == flow
    with outbox_in(sent).ledger_begun() as ledger:
        assert not ledger.entries[council].corrected


def test_reissued_twice_replaces_the_latest(sent: Path, mail_server: MailServer) -> None:
    council = first(sent)
    mend(sent, council)
    reissued(sent, council, "It corrects a figure.")
    reissued(sent, council)
    letter = load(sent / "data", "sample")
    one = Letter.to(letter.councils[council], letter.edition, letter.averages.of(letter.councils[council].type))
    assert (str(one.date), str(one.reissue.replaces), one.reissue.reason) == ("2026-07-22", "2020-07-22", REASON)
    print_again(sent)
    approved_by(sent, "Ann Other", "Bo Else")
    assert letters(sent, "send", "--deliver", *SAMPLE)[0] == 0
    mend(sent, council)
    reissued(sent, council, "It corrects another.")
    again = load(sent / "data", "sample").councils[council].reissue
    assert again
    assert str(again.replaces) == "2026-07-22"
    assert len(councils(sent)) == 5
