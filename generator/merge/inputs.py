"""What goes into a run, file by file, with its hash."""

from collections.abc import Mapping
from pathlib import Path

from ..files import TemplateFiles, digests
from ..records import Records

_TEMPLATES = "templates/"


def inputs_of(folder: Path, templates: Path, *names: str) -> dict[str, str]:
    """Read an edition's files, and return the SHA-256 of its records and of the files of `templates/<name>`.

    With the latter come those that editions share: templates, stylesheets, pictures and fonts.
    """
    files = [folder / "edition.yaml", folder / "sector-averages.yaml", *folder.glob("councils/*.yaml")]
    records = digests(folder, (file for file in files if file.is_file()))
    return records | templates_of(TemplateFiles.read(templates, *names))


def inputs_read(folder: Path, records: Records, files: TemplateFiles) -> dict[str, str]:
    """Return the same of what was read already, whatever the files hold by now.

    Files from which no record is read, as they are hidden or too large, are read here.
    """
    read = records.digests()
    listed = {file.stem: file for file in folder.glob("councils/*.yaml") if f"councils/{file.name}" not in read}
    # A council that was added since the records were read is not in this run.
    others = (file for name, file in listed.items() if (name in records.sources or name[0] == ".") and file.is_file())
    return read | digests(folder, others) | templates_of(files)


def templates_of(files: TemplateFiles) -> dict[str, str]:
    """Return the SHA-256 of templates and of what shapes their pages, by their names as inputs."""
    return {f"{_TEMPLATES}{name}": sha256 for name, sha256 in files.digests().items()}


def templates_in(inputs: Mapping[str, str]) -> dict[str, str]:
    """Those of the inputs that are templates and what shapes their pages, by their names in the templates' folder."""
    return {name.removeprefix(_TEMPLATES): digest for name, digest in inputs.items() if name.startswith(_TEMPLATES)}


def place_of(name: str, folder: Path, templates: Path) -> Path:
    """The file of an input."""
    return templates / name.removeprefix(_TEMPLATES) if name.startswith(_TEMPLATES) else folder / name
