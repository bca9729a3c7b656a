"""The ledger never takes back that a message was sent, and never lets one go twice."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from generator.errors import Faulty
from generator.outbox.ledger import Ledger, State

from .mails import NOW, mail_to


@pytest.fixture
def ledger(ledger_file: Path) -> Ledger:
    return Ledger.create(ledger_file, "2020")


def test_message_is_entered_once(ledger: Ledger) -> None:
    with ledger:
        assert ledger.enter(mail_to("ashby"), NOW)
        assert ledger.enter(mail_to("ashby"), NOW)
        assert [entry.state for entry in ledger.entries.values()] == ["ready"]


@pytest.mark.parametrize("state", ["sent", "unknown"])
def test_other_message_takes_no_place_that_may_be_delivered(state: State, ledger: Ledger) -> None:
    with ledger:
        ledger.enter(mail_to("ashby"), NOW)
        ledger.move("ashby", "sending", "", NOW)
        ledger.move("ashby", state, "", NOW)
        assert not ledger.enter(mail_to("ashby"), NOW)
        assert not ledger.enter(mail_to("ashby", "Written anew\n"), NOW)
        assert ledger.entries["ashby"].message == mail_to("ashby").sha256


def test_other_message_takes_the_place_of_one_that_was_refused(ledger: Ledger) -> None:
    with ledger:
        ledger.enter(mail_to("ashby"), NOW)
        ledger.move("ashby", "refused", "550 no such user", NOW)
        assert not ledger.enter(mail_to("ashby"), NOW)
        assert ledger.enter(mail_to("ashby", "To another address\n"), NOW)
        assert ledger.entries["ashby"].state == "ready"


def test_nothing_leads_away_from_sent(ledger: Ledger) -> None:
    with ledger:
        ledger.enter(mail_to("ashby"), NOW)
        ledger.move("ashby", "sending", "", NOW)
        ledger.move("ashby", "sent", "250 OK", NOW)
        for state in ("ready", "sending", "refused", "unknown"):
            with pytest.raises(ValueError, match="no way leads from sent"):
                ledger.move("ashby", state, "", NOW)
        assert [event[2] for event in ledger.events] == ["ready", "sending", "sent"]


def test_what_was_being_sent_is_unknown_to_the_next_process(ledger: Ledger, ledger_file: Path) -> None:
    with ledger:
        for council in ("ashby", "bexby"):
            ledger.enter(mail_to(council), NOW)
        ledger.move("ashby", "sending", "", NOW)
    with Ledger(ledger_file, "2020") as again:
        assert again.find_unknown(NOW) == ["ashby"]
        assert {council: entry.state for council, entry in again.entries.items()} == {
            "ashby": "unknown",
            "bexby": "ready",
        }


def test_ledger_is_as_sure_as_sqlite_can_be(ledger: Ledger, ledger_file: Path) -> None:
    with ledger:
        assert sqlite3.connect(ledger_file).execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert ledger._to.execute("PRAGMA synchronous").fetchone() == (2,)  # FULL


def test_each_ledger_has_a_name_of_its_own(tmp_path: Path) -> None:
    with Ledger.create(tmp_path / "one", "2020") as one, Ledger.create(tmp_path / "two", "2020") as two:
        assert one.id != two.id


@pytest.mark.parametrize("content", [b"", b"no database" * 100])
def test_what_is_no_ledger_is_said(content: bytes, ledger_file: Path) -> None:
    ledger_file.write_bytes(content)
    with pytest.raises(Faulty, match="not a ledger"):
        Ledger(ledger_file, "2020")


def test_ledger_of_another_edition_is_refused(ledger: Ledger, ledger_file: Path) -> None:
    ledger.close()
    with pytest.raises(Faulty, match="not the ledger of edition 2021"):
        Ledger(ledger_file, "2021")


def test_ledger_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(Faulty, match="the ledger is not there"):
        Ledger(tmp_path / "ledger.sqlite3", "2020")
    assert list(tmp_path.iterdir()) == []


def test_ledger_that_cannot_be_written_is_the_world_s_fault(ledger: Ledger, ledger_file: Path) -> None:
    with ledger:
        ledger.enter(mail_to("ashby"), NOW)
        ledger._to.execute("PRAGMA busy_timeout = 0")
        with closing(sqlite3.connect(ledger_file, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(OSError, match="close the other program that has it open"):
                ledger.move("ashby", "sending", "", NOW)
        ledger.move("ashby", "sending", "", NOW)


def test_what_is_left_of_another_ledger_is_not_taken_over(ledger: Ledger, ledger_file: Path) -> None:
    with ledger:
        ledger.enter(mail_to("ashby"), NOW)
        left = {file: file.read_bytes() for file in ledger_file.parent.glob("ledger.sqlite3-*")}
    ledger_file.unlink()
    for file, content in left.items():
        file.write_bytes(content)
    with Ledger.create(ledger_file, "2020") as anew:
        assert anew.entries == {}


def test_ledger_that_spoils_while_it_is_open_is_said(ledger: Ledger, ledger_file: Path) -> None:
    ledger.close()
    with sqlite3.connect(ledger_file) as to:
        to.execute("PRAGMA journal_mode = DELETE")
    content = ledger_file.read_bytes()
    ledger_file.write_bytes(content[:4096] + b"\xff" * (len(content) - 4096))
    with pytest.raises(Faulty, match=r"not a ledger .*bring it back"), Ledger(ledger_file, "2020") as spoilt:
        _ = spoilt.entries


def test_disk_that_fails_spoils_no_ledger(ledger: Ledger) -> None:
    with ledger:
        ledger._to.execute("PRAGMA max_page_count = 1")
        with pytest.raises(OSError, match=r"the ledger cannot be used now .database or disk is full.; make room"):
            _ = [ledger.enter(mail_to(f"council-{number}"), NOW) for number in range(200)]


@pytest.fixture
def shelf() -> Iterator[Path]:
    """A folder that others can read, and not write."""
    with TemporaryDirectory() as folder:
        yield Path(folder)
        Path(folder).chmod(0o755)


@contextmanager
def somebody_else() -> Iterator[None]:
    """The process that runs, as somebody who may not write here, where it is root."""
    me = os.geteuid()
    if me == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(me)


def test_ledger_can_be_looked_at_where_nothing_can_be_written(shelf: Path) -> None:
    file = shelf / "ledger.sqlite3"
    with Ledger.create(file, "2020") as ledger:
        ledger.enter(mail_to("ashby"), NOW)
    file.chmod(0o444)
    shelf.chmod(0o555)
    with somebody_else():
        with Ledger(file, "2020", "ro") as ledger:
            assert ledger.entries["ashby"].state == "ready"
        with pytest.raises(OSError, match=r"cannot be used now .*make"), Ledger(file, "2020") as ledger:
            ledger.enter(mail_to("bexby"), NOW)
