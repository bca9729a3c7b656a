"""Files: written whole or not at all, known by their digests, and searched for what stands in them."""

import os
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that, whatever happens, the name holds either what it held before or all of `content`.

    The unfinished file lies beside it, its name ending in `.part`. Raises OSError where the disk does not take it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """A new name is only safe once the folder that holds it is."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def digest(content: bytes) -> str:
    """The SHA-256 of some bytes, in hexadecimal."""
    return sha256(content).hexdigest()


def digests(folder: Path, files: Iterable[Path]) -> dict[str, str]:
    """The SHA-256 of files by their names under `folder`, in order. Raises OSError where one cannot be read."""
    return {file.relative_to(folder).as_posix(): digest(file.read_bytes()) for file in sorted(files)}


def write_if_other(path: Path, content: bytes) -> None:
    """Write a file whole, but leave one that holds this already as it is."""
    if not (path.is_file() and path.read_bytes() == content):
        write_whole(path, content)


def find(text: str, files: Iterable[Path]) -> tuple[Path, int, int] | None:
    """The first of these files that holds a text, and the line and the column, from 1, where it begins."""
    for file in files:
        for number, line in enumerate(file.read_text(errors="replace").splitlines(), 1):
            if text in line:
                return file, number, line.index(text) + 1
    return None
