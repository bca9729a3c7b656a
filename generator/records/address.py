"""An e-mail address: one, of a person at a domain, that every mail server takes as it stands."""

import re
from typing import Annotated

from pydantic import AfterValidator

from .model import Text, fault

_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LOCAL = re.compile(rf"{_ATOM}(?:\.{_ATOM})*")
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_LONGEST_LOCAL, _LONGEST_DOMAIN = 64, 253  # RFC 5321, 4.5.3.1; RFC 1035, 2.3.4
_CURE = "write one address alone, as chief.executive@council.example"


def _address(text: str) -> str:
    local, at, domain = text.rpartition("@")
    if any(sign in text for sign in ',;<>"()[]: \\') or "@" in local:
        raise fault(f'"{_short(text)}" is more than an address', _CURE)
    if not at or not _LOCAL.fullmatch(local) or len(local) > _LONGEST_LOCAL:
        what = "holds letters that mail servers do not take" if not local.isascii() else "is no address"
        raise fault(f'"{_short(text)}" {what} before the @', _CURE)
    if not _is_domain(_ascii(domain)):
        raise fault(f'"{_short(text)}" names no domain after the @', _CURE)
    return text


def _is_domain(domain: str) -> bool:
    labels = domain.split(".")
    return (
        len(domain) <= _LONGEST_DOMAIN
        and len(labels) > 1
        and all(map(_LABEL.fullmatch, labels))
        and not labels[-1].isdigit()
    )


def _ascii(domain: str) -> str:
    """A domain as it is looked up; empty where there is no such form, or one that means another domain."""
    if domain.isascii():
        return domain.lower()
    try:
        ascii_form = domain.lower().encode("idna").decode()
        # Python knows the rules of 2003, by which some letters become others: strasse for straße.
        return ascii_form if ascii_form.encode().decode("idna") == domain.lower() else ""
    except UnicodeError:
        return ""


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:60]}..."


Address = Annotated[str, *Text.__metadata__, AfterValidator(_address)]
"""One address: ASCII before the @, a full domain after it, which may have letters beyond ASCII (IDNA)."""


def on_the_wire(address: str) -> str:
    """An address as servers are told it: its domain in ASCII and in small letters."""
    local, _, domain = address.rpartition("@")
    return f"{local}@{_ascii(domain)}"


def same_address(one: str, another: str) -> bool:
    """Whether two addresses reach the same person, as far as anybody else than their server can tell."""
    return on_the_wire(one).lower() == on_the_wire(another).lower()
