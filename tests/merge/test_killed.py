"""A run can be killed at any moment: no letter is half there, and the next run makes of it what one run would have."""

import os
import random
import resource
import subprocess
from contextlib import suppress
from pathlib import Path
from signal import SIGCONT, SIGINT, SIGKILL, SIGSTOP
from time import sleep

import pytest

from generator.records import write_sample
from tests import program
from tests.places import DATA
from tests.program import Done
from tests.runs import contents, short_templates
from tests.waiting import A_MINUTE, wait_for

CLOCK = {"SOURCE_DATE_EPOCH": "1767225600"}


def started(run: Path, output: str, *more: str) -> subprocess.Popen[str]:
    return program.started(run, "render", "--edition", "sample", "--output", output, *more, **CLOCK)


def finished(run: Path, output: str, *more: str) -> Done:
    return program.finished(run, "render", "--edition", "sample", "--output", output, *more, **CLOCK)


def killed(run: Path, output: str, letters: int, after: float) -> None:
    """Kill a run so many seconds after there are so many letters, if it has not ended by then."""
    process = started(run, output)
    while process.poll() is None and len(list((run / output).rglob("*.pdf"))) < letters:
        sleep(0.005)
    sleep(after)
    process.send_signal(SIGKILL)
    process.communicate()


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A folder with two dozen invented councils, whose run does not end before a test has looked at it."""
    write_sample(DATA, tmp_path / "data", 24, seed=1)
    short_templates(tmp_path / "templates")
    return tmp_path


@pytest.fixture
def expected(sample_run: Path) -> dict[str, bytes]:
    """What a run that nothing disturbed leaves."""
    return {f"sample/{name}": content for name, content in contents(sample_run / "output").items()}


def cwd_of(process: Path) -> Path | None:
    with suppress(OSError):
        return (process / "cwd").readlink()
    return None


def workers_of(run: Path) -> list[int]:
    """The processes that are still at work for a run in this folder."""
    return [
        int(process.name) for process in Path("/proc").iterdir() if process.name.isdigit() and cwd_of(process) == run
    ]


@pytest.mark.parametrize("moments", [3, pytest.param(20, marks=pytest.mark.long)])
def test_killed_run_is_finished_by_the_next(moments: int, run: Path, expected: dict[str, bytes]) -> None:
    dice = random.Random(moments)
    for number in range(moments):
        killed(run, f"killed-{number // 3}", dice.randrange(14), dice.uniform(0, 0.1))
        for name, pdf in contents(run / f"killed-{number // 3}").items():
            if name.endswith(".pdf"):
                assert pdf == expected[name]
    for number in range(-(-moments // 3)):
        assert finished(run, f"killed-{number}")[0] == 0
        assert contents(run / f"killed-{number}") == expected


def test_workers_do_not_outlive_a_killed_run(run: Path) -> None:
    killed(run, "killed", 1, 0)
    wait_for(lambda: workers_of(run) == [])


def test_interrupt_stops_the_run_says_what_is_done_and_leaves_whole_letters(large: Path) -> None:
    process = started(large, "interrupted", "--no-layouts")
    letters = large / "interrupted" / "sample" / "letters"
    wait_for(lambda: any(letters.glob("*.pdf")))
    process.send_signal(SIGINT)
    said, complained = process.communicate(timeout=A_MINUTE)
    assert process.returncode == 130
    assert "of 24 printed; run it again to go on." in said
    assert complained == ""
    assert all(letter.read_bytes().endswith(b"%%EOF\n") for letter in letters.glob("*.pdf"))
    assert finished(large, "interrupted", "--no-layouts")[0] == 0


@pytest.mark.parametrize("moments", [2, pytest.param(20, marks=pytest.mark.long)])
def test_interrupt_ends_a_run_at_any_moment(moments: int, run: Path) -> None:
    dice = random.Random(moments)
    for number in range(moments):
        process = started(run, f"interrupted-{number}")
        wait_for((run / f"interrupted-{number}" / "sample").exists)
        sleep(dice.uniform(0, 0.5))
        with suppress(ProcessLookupError):  # it had ended
            os.killpg(process.pid, SIGINT)  # as a terminal does
        _, complained = process.communicate(timeout=A_MINUTE)
        # At its very end Python gives back the signals that it handled: then the run is over, and whole.
        assert process.returncode in (0, 130, -SIGINT)
        assert process.returncode != -SIGINT or (run / f"interrupted-{number}" / "sample" / "run.json").exists()
        assert "Traceback" not in complained
        assert not [name for name in contents(run) if name.endswith(".pdf.part")]


def test_full_disk_stops_the_run_and_loses_nothing(run: Path, expected: dict[str, bytes]) -> None:
    process = started(run, "full")
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (20_000, 20_000))  # no letter is as small
    said, complained = process.communicate(timeout=A_MINUTE)
    assert process.returncode == 3
    assert complained.endswith("File too large\n")
    assert complained.count("\n") == 1
    assert "of 14 printed; run it again to go on" in said
    left = contents(run / "full")
    assert not any(name.endswith(".pdf.part") for name in left)
    assert all(content == expected[name] for name, content in left.items() if name.endswith(".pdf"))
    assert finished(run, "full")[0] == 0
    assert contents(run / "full") == expected


def test_second_run_says_that_another_is_at_work(large: Path) -> None:
    first = started(large, "twice", "--no-layouts")
    wait_for((large / "twice" / "sample" / "run.journal.part").exists)
    first.send_signal(SIGSTOP)
    status, _, complained = finished(large, "twice")
    assert (status, complained) == (3, "letters: twice/sample: another run is at work here; wait for it, or stop it\n")
    first.send_signal(SIGCONT)
    first.communicate(timeout=A_MINUTE)
    assert first.returncode == 0
