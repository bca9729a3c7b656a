"""An address is one address; what is none is said with its place."""

from pathlib import Path

import pytest
from pydantic import TypeAdapter, ValidationError

from generator.records import Address, Council, Outbox, load_file, on_the_wire, same_address
from tests.places import DATA

ADDRESS = TypeAdapter[str](Address)
WHOLE = """\
name: Ashby Council
type: district
addressee:
  name: Mr A
  role: Chief
email:
  to: {to}
  copies: [{copy}]
"""


@pytest.mark.parametrize(
    ("address", "wire"),
    [
        ("chief.executive@council.example", "chief.executive@council.example"),
        ("o'neill+letters@Council.Example", "o'neill+letters@council.example"),
        ("chief@bücher.example", "chief@xn--bcher-kva.example"),
        ("chief@xn--bcher-kva.example", "chief@xn--bcher-kva.example"),
        ("Chief@123.council.example", "Chief@123.council.example"),
    ],
)
def test_address_is_taken_as_servers_take_it(address: str, wire: str) -> None:
    assert ADDRESS.validate_python(address) == address
    assert on_the_wire(address) == wire


@pytest.mark.parametrize(
    "address",
    [
        "",
        "chief",
        "chief@",
        "@council.example",
        "chief@localhost",
        "chief@council..example",
        "chief@.example",
        "chief@council.example.",
        "chief@-council.example",
        "chief@council_x.example",
        "chief@127.0.0.1",
        "chief@[127.0.0.1]",
        ".chief@council.example",
        "chief.@council.example",
        "chief..executive@council.example",
        "chief@council.example, link@council.example",
        "chief@council.example;link@council.example",
        "chief@council.example link@council.example",
        "a@b@council.example",
        "Mr Bowen <chief@council.example>",
        "mailto:chief@council.example",
        '"chief executive"@council.example',
        "chief@council.example\r\nBcc: x@evil.example",
        "chéf@council.example",
        "chief@stra\u00dfe.example",
        "chief@council.ex\u00admple",
        f"{'a' * 65}@council.example",
        f"chief@{'a' * 64}.example",
        f"chief@{'a.' * 130}example",
        "chief@council.example(work)",
    ],
)
def test_what_is_not_one_address_is_refused(address: str) -> None:
    with pytest.raises(ValidationError):
        ADDRESS.validate_python(address)


def test_same_person_is_known_however_the_address_is_written() -> None:
    assert same_address("Chief@BÜCHER.example", "chief@xn--bcher-kva.example")
    assert not same_address("chief@one.example", "chief@two.example")


@pytest.mark.parametrize(
    ("to", "copy", "said"),
    [
        (
            "a@b.example, c@d.example",
            "e@f.example",
            '7:7: email.to: "a@b.example, c@d.example" is more than an address; write one address alone, as '
            "chief.executive@council.example",
        ),
        (
            "a@b.example",
            "nobody",
            '8:12: email.copies.0: "nobody" is no address before the @; write one address alone, as '
            "chief.executive@council.example",
        ),
        (
            "a@b.example",
            "A@B.example",
            "8:11: email.copies: A@B.example would get the letter twice; name every address once",
        ),
    ],
)
def test_fault_of_an_address_names_its_place(to: str, copy: str, said: str, tmp_path: Path) -> None:
    file = tmp_path / "ashby-council.yaml"
    file.write_text(WHOLE.format(to=to, copy=copy))
    [fault] = load_file(file, Council).faults
    assert str(fault) == f"{file}:{said}"


def test_outbox_of_the_project_is_right() -> None:
    outbox = load_file(DATA / "outbox.yaml", Outbox).record
    assert outbox
    assert (outbox.approvals, outbox.server.security) == (2, "starttls")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("password: hunter2", "1:1: password: unknown key; the keys known here are "),
        ("approvals: 0", "approvals: 0 is out of range; it must be 1 or more"),
        ("server: {host: smtp.example, port: 25, security: ssl}", '"ssl" is none of the known words'),
        (
            "server: {host: smtp.example, port: 25, security: none, login: oauth2}",
            "server.login: nobody logs in where `security` is none; encrypt the connection, or take this line out",
        ),
        (
            "server: {host: smtp.example, port: 25, token_command: [token]}",
            "server.token_command: tokens are for `login: oauth2`; write that line too, or take this one out",
        ),
    ],
)
def test_fault_of_the_outbox_names_its_place(line: str, said: str, tmp_path: Path) -> None:
    file = tmp_path / "outbox.yaml"
    file.write_text(f"{line}\n")
    assert any(said in str(fault) for fault in load_file(file, Outbox).faults)
