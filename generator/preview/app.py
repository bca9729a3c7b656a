"""The pages of the preview, by their addresses. Councils are named by their slugs, and looked up; nothing is a path."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from ..errors import Faulty
from ..paper import picture
from .desk import Desk, Sheet
from .pages import Pages
from .safety import Guard
from .watch import Watch

_STATIC = Path(__file__).parent / "static"


def application(desk: Desk, watch: Watch, output: Path, hosts: Sequence[str], token: str | None = None) -> Starlette:
    """The preview of a desk, for whoever asks one of these `hosts`; `output` is where runs leave their letters."""
    site = _Site(desk, watch, output)
    routes = [
        Route("/", site.first),
        Route("/letters/{slug}", site.letter),
        Route("/letters/{slug}/web", site.web),
        Route("/prints/{key}/{page:int}.png", site.page),
        Route("/prints/{key}/{slug}.pdf", site.pdf),
        Route("/proofs", site.proofs),
        Route("/events", site.events),
        Mount("/static", StaticFiles(directory=_STATIC)),
    ]
    errors: dict[Any, Any] = {404: site.nothing}
    return Starlette(routes=routes, middleware=[Middleware(Guard, hosts=hosts, token=token)], exception_handlers=errors)


class _Site:
    def __init__(self, desk: Desk, watch: Watch, output: Path) -> None:
        self._desk = desk
        self._watch = watch
        self._pages = Pages(desk, output)
        self._look = _Look()

    async def first(self, request: Request) -> Response:
        slugs = self._slugs()
        if not slugs:
            return HTMLResponse(self._pages.broken(), 500)
        return RedirectResponse(f"/letters/{slugs[0]}")

    async def letter(self, request: Request) -> Response:
        slug = self._known(request)
        shown = await self._desk.show(slug)
        if shown.sheet:
            asyncio.get_running_loop().run_in_executor(None, self._look.expect, shown.sheet)
        return HTMLResponse(self._pages.letter(shown, request.query_params))

    async def web(self, request: Request) -> Response:
        slug = self._known(request)
        try:
            html, policy = self._pages.web(slug)
        except (Faulty, KeyError):
            raise HTTPException(404) from None
        return HTMLResponse(html, headers={"Content-Security-Policy": policy, "X-Frame-Options": "SAMEORIGIN"})

    async def page(self, request: Request) -> Response:
        sheet = self._printed(request)
        try:
            scale = min(4.0, max(0.2, float(request.query_params.get("scale", "2"))))
            png = await asyncio.to_thread(self._look.at, sheet, request.path_params["page"], scale)
        except (LookupError, ValueError):
            raise HTTPException(404) from None
        return Response(png, media_type="image/png", headers={"X-Content-Sha256": sheet.sha256})

    async def pdf(self, request: Request) -> Response:
        slug, sheet = self._known(request), self._printed(request)
        headers = {"Content-Disposition": f'attachment; filename="{slug}.pdf"'}
        return Response(sheet.pdf, media_type="application/pdf", headers=headers)

    async def proofs(self, request: Request) -> Response:
        return HTMLResponse(await self._pages.proofs())

    async def events(self, request: Request) -> Response:
        async def stream() -> AsyncIterator[str]:
            yield "retry: 500\n\n"
            async for version in self._watch.versions():
                yield f"data: {version}\n\n"

        return StreamingResponse(stream(), media_type="text/event-stream")

    async def nothing(self, request: Request, error: Exception) -> Response:
        return HTMLResponse(self._pages.nothing(), 404)

    def _slugs(self) -> list[str]:
        return list(self._desk.ready.records.sources) if self._desk.ready else []

    def _known(self, request: Request) -> str:
        slug = str(request.path_params["slug"])
        if slug not in self._slugs():
            raise HTTPException(404)
        return slug

    def _printed(self, request: Request) -> Sheet:
        sheet = self._desk.sheet(str(request.path_params["key"]))
        if sheet is None:
            raise HTTPException(404)
        return sheet


class _Look:
    """What is looked at first of a print: of the next it is drawn before it is asked for."""

    def __init__(self) -> None:
        self._of = ""
        self._first: tuple[int, float] | None = None

    def at(self, sheet: Sheet, page: int, scale: float) -> bytes:
        """A page as PNG. Raises LookupError for one that is not there."""
        if sheet.key != self._of:
            self._of, self._first = sheet.key, (page, scale)
        return picture(sheet.pdf, page, scale)

    def expect(self, sheet: Sheet) -> None:
        """Draw what is likely to be asked for."""
        if self._first:
            with suppress(LookupError):
                picture(sheet.pdf, *self._first)
