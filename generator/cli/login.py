"""Who logs in at the mail server: as the environment says, or the keyring."""

from collections.abc import Mapping

import typer

from ..outbox import Login

_USER, _PASSWORD = "LETTERS_SMTP_USER", "LETTERS_SMTP_PASSWORD"


def login_for(host: str, environment: Mapping[str, str]) -> Login | None:
    """The login at a host; None where nobody has said one, and the server is to take letters without."""
    user, password = environment.get(_USER), environment.get(_PASSWORD)
    if user and password:
        return Login(user, password)
    found = _in_the_keyring(host, user)
    if found is None and (user or password):
        missing = _PASSWORD if user else _USER
        raise typer.BadParameter(f"is not set, and no keyring knows it for {host}", param_hint=missing)
    return found


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
