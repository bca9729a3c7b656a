"""What goes into a run, file by file, with its hash."""

from pathlib import Path

from ..files import digests


def inputs_of(folder: Path) -> dict[str, str]:
    """The SHA-256 of an edition's records, by their names in its folder."""
    files = [folder / "edition.yaml", folder / "sector-averages.yaml", *folder.glob("councils/*.yaml")]
    return digests(folder, (file for file in files if file.is_file()))


def templates_of(templates: Path, name: str) -> dict[str, str]:
    """The SHA-256 of the templates, stylesheets, pictures and fonts of `templates/<name>` and of those shared."""
    files = (file for part in (name, "shared") for file in (templates / part).rglob("*") if file.is_file())
    return {f"templates/{file}": sha256 for file, sha256 in digests(templates, files).items()}
