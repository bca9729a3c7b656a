"""Waiting for what is expected. The limit is not part of any promise: it only ends a test that hangs."""

from collections.abc import Callable
from time import monotonic, sleep

A_MINUTE = 60.0


def wait_for(expected: Callable[[], bool]) -> None:
    """Wait until something is so. Fails after a minute."""
    deadline = monotonic() + A_MINUTE
    while not expected():
        assert monotonic() < deadline, "this did not happen within a minute"
        sleep(0.01)
