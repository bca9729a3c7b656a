"""Whatever a mail server does: nothing is lost, nothing arrives twice, and of each message the truth is known."""

from contextlib import ExitStack
from pathlib import Path

import pytest
import trustme

from generator.outbox import Clock, Login, Pace, Patience, ServerError, UnreachableError
from generator.records import Server
from tests.waiting import A_MINUTE

from .mails import calls, delivered, mail_to, mails, states, waiting_for_nobody
from .mailserver import MailServer


def test_every_message_arrives_once_over_one_line(mail_server: MailServer, ledger_file: Path) -> None:
    messages = mails(12)
    steps = delivered(messages, ledger_file, mail_server.server)
    assert {step.state for step in steps} == {"sent"}
    assert mail_server.calls == 1
    assert mail_server.received == {message.council: 1 for message in messages}
    for message, mail in zip(messages, mail_server.mailbox, strict=True):
        assert mail.recipients == message.envelope
        assert mail.content.endswith(message.undated)


def test_messages_are_not_delivered_again(mail_server: MailServer, ledger_file: Path) -> None:
    messages = mails(3)
    delivered(messages, ledger_file, mail_server.server)
    assert delivered(messages, ledger_file, mail_server.server) == []
    assert mail_server.received.total() == 3


@pytest.mark.parametrize(
    ("fault", "state", "received"),
    [
        ("recipient refused", "refused", 0),
        ("mailbox full", "refused", 0),
        ("refused after DATA", "refused", 0),
        ("DATA refused", "refused", 0),
        ("DATA later", "sent", 1),
        ("DATA misread", "sent", 1),
        ("greylisted", "sent", 1),
        ("not now", "sent", 1),
        ("leaves", "sent", 1),
        ("later after DATA", "sent", 1),
        ("dropped, taken", "unknown", 1),
        ("dropped, not taken", "unknown", 0),
    ],
)
def test_truth_is_known_of_each_message(
    fault: str, state: str, received: int, mail_server: MailServer, ledger_file: Path
) -> None:
    messages = mails(3)
    mail_server.faults = ["", fault]
    steps = delivered(messages, ledger_file, mail_server.server)
    assert states(ledger_file, messages) == {"council-0": "sent", "council-1": state, "council-2": "sent"}
    assert [mail_server.received[message.council] for message in messages] == [1, received, 1]
    assert delivered(messages, ledger_file, mail_server.server) == []
    assert all(step.words for step in steps)


def test_message_that_one_of_its_people_cannot_get_goes_to_none(mail_server: MailServer, ledger_file: Path) -> None:
    mail_server.faults = ["recipient refused"]
    [step] = delivered(mails(1), ledger_file, mail_server.server)
    assert step.words == "link@council-0.example: 550 5.1.1 no such user"
    assert mail_server.mailbox == []


def test_message_that_is_put_off_for_good_stays_ready(mail_server: MailServer, ledger_file: Path) -> None:
    messages = mails(2)
    mail_server.faults = ["greylisted", "", *["greylisted"] * 3]
    steps = delivered(messages, ledger_file, mail_server.server)
    assert [step.state for step in steps] == ["ready", "sent", "ready", "ready", "ready"]
    assert states(ledger_file, messages) == {"council-0": "ready", "council-1": "sent"}
    delivered(messages, ledger_file, mail_server.server)
    assert mail_server.received == {"council-0": 1, "council-1": 1}


def test_each_wait_is_twice_the_one_before(mail_server: MailServer, ledger_file: Path) -> None:
    waits: list[float] = []
    clock = waiting_for_nobody()
    mail_server.faults = ["greylisted"] * 4
    delivered(mails(1), ledger_file, mail_server.server, Clock(clock.now, waits.append), Pace(6e6, 4, 15))
    assert waits == [15, 30, 60]


def test_no_more_messages_a_minute_than_asked(mail_server: MailServer, ledger_file: Path) -> None:
    waits: list[float] = []
    clock = waiting_for_nobody()
    delivered(mails(4), ledger_file, mail_server.server, Clock(clock.now, waits.append), Pace(60))
    assert len(waits) == 3
    assert all(0.9 < wait <= 1 for wait in waits)


def test_sender_who_is_refused_stops_the_run_and_refuses_no_council(mail_server: MailServer, ledger_file: Path) -> None:
    messages = mails(2)
    mail_server.faults = ["sender refused"]
    with pytest.raises(ServerError, match="does not take letters from this sender: 550"):
        delivered(messages, ledger_file, mail_server.server)
    assert set(states(ledger_file, messages).values()) == {"ready"}


def test_line_lost_in_the_middle_of_a_message_is_no_delivery(mail_server: MailServer) -> None:
    mail_server.faults = ["dropped in DATA"]
    line = calls(mail_server.server)()
    line.offer("me@ombudsman.example", mail_to("ashby").envelope, 100)
    answer = line.hand_over(b"more than the lines between can hold\r\n" * 500_000)
    assert answer.means == "later"
    assert not line.alive
    line.close()


def test_small_message_that_may_have_come_through_is_unknown(mail_server: MailServer, ledger_file: Path) -> None:
    messages = mails(1)
    mail_server.faults = ["dropped in DATA"]
    delivered(messages, ledger_file, mail_server.server)
    assert states(ledger_file, messages)["council-0"] in ("unknown", "sent")  # sent, where the loss was seen in time
    assert mail_server.received.total() == (states(ledger_file, messages)["council-0"] == "sent")


def test_slow_server_is_not_waited_for_for_ever(mail_server: MailServer) -> None:
    mail_server.slow, mail_server.faults = 1, ["slow"]
    line = calls(mail_server.server, patience=Patience(reply=A_MINUTE, message=0.1))()
    message = mail_to("ashby")
    assert line.offer("me@ombudsman.example", message.envelope, 100).means == "accepted"
    assert line.hand_over(message.undated).means == "unknown"
    line.close()


def test_line_that_was_lost_in_the_middle_is_called_again(mail_server: MailServer, ledger_file: Path) -> None:
    mail_server.faults = ["", "leaves", "", "leaves", "", "leaves"]
    steps = delivered(mails(3), ledger_file, mail_server.server, pace=Pace(6e6, 1))
    assert [step.state for step in steps] == ["sent"] * 3


def test_server_that_is_gone_for_a_while_is_waited_for(authority: trustme.CA, ledger_file: Path) -> None:
    server, messages, clock = MailServer(authority), mails(3), waiting_for_nobody()
    with server.running():
        pass
    with ExitStack() as back:

        def comes_back(_: float) -> None:
            if not server.mailbox:
                back.enter_context(server.running())

        delivered(messages, ledger_file, server.server, Clock(clock.now, comes_back))
    assert server.received == {message.council: 1 for message in messages}


def test_server_that_stays_away_leaves_all_ready(authority: trustme.CA, ledger_file: Path) -> None:
    server, messages = MailServer(authority), mails(2)
    with server.running():
        pass
    with pytest.raises(UnreachableError, match=f"localhost:{server.port} cannot be reached"):
        delivered(messages, ledger_file, server.server)
    assert set(states(ledger_file, messages).values()) == {"ready"}


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_line_is_encrypted_either_way(security: str, authority: trustme.CA, ledger_file: Path) -> None:
    with MailServer(authority, security=security).running() as server:
        delivered(mails(1), ledger_file, server.server)
    assert server.received == {"council-0": 1}


@pytest.mark.parametrize(
    ("server", "said"),
    [
        ({"name": "elsewhere.example"}, "its certificate is not to be trusted .Hostname mismatch"),
        ({"name": "elsewhere.example", "security": "tls"}, "its certificate is not to be trusted .Hostname mismatch"),
        ({"authority": trustme.CA()}, "its certificate is not to be trusted .unable to get local issuer"),
        ({"offers_tls": False, "logins": False}, "offers no STARTTLS"),
    ],
    ids=["another's certificate", "the same with TLS", "unknown authority", "no STARTTLS"],
)
def test_line_that_is_not_safe_is_not_used(
    server: dict[str, object], said: str, authority: trustme.CA, ledger_file: Path
) -> None:
    with (
        MailServer(**({"authority": authority} | server)).running() as unsafe,  # type: ignore[arg-type]
        pytest.raises(ServerError, match=said),
    ):
        delivered(mails(1), ledger_file, unsafe.server)
    assert unsafe.mailbox == []


def test_login_that_is_refused_is_said_without_the_password(mail_server: MailServer) -> None:
    with pytest.raises(ServerError, match="refuses the login: 535") as refused:
        calls(mail_server.server, Login("letters", "hunter2"))()
    assert "hunter2" not in f"{refused.value} {refused.value.strerror} {Login('letters', 'hunter2')}"


@pytest.mark.parametrize("login", [Login("jürgen", "open sesame"), Login("letters", "öffne dich")])
def test_login_beyond_ascii_is_said(login: Login, mail_server: MailServer) -> None:
    with pytest.raises(ServerError, match="letters beyond ASCII; ask who runs it"):
        calls(mail_server.server, login)()


@pytest.mark.parametrize("host", ["a..b", ".a", "x" * 64 + ".example"])
def test_host_that_is_no_name_is_said(host: str) -> None:
    with pytest.raises(ServerError, match="no name of a server; mend `host`"):
        calls(Server(host=host, port=1))()


def test_server_that_wants_a_login_and_gets_none_stops_the_run(mail_server: MailServer) -> None:
    line = calls(mail_server.server, None)()
    with pytest.raises(ServerError, match="530"):
        line.offer("me@ombudsman.example", mail_to("ashby").envelope, 100)
    line.close()


@pytest.mark.parametrize(
    "content", [b".", b"..", b"a\r\n.\r\nb\r\n", b"a\n.\nMAIL FROM:<x@evil.example>\n", b".\r.\n", b"a\r\n\r\n.b"]
)
def test_no_message_ends_before_its_end(content: bytes, mail_server: MailServer) -> None:
    line = calls(mail_server.server)()
    message = mail_to("ashby")
    line.offer("me@ombudsman.example", message.envelope, 100)
    assert line.hand_over(content).means == "accepted"
    line.close()
    [mail] = mail_server.mailbox
    assert mail.content.splitlines() == content.splitlines()
