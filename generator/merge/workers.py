"""The workers of a run, as `concurrent.futures.Executor`: processes of this machine, or of many through Dask."""

import gc
import multiprocessing
import os
import signal
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from multiprocessing import forkserver, resource_tracker
from tempfile import TemporaryDirectory
from threading import Thread, current_thread, main_thread
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

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


def processes(number: int, *, with_press: bool = False, interruptible: bool = True) -> Workers:
    """So many processes of this machine. None of them outlives the run, however that ends.

    Those that are to print `with_press` load WeasyPrint at once, and not when they come to it. Ctrl-C kills them, and
    is raised where they were hired when they have been let go of; a second one ends the run there and then. Where
    whoever hires them answers it himself, they are not `interruptible`, and finish what they have in hand.
    """
    # Not forked from the run itself, whose threads would leave their locks behind; forked from a server, which has
    # imported what they need once.
    context = multiprocessing.get_context("forkserver")
    press = ["generator.paper.press"] if with_press else []
    context.set_forkserver_preload(["__main__", "generator.merge.bench", *press])
    with _without_interrupts():
        forkserver.ensure_running()  # it gets ready while the run does

    @contextmanager
    def hire() -> Iterator[Executor]:
        with TemporaryDirectory(prefix="letters-", ignore_cleanup_errors=True) as scratch:
            executor = _Processes(number, context, _begin, (scratch,))
            with executor.interrupted_by_hand() if interruptible else nullcontext():
                try:
                    yield executor
                except BaseException:  # whoever stops a run does not wait for the letters in hand
                    if interruptible:
                        executor.kill()
                    raise
                finally:
                    executor.shutdown(cancel_futures=True)

    return Workers(hire, number * _HANDED_OUT)


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """What is started here does not hear of Ctrl-C, which a terminal tells to all that it has started."""
    resource_tracker.ensure_running()  # which takes care of that itself, but lets it through afterwards
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class _Processes(ProcessPoolExecutor):
    """Processes that Ctrl-C kills, so that nobody waits for them any more.

    Python's own answer, an exception wherever the run happens to be, can leave a lock of a future taken; and then the
    executor's thread waits for it for ever.
    """

    _interrupted = False
    _submitting = False

    @contextmanager
    def interrupted_by_hand(self) -> Iterator[None]:
        """Raises KeyboardInterrupt at the end, if there was one."""
        if signal.getsignal(signal.SIGINT) is not signal.default_int_handler or current_thread() is not main_thread():
            yield
            return
        signal.signal(signal.SIGINT, self._interrupt)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, signal.default_int_handler)
            if self._interrupted:
                raise KeyboardInterrupt

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Raises BrokenProcessPool after Ctrl-C. One that comes meanwhile waits, or the pool would lose this future."""
        if self._interrupted:
            raise BrokenProcessPool
        self._submitting = True
        try:
            return super().submit(fn, *args, **kwargs)
        finally:
            self._submitting = False
            if self._interrupted:
                self.kill()

    def kill(self) -> None:
        """All children of this process are workers."""
        for worker in multiprocessing.active_children():
            worker.kill()

    def _interrupt(self, *_: object) -> None:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        self._interrupted = True
        if not self._submitting:
            self.kill()


def _begin(scratch: str) -> None:
    """The owner alone answers the interrupt; and who loses the owner leaves.

    What libraries write for themselves, as WeasyPrint does fonts, goes to a folder that the owner clears away.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    tempfile.tempdir = scratch
    gc.freeze()  # what the server imported stays: it need not be looked through for what may go
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
