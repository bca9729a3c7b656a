"""The store: where the layouts of an edition are kept, in this process and in a private SQLite file."""

import hmac
import os
import sqlite3
from contextlib import suppress
from functools import cache
from pathlib import Path
from secrets import token_bytes
from stat import S_ISREG
from typing import Any, NamedTuple, TypeVar

from pydantic import ConfigDict, TypeAdapter, ValidationError

_Value = TypeVar("_Value")
_SCHEMA = "CREATE TABLE entries (kind TEXT, name TEXT, value BLOB, code BLOB, PRIMARY KEY (kind, name))"
_PATIENCE = 2.0  # seconds that one process waits until another has written
_LARGEST = 100_000_000  # bytes
_FILES = 20  # are kept
_KEY = 32  # bytes


class LayoutCache(NamedTuple):
    """The folder of this installation's stores, and the file of the key that their entries are signed with."""

    folder: Path
    key: Path


class LayoutStore:
    """What is kept of the layouts of one fingerprint: values of a kind, by name.

    Without a cache it is kept as long as the process lives. An entry that this installation has not signed, or that is
    damaged, is not there.
    """

    def __init__(self, cache: LayoutCache | None, fingerprint: str) -> None:
        self._fingerprint = fingerprint[:16]
        self._known: dict[str, dict[str, Any]] = {}
        self._key = b""
        self._database: sqlite3.Connection | None = None
        if cache:
            with suppress(OSError, sqlite3.Error):
                self._key = _key(cache.key)
                self._database = _open(cache.folder, self._fingerprint)

    def entries(self, kind: str, type_: type[_Value]) -> dict[str, _Value]:
        """Return the values of a kind that are known here, by name."""
        if kind not in self._known:
            self.look_again(kind, type_)
        return self._known[kind]

    def find(self, kind: str, name: str, type_: type[_Value]) -> _Value | None:
        """Return a value that is known here or to others."""
        if name not in self.entries(kind, type_):
            self.look_again(kind, type_)
        return self.entries(kind, type_).get(name)

    def holds(self, kind: str) -> bool:
        """Return whether values of a kind are kept, as far as can be told at once."""
        return bool(self._run("SELECT 1 FROM entries WHERE kind = ? LIMIT 1", kind))

    def look_again(self, kind: str, type_: Any) -> bool:
        """Take what others have added of a kind; return whether they have."""
        known = self._known.setdefault(kind, {})
        before = len(known)
        for name, value, code in self._run("SELECT name, value, code FROM entries WHERE kind = ?", kind):
            if name in known:
                continue
            with suppress(ValidationError, TypeError):
                if hmac.compare_digest(code, self._code(kind, name, value)):
                    known[name] = _adapter(type_).validate_json(value)
            if name not in known:
                self._run("DELETE FROM entries WHERE kind = ? AND name = ?", kind, name)
        return len(known) > before

    def add(self, kind: str, name: str, value: object) -> None:
        """Add a value."""
        self._known.setdefault(kind, {})[name] = value
        type_: Any = type(value)
        content = _adapter(type_).dump_json(value)
        code = self._code(kind, name, content)
        self._run("INSERT OR REPLACE INTO entries VALUES (?, ?, ?, ?)", kind, name, content, code)

    def _code(self, kind: str, name: str, value: bytes) -> bytes:
        """Return the message authentication code of an entry: none can stand in for another."""
        message = "\n".join((self._fingerprint, kind, name, "")).encode() + value
        return hmac.digest(self._key, message, "sha256")

    def _run(self, statement: str, *values: object) -> list[Any]:
        """Run a statement. A file that fails, or that another process keeps to itself, is not asked again."""
        if self._database is None:
            return []
        try:
            return self._database.execute(statement, values).fetchall()
        except sqlite3.Error:
            self._database = None
            return []


@cache
def _adapter(type_: Any) -> TypeAdapter[Any]:
    return TypeAdapter(type_, config=ConfigDict(strict=True, ser_json_bytes="base64", val_json_bytes="base64"))


def _key(path: Path) -> bytes:
    """Return this installation's key, which is made where there is none. Raises OSError where it is not private."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        part = path.with_name(f"{path.name}.{os.getpid()}.part")
        with os.fdopen(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            file.write(token_bytes(_KEY))
        with suppress(FileExistsError):
            os.link(part, path)  # of several processes, the first
        part.unlink()
    found = path.lstat()
    if not S_ISREG(found.st_mode) or found.st_uid != os.geteuid() or found.st_mode & 0o077 or found.st_size != _KEY:
        raise PermissionError(f"{path} is not private")
    return path.read_bytes()


def _open(folder: Path, fingerprint: str) -> sqlite3.Connection:
    """Open the file of a fingerprint. What is no such file is removed, and so are those that nobody opened for long.

    Raises OSError where others may look into the folder, and sqlite3.Error where a process keeps the file to itself.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if folder.stat().st_uid != os.geteuid() or folder.stat().st_mode & 0o077:
        raise PermissionError(f"{folder} is not private")
    file = folder / f"{fingerprint}.sqlite"
    others = sorted(folder.glob("*.sqlite"), key=lambda one: one.lstat().st_mtime, reverse=True)
    for old in others[_FILES:]:
        _remove(old)
    if not all(S_ISREG(one.lstat().st_mode) and one.lstat().st_size < _LARGEST for one in _files(file)):
        _remove(file)
    try:
        return _connect(file)
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):
            raise
        _remove(file)
        return _connect(file)


def _connect(file: Path) -> sqlite3.Connection:
    database = sqlite3.connect(file, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = OFF")  # what is lost is made again
    with database:
        database.execute("BEGIN IMMEDIATE")
        schema = [row[0] for row in database.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")]
        if not schema:
            database.execute(_SCHEMA)
    if schema not in ([], [_SCHEMA]):
        database.close()
        raise sqlite3.DatabaseError("another program's file")
    return database


def _files(file: Path) -> list[Path]:
    """Return the files that SQLite keeps, as far as they are there."""
    return sorted(file.parent.glob(f"{file.name}*"))


def _remove(file: Path) -> None:
    for one in _files(file):
        one.unlink()
