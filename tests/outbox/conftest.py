"""A certificate authority of the tests' own, which the program trusts, and a mail server that it certifies."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme

from .mailserver import MailServer


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Iterator[trustme.CA]:
    """An authority that TLS trusts while the tests run."""
    authority = trustme.CA()
    file = tmp_path_factory.mktemp("authority") / "ca.pem"
    authority.cert_pem.write_to_path(str(file))
    before = os.environ.get("SSL_CERT_FILE")
    os.environ["SSL_CERT_FILE"] = str(file)
    yield authority
    if before is None:
        del os.environ["SSL_CERT_FILE"]
    else:
        os.environ["SSL_CERT_FILE"] = before


@pytest.fixture
def mail_server(authority: trustme.CA) -> Iterator[MailServer]:
    """A mail server at work, with nothing wrong."""
    with MailServer(authority).running() as server:
        yield server


@pytest.fixture
def ledger_file(tmp_path: Path) -> Path:
    return tmp_path / "ledger.sqlite3"
