"""How letters leave: through which server, from whom, after how many approvals, and whom one may try it on."""

from typing import Annotated, Literal

from pydantic import Field, ValidationInfo, field_validator

from .address import Address
from .model import Record, Text, fault


class Sender(Record):
    """Whom the letters are from."""

    name: Text = Field(examples=["Local Government and Social Care Ombudsman"])
    """The name that the reader sees."""
    address: Address = Field(examples=["annual.letters@ombudsman.example"])
    """The address that letters come from, and that complaints of mail servers go to."""
    reply_to: Address | None = Field(default=None, examples=["link.officers@ombudsman.example"])
    """Where answers go, if that is another address."""


class Server(Record):
    """The mail server that takes the letters. Who logs in there is never written down here."""

    host: Annotated[str, Field(pattern=r"^[A-Za-z0-9.:-]+$", examples=["smtp.ombudsman.example"])]
    """Its name, which its certificate bears."""
    port: Annotated[int, Field(ge=1, le=65535, examples=[587])]
    """Its port: mostly 587 with `starttls`, 465 with `tls`."""
    security: Literal["starttls", "tls", "none"] = "starttls"
    """How the connection is encrypted; `none` is for a relay inside the house alone, and nobody logs in there."""
    login: Literal["password", "oauth2"] = "password"
    """What to log in with; Microsoft 365 and Gmail ask for `oauth2`, a token."""
    token_command: tuple[str, ...] = Field(default=(), examples=[["get-token", "annual.letters@ombudsman.example"]])
    """The program that prints a token, and its arguments. It is asked at each new connection, without a shell."""

    @field_validator("login")
    @classmethod
    def _only_encrypted(cls, login: str, info: ValidationInfo) -> str:
        if login == "oauth2" and info.data.get("security") == "none":
            raise fault("nobody logs in where `security` is none", "encrypt the connection, or take this line out")
        return login

    @field_validator("token_command")
    @classmethod
    def _for_a_token(cls, command: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        if command and info.data.get("login") == "password":
            raise fault("tokens are for `login: oauth2`", "write that line too, or take this one out")
        return command


class Outbox(Record):
    """What sending needs to know, and every edition shares."""

    approvals: Annotated[int, Field(ge=1, le=9)] = 2
    """How many different people approve a letter before it is sent."""
    approvers: tuple[Text, ...] = Field(default=(), examples=[["A. Person", "B. Person"]])
    """The only people who may approve, if not anybody may."""
    rate: Annotated[int, Field(ge=1, le=6000)] = 30
    """The most messages a minute."""
    sender: Sender
    """Whom the letters come from, and where answers go."""
    server: Server
    """The mail server that takes them."""
    guests: tuple[Address, ...] = Field(default=(), examples=[["trial@ombudsman.example"]])
    """The only addresses that sending may be tried on, as `letters send --only-to ADDRESS`."""
