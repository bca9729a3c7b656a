"""The message that a letter goes out in: a few words, as plain text and as HTML, and the PDF."""

import re
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from ..files import digest
from ..records import Email, Sender, on_the_wire
from .header import addresses, named, sentence
from .pages import PAGES

_ID = 40  # hexadecimal digits: enough for no two letters to share one


@dataclass(frozen=True, slots=True)
class Message:
    """A message to one council, whole but for its date: the same letter, words and addresses are the same bytes.

    `recipients` are all whom the envelope names, the addressee first; `pdf` is the hash of the letter.
    """

    council: str
    recipients: tuple[str, ...]
    subject: str
    pdf: str
    undated: bytes

    @property
    def sha256(self) -> str:
        return digest(self.undated)

    @property
    def envelope(self) -> tuple[str, ...]:
        """The recipients as servers are told them."""
        return tuple(map(on_the_wire, self.recipients))

    @property
    def attachment(self) -> str:
        """The name that the letter goes by."""
        return f"{self.council}.pdf"

    def dated(self, now: datetime) -> bytes:
        """The message as it is sent at this moment."""
        return f"Date: {format_datetime(now)}\r\n".encode() + self.undated


@dataclass(frozen=True, slots=True)
class Words:
    """What a message says: its subject and its text, of paragraphs with empty lines between them.

    `page` is the letter as its record and templates now have it. Where that changes and the letter is not printed
    again, the message is another one all the same, and no approval holds for it.
    """

    subject: str
    text: str
    page: str = ""


def compose(
    edition: str, council: str, addressee: str, email: Email, words: Words, pdf: bytes, sender: Sender, guest: str = ""
) -> Message:
    """The message to a council, by its slug; or the same to a `guest` alone, who is to see what it would be.

    A guest's message holds no other address that an answer could go to.
    """
    recipients = (guest,) if guest else (email.to, *email.copies)
    sha256 = digest(pdf)
    message = EmailMessage(policy=SMTP)
    message["From"] = addresses("From", [named(sender.name, sender.address)])
    message["To"] = addresses("To", [named(addressee, recipients[0])])
    if recipients[1:]:
        message["Cc"] = addresses("Cc", [on_the_wire(copy) for copy in recipients[1:]])
    if sender.reply_to:
        message["Reply-To"] = addresses("Reply-To", [on_the_wire(sender.reply_to)])
    message["Subject"] = sentence("Subject", words.subject)
    domain = on_the_wire(sender.address).rpartition("@")[2]
    identity = f"{edition} {council} {sha256} {digest(words.page.encode())} {guest}"
    message["Message-ID"] = f"<{digest(identity.encode())[:_ID]}@{domain}>"
    # Ask for no automatic answers (MS-OXCMAIL, 2.1.3.2.20); for Auto-Submitted (RFC 3834) help desks drop the message.
    message["X-Auto-Response-Suppress"] = "OOF, AutoReply"
    _fill(message, words, pdf, f"{council}.pdf")
    _set_boundaries(message, sha256)
    return Message(council, recipients, words.subject, sha256, message.as_bytes())


def _fill(message: EmailMessage, words: Words, pdf: bytes, name: str) -> None:
    """Seven-bit throughout, in lines of any server's measure."""
    message.set_content(words.text, cte="quoted-printable")
    message.add_alternative(_html(words), subtype="html", cte="quoted-printable")
    message.add_attachment(pdf, maintype="application", subtype="pdf", filename=name)


def _html(words: Words) -> str:
    """Return the same words as HTML that Outlook and Gmail show: no stylesheet, no tables, links to click."""
    paragraphs = re.split(r"\n\s*\n", words.text.strip())
    return PAGES.get_template("message.html").render(subject=words.subject, paragraphs=paragraphs)


def _set_boundaries(message: EmailMessage, sha256: str) -> None:
    """Always the same, and such as no part can hold: neither base64 nor quoted-printable writes `=_`."""
    multiparts = (part for part in message.walk() if part.is_multipart())
    for number, part in enumerate(multiparts):
        part.set_boundary(f"=_{sha256[:_ID]}_{number}")
