"""Jobs done by workers side by side: one that dies takes no other job with it."""

import pickle
import zlib
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from dataclasses import replace
from functools import partial
from itertools import chain, islice
from pathlib import Path

from ..files import write_unfinished
from .job import Done, Job, done
from .workers import Workers

_DIED = "the worker process died of it, with others beside it and alone"


Work = Callable[[Job], Done]


def in_armfuls(jobs: Iterable[Job], size: int = 1) -> Iterator[list[Job]]:
    """Jobs as a worker takes them, so many at a time: the trips cost more than short work."""
    coming = iter(jobs)
    while armful := list(islice(coming, size)):
        yield armful


def done_by(workers: Workers, armfuls: Iterable[list[Job]], work: Work = done) -> Generator[Done]:
    """What became of each job, as it is done, in no order. Where there is none, no workers are hired.

    `work` is what a worker does with one. When a worker dies, nobody knows of which job: those that were in hand are
    tried again, one by one.
    """
    coming = iter(armfuls)
    suspects: deque[Job] = deque()
    while suspects or (first := next(coming, [])):
        alone = bool(suspects)
        with workers.hire() as executor:
            crew = _Crew(executor, work, 1 if alone else workers.in_hand)
            yield from crew.done(in_armfuls(_taken(suspects)) if alone else chain([first], coming))
        if alone and crew.lost:
            yield Done(crew.lost.pop().slug, reason=_DIED)
        suspects.extendleft(reversed([*crew.lost, *crew.refused]))


def _taken(jobs: deque[Job]) -> Iterator[Job]:
    while jobs:
        yield jobs.popleft()


class _Crew:
    """An executor that gets a few armfuls of jobs at a time.

    Where it breaks, `lost` are the jobs that were in hand, and `refused` are those that it did not take any more.
    """

    def __init__(self, executor: Executor, work: Work, in_hand: int) -> None:
        self._executor = executor
        self._work = partial(all_done, work)
        self._in_hand = in_hand
        self._jobs: dict[Future[list[Done]], list[Job]] = {}
        self.lost: list[Job] = []
        self.refused: list[Job] = []

    @property
    def broken(self) -> bool:
        return bool(self.lost or self.refused)

    def done(self, armfuls: Iterator[list[Job]]) -> Iterator[Done]:
        self._hand_out(armfuls)
        while self._jobs:
            for future in wait(self._jobs, return_when=FIRST_COMPLETED).done:
                yield from self._became(self._jobs.pop(future), future)
            if not self.broken:
                self._hand_out(armfuls)

    def _hand_out(self, armfuls: Iterator[list[Job]]) -> None:
        while len(self._jobs) < self._in_hand and (some := next(armfuls, None)):
            try:
                self._jobs[self._executor.submit(self._work, packed(some))] = some
            except BrokenExecutor:
                self.refused += some
                return

    def _became(self, jobs: Sequence[Job], future: Future[list[Done]]) -> list[Done]:
        try:
            return future.result()
        except BrokenExecutor:
            self.lost += jobs
            return []
        except OSError:  # the world's, and not these letters': a full disk, a lost scheduler
            raise
        except Exception as error:  # whatever else became of an armful far away
            return [_failed(job, error) for job in jobs]


def packed(jobs: Sequence[Job]) -> bytes:
    """Jobs as they travel: much the same words, so that a tenth is left of them.

    What waits for workers is to fit into the pipe that leads to them (64 kB): where it does not, and they die, Python
    before 3.11.5 waits for ever (https://github.com/python/cpython/issues/94777).
    """
    return zlib.compress(pickle.dumps(jobs), 1)


def all_done(work: Work, armful: bytes) -> list[Done]:
    """What became of an armful, whose letters lie where their jobs say now, unfinished.

    What comes back is short: of a worker that is killed while it waits for room in the pipe, half a message would be
    left there, and the run would wait for the other half for ever.
    """
    letters: dict[Path, bytes] = {}
    jobs: list[Job] = pickle.loads(zlib.decompress(armful))  # noqa: S301 - our own
    became = [_put_aside(job, _done(work, job), letters) for job in jobs]
    write_unfinished(letters)
    return became


def _put_aside(job: Job, became: Done, letters: dict[Path, bytes]) -> Done:
    """What became of a job, its letter now one of the `letters`, if the job says where that is to lie."""
    if job.file is None or became.printed is None:
        return became
    letters[job.file] = became.printed.pdf
    return replace(became, printed=replace(became.printed, pdf=b""))


def _done(work: Work, job: Job) -> Done:
    try:
        return work(job)
    except OSError:
        raise
    except Exception as error:  # whatever a worker can raise is that letter's failure
        return _failed(job, error)


def _failed(job: Job, error: Exception) -> Done:
    return Done(job.slug, reason=f"the worker failed: {type(error).__name__}: {error}")
