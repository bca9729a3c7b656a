"""The ledger's file, as SQLite keeps it: opened, and what is wrong with it in plain words."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from ..errors import Fault, Faulty

Mode = Literal["ro", "rw", "rwc"]
"""To look at, to change, to begin."""

_CURES = {
    sqlite3.SQLITE_FULL: "make room on the disk, and do it again",
    sqlite3.SQLITE_IOERR: "see whether the disk is full, or gone, and do it again",
    sqlite3.SQLITE_READONLY: "make the file and its folder writable",
    sqlite3.SQLITE_CANTOPEN: "make its folder writable",
    sqlite3.SQLITE_PERM: "make the file and its folder writable",
    sqlite3.SQLITE_BUSY: "close the other program that has it open, and do it again",
    sqlite3.SQLITE_LOCKED: "close the other program that has it open, and do it again",
}
"""What to do about what may pass (https://sqlite.org/rescode.html)."""


def opened(path: Path, mode: Mode) -> sqlite3.Connection:
    """A connection to the file. Raises Faulty where it is none, OSError where the disk does not serve us."""
    if mode == "ro":
        return _opened_to_look_at(path)
    with told(path):
        to = _connected(path, mode)
        try:
            if mode == "rw":  # one that is begun is renamed, and so must be one file
                to.execute("PRAGMA journal_mode = WAL")
            to.execute("PRAGMA synchronous = FULL")
        except BaseException:
            to.close()
            raise
        return to


def _opened_to_look_at(path: Path) -> sqlite3.Connection:
    """SQLite wants to write beside a file that it reads, unless it is told that nobody changes it."""
    with told(path):
        try:
            return _read(path, "ro")
        except sqlite3.OperationalError:
            if path.with_name(f"{path.name}-wal").exists():
                raise
        return _read(path, "ro&immutable=1")


def _read(path: Path, mode: str) -> sqlite3.Connection:
    to = _connected(path, mode)
    try:
        to.execute("SELECT name FROM sqlite_schema").fetchone()
    except BaseException:
        to.close()
        raise
    return to


def _connected(path: Path, mode: str) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, isolation_level=None)


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Whatever SQLite complains of is said so that a person can mend it. Raises Faulty, OSError."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        cure = _CURES.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)  # the rest are finer shades
        if cure is None:
            raise Faulty([fault(path, f"not a ledger ({error})", "bring it back from where copies are kept")]) from None
        raise OSError(None, f"the ledger cannot be used now ({error}); {cure}", str(path)) from None


def fault(path: Path, what: str, cure: str) -> Fault:
    """What is wrong with the file as a whole."""
    return Fault(str(path), 1, 1, "", what, cure)
