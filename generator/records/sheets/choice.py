"""Which of a workbook's sheets holds the table."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from .limits import cannot

_NOTES = set("notes note cover contents readme read about information guidance metadata definitions glossary".split())
_BESIDE = set("and data me of page sheet tab table the this to".split())


def choose_sheet(
    path: Path, name: str | None, sheets: Mapping[str, bool], is_empty: Callable[[str], bool]
) -> tuple[str, tuple[str, ...]]:
    """Return the name of the sheet to read, and of those that were left out because they are empty or hold notes.

    `sheets` says of each whether it can be seen. Raises Faulty where the sheet that is named is not to be seen, or
    where none is named and several may be meant.
    """
    visible = [sheet for sheet, shown in sheets.items() if shown]
    if not visible:
        raise cannot(path, "no sheet that can be seen", "show the sheet with the figures, or save it as .xlsx again")
    if name is None:
        return _only_table(path, visible, is_empty)
    if name in visible:
        return name, ()
    if name in sheets:
        raise cannot(path, f"the sheet {name} is hidden", "show it, so that people see what is read")
    raise cannot(path, f"there is no sheet {name}", f"those here are {', '.join(visible)}")


def _only_table(path: Path, visible: list[str], is_empty: Callable[[str], bool]) -> tuple[str, tuple[str, ...]]:
    if len(visible) == 1:
        return visible[0], ()
    tables = [sheet for sheet in visible if not _is_for_notes(sheet) and not is_empty(sheet)]
    if len(tables) != 1:
        raise cannot(path, "more sheets than one", f"name one with --sheet: {', '.join(visible)}")
    return tables[0], tuple(sheet for sheet in visible if sheet != tables[0])


def _is_for_notes(name: str) -> bool:
    """Return whether a name says so: `Notes 2`, `Cover_sheet`, `Table of contents`, `Read me`."""
    words = set(re.findall(r"[^\W\d_]+", name.lower()))
    return bool(words & _NOTES) and words <= _NOTES | _BESIDE
