"""The cupboard: where the plates of an edition are kept, in this process and in a private folder."""

import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence, Set
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from shutil import rmtree
from typing import Any, TypeVar

from ...files import alone, digest, write_one_of_many
from .plain import as_json, reader
from .plate import Plate

_Key = TypeVar("_Key")
_Found = TypeVar("_Found")
_LOOK = re.compile("[0-9a-f]{16}")
_LOOKS = 20  # are kept
_DISTRUSTED = ".distrusted"


def distrusted_in(folder: Path | None) -> frozenset[str]:
    """The plates in a cupboard's folder that were found wrong."""
    return (
        frozenset(file.name.removesuffix(_DISTRUSTED) for file in folder.glob(f"*{_DISTRUSTED}"))
        if folder
        else frozenset()
    )


class Cupboard:
    """The plates of one look, and what else is found out about it. Without a folder, for as long as the process lives.

    What is damaged, or is not our own, is not there.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder if folder and _is_private(folder) else None
        self._found: dict[str, Any] = {}
        self._plates: dict[str, dict[str, Plate]] = {}
        self._distrusted: set[str] = set()

    def found(self, name: str, kind: type[_Found], *, since: bool = False) -> _Found | None:
        """What was found out, if it was; by others too, who may have found out more `since` it was asked for."""
        if (since or name not in self._found) and (found := self._kept(name, kind)) is not None:
            self._found[name] = found
        return self._found.get(name)

    def note(self, name: str, found: object) -> None:
        """Keep what was found out."""
        self._found[name] = found
        self._write(name, found)

    def known(self, name: str, kind: type[dict[_Key, _Found]], keys: Set[_Key]) -> dict[_Key, _Found] | None:
        """What was found out of things, if it is known of all that are asked for: to us, or to others by now."""
        for since in (False, True):
            known = self.found(name, kind, since=since) or {}
            if keys <= known.keys():
                return known
        return None

    def add(self, name: str, kind: type[dict[_Key, _Found]], found: Mapping[_Key, _Found]) -> dict[_Key, _Found]:
        """Keep what was found out of things beside what others have found out by now, and give both."""
        with self._alone(name):
            known = self.found(name, kind, since=True) or {}
            if not found.keys() <= known.keys():
                known = {**found, **known}
                self.note(name, known)
        return known

    def plates(self, form: str) -> Sequence[tuple[str, Plate]]:
        """The plates of a form, each with its name."""
        if form not in self._plates:
            self._plates[form] = {}
            self.look_for(form)
        return list(self._plates[form].items())

    def put_first(self, name: str, plate: Plate) -> None:
        """Of a form's plates, have the one that was asked for last be the first: it mostly is the next one."""
        plates = self._plates[plate.form]
        if next(iter(plates)) != name:
            self._plates[plate.form] = {name: plate, **plates}

    def keep(self, plate: Plate, *, is_right: bool) -> None:
        """Keep a plate; one that is wrong only here, so that it is not made for each letter of its class."""
        name = _name(plate)
        self._plates.setdefault(plate.form, {})[name] = plate
        if is_right:
            self._write(name, plate)
        else:
            self._distrusted.add(name)

    def distrust(self, name: str) -> None:
        """Have a plate not used any more, here and by those who share the folder."""
        self._distrusted.add(name)
        if self._folder:
            with suppress(OSError):
                (self._folder / f"{name}{_DISTRUSTED}").touch()

    def is_distrusted(self, name: str) -> bool:
        """Whether a plate was found wrong, here or by others."""
        return name in self._distrusted or bool(self._folder and (self._folder / f"{name}{_DISTRUSTED}").exists())

    @contextmanager
    def alone(self, form: str) -> Iterator[bool]:
        """One process at a time makes a plate of a form: whether somebody has made one since that is not known here."""
        with self._alone(form):
            yield self.look_for(form)

    @contextmanager
    def _alone(self, name: str) -> Iterator[None]:
        """Processes keep one another out by a folder; where that cannot be, each makes its own plates."""
        with ExitStack() as kept:
            if self._folder:
                door = self._folder / _named(name)
                with suppress(OSError):
                    door.mkdir(exist_ok=True)
                    kept.enter_context(alone(door))
            yield

    def look_for(self, form: str) -> bool:
        """Take the folder's plates of a form: whether there were any that are not known here."""
        known = self._plates.setdefault(form, {})
        new = {
            file.stem: plate
            for file in sorted(self._folder.glob(f"{_named(form)}-*.plate") if self._folder else ())
            if file.stem not in known and (plate := self._kept(file.stem, Plate)) and plate.form == form
        }
        known.update(new)
        self._distrusted.update(filter(self.is_distrusted, new))  # known from now on, whatever becomes of the folder
        return bool(new)

    def _kept(self, name: str, kind: Any) -> Any:
        """What is kept under a name; where that is not whole, it is thrown away."""
        if self._folder is None:
            return None
        file = self._folder / f"{name}.plate"
        try:
            sum_, _, content = file.read_bytes().partition(b"\n")
            if sum_.decode() == digest(content):
                return reader(kind)(json.loads(content))
        except FileNotFoundError:
            return None
        except (OSError, ValueError, TypeError, KeyError):
            pass
        with suppress(OSError):
            file.unlink()
        return None

    def _write(self, name: str, value: object) -> None:
        if self._folder:
            content = as_json(value)
            with suppress(OSError):  # plates that cannot be kept are made again
                write_one_of_many(self._folder / f"{name}.plate", digest(content).encode() + b"\n" + content)


def _name(plate: Plate) -> str:
    """The class of letters that a plate is for, whichever of them it was made from."""
    lines = [(one.text, len(one.slots)) for one in plate.passages]
    return f"{_named(plate.form)}-{digest(as_json((dict(plate.fixed), lines)))[:32]}"


def _named(form: str) -> str:
    return digest(form.encode())[:16]


def _is_private(folder: Path) -> bool:
    """Make a folder that nobody else may look into, or find that it is one."""
    try:
        if not folder.exists():
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            _clear_out(folder.parent)
        found = folder.stat()
    except OSError:
        return False
    return found.st_uid == os.geteuid() and not found.st_mode & 0o077


def _clear_out(cupboards: Path) -> None:
    """Throw away what was longest not added to: every change of a stylesheet or a program is a look of its own."""
    looks = (one for one in cupboards.iterdir() if _LOOK.fullmatch(one.name))
    by_age = sorted(looks, key=lambda one: one.stat().st_mtime, reverse=True)
    for old in by_age[_LOOKS:]:
        rmtree(old, ignore_errors=True)
