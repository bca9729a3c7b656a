"""What goes into a run, file by file, with its hash."""

from collections.abc import Mapping
from pathlib import Path

from ..files import digests

_TEMPLATES = "templates/"


def inputs_of(folder: Path, templates: Path | None = None, *names: str) -> dict[str, str]:
    """The SHA-256 of an edition's records, by their names in its folder; and of the files of `templates/<name>`.

    With the latter come those that editions share: templates, stylesheets, pictures and fonts.
    """
    files = [folder / "edition.yaml", folder / "sector-averages.yaml", *folder.glob("councils/*.yaml")]
    records = digests(folder, (file for file in files if file.is_file()))
    return records | templates_of(templates, *names) if templates else records


def templates_of(templates: Path, *names: str) -> dict[str, str]:
    """The SHA-256 of the files of `templates/<name>` and of those that editions share, by their names as inputs."""
    parts = (file for part in (*names, "shared") for file in (templates / part).rglob("*") if file.is_file())
    return {f"{_TEMPLATES}{file}": sha256 for file, sha256 in digests(templates, parts).items()}


def templates_in(inputs: Mapping[str, str]) -> dict[str, str]:
    """Those of the inputs that are templates and what shapes their pages, by their names in the templates' folder."""
    return {name.removeprefix(_TEMPLATES): digest for name, digest in inputs.items() if name.startswith(_TEMPLATES)}


def place_of(name: str, folder: Path, templates: Path) -> Path:
    """The file of an input."""
    return templates / name.removeprefix(_TEMPLATES) if name.startswith(_TEMPLATES) else folder / name
