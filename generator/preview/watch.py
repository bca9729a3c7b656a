"""Who is to be told when the files on the desk change."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager

from watchfiles import awatch

from .desk import Desk

_QUIET = 30  # milliseconds without a change, after which a burst of saves is over
_ALIVE = 15.0  # seconds between two signs of life, so that a closed tab is noticed


class Watch:
    """Opens the desk again whenever its files change, and wakes those who look at it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._stop = asyncio.Event()
        self._looking: set[asyncio.Queue[str]] = set()

    async def run(self) -> None:
        """Until `stop`."""
        folders = (self._desk.data / self._desk.edition, self._desk.templates)
        async for _ in awatch(*folders, debounce=400, step=_QUIET, stop_event=self._stop, raise_interrupt=False):
            await asyncio.to_thread(self._desk.open)
            self._tell("changed")

    def stop(self) -> None:
        """End the watch, and every look at it."""
        self._stop.set()
        self._tell("stopped")

    async def events(self) -> AsyncIterator[str]:
        """`changed` whenever something did, `alive` in between, until the watch stops."""
        with self._queue() as queue:
            while not self._stop.is_set():
                try:
                    yield await asyncio.wait_for(queue.get(), _ALIVE)
                except TimeoutError:
                    yield "alive"

    @contextmanager
    def _queue(self) -> Iterator[asyncio.Queue[str]]:
        queue: asyncio.Queue[str] = asyncio.Queue()
        self._looking.add(queue)
        try:
            yield queue
        finally:
            self._looking.discard(queue)

    def _tell(self, what: str) -> None:
        for queue in self._looking:
            queue.put_nowait(what)
