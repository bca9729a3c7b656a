"""A certificate authority of the tests' own, which the program trusts, and a mail server that it certifies."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme

from .edition import approved_by, printed
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


@pytest.fixture(scope="session")
def printed_dozen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dozen letters, printed. Not to be changed."""
    return printed(tmp_path_factory.mktemp("dozen"), 12)


@pytest.fixture(scope="session")
def approved_dozen(printed_dozen: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, approved by two people. Not to be changed."""
    folder = tmp_path_factory.mktemp("approved") / "dozen"
    return approved_by(Path(shutil.copytree(printed_dozen, folder)), "Ann Other", "Bo Else")


@pytest.fixture
def dozen(printed_dozen: Path, tmp_path: Path) -> Path:
    """A dozen letters to do with as one likes."""
    return Path(shutil.copytree(printed_dozen, tmp_path / "dozen"))


@pytest.fixture
def approved(approved_dozen: Path, tmp_path: Path) -> Path:
    """A dozen approved letters to do with as one likes."""
    return Path(shutil.copytree(approved_dozen, tmp_path / "approved"))


@pytest.fixture(scope="session")
def printed_five(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five letters, which are sooner looked at than a dozen. Not to be changed."""
    return printed(tmp_path_factory.mktemp("five"), 5)


@pytest.fixture
def five(printed_five: Path, tmp_path: Path) -> Path:
    """Five letters to do with as one likes."""
    return Path(shutil.copytree(printed_five, tmp_path / "five"))


@pytest.fixture(scope="session")
def five_approved_once(printed_five: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, approved by two people. Not to be changed."""
    folder = tmp_path_factory.mktemp("approved") / "five"
    return approved_by(Path(shutil.copytree(printed_five, folder)), "Ann Other", "Bo Else")


@pytest.fixture
def approved_five(five_approved_once: Path, tmp_path: Path) -> Path:
    """Five approved letters to do with as one likes."""
    return Path(shutil.copytree(five_approved_once, tmp_path / "approved"))
