"""The post of an edition, as the commands of the outbox open it."""

from pathlib import Path
from shlex import quote

from ..errors import Fault, Faulty
from ..merge import Folder, Ready, prepare
from ..outbox import Commands, Post
from ..records import Outbox, load_file
from . import options


def opened_edition(edition: str, data: Path, templates: Path, folder: Folder) -> Ready:
    """The edition, read and checked; letters that its run read back are not read back again."""
    proven = {outcome.sheet.made_from for outcome in folder.earlier().values() if outcome.sheet}
    return prepare(data, templates, edition, try_the_press=False, proven=proven)


def opened_outbox(data: Path) -> Outbox:
    """How letters leave, as `outbox.yaml` says. Raises Faulty, with every fault of it."""
    source = load_file(data / "outbox.yaml", Outbox)
    if source.record is None:
        raise Faulty(source.faults)
    return source.record


def connection_warnings(data: Path) -> list[Fault]:
    """Return a warning where messages travel unencrypted, at its place in `outbox.yaml`."""
    source = load_file(data / "outbox.yaml", Outbox)
    if source.record is None or source.record.server.security != "none":
        return []
    what, cure = "messages travel unencrypted, and nobody logs in", "use starttls if the server offers it"
    return [source.fault(("server", "security"), what, cure, "warning")]


def commands_for(edition: str, data: Path, templates: Path, output: Path) -> Commands:
    """Return the next commands, with the edition and the folders that this one was given."""
    of = options.of(edition, data, templates)
    run = f" --run {quote(str(output))}" if output != options.OUTPUT else ""
    publish = f"letters publish{of}{run} --output publication"
    return Commands(options.of(edition, data, templates, output), f"letters check{of}", publish)


def opened_post(edition: str, data: Path, templates: Path, output: Path) -> Post:
    """The post of the run in `output/<edition>`. Raises Faulty where there is none."""
    folder, outbox = Folder(output / edition), opened_outbox(data)
    try:
        certificate = folder.read_certificate()
    except ValueError as error:
        what = str(error).partition(";")[0]
        raise Faulty([Fault(str(folder.certificate), 1, 1, "", what, "letters render")]) from None
    if certificate.run.edition != edition:
        what = f"the run is of edition {certificate.run.edition}"
        raise Faulty([Fault(str(folder.certificate), 1, 1, "", what, "name another --output, or render again")])
    return Post(opened_edition(edition, data, templates, folder), folder, certificate, outbox)
