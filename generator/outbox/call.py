"""The call to the mail server: encrypted, its certificate checked, and logged in, or there is no line."""

import smtplib
import socket
import ssl
from dataclasses import dataclass, field

from ..records import Server
from .line import Line, Patience, ServerError, plain


class UnreachableError(OSError):
    """The server cannot be reached now."""


@dataclass(frozen=True, slots=True)
class Login:
    """Who logs in. The password is not shown with it."""

    user: str
    password: str = field(repr=False)


def dial(server: Server, login: Login | None, domain: str, patience: Patience) -> Line:
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
        if login:
            smtp.login(login.user, login.password)
    except BaseException as error:
        smtp.close()
        raise _meant(server, error) from None
    return Line(smtp, server, patience)


def _connected(server: Server, domain: str, patience: Patience) -> smtplib.SMTP:
    if server.security == "tls":
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(server.host, server.port, domain, timeout=patience.reply, context=context)
    return smtplib.SMTP(server.host, server.port, domain, timeout=patience.reply)


def _made_safe(smtp: smtplib.SMTP, server: Server) -> None:
    if smtp.sock:  # or else the dot after each message waits 40 ms for the server's system to confirm the rest
        smtp.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    if server.security == "starttls":
        smtp.starttls(context=ssl.create_default_context())
    smtp.ehlo()


def _meant(server: Server, error: BaseException) -> BaseException:
    """What went wrong after the server took the call, as one of our own kinds where it is one."""
    match error:
        case ssl.SSLCertVerificationError():
            return _untrusted(server, error)
        case smtplib.SMTPAuthenticationError():
            return _by_code(server, error, "refuses the login", "mend LETTERS_SMTP_USER and LETTERS_SMTP_PASSWORD")
        case UnicodeEncodeError():
            cure = "ask who runs it for others: LETTERS_SMTP_USER and LETTERS_SMTP_PASSWORD in plain letters and digits"
            return ServerError(server, "user and password cannot be told with letters beyond ASCII", cure)
        case smtplib.SMTPNotSupportedError() if "STARTTLS" in str(error):
            return ServerError(server, "offers no STARTTLS", "see `security` and `port`; nothing is sent unencrypted")
        case smtplib.SMTPServerDisconnected():
            return UnreachableError(f"{server.host}:{server.port} hung up: {plain(str(error))}")
        case smtplib.SMTPResponseException():
            return _by_code(server, error, "cannot be spoken to", "ask who runs it")
        case smtplib.SMTPException():
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
