"""Workers die, and no letter with them but the one that they died of."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from multiprocessing.reduction import ForkingPickler
from pathlib import Path
from signal import SIGKILL
from tempfile import mkdtemp
from warnings import catch_warnings, simplefilter

import pytest

from generator.merge import Ready, dask, processes
from generator.merge.crew import all_done, done_by, in_armfuls, packed
from generator.merge.job import Done, Job, done
from generator.paper import Printed
from generator.wording import Page
from tests.runs import HERE, carried_out, contents, planned

POISON = "camelot-city-council"


def jobs(small: Ready, number: int = 14) -> list[Job]:
    return [small.job(slug) for slug in list(small.letters)[:number]]


def echoed(job: Job) -> Done:
    return Done(job.slug, Printed(job.record, 1))


def fatal(job: Job) -> Done:
    """What a letter does that kills its worker, each time."""
    if job.slug == POISON:
        os.kill(os.getpid(), SIGKILL)
    return echoed(job)


def fatal_once(job: Job, witness: Path) -> Done:
    """A letter that kills its worker, but not again once the witness is there."""
    if job.slug == POISON and not witness.exists():
        witness.touch()
        os.kill(os.getpid(), SIGKILL)
    return echoed(job)


def untidy(job: Job) -> Done:
    """What a letter does that leaves a folder behind, and its worker no time to clear it away."""
    mkdtemp(prefix=job.slug)
    return fatal(job)


def faulty(job: Job) -> Done:
    if job.slug == POISON:
        raise LookupError(job.slug)
    return echoed(job)


def unspeakable(job: Job) -> Done:
    """What came of a letter that no pipe takes."""
    return Done(job.slug, reason=Unspeakable("?")) if job.slug == POISON else echoed(job)


class Unspeakable(str):
    def __reduce__(self) -> str:
        raise TypeError


@pytest.mark.parametrize("armful", [1, 4])
def test_letter_that_kills_its_worker_is_named_and_the_others_are_printed(armful: int, small: Ready) -> None:
    outcomes = {became.slug: became for became in done_by(processes(2), in_armfuls(jobs(small), armful), fatal)}
    assert len(outcomes) == 14
    assert "the worker process died of it" in outcomes.pop(POISON).reason
    assert not any(became.reason for became in outcomes.values())


def test_what_workers_leave_behind_is_cleared_away(
    small: Ready, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    [became] = done_by(processes(1), in_armfuls([small.job(POISON)]), untidy)
    assert "the worker process died of it" in became.reason
    assert list(tmp_path.iterdir()) == []


def test_letter_that_fails_takes_none_of_its_armful_with_it(small: Ready) -> None:
    outcomes = list(done_by(HERE, in_armfuls(jobs(small), 5), faulty))
    assert len(outcomes) == 14
    assert {became.slug: became.reason for became in outcomes if became.reason} == {
        POISON: f"the worker failed: LookupError: {POISON}"
    }


def test_armful_that_cannot_come_back_fails_and_the_others_are_printed(small: Ready) -> None:
    outcomes = list(done_by(processes(1), in_armfuls(jobs(small), 5), unspeakable))
    failed = [became for became in outcomes if became.reason]
    assert len(outcomes) == 14
    assert POISON in {became.slug for became in failed}
    assert len(failed) == 5
    assert all(became.reason.startswith("the worker failed: ") for became in failed)


def test_what_waits_for_two_workers_fits_into_a_pipe(small: Ready) -> None:
    assert 3 * len(packed(jobs(small, 8))) < 2**16


@pytest.mark.parametrize(("workers", "armful"), [(1, 16), (2, 8), (32, 1)])
def test_what_comes_back_from_all_workers_fits_into_a_pipe(
    workers: int, armful: int, small: Ready, tmp_path: Path
) -> None:
    """Nobody waits for room in it, and so nobody is killed while half of a message is in there."""
    some = [replace(job, file=tmp_path / f"{job.slug}.pdf") for job in jobs(small, armful)]
    with processes(1).hire() as executor:
        became = executor.submit(all_done, partial(done, read=False), packed(some)).result()
    assert all(one.printed and not one.printed.pdf for one in became)
    assert processes(workers).in_hand * len(ForkingPickler.dumps(became)) * armful / len(some) < 2**16


def test_worker_that_dies_once_costs_no_letter(small: Ready, tmp_path: Path) -> None:
    witness = tmp_path / "witness"
    outcomes = list(done_by(processes(2), in_armfuls(jobs(small)), partial(fatal_once, witness=witness)))
    assert witness.exists()
    assert sorted(became.slug for became in outcomes) == sorted(small.letters)
    assert not any(became.reason for became in outcomes)


def test_worker_with_other_templates_refuses(small: Ready) -> None:
    job = replace(small.job(POISON), look="another")
    assert "this worker has other templates or other versions" in done(job).reason


def test_letter_that_does_not_read_back_is_a_failure(small: Ready) -> None:
    slug = "ashenvale-borough-council"
    right = small.job(slug)
    wrong = replace(right, page=Page(right.page.marked.replace("\ue00116\ue002", "\ue00115\ue002")))
    assert done(right).reason == ""
    assert 'does not read back: complaints_upheld.count: "16" would be read back as "15"' in done(wrong).reason


@contextmanager
def cluster() -> Iterator[str]:
    """Two Dask workers on this machine, by their scheduler's address."""
    with catch_warnings():
        simplefilter("ignore")  # Dask's own: what it leaves open, and what it takes from others
        from distributed import LocalCluster

        with LocalCluster(
            n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None, silence_logs=50
        ) as dasks:
            yield dasks.scheduler_address


@pytest.mark.filterwarnings("ignore")
def test_letters_printed_on_dask_are_the_same_bytes(sample_run: Path, tmp_path: Path) -> None:
    some = ["ashenvale-borough-council", "ivywell-district-council", POISON]
    with cluster() as address:
        carried_out(planned(sample_run, tmp_path, some), dask(address))
    local = contents(sample_run / "output" / "letters")
    assert contents(tmp_path / "letters") == {f"{slug}.pdf": local[f"{slug}.pdf"] for slug in sorted(some)}


@pytest.mark.filterwarnings("ignore")
def test_scheduler_that_does_not_answer_is_the_worlds_fault() -> None:
    with pytest.raises(OSError, match=r"127\.0\.0\.1:1"), dask("tcp://127.0.0.1:1", patience=1).hire():
        pass
