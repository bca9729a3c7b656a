"""The program logs in with a password or with a token, wherever that comes from, and says in one line why it cannot."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme

from generator.outbox import ServerError, TokenLogin, ask_token
from generator.records import Server

from .edition import GUEST, SAMPLE, councils, letters, name_server
from .mails import calls
from .mailserver import USER, MailServer

TOKEN = "ya29.a0-token~of/this+hour=="  # noqa: S105
DELIVER = ("send", *SAMPLE, "--deliver")
REFUSED = [f"user={USER}\x01auth=Bearer old\x01\x01".encode(), b"\r\n"]


@pytest.fixture
def oauth_server(authority: trustme.CA) -> Iterator[MailServer]:
    """A mail server that takes TOKEN alone."""
    with MailServer(authority, token=TOKEN).running() as server:
        yield server


def set_server(folder: Path, **keys: object) -> None:
    """Write more of `server` into outbox.yaml."""
    file = folder / "data" / "outbox.yaml"
    more = "".join(f", {key}: {value}" for key, value in keys.items())
    file.write_text(file.read_text().replace("security: starttls", f"security: starttls{more}"))


def asking(*command: str) -> Server:
    return Server(host="localhost", port=1, login="oauth2", token_command=command)


def test_letters_are_sent_with_a_token_of_the_environment(approved_five: Path, oauth_server: MailServer) -> None:
    name_server(approved_five, oauth_server)
    set_server(approved_five, login="oauth2")
    assert letters(approved_five, *DELIVER, LETTERS_SMTP_TOKEN=f"{TOKEN}\n")[0] == 0
    assert oauth_server.received == dict.fromkeys(councils(approved_five), 1)
    assert oauth_server.auth_lines == [f"user={USER}\x01auth=Bearer {TOKEN}\x01\x01".encode()]


def test_token_is_asked_for_again_at_each_new_connection(approved_five: Path, oauth_server: MailServer) -> None:
    name_server(approved_five, oauth_server)
    program = approved_five / "token.py"
    program.write_text(f"print({TOKEN!r})\nopen('asked', 'a').write('x')\n")
    set_server(approved_five, login="oauth2", token_command=f"[{sys.executable}, token.py]")
    oauth_server.faults = ["", "leaves", "", "leaves"]
    assert letters(approved_five, *DELIVER, "--wait", "0")[0] == 0
    assert oauth_server.received == dict.fromkeys(councils(approved_five), 1)
    assert (approved_five / "asked").read_text() == "x" * oauth_server.calls
    assert oauth_server.calls == 3


def test_token_that_is_refused_is_said_without_it(oauth_server: MailServer) -> None:
    with pytest.raises(ServerError, match=r"refuses the login: 535 .*; get a new token, for the user in") as refused:
        calls(oauth_server.server.model_copy(update={"login": "oauth2"}), TokenLogin(USER, lambda: "old"))()
    assert oauth_server.auth_lines == REFUSED
    assert "old" not in str(refused.value)


def test_server_without_tokens_is_said(authority: trustme.CA) -> None:
    with (
        MailServer(authority, logins=False).running() as server,
        pytest.raises(ServerError, match=r"offers no login with a token \(XOAUTH2\); see `server.login`"),
    ):
        calls(server.server, TokenLogin(USER, lambda: TOKEN))()


@pytest.mark.parametrize("token", ["two words", "a\x01auth=Bearer b", "tök", '{"access_token": "a"}', ""])
def test_what_is_no_token_is_not_sent(token: str, oauth_server: MailServer) -> None:
    with pytest.raises(ServerError, match="what was given is not a token"):
        calls(oauth_server.server, TokenLogin(USER, lambda: token))()
    assert oauth_server.auth_lines == []


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("no-such-program",), "`no-such-program` cannot be started: "),
        (("/",), "`/` cannot be started: "),
        (("false",), "`false` failed with exit status 1: no reason given"),
        (("sh", "-c", "echo one >&2; echo no account >&2; exit 3"), "`sh` failed with exit status 3: no account"),
        (("echo",), "`echo` printed no token"),
        (("sh", "-c", "sleep 60 & sleep 60"), "`sh` printed no token in 0.2 seconds"),
    ],
)
def test_command_that_gives_no_token_is_said_in_one_line(command: tuple[str, ...], said: str) -> None:
    with pytest.raises(ServerError) as error:
        ask_token(asking(*command), 0.2)
    assert str(error.value.strerror).startswith(f"no login: {said}")
    assert str(error.value.strerror).endswith("; see `server.token_command` in data/outbox.yaml")
    assert len(str(error.value).splitlines()) == 1


def test_arguments_of_the_command_are_read_by_no_shell() -> None:
    assert ask_token(asking("echo", "$HOME;`id`|>x*")) == "$HOME;`id`|>x*"


def test_command_that_fails_leaves_all_ready(approved_five: Path, oauth_server: MailServer) -> None:
    name_server(approved_five, oauth_server)
    set_server(approved_five, login="oauth2", token_command="['false']")  # noqa: S106
    status, _, complained = letters(approved_five, *DELIVER)
    assert (status, len(complained.splitlines()), oauth_server.mailbox) == (3, 1, [])
    assert letters(approved_five, *DELIVER, LETTERS_SMTP_TOKEN=TOKEN)[0] == 0


def test_token_that_nobody_gives_is_asked_for(approved_five: Path, oauth_server: MailServer) -> None:
    name_server(approved_five, oauth_server)
    set_server(approved_five, login="oauth2")
    status, _, complained = letters(approved_five, *DELIVER)
    assert (status, oauth_server.calls) == (2, 0)
    assert "LETTERS_SMTP_TOKEN" in complained


def test_relay_without_encryption_is_used_where_the_outbox_says_so_with_a_warning_each_time(
    approved_five: Path, authority: trustme.CA
) -> None:
    with MailServer(authority, security="none", logins=False).running() as server:
        name_server(approved_five, server)
        for arguments in ((), (), ("--only-to", GUEST)):
            status, _, complained = letters(approved_five, *DELIVER, *arguments)
            [line] = complained.splitlines()
            assert status == 0
            assert line.startswith("data/outbox.yaml:4:")
            assert ": warning: server.security: messages travel unencrypted, and nobody logs in; use starttls" in line
    assert server.received.total() == 10
