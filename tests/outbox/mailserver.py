"""A mail server as councils have them: STARTTLS, a login, and whatever can go wrong, when a test asks for it."""

import asyncio
import ssl
from base64 import b64decode, b64encode
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP as POLICY
from threading import Thread
from typing import Any

import trustme
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword, syntax

from generator.records import Server
from tests.waiting import A_MINUTE

USER, PASSWORD = "letters", "open sesame"
AT_MAIL = {"sender refused": "550 5.7.1 you may not", "not now": "451 4.3.0 not now", "leaves": "421 4.7.0 enough"}
AT_RCPT = {
    "recipient refused": "550 5.1.1 no such user",
    "mailbox full": "552 5.2.2 mailbox full",
    "greylisted": "451 4.7.1 come again",
}
AT_DATA = {"DATA refused": "554 no valid recipients", "DATA later": "451 not now", "DATA misread": "250 what?"}
AT_END = {"refused after DATA": "554 5.6.0 not this", "later after DATA": "452 4.3.1 no room now"}
DROPPED = ("dropped in DATA", "dropped, taken", "dropped, not taken")
FAULTS = (*AT_MAIL, *AT_RCPT, *AT_DATA, *AT_END, *DROPPED)


@dataclass(frozen=True)
class Mail:
    """A message that the server has taken."""

    sender: str
    recipients: tuple[str, ...]
    content: bytes

    @property
    def message(self) -> EmailMessage:
        message = message_from_bytes(self.content, policy=POLICY)
        assert isinstance(message, EmailMessage)
        return message

    @property
    def council(self) -> str:
        """The council that it is for, by the letter that it carries."""
        return next(name for part in self.message.iter_attachments() if (name := part.get_filename())).removesuffix(
            ".pdf"
        )


@dataclass
class MailServer:
    """A server on this machine. `faults` are what goes wrong, one for each message that is offered; "" is nothing.

    A fault is one of FAULTS, or a step (MAIL, RCPT, COPY, DATA, END) and the server's reply to it: `RCPT 550 no`. RCPT
    is of every recipient, COPY of all but the first.
    With a `token`, it offers XOAUTH2 too. `watch` is told of every step that the server comes to, before it takes it.
    """

    authority: trustme.CA
    security: str = "starttls"
    name: str = "localhost"
    offers_tls: bool = True
    logins: bool = True
    token: str = ""
    auth_lines: list[bytes] = field(default_factory=list)  # of XOAUTH2: what clients said, decoded
    slow: float = 0.0
    faults: list[str] = field(default_factory=list)
    mailbox: list[Mail] = field(default_factory=list)
    watch: Callable[[str], None] = lambda _: None
    port: int = 0
    calls: int = 0

    @property
    def received(self) -> Counter[str]:
        """How many messages each council got."""
        return Counter(mail.council for mail in self.mailbox)

    @property
    def server(self) -> Server:
        """The server, as data/outbox.yaml names it."""
        return Server.model_validate({"host": "localhost", "port": self.port, "security": self.security})

    @contextmanager
    def running(self) -> Iterator["MailServer"]:
        """Serve. A server that was stopped can be started again, at the same port."""
        loop = asyncio.new_event_loop()
        thread = Thread(target=loop.run_forever)
        thread.start()
        try:
            listening = asyncio.run_coroutine_threadsafe(self._listen(), loop).result(A_MINUTE)
            self.port = listening.sockets[0].getsockname()[1]
            yield self
        finally:
            asyncio.run_coroutine_threadsafe(_stop(listening), loop).result(A_MINUTE)
            loop.call_soon_threadsafe(loop.stop)
            thread.join()
            loop.close()

    async def _listen(self) -> asyncio.Server:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.authority.issue_cert(self.name).configure_cert(context)
        implicit = self.security == "tls"
        options: dict[str, Any] = {"timeout": A_MINUTE, "hostname": "localhost", "loop": asyncio.get_running_loop()}
        if not self.token:
            options["auth_exclude_mechanism"] = ["XOAUTH2"]
        if self.logins:  # aiosmtpd does not know that the line is encrypted already, where it is
            options |= {"auth_required": not implicit, "authenticator": _authenticate, "auth_require_tls": not implicit}
        if self.security == "none":
            options["auth_require_tls"] = False
        elif self.offers_tls and not implicit:
            options |= {"tls_context": context, "require_starttls": True}

        def called() -> _Smtp:
            self.calls += 1
            return _Smtp(_Handler(self), **options)

        return await asyncio.get_running_loop().create_server(
            called, "127.0.0.1", self.port, ssl=context if implicit else None
        )


async def _stop(listening: asyncio.Server) -> None:
    listening.close()
    tasks = asyncio.all_tasks() - {asyncio.current_task()}
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    await asyncio.sleep(0.01)  # for the lines to be closed


def _authenticate(_server: object, _session: object, _envelope: object, _mechanism: str, data: object) -> AuthResult:
    assert isinstance(data, LoginPassword)
    right = (data.login, data.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=right, handled=False)


def _hang_up(smtp: SMTP) -> None:
    if isinstance(smtp.transport, asyncio.WriteTransport):
        smtp.transport.abort()


class _Smtp(SMTP):
    @syntax("DATA")
    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802
        self.event_handler.server.watch("DATA")
        fault = getattr(self.session, "fault", "")
        if reply := _reply("DATA", AT_DATA, fault):
            await self.push(reply)
            return
        if fault == "dropped in DATA":
            await self.push("354 go on")
            await self._reader.read(100)
            _hang_up(self)
            raise ConnectionResetError
        await super().smtp_DATA(arg)


class _Handler:
    def __init__(self, server: MailServer) -> None:
        self.server = server

    async def auth_XOAUTH2(self, smtp: SMTP, arguments: list[str]) -> AuthResult:  # noqa: N802
        said = b64decode(arguments[1])
        self.server.auth_lines.append(said)
        right = self.server.token and said == f"user={USER}\x01auth=Bearer {self.server.token}\x01\x01".encode()
        if not right:
            await smtp.push("334 " + b64encode(b'{"status":"401","schemes":"bearer"}').decode())
            self.server.auth_lines.append(await smtp._reader.readline())
        return AuthResult(success=bool(right), handled=False)

    async def handle_MAIL(  # noqa: N802
        self, smtp: SMTP, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        self.server.watch("MAIL")
        session.fault = self.server.faults.pop(0) if self.server.faults else ""
        if session.fault == "leaves":
            asyncio.get_running_loop().call_later(0.01, _hang_up, smtp)
        reply = _reply("MAIL", AT_MAIL, session.fault)
        if not reply:
            envelope.mail_from = address
        return reply or "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, smtp: SMTP, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        self.server.watch("RCPT")
        # Of a message with copies, the last one is refused when the others have been accepted.
        if session.fault in AT_RCPT and (envelope.rcpt_tos or not address.startswith("chief")):
            return AT_RCPT[session.fault]
        reply = _reply("RCPT", {}, session.fault) or (envelope.rcpt_tos and _reply("COPY", {}, session.fault))
        if reply:
            return str(reply).format(address)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, smtp: SMTP, session: Any, envelope: Any) -> str:  # noqa: N802
        self.server.watch("END")
        mail = Mail(envelope.mail_from, tuple(envelope.rcpt_tos), envelope.original_content)
        if session.fault == "dropped, not taken":
            _hang_up(smtp)
            return "451 gone"
        reply = _reply("END", AT_END, session.fault)
        if not reply:
            self.server.mailbox.append(mail)
            self.server.watch("TAKEN")
        if session.fault == "dropped, taken":
            _hang_up(smtp)
        if session.fault == "slow":
            await asyncio.sleep(self.server.slow)
        return reply or "250 2.0.0 taken"


def _reply(step: str, named: Mapping[str, str], fault: str) -> str:
    """The reply to a step that is at fault; empty where it is not."""
    return named.get(fault) or (fault.removeprefix(f"{step} ") if fault.startswith(f"{step} ") else "")
