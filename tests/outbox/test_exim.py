"""The same with a mail server as it is used: Debian's exim4, encrypted, with a login, delivering into mailboxes."""

import os
import re
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme

from generator.records import load
from tests.waiting import A_MINUTE, wait_for

from .edition import SAMPLE, councils, letters, name_server, stands
from .mailserver import PASSWORD, USER, MailServer

EXIM = shutil.which("exim4", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
CONFIGURATION = """\
primary_hostname = localhost
spool_directory = {folder}/spool
log_file_path = {folder}/spool/%slog
pid_file_path = {folder}/spool/exim.pid
local_interfaces = 127.0.0.1
daemon_smtp_ports = {port}
tls_advertise_hosts = *
tls_certificate = {folder}/certificate.pem
tls_privatekey = {folder}/key.pem
auth_advertise_hosts = ${{if def:tls_in_cipher {{*}}{{}}}}
acl_smtp_rcpt = recipients
keep_environment =
smtp_accept_queue_per_connection = 0

begin acl
recipients:
  deny !authenticated = *
  deny local_parts = nobody
  accept

begin routers
all:
  driver = accept
  transport = mailboxes

begin transports
mailboxes:
  driver = appendfile
  directory = {folder}/mail
  envelope_to_add
  maildir_format
  create_directory
  user = Debian-exim

begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_prompts = :
  server_condition = ${{if and {{{{eq {{$auth2}}{{{user}}}}} {{eq {{$auth3}}{{{password}}}}}}}}}
  server_set_id = $auth2
xoauth2:
  driver = plaintext
  public_name = XOAUTH2
  server_condition = ${{if eq{{$auth1}}{{user={user}\\x01auth=Bearer {token}\\x01\\x01}}}}
  server_set_id = {user}
"""
TOKEN = "a0-token/of+this~hour=="  # noqa: S105

pytestmark = pytest.mark.skipif(
    EXIM is None or os.geteuid() != 0,
    reason="exim4 is not installed, or not by root: apt-get install exim4-daemon-light",
)


@pytest.fixture
def exim(authority: trustme.CA, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[MailServer, Path]]:
    """Exim at work, and the folder of its mailboxes."""
    folder = Path("/var/tmp") / tmp_path_factory.mktemp("exim").name  # noqa: S108 - pytest's own is nobody else's to enter
    folder.mkdir()
    certificate = authority.issue_cert("localhost")
    (folder / "key.pem").write_bytes(certificate.private_key_pem.bytes())
    (folder / "certificate.pem").write_bytes(b"".join(part.bytes() for part in certificate.cert_chain_pems))
    with socket.create_server(("127.0.0.1", 0)) as free:
        server = MailServer(authority, port=free.getsockname()[1])
    values = {"folder": folder, "port": server.port, "user": USER, "password": PASSWORD, "token": TOKEN}
    (folder / "exim.conf").write_text(CONFIGURATION.format(**values))
    for part in ("spool", "mail"):
        (folder / part).mkdir()
    for owned in (folder, *folder.rglob("*")):
        if owned.name != "exim.conf":  # which exim takes from root alone
            shutil.chown(owned, "Debian-exim")
    process = subprocess.Popen([str(EXIM), "-C", str(folder / "exim.conf"), "-bdf"], stderr=subprocess.PIPE)
    try:
        wait_for(lambda: listens(server.port) or process.poll() is not None)
        yield server, folder / "mail"
    finally:
        process.terminate()
        process.communicate(timeout=A_MINUTE)
        shutil.rmtree(folder, ignore_errors=True)


def listens(port: int) -> bool:
    with socket.socket() as line:
        return line.connect_ex(("127.0.0.1", port)) == 0


@pytest.mark.parametrize("login", ["password", "oauth2"])
def test_exim_delivers_each_letter_to_its_people(login: str, approved: Path, exim: tuple[MailServer, Path]) -> None:
    server, mail = exim
    name_server(approved, server)
    outbox = approved / "data" / "outbox.yaml"
    outbox.write_text(outbox.read_text().replace("security:", f"login: {login}, security:"))
    status, said, complained = letters(approved, "send", *SAMPLE, "--deliver", LETTERS_SMTP_TOKEN=TOKEN)
    assert (status, complained) == (0, ""), said
    assert {one.stage for one in stands(approved).values()} == {"sent"}
    records = load(approved / "data", "sample").councils
    wait_for(lambda: len(list(mail.glob("new/*"))) >= 2 * len(records))
    found = sorted(delivered(message.read_bytes()) for message in mail.glob("new/*"))
    expected = {council: records[council].email for council in councils(approved)}
    assert found == sorted(
        (address, council) for council, email in expected.items() if email for address in (email.to, *email.copies)
    )


def test_exim_refuses_another_token(approved_five: Path, exim: tuple[MailServer, Path]) -> None:
    server, mail = exim
    name_server(approved_five, server)
    outbox = approved_five / "data" / "outbox.yaml"
    outbox.write_text(outbox.read_text().replace("security:", "login: oauth2, security:"))
    status, _, complained = letters(approved_five, "send", *SAMPLE, "--deliver", LETTERS_SMTP_TOKEN=f"{TOKEN}x")
    assert (status, list(mail.glob("new/*"))) == (3, [])
    assert "refuses the login: 535 Incorrect authentication data; get a new token" in complained


def delivered(message: bytes) -> tuple[str, str]:
    """The address that a message was delivered to, and the council whose letter it carries."""
    [(address, council)] = re.findall(rb'(?s)^Envelope-to: (\S+).*filename="(.+)\.pdf"', message)
    return address.decode(), council.decode()
