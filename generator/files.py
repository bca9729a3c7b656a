"""Files: written whole or not at all, known by their digests, and searched for what stands in them."""

import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from errno import EACCES
from fcntl import LOCK_EX, LOCK_NB, flock
from hashlib import sha256
from pathlib import Path
from shutil import copymode, rmtree
from tempfile import mkdtemp
from typing import Self

from .errors import Fault, Faulty

_STAGED, _PENDING, _BEFORE = ".letters-unfinished.part", ".letters-pending", "before.json"


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that, whatever happens, the name holds either what it held before or all of `content`.

    The unfinished file lies beside it, its name ending in `.part`. Raises OSError where the disk does not take it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    write_one_of_many(path, content)
    sync(path.parent)


def write_one_of_many(path: Path, content: bytes) -> None:
    """The same, in a folder that is there and that whoever writes the last of its files will `sync`."""
    write_unfinished({path: content})
    finish(path)


def write_unfinished(contents: Mapping[Path, bytes]) -> None:
    """Write files as far as that can be done without giving them their names, which `finish` does."""
    parts = {_unfinished(path): content for path, content in contents.items()}
    try:
        _write_all(parts)
    except BaseException:
        for part in parts:
            part.unlink(missing_ok=True)
        raise


def _write_all(contents: Mapping[Path, bytes]) -> None:
    """All are on their way to the disk before the first is waited for."""
    for path, content in contents.items():
        path.write_bytes(content)
    for path in contents:
        sync(path)


def finish(path: Path) -> None:
    """Give a file that was written unfinished its name; who is the last of many will `sync` their folder."""
    part = _unfinished(path)
    try:
        _put_in_place(part, path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _unfinished(path: Path) -> Path:
    return path.with_name(f"{path.name}.part")


def remove(path: Path) -> None:
    """Take a file away, if it is there, so that it stays away."""
    if path.exists():
        path.unlink()
        sync(path.parent)


def write_together(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Write files under a folder, by their names in it, so that all of them are new or all are what they were.

    They are made ready in a folder beside them, which a single rename makes the pending one: from then on they are the
    new ones. Whoever reads the folder calls `settle` first, which puts them in place if that was interrupted. Raises
    OSError where one of them could not be put in place.
    """
    if not contents:
        return
    with alone(folder):
        _settle(folder)
        _look_for_permission(folder / name for name in contents)
        before = {name: digest((folder / name).read_bytes()) for name in contents if (folder / name).exists()}
        staged = folder / _STAGED
        rmtree(staged, ignore_errors=True)
        try:
            _stage(staged, {**contents, _BEFORE: json.dumps(before).encode()})
            staged.rename(folder / _PENDING)
        except BaseException:
            rmtree(staged, ignore_errors=True)
            raise
        sync(folder)
        _settle(folder)


def settle(folder: Path) -> None:
    """Finish what `write_together` had begun to put in place when it was interrupted. Mostly there is nothing.

    Raises Faulty where somebody has changed one of the files since.
    """
    if (folder / _PENDING).is_dir():
        with alone(folder):
            _settle(folder)


def _settle(folder: Path) -> None:
    pending = folder / _PENDING
    if not (pending / _BEFORE).is_file():
        rmtree(pending, ignore_errors=True)  # all was in place, and it was being taken away
        return
    before = json.loads((pending / _BEFORE).read_bytes())
    places = {file: folder / file.relative_to(pending) for file in pending.rglob("*") if file.is_file()}
    del places[pending / _BEFORE]
    for file, place in places.items():
        now = digest(place.read_bytes()) if place.exists() else None
        if now not in (before.get(file.relative_to(pending).as_posix()), digest(file.read_bytes())):
            cure = f"look at {file}, which is to take its place; keep one of the two and delete {pending}"
            raise Faulty([Fault(str(place), 1, 1, "", "changed since a change of many records was interrupted", cure)])
    for file, place in places.items():
        place.parent.mkdir(parents=True, exist_ok=True)
        _put_in_place(file, place)
    for changed in {place.parent for place in places.values()}:
        sync(changed)
    rmtree(pending)


def _put_in_place(file: Path, place: Path) -> None:
    """A file that takes another's place is as private as that was, and a link still leads to it."""
    if os.path.lexists(place):
        place = place.resolve()
        with suppress(FileNotFoundError):
            copymode(place, file)
    file.replace(place)


def _look_for_permission(places: Iterable[Path]) -> None:
    """Before anything is changed. Raises OSError."""
    for folder in {place.resolve().parent for place in places}:
        there = next(path for path in (folder, *folder.parents) if path.exists())
        if not os.access(there, os.W_OK | os.X_OK):
            raise PermissionError(EACCES, os.strerror(EACCES), str(there))


@contextmanager
def alone(folder: Path, busy: OSError | None = None) -> Iterator[None]:
    """One process after another: the system lets the next one in when this one ends, however it ends.

    Who does not want to wait for another names the error to raise instead.
    """
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        try:
            flock(descriptor, LOCK_EX | LOCK_NB if busy else LOCK_EX)
        except BlockingIOError as held:
            raise busy or held from None
        yield
    finally:
        os.close(descriptor)


def write_folder(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Write a new folder with these files, by their names in it: whole, or not at all."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    room = Path(mkdtemp(prefix=f"{folder.name}.letters-", suffix=".part", dir=folder.parent))
    try:
        _stage(room / folder.name, contents)
        (room / folder.name).rename(folder)
    finally:
        rmtree(room, ignore_errors=True)
    sync(folder.parent)


def _stage(folder: Path, contents: Mapping[str, bytes]) -> None:
    inner = {(folder / name).parent for name in contents}
    for one in inner:
        one.mkdir(parents=True, exist_ok=True)
    _write_all({folder / name: content for name, content in contents.items()})
    for one in inner:
        sync(one)


def sync(path: Path) -> None:
    """Wait for the disk: a file is safe once the disk has it, and a new name once the disk has its folder."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def digest(content: bytes) -> str:
    """The SHA-256 of some bytes, in hexadecimal."""
    return digest_of([content])


def digest_of(pieces: Iterable[bytes]) -> str:
    """The same, of bytes that come piece by piece."""
    hashed = sha256()
    for piece in pieces:
        hashed.update(piece)
    return hashed.hexdigest()


def digests(folder: Path, files: Iterable[Path]) -> dict[str, str]:
    """The SHA-256 of files by their names under `folder`, in order. Raises OSError where one cannot be read."""
    return {file.relative_to(folder).as_posix(): digest(file.read_bytes()) for file in sorted(files)}


def write_if_other(path: Path, content: bytes) -> None:
    """Write a file whole, but leave one that holds this already as it is."""
    if not (path.is_file() and path.read_bytes() == content):
        write_whole(path, content)


@dataclass(frozen=True, slots=True)
class FileContent:
    """A file's path and its content as it was read. For messages, `str` gives the path."""

    path: Path
    content: bytes

    def __str__(self) -> str:
        return str(self.path)


@dataclass(frozen=True, slots=True)
class TemplateFiles:
    """The files of `root/<name>`, then of `root/shared`, each read once: what is hashed is what is printed."""

    root: Path
    files: tuple[FileContent, ...]

    @classmethod
    def read(cls, root: Path, *names: str) -> Self:
        """Read the files. Raises OSError where one cannot be read."""
        folders = [root / name for name in (*names, "shared")]
        paths = [path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]
        return cls(root, tuple(FileContent(path, path.read_bytes()) for path in paths))

    def digests(self) -> dict[str, str]:
        """Return the SHA-256 of each file by its name under `root`."""
        return {file.path.relative_to(self.root).as_posix(): digest(file.content) for file in self.files}

    def by_name(self) -> dict[str, FileContent]:
        """Return the files by the names that templates include them by: an edition's own, then a shared one."""
        return {"/".join(file.path.relative_to(self.root).parts[1:]): file for file in reversed(self.files)}

    def in_folder(self, folder: Path, suffix: str) -> list[FileContent]:
        """Return the files that lie in a folder itself and whose names end so."""
        return [file for file in self.files if file.path.parent == folder and file.path.suffix == suffix]


def find(text: str, files: Iterable[FileContent], before: int = 0) -> tuple[FileContent, int, int] | None:
    """Return the file, the line and the column, from 1, where a text stands; if it can, with so many of it `before`."""
    place = None
    for file in files:
        for number, line in enumerate(file.content.decode(errors="replace").splitlines(), 1):
            for found in re.finditer(re.escape(text), line):
                place = file, number, found.start() + 1
                if before == 0:
                    return place
                before -= 1
    return place
