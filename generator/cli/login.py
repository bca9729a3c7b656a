"""Who logs in at the mail server: as the environment says, or the keyring."""

from collections.abc import Mapping
from functools import partial

import typer

from ..outbox import Login, TokenLogin, ask_token
from ..records import Outbox, Server

_USER, _PASSWORD, _TOKEN = "LETTERS_SMTP_USER", "LETTERS_SMTP_PASSWORD", "LETTERS_SMTP_TOKEN"


def login_for(outbox: Outbox, environment: Mapping[str, str]) -> Login | TokenLogin | None:
    """Return the login at the mail server; None where it is to take letters without one."""
    server, user = outbox.server, environment.get(_USER)
    if server.security == "none":
        return None
    if server.login == "oauth2":
        return _token_login(server, user or outbox.sender.address, environment.get(_TOKEN))
    password = environment.get(_PASSWORD)
    if user and password:
        return Login(user, password)
    found = _in_the_keyring(server.host, user)
    if found is None and (user or password):
        missing = _PASSWORD if user else _USER
        raise typer.BadParameter(f"is not set, and no keyring knows it for {server.host}", param_hint=missing)
    return found


def _token_login(server: Server, user: str, token: str | None) -> TokenLogin:
    """Return the login with a token: the environment's, the command's or the keyring's."""
    if token:
        return TokenLogin(user, token.strip)
    if server.token_command:
        return TokenLogin(user, partial(ask_token, server))
    if found := _in_the_keyring(server.host, user):
        return TokenLogin(user, found.password.strip)
    what = f"is not set, outbox.yaml has no `server.token_command`, and no keyring knows {user} at {server.host}"
    raise typer.BadParameter(what, param_hint=_TOKEN)


def _in_the_keyring(host: str, user: str | None) -> Login | None:
    """What `keyring set HOST USER` has stored, where keyring is installed."""
    try:
        import keyring
        import keyring.errors
    except ImportError:
        return None
    try:
        found = keyring.get_credential(host, user)
    except keyring.errors.KeyringError:
        return None
    return Login(found.username, found.password) if found else None
