"""The preview as a program: a socket on this machine, and an end when somebody says so."""

import asyncio
import os
import secrets
import socket
import webbrowser
from pathlib import Path
from types import FrameType

import uvicorn
from starlette.applications import Starlette

from ..merge import Method, processes
from .app import application
from .desk import Desk
from .watch import Watch

LOOPBACK = "127.0.0.1"


class PortTakenError(OSError):
    """Another program answers there."""


def serve(
    data: Path,
    templates: Path,
    edition: str,
    output: Path,
    method: Method,
    *,
    port: int,
    host: str = LOOPBACK,
    browse: bool = False,
) -> None:
    """Serve an edition until Ctrl-C. Prints the address; opens it in the browser if asked to.

    Raises PortTakenError. On another interface than this machine's own, whoever asks needs the token in the address.
    """
    listening = _listening(host, port)
    token = None if host == LOOPBACK else secrets.token_urlsafe(16)
    address = f"http://{host}:{port}/" + (f"?token={token}" if token else "")
    print(f"Preview of edition {edition}: {address}\nCtrl-C stops it.", flush=True)
    with processes(min(2, os.cpu_count() or 1), interruptible=False).hire() as executor:
        desk = Desk(data, templates, edition, executor, method)
        watch = Watch(desk)
        app = application(desk, watch, output, [f"{host}:{port}", f"localhost:{port}"], token)
        asyncio.run(_serve(app, watch, listening, address if browse else None))


async def _serve(app: Starlette, watch: Watch, listening: socket.socket, browse: str | None) -> None:
    server = _Server(app, watch)
    watching = asyncio.create_task(watch.run())
    if browse:
        webbrowser.open(browse)
    await server.serve([listening])
    watch.stop()
    await watching


class _Server(uvicorn.Server):
    """Uvicorn waits until all who listen have gone: those who wait for events are told to go."""

    def __init__(self, app: Starlette, watch: Watch) -> None:
        super().__init__(uvicorn.Config(app, log_level="error", timeout_graceful_shutdown=1, lifespan="off"))
        self._watch = watch

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._watch.stop()
        super().handle_exit(sig, frame)


def _listening(host: str, port: int) -> socket.socket:
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError:
        listening.close()
        with socket.socket() as probe:
            probe.bind((host, 0))
            free = probe.getsockname()[1]
        raise PortTakenError(None, f"port {port} is taken by another program; try --port {free}") from None
    return listening
