"""Access tokens for OAuth 2.0: printed by a program that `server.token_command` names."""

import os
import signal
import subprocess

from ..records import Server
from .line import ServerError, plain

_SECONDS = 60.0


def ask_token(server: Server, seconds: float = _SECONDS) -> str:
    """Return what the program prints. Raises ServerError where it fails, prints nothing or takes too long."""
    program = server.token_command[0]
    try:
        # A session of its own, so that whatever the program starts ends with it. No shell reads the arguments.
        process = subprocess.Popen(  # noqa: S603
            server.token_command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
    except (OSError, ValueError) as error:
        raise _error(server, f"`{program}` cannot be started: {plain(str(error))}") from None
    with process:
        try:
            printed, complained = process.communicate(timeout=seconds)
        except BaseException as error:
            os.killpg(process.pid, signal.SIGKILL)
            if isinstance(error, subprocess.TimeoutExpired):
                raise _error(server, f"`{program}` printed no token in {seconds:g} seconds") from None
            raise
    if process.returncode:
        reason = plain(complained.strip().rpartition(b"\n")[2])
        raise _error(server, f"`{program}` failed with exit status {process.returncode}: {reason or 'no reason given'}")
    if not (token := printed.decode(errors="replace").strip()):
        raise _error(server, f"`{program}` printed no token")
    return token


def _error(server: Server, what: str) -> ServerError:
    return ServerError(server, f"no login: {what}", "see `server.token_command` in data/outbox.yaml")
