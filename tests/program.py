"""The program as people start it, in a process of its own, and the same in this one, which is sooner done."""

import os
import subprocess
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from signal import SIG_DFL, SIGINT, signal
from typing import NamedTuple

import pytest

from generator.cli import main

from .waiting import A_MINUTE

LETTERS = str(Path(sys.executable).with_name("letters"))


class Done(NamedTuple):
    """How the program ended, what it said, and what it complained of."""

    returncode: int
    stdout: str
    stderr: str


def heed_the_interrupt() -> None:
    """What runs in a shell's background ignores the interrupt, and so would its children."""
    signal(SIGINT, SIG_DFL)


def started(folder: Path, *arguments: str, **environment: str) -> subprocess.Popen[str]:
    """`letters` in a process of its own."""
    return subprocess.Popen(
        [LETTERS, *arguments],
        cwd=folder,
        env=os.environ | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=heed_the_interrupt,
        start_new_session=True,  # as the shell does, so that all that it starts can be interrupted with it
    )


def finished(folder: Path, *arguments: str, **environment: str) -> Done:
    """The same, when it has ended."""
    process = started(folder, *arguments, **environment)
    said, complained = process.communicate(timeout=5 * A_MINUTE)
    return Done(process.returncode, said, complained)


def letters(folder: Path, *arguments: str, **environment: str) -> Done:
    """The same in this process."""
    said, complained, status = StringIO(), StringIO(), 0
    with chdir(folder), pytest.MonkeyPatch.context() as patched, redirect_stdout(said), redirect_stderr(complained):
        patched.setattr(sys, "argv", ["letters", *arguments])
        for name, value in environment.items():
            patched.setenv(name, value)
        try:
            main()
        except SystemExit as ended:
            status = int(ended.code or 0)
    return Done(status, said.getvalue(), complained.getvalue())
