"""A message reaches those it names and nobody else, whatever the names hold; and carries its letter to the byte."""

import re
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import getaddresses

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from generator.outbox.message import Message, Words, compose
from generator.records import Email, Sender
from generator.records.model import Text

from .mails import NOW, SENDER, mail_to

NASTY = [
    'Bowen, "Bobby" <chief@evil.example>',
    "a@evil.example, b@evil.example",
    "x" * 40 + ", " + "y" * 40 + " <z@evil.example>, more",
    "Mme Zoë Núñez-Brontë, " + "très " * 20,
    "Mr O'Neill (acting); \\ backslash",
    "=?utf-8?q?=0D=0ABcc:_x@evil.example?=",
    'quoted " mark \\"',
    "王",
    "Mr Bowen",
]


def composed(
    name: str = "Mr Bowen",
    subject: str = "A letter",
    copies: tuple[str, ...] = (),
    guest: str = "",
    text: str = "Grüße\n.\nFrom here\n",
) -> Message:
    email = Email(to="chief@ashby.example", copies=copies)
    words = Words(subject, text)
    return compose("2020", "ashby", name, email, words, b"%PDF\r\n.\r\n", SENDER, guest)


def people(message: Message, header: str) -> list[tuple[str, str]]:
    """Names and addresses of a header, as an old and simple reader understands them."""
    value = str(message_from_bytes(message.undated)[header]).replace("\r\n", "")
    return [(str(make_header(decode_header(name))), address) for name, address in getaddresses([value])]


def read(message: Message) -> EmailMessage:
    parsed = message_from_bytes(message.dated(NOW), policy=SMTP)
    assert isinstance(parsed, EmailMessage)
    return parsed


def check(name: str) -> None:
    message = composed(name)
    assert people(message, "To") == [(name, "chief@ashby.example")]
    assert [address.addr_spec for address in read(message)["To"].addresses] == ["chief@ashby.example"]
    assert max(map(len, message.undated.splitlines())) <= 200


@pytest.mark.parametrize("name", NASTY)
def test_name_is_no_address(name: str) -> None:
    check(name)


@given(st.text(min_size=1, max_size=200))
def test_no_name_that_a_record_can_hold_is_an_address(name: str) -> None:
    try:
        name = TypeAdapter(Text).validate_python(name)
    except ValidationError:
        return
    check(name)


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\x00", "\x0b", "\x85", "\u2028"])
def test_nothing_ends_a_header(end: str) -> None:
    with pytest.raises(ValueError, match="would end the header"):
        composed(f"Mr Bowen{end}Bcc: x@evil.example")
    with pytest.raises(ValueError, match="would end the header"):
        composed(subject=f"A letter{end}Bcc: x@evil.example")


def check_subject(subject: str) -> None:
    value = str(message_from_bytes(composed(subject=subject).undated)["Subject"])
    assert str(make_header(decode_header(re.sub(r"\r\n(?=[ \t])", "", value)))) == subject


@pytest.mark.parametrize("subject", NASTY)
def test_subject_is_no_header(subject: str) -> None:
    check_subject(subject)


@given(st.text(min_size=1, max_size=200).map(lambda text: " ".join(text.split())).filter(str.isprintable))
def test_subject_is_read_as_it_was_written(subject: str) -> None:
    check_subject(subject)


def test_message_is_whole() -> None:
    message = read(composed(copies=("link@ashby.example", "monitor@bücher.example")))
    assert message["From"] == "Ombudsman <annual.letters@ombudsman.example>"
    assert message["Cc"] == "link@ashby.example, monitor@xn--bcher-kva.example"
    assert message["Date"] == "Wed, 22 Jul 2026 09:00:00 +0000"
    text = message.get_body(("plain",))
    assert text
    assert text.get_content().splitlines() == ["Grüße", ".", "From here"]
    [letter] = message.iter_attachments()
    assert (letter.get_filename(), letter.get_content_type()) == ("ashby.pdf", "application/pdf")
    assert letter.get_content() == b"%PDF\r\n.\r\n"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Dear all\n\nA < B\n& C\n", ["Dear all", "A &lt; B<br>&amp; C"]),
        ("A\n \n\nB\n", ["A", "B"]),
        ("<img src=x>", ["&lt;img src=x&gt;"]),
        (
            "See https://a.example/b?c=1&d=2.",
            ['See <a href="https://a.example/b?c=1&amp;d=2" rel="noopener">https://a.example/b?c=1&amp;d=2</a>.'],
        ),
        ("Ask (me@a.example)", ['Ask (<a href="mailto:me@a.example">me@a.example</a>)']),
    ],
    ids=["paragraphs and lines", "more than one empty line", "nothing is markup", "links", "addresses"],
)
def test_html_says_the_words_of_the_text(text: str, html: list[str]) -> None:
    page = read(composed(text=text)).get_body(("html",))
    assert page
    assert re.findall(r"(?s)<p style=[^>]*>(.*?)</p>", page.get_content().replace("\r\n", "\n")) == html


def test_html_needs_nothing_that_readers_of_mail_do_not_show() -> None:
    page = read(composed()).get_body(("html",))
    assert page
    assert not re.search("(?i)<(style|svg|img|table|script|link)|class=|url\\(", page.get_content())
    assert page["Content-Transfer-Encoding"] == "quoted-printable"


def test_machines_are_asked_for_no_answer_and_given_no_reason_to_drop_the_message() -> None:
    message = read(composed())
    assert message["X-Auto-Response-Suppress"] == "OOF, AutoReply"
    assert message["Auto-Submitted"] is None


def test_envelope_is_exactly_the_record_s_addresses() -> None:
    message = composed(copies=("link@ashby.example", "monitor@bücher.example"))
    assert message.envelope == ("chief@ashby.example", "link@ashby.example", "monitor@xn--bcher-kva.example")


def test_same_letter_is_the_same_message_whenever_it_is_sent() -> None:
    assert composed() == composed()
    assert mail_to("ashby").sha256 == mail_to("ashby").sha256
    assert composed().dated(NOW) != composed().undated
    assert read(composed())["Message-ID"] == read(composed(subject="Another"))["Message-ID"]
    assert read(mail_to("ashby"))["Message-ID"] != read(mail_to("ashby", pdf=b"other"))["Message-ID"]


def test_guest_s_message_names_nobody_that_an_answer_could_go_to() -> None:
    message = composed(copies=("link@ashby.example",), guest="trial@ombudsman.example")
    assert message.envelope == ("trial@ombudsman.example",)
    assert people(message, "To") == [("Mr Bowen", "trial@ombudsman.example")]
    assert b"ashby.example" not in message.undated


def test_answers_go_where_the_sender_wants_them() -> None:
    sender = Sender(name="Ombudsman", address="letters@ombudsman.example", reply_to="answers@ombudsman.example")
    message = compose("2020", "ashby", "Mr Bowen", Email(to="a@b.example"), Words("s", "t\n"), b"", sender)
    assert read(message)["Reply-To"] == "answers@ombudsman.example"
