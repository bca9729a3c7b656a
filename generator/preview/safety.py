"""What the preview answers, and to whom: this machine's own browser, on pages of the preview's own."""

import secrets
from collections.abc import Collection
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_COOKIE = "preview-token"


class Guard:
    """Lets through who asks this server by its own name, from its own pages, to read: nobody else, and nothing else.

    A page elsewhere could have its own name lead to this machine (DNS rebinding): `hosts` are the names that are this
    server's. With a `token`, whoever asks has to bring it once, in the address, and then as a cookie.
    """

    def __init__(self, app: ASGIApp, hosts: Collection[str], token: str | None = None) -> None:
        self._app = app
        self._hosts = frozenset(hosts)
        self._token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._secure(scope, MutableHeaders(scope=message))
            await send(message)

        refused = self._refusal(scope)
        await (refused or self._app)(scope, receive, safely)

    def _secure(self, scope: Scope, headers: MutableHeaders) -> None:
        for name, value in _HEADERS.items():
            headers.setdefault(name, value)
        if self._token and self._given(scope) == self._token:
            headers.append("Set-Cookie", f"{_COOKIE}={self._token}; Path=/; HttpOnly; SameSite=Strict")

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        headers = Headers(scope=scope)
        origin = headers.get("origin")
        if headers.get("host", "") not in self._hosts:
            return PlainTextResponse("This is not the name of this server.", 421)
        if origin is not None and origin.removeprefix("http://") not in self._hosts:
            return PlainTextResponse("Only pages of this preview may ask.", 403)
        if headers.get("sec-fetch-site") == "cross-site" and headers.get("sec-fetch-mode") != "navigate":
            return PlainTextResponse("Only pages of this preview may ask.", 403)
        if scope["method"] not in ("GET", "HEAD"):
            return PlainTextResponse("The preview is for reading.", 405, {"Allow": "GET, HEAD"})
        if self._token and not self._knows(scope, headers):
            return PlainTextResponse("Use the address that the preview printed, with its token.", 403)
        return None

    def _knows(self, scope: Scope, headers: Headers) -> bool:
        cookies = dict(pair.strip().partition("=")[::2] for pair in headers.get("cookie", "").split(";"))
        given = (self._given(scope), cookies.get(_COOKIE, ""))
        return any(secrets.compare_digest(one.encode(), (self._token or "").encode()) for one in given)

    def _given(self, scope: Scope) -> str:
        query: bytes = scope["query_string"]
        return parse_qs(query.decode("latin-1")).get("token", [""])[0]
