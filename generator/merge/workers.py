"""The workers of a run, as `concurrent.futures.Executor`: processes of this machine, or of many through Dask."""

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from multiprocessing import forkserver
from threading import Thread

_HANDED_OUT = 2  # armfuls a worker: one in hand, one waiting, so that nobody waits for the owner of the run

_HANDED_OUT_FAR = 100  # armfuls in all: nobody knows how many join a cluster


@dataclass(frozen=True, slots=True)
class Workers:
    """Workers to be hired, as often as some of them die, and how many armfuls of jobs they may have in hand at once.

    Those of this machine (`near`) can write where the run does.
    """

    hire: Callable[[], AbstractContextManager[Executor]]
    in_hand: int
    near: bool = True


def processes(number: int, *, with_press: bool = False) -> Workers:
    """So many processes of this machine. None of them outlives the run, however that ends.

    Those that are to print `with_press` load WeasyPrint at once, and not when they come to it.
    """
    # Not forked from the run itself, whose threads would leave their locks behind; forked from a server, which has
    # imported what they need once.
    context = multiprocessing.get_context("forkserver")
    press = ["generator.paper.press"] if with_press else []
    context.set_forkserver_preload(["__main__", "generator.merge.bench", *press])
    forkserver.ensure_running()  # it gets ready while the run does

    @contextmanager
    def hire() -> Iterator[Executor]:
        executor = ProcessPoolExecutor(number, context, _begin)
        try:
            yield executor
        except BaseException:  # whoever stops a run does not wait for the letters in hand
            for worker in multiprocessing.active_children():
                worker.kill()
            raise
        finally:
            executor.shutdown(cancel_futures=True)

    return Workers(hire, number * _HANDED_OUT)


def _begin() -> None:
    """The owner alone answers the interrupt; and who loses the owner leaves."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_leave_with_the_owner, daemon=True).start()


def _leave_with_the_owner() -> None:
    owner = multiprocessing.parent_process()
    if owner:
        owner.join()
        os._exit(1)


def dask(scheduler: str, patience: int = 5) -> Workers:
    """The workers of a Dask cluster, by its scheduler's address (`tcp://10.0.0.1:8786`).

    They need this program and the same templates at the same place; a worker that has others refuses. Raises
    ModuleNotFoundError where Dask is not installed; and OSError, when they are hired, where the scheduler does not
    answer within so many seconds (`patience`).
    """
    from distributed import Client

    @contextmanager
    def hire() -> Iterator[Executor]:
        with Client(scheduler, timeout=patience, set_as_default=False) as client, client.get_executor() as executor:
            yield executor

    return Workers(hire, _HANDED_OUT_FAR, near=False)
