"""The words around a letter are the edition's own; and what cannot be sent as it should be is said with its place."""

import re
from datetime import date, timedelta
from email import message_from_bytes
from email.policy import SMTP
from html import unescape
from pathlib import Path

import pytest

from generator.errors import Faulty
from generator.outbox import Message

from .edition import change, councils, letters, post_in, record_without

DAY = date(2020, 7, 22)


def words_of(message: Message, kind: str = "plain") -> str:
    body = message_from_bytes(message.undated, policy=SMTP).get_body((kind,))
    assert body
    return str(body.get_content()).replace("\r\n", "\n")


def write_email(folder: Path, text: str) -> None:
    (folder / "templates" / "2020" / "email.txt").write_text(text)


def test_message_greets_its_reader_and_tells_of_the_embargo_in_both_its_parts(printed_dozen: Path) -> None:
    post = post_in(printed_dozen)
    for slug, message in post.messages.items():
        letter, words, page = post.ready.letters[slug], words_of(message), words_of(message, "html")
        assert message.subject == f"Annual Review letter 2020 - {letter.council}"
        assert words.startswith(f"Dear {letter.addressee.name}\n\nPlease find attached our Annual Review letter 2020 ")
        assert "will be published on 29 July 2020. Until then, please treat them as confidential.\n" in words
        assert words.rstrip().endswith(letter.signatory.roles[-1])
        shown = unescape(re.sub("<(br|/p)>", "\n", page.partition("</head>")[2]))
        assert re.sub("<.*?>", "", shown).split() == words.split()


@pytest.mark.parametrize(("day", "says"), [("2020-07-28", True), ("2020-07-29", False)])
def test_message_of_a_correction_tells_of_the_embargo_until_the_day(day: str, says: bool, five: Path) -> None:
    first = councils(five)[0]
    with (five / "data" / "sample" / "councils" / f"{first}.yaml").open("a") as record:
        record.write(f"reissue: {{date: {day}, replaces: 2020-07-22, reason: It corrects a name.}}\n")
    words = words_of(post_in(five).message(first))
    assert "\n\nIt replaces our letter of 22 July 2020. It corrects a name.\n\n" in words
    assert ("treat them as confidential.\n\nYours" in words) == says
    assert "\n\n\n" not in words


def test_words_are_plain_text(dozen: Path) -> None:
    write_email(dozen, 'Letter to {{ council }}\n\nA & B <c> "d" {{ addressee.name }}\'s\n')
    slug, message = next(iter(post_in(dozen).messages.items()))
    name = post_in(dozen).ready.letters[slug].addressee.name
    assert words_of(message) == f'A & B <c> "d" {name}\'s\n'


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("Subject\n\nDear {{ adressee }}\n", "email.txt:3:1: there is no value named adressee"),
        ("Subject\n\n{{ date|long_dat }}\n", "email.txt:3:1: No filter named 'long_dat'"),
        ("\n\nDear all\n", "email.txt:1:1: a message of a first line, its subject, and of a text beneath it is needed"),
        ("Subject\n", "email.txt:1:1: a message of a first line, its subject, and of a text beneath it is needed"),
    ],
)
def test_fault_of_the_template_names_its_place(template: str, said: str, dozen: Path) -> None:
    write_email(dozen, template)
    with pytest.raises(Faulty) as faulty:
        _ = post_in(dozen).messages
    assert said in str(faulty.value)


def test_template_that_is_not_there_is_said(dozen: Path) -> None:
    (dozen / "templates" / "2020" / "email.txt").unlink()
    with pytest.raises(Faulty, match=r"email\.txt:1:1: the template is not there"):
        _ = post_in(dozen).messages


def test_council_without_an_address_gets_no_message(dozen: Path) -> None:
    first = councils(dozen)[0]
    record_without(dozen, first, "email")
    post = post_in(dozen)
    assert first not in post.messages
    with pytest.raises(Faulty, match=r"yaml:4:3: addressee: no e-mail address is known; add `email:`"):
        post.message(first)


def test_letter_that_is_not_the_certified_one_is_not_sent(dozen: Path) -> None:
    first, second = councils(dozen)[:2]
    letters = dozen / "output" / "sample" / "letters"
    (letters / f"{first}.pdf").write_bytes((letters / f"{second}.pdf").read_bytes())
    with pytest.raises(Faulty, match=rf"{first}\.pdf:1:1: not the letter that was certified; letters render"):
        post_in(dozen).message(first)


def test_address_of_two_councils_is_looked_at(dozen: Path) -> None:
    first, second = councils(dozen)[:2]
    theirs = post_in(dozen).ready.records.councils[first].email
    other = post_in(dozen).ready.records.councils[second].email
    assert theirs
    assert other
    change(dozen, second, f"to: {other.to}", f"to: {theirs.to}")
    [warning] = post_in(dozen).warnings(DAY, councils(dozen))
    assert Path(warning.file).stem == second
    assert f"warning: email.to: is {first}'s address too; see that each letter goes to its own council" in str(warning)
    assert letters(dozen, "send", "--edition", "sample")[2].count("address too") == 1


def test_day_of_publication_that_is_over_is_looked_at(dozen: Path) -> None:
    post = post_in(dozen)
    publication = post.ready.records.edition.publication
    assert post.warnings(publication, councils(dozen)) == ()
    day_after = publication + timedelta(days=1)
    assert post.warnings(day_after, []) == ()
    [warning] = post.warnings(day_after, councils(dozen))
    assert "edition.yaml:10:14: warning: publication: this day is over, and what letters" in str(warning)
    assert letters(dozen, "send", "--edition", "sample")[2].count("this day is over") == 1


def test_letter_that_would_go_out_a_month_after_its_date_is_looked_at(five: Path) -> None:
    first, *others = councils(five)
    file = five / "data" / "sample" / "councils" / f"{first}.yaml"
    with file.open("a") as record:
        record.write("reissue: {date: 2020-08-05, replaces: 2020-07-22, reason: It corrects a name.}\n")
    post = post_in(five)
    date = post.ready.records.edition.date

    def old(days: int, due: list[str]) -> list[str]:
        found = post.warnings(date + timedelta(days=days), due)
        return [warning.path for warning in found if "days ago" in warning.what]

    assert old(31, [first, *others]) == []
    assert old(32, [first, *others]) == ["date"]
    assert old(60, [first, *others]) == ["date", "reissue.date"]
    assert old(60, [first]) == ["reissue.date"]
    assert old(60, []) == []
    assert "edition.yaml:6:7: warning: date: is 32 days ago, and the letter would go out with it" in str(
        post.warnings(date + timedelta(days=32), others)[1]
    )
