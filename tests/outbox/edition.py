"""An edition of invented councils, printed, and the program at work on its outbox."""

import subprocess
from collections.abc import Sequence
from pathlib import Path

import yaml

from generator.merge import Folder, prepare, processes
from generator.outbox import OutboxFolder, Post, Standing, approve, standing_now
from generator.records import Outbox, load_file, write_sample
from tests import program
from tests.places import DATA
from tests.program import Done
from tests.runs import HERE, carried_out, planned, short_templates

from .mails import NOW
from .mailserver import PASSWORD, USER, MailServer

SAMPLE = ("--edition", "sample")
BY = ("--by", "Ann Other")
GUEST = "trial@ombudsman.example"
_LOGIN = {"LETTERS_SMTP_USER": USER, "LETTERS_SMTP_PASSWORD": PASSWORD}
_OUTBOX = """\
approvals: 2
rate: 6000
sender: {{name: Ombudsman, address: annual.letters@ombudsman.example}}
server: {{host: localhost, port: {port}, security: {security}}}
guests: [trial@ombudsman.example]
"""


def printed(folder: Path, number: int) -> Path:
    """A folder with so many invented councils, their letters, and nothing approved."""
    write_sample(DATA, folder / "data", number, 7)
    short_templates(folder / "templates")
    name_server(folder)
    output = folder / "output" / "sample"
    merge = planned(folder, output)
    with Folder(output).owned():
        carried_out(merge, HERE if number < 20 else processes(2))
    return folder


def name_server(folder: Path, server: MailServer | None = None) -> None:
    port, security = (server.port, server.security) if server else (1, "starttls")
    (folder / "data" / "outbox.yaml").write_text(_OUTBOX.format(port=port, security=security))


def post_in(folder: Path) -> Post:
    run = Folder(folder / "output" / "sample")
    ready = prepare(folder / "data", folder / "templates", "sample", try_the_press=False)
    outbox = load_file(folder / "data" / "outbox.yaml", Outbox).record
    assert outbox
    return Post(ready, run, run.read_certificate(), outbox)


def outbox_in(folder: Path) -> OutboxFolder:
    return OutboxFolder(folder / "data", "sample")


def approved_by(folder: Path, *people: str) -> Path:
    post = post_in(folder)
    for person in people:
        approve(post, outbox_in(folder), person, NOW)
    return folder


def print_again(folder: Path) -> None:
    """Print what has changed."""
    output = folder / "output" / "sample"
    merge = planned(folder, output)
    with Folder(output).owned():
        carried_out(merge, HERE)


def stands(folder: Path) -> dict[str, Standing]:
    return {one.council: one for one in standing_now(post_in(folder), outbox_in(folder))}


def started(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    """The program in a process of its own, as somebody would start it who knows the login."""
    return program.started(folder, *arguments, **_LOGIN)


def finished(folder: Path, *arguments: str) -> Done:
    return program.finished(folder, *arguments, **_LOGIN)


def letters(folder: Path, *arguments: str, **environment: str) -> Done:
    """The same in this process."""
    return program.letters(folder, *arguments, **_LOGIN | environment)


def councils(folder: Path) -> Sequence[str]:
    return sorted(file.stem for file in (folder / "data" / "sample" / "councils").glob("*.yaml"))


def record_without(folder: Path, council: str, key: str) -> None:
    """Take a key, and what it holds, out of a council's record."""
    file = folder / "data" / "sample" / "councils" / f"{council}.yaml"
    record = yaml.safe_load(file.read_text())
    del record[key]
    file.write_text(yaml.safe_dump(record, sort_keys=False, allow_unicode=True))


def change(folder: Path, council: str, old: str, new: str) -> None:
    """Change a word in a council's record."""
    file = folder / "data" / "sample" / "councils" / f"{council}.yaml"
    assert old in file.read_text()
    file.write_text(file.read_text().replace(old, new))
