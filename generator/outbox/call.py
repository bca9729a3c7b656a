"""The call to the mail server: encrypted, its certificate checked, and logged in, or there is no line.

Only where `server.security` is `none` is it not encrypted; then nobody logs in.
"""

import re
import smtplib
import socket
import ssl
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass, field

from ..records import Server
from .line import Line, Patience, ServerError, plain
from .smtp import Smtp, SmtpOverTls


class UnreachableError(OSError):
    """The server cannot be reached now."""


_LOGIN_CURES = {
    "password": "mend LETTERS_SMTP_USER and LETTERS_SMTP_PASSWORD, or see `server.login` in data/outbox.yaml",
    "oauth2": "get a new token, for the user in LETTERS_SMTP_USER or else `sender.address`",
}


@dataclass(frozen=True, slots=True)
class Login:
    """Who logs in. The password is not shown with it."""

    user: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class TokenLogin:
    """Who logs in with a token (OAuth 2.0), which is asked for at each connection."""

    user: str
    token: Callable[[], str] = field(repr=False)


def dial(server: Server, login: Login | TokenLogin | None, domain: str, patience: Patience) -> Line:
    """A line to the server, encrypted, and logged in where there is a login. `domain` is how we name ourselves.

    Raises ServerError for what is wrong until somebody mends it, UnreachableError for what may pass.
    """
    try:
        smtp = _connected(server, domain, patience)
    except ssl.SSLCertVerificationError as error:
        raise _untrusted(server, error) from None
    except smtplib.SMTPResponseException as error:
        raise _by_code(server, error, "does not take our call", "ask who runs it") from None
    except UnicodeError:
        raise ServerError(server, "this is no name of a server", "mend `host` in data/outbox.yaml") from None
    except OSError as error:
        raise UnreachableError(f"{server.host}:{server.port} cannot be reached: {plain(str(error))}") from None
    try:
        _made_safe(smtp, server)
        match login:
            case Login(user, password):
                smtp.login(user, password)
            case TokenLogin(user, token):
                _log_in_with_token(smtp, server, user, token())
    except BaseException as error:
        smtp.close()
        raise _meant(server, error) from None
    return Line(smtp, server, patience)


def _connected(server: Server, domain: str, patience: Patience) -> Smtp:
    if server.security == "tls":
        context = ssl.create_default_context()
        return SmtpOverTls(server.host, server.port, domain, timeout=patience.reply, context=context)
    return Smtp(server.host, server.port, domain, timeout=patience.reply)


def _made_safe(smtp: Smtp, server: Server) -> None:
    if smtp.sock:  # or else the dot after each message waits 40 ms for the server's system to confirm the rest
        smtp.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    if server.security == "starttls":
        smtp.starttls(context=ssl.create_default_context())
    smtp.ehlo()


def _log_in_with_token(smtp: Smtp, server: Server, user: str, token: str) -> None:
    """XOAUTH2, as Microsoft 365 and Gmail ask (https://developers.google.com/workspace/gmail/imap/xoauth2-protocol)."""
    if "XOAUTH2" not in smtp.esmtp_features.get("auth", "").upper().split():
        raise ServerError(server, "offers no login with a token (XOAUTH2)", "see `server.login` in data/outbox.yaml")
    if not re.fullmatch(r"[!-~]+", token):
        raise ServerError(server, "no login: what was given is not a token", "give the token alone, in one line")
    response = b64encode(f"user={user}\x01auth=Bearer {token}\x01\x01".encode()).decode()
    code, words = smtp.docmd("AUTH", f"XOAUTH2 {response}")
    if code == 334:  # what is wrong, for programs; the reply for people follows an empty answer
        code, words = smtp.docmd("")
    if code != 235:
        raise smtplib.SMTPAuthenticationError(code, words)


def _meant(server: Server, error: BaseException) -> BaseException:
    """What went wrong after the server took the call, as one of our own kinds where it is one."""
    match error:
        case ssl.SSLCertVerificationError():
            return _untrusted(server, error)
        case smtplib.SMTPAuthenticationError():
            return _by_code(server, error, "refuses the login", _LOGIN_CURES[server.login])
        case UnicodeEncodeError():
            cure = "ask who runs it for others: LETTERS_SMTP_USER and LETTERS_SMTP_PASSWORD in plain letters and digits"
            return ServerError(server, "user and password cannot be told with letters beyond ASCII", cure)
        case smtplib.SMTPNotSupportedError() if "STARTTLS" in str(error):
            return ServerError(server, "offers no STARTTLS", "see `security` and `port`; nothing is sent unencrypted")
        case smtplib.SMTPServerDisconnected():
            return UnreachableError(f"{server.host}:{server.port} hung up: {plain(str(error))}")
        case smtplib.SMTPResponseException():
            return _by_code(server, error, "cannot be spoken to", "ask who runs it")
        case ServerError():
            return error
        case smtplib.SMTPException() | ValueError():  # the latter of a challenge that is no base64
            return ServerError(server, f"takes no login of ours: {plain(str(error))}", "ask who runs it")
        case OSError():
            return UnreachableError(f"{server.host}:{server.port} was lost: {plain(str(error))}")
    return error


def _by_code(server: Server, error: smtplib.SMTPResponseException, what: str, cure: str) -> OSError:
    said = f"{error.smtp_code} {plain(error.smtp_error)}"
    if 400 <= error.smtp_code < 500 or error.smtp_code == -1:
        return UnreachableError(f"{server.host}:{server.port} {what} now: {said}")
    return ServerError(server, f"{what}: {said}", cure)


def _untrusted(server: Server, error: ssl.SSLCertVerificationError) -> ServerError:
    cure = "see `host`; a certificate of your own house is named by SSL_CERT_FILE"
    return ServerError(server, f"its certificate is not to be trusted ({error.verify_message})", cure)
