"""Who is to be told when the files on the desk change."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager, suppress

from watchfiles import awatch

from .desk import Desk

_QUIET = 10  # milliseconds without a change, after which a burst of saves is over
_ALIVE = 15.0  # seconds between two signs of life, so that a closed tab is noticed


class Watch:
    """Opens the desk again whenever its files change, and wakes those who look at it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        desk.on_change = self._tell
        self._stop = asyncio.Event()
        self._looking: set[asyncio.Event] = set()

    async def run(self) -> None:
        """Until `stop`."""
        folders = (self._desk.data / self._desk.edition, self._desk.templates)
        async for _ in awatch(*folders, debounce=400, step=_QUIET, stop_event=self._stop, raise_interrupt=False):
            await self._desk.read_again()
            self._tell()

    def stop(self) -> None:
        """End the watch, and every look at it."""
        self._stop.set()
        self._tell()

    async def versions(self) -> AsyncIterator[str]:
        """The desk's version: now, whenever it is another, and now and then in between, until the watch stops."""
        with self._wakened() as changed:
            while not self._stop.is_set():
                yield self._desk.version
                with suppress(TimeoutError):
                    await asyncio.wait_for(changed.wait(), _ALIVE)
                changed.clear()

    @contextmanager
    def _wakened(self) -> Iterator[asyncio.Event]:
        changed = asyncio.Event()
        self._looking.add(changed)
        try:
            yield changed
        finally:
            self._looking.discard(changed)

    def _tell(self) -> None:
        for changed in self._looking:
            changed.set()
