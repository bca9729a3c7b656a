"""An edition of invented councils, printed, and the program at work on its outbox."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import chdir, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

import pytest
import yaml

from generator.cli import main
from generator.merge import Folder, Workers, prepare, processes
from generator.outbox import OutboxFolder, Post, Standing, approve, standing_now
from generator.records import Outbox, load_file, write_sample
from tests.places import DATA, TEMPLATES
from tests.runs import carried_out, planned

from .mails import NOW
from .mailserver import PASSWORD, USER, MailServer

LETTERS = str(Path(sys.executable).with_name("letters"))
HERE = Workers(lambda: ThreadPoolExecutor(1), 2)
"""A worker of this process, which is at work at once."""
SAMPLE = ("--edition", "sample")
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
    shutil.copytree(TEMPLATES, folder / "templates")
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
    """`letters` in a process of its own, as somebody would start it who knows the login."""
    return subprocess.Popen(
        [LETTERS, *arguments],
        cwd=folder,
        env=os.environ | _LOGIN,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def program(folder: Path, *arguments: str) -> tuple[int, str, str]:
    """How that process ended, what it said, and what it complained of."""
    process = started(folder, *arguments)
    said, complained = process.communicate(timeout=200)
    return process.returncode, said, complained


def letters(folder: Path, *arguments: str, **environment: str) -> tuple[int, str, str]:
    """The same in this process, which is sooner done."""
    said, complained, status = StringIO(), StringIO(), 0
    with chdir(folder), pytest.MonkeyPatch.context() as patched, redirect_stdout(said), redirect_stderr(complained):
        patched.setattr(sys, "argv", ["letters", *arguments])
        for name, value in (_LOGIN | environment).items():
            patched.setenv(name, value)
        try:
            main()
        except SystemExit as ended:
            status = int(ended.code or 0)
    return status, said.getvalue(), complained.getvalue()


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
