"""Short texts read back into their values by small patterns."""

import re
from datetime import date

import pytest

from generator.wording import Known, Read, Text, TooHardError, as_words
from generator.wording.formats import FORMATS, TEXT
from generator.wording.grammar import Body, Branch, Choice, Gap, Grammar, Node, Part, Picture, Run, Space, Words
from generator.wording.parser import Parser, Reading

_ = Space()
TOTAL = Gap("total", FORMATS["count"])
NAME = Run((("name", TEXT),))


def reading(text: str, *bodies: Body, known: Known | None = None) -> Reading:
    """A text, whose pages `#` divides and whose lines `|`, read by parts with the names a, b, c."""
    parts = tuple(Part(name, body) for name, body in zip("abc", bodies, strict=False))
    return Parser(Grammar((Words("not whole"),), parts)).read(
        Text.of([page.replace("|", "\n") for page in text.split("#")]), known or {}
    )


def values(text: str, *bodies: Body, known: Known | None = None) -> dict[str, object]:
    return {one.path: one.value for one in reading(text, *bodies, known=known).values}


def found(text: str, *bodies: Body) -> str:
    """The names of the parts that a text has."""
    return "".join(name for name, there in reading(text, *bodies).found.items() if there)


def test_values_and_facts_are_read_with_their_places() -> None:
    some = Choice((Branch({"total": 0}, (Words("no cases"),)), Branch({"awaited": False}, (TOTAL, _, Words("cases")))))
    got = reading("Dear Ms Tin, 1,400 cases", (Words("Dear"), _, NAME, Words(","), _, some))
    assert got.values == (Read("name", "Ms Tin", 5), Read("total", 1400, 13))
    assert got.facts == (Read("awaited", False, 13),)
    assert got.unresolved == ()


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("long_date", "22 July 2020", date(2020, 7, 22)),
        ("long_date", "1 January 1999", date(1999, 1, 1)),
        ("short_date", "31/03/20", date(2020, 3, 31)),
        ("year", "2020", 2020),
        ("percent", "7%", 7),
        ("percent", "100%", 100),
        ("count", "0", 0),
        ("count", "999", 999),
        ("count", "1,400", 1400),
        ("count", "1,234,567", 1234567),
        ("listing", "London", ("London",)),
        ("listing", "London and Bristol", ("London", "Bristol")),
        ("listing", "London, Bristol and Leeds", ("London", "Bristol", "Leeds")),
    ],
)
def test_format_reads_what_it_writes(name: str, text: str, value: object) -> None:
    written = FORMATS[name]
    assert written(value) == text
    value_read = Gap("x", written) if written.shape else Run((("x", written),))
    assert values(f"was {text} then", (Words("was"), _, value_read, _, Words("then"))) == {"x": value}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("long_date", "22 Juli 2020"),
        ("long_date", "122 July 2020"),
        ("short_date", "1/3/20"),
        ("year", "20"),
        ("percent", "1000%"),
        ("percent", "45 %"),
        ("count", "1,4000"),
        ("count", "-1"),
    ],
)
def test_format_does_not_read_what_it_never_writes(name: str, text: str) -> None:
    assert found(f"was {text} then", (Words("was"), _, Gap("x", FORMATS[name]), _, Words("then"))) == ""


DEAR, PANEL, END = (Words("Dear"), _, NAME), (Words("Panel"), _, TOTAL), (Words("End"),)


@pytest.mark.parametrize(
    ("text", "names", "read_"),
    [
        ("Dear Ms Tin Panel 7 End", "abc", {"name": "Ms Tin", "total": 7}),
        ("Dear Ms Tin Panel 7", "ab", {"name": "Ms Tin", "total": 7}),
        ("Dear Ms Tin End", "ac", {"name": "Ms Tin"}),
        ("Panel 7 End", "bc", {"total": 7}),
        ("Panel seven End", "c", {}),
        ("Panel 7 Dear Ms Tin", "b", {"total": 7}),
        ("Panel 7 Panel 8", "b", {"total": 8}),
        ("Panel 7 Panel x", "b", {"total": 7}),
        ("", "", {}),
    ],
)
def test_parts_are_read_in_their_order_and_without_those_that_are_lost(
    text: str, names: str, read_: dict[str, object]
) -> None:
    assert found(text, DEAR, PANEL, END) == names
    assert values(text, DEAR, PANEL, END) == read_


SOME = Choice((Branch({"awaited": True}, (Words("no"),)), Branch({"awaited": False}, (TOTAL,))))


@pytest.mark.parametrize(
    ("text", "body", "read_"),
    [
        ("5 cats 7 cases", (TOTAL, _, Words("cases")), {"total": 7}),
        ("a a a 7", (Words("a a"), _, Words("a"), _, TOTAL), {"total": 7}),
        ("lost#Ms Tin cases#end", (NAME, _, Words("cases")), {"name": "Ms Tin"}),
        ("lost#Ms Tin|cases#7 end", (SOME, _, Words("end")), {"total": 7}),
        ("lost|7 end", (SOME, _, Words("end")), {"total": 7}),
        ("lost|no end", (SOME, _, Words("end")), {}),
        ("the total is 7", (Picture((Words("the"),)), _, Words("total is"), _, TOTAL), {"total": 7}),
        ("total is 7", (Picture((Words("the"),)), _, Words("total is"), _, TOTAL), {"total": 7}),
        ("the 7 cases", (Picture((Words("the"), _, TOTAL)), _, Words("cases")), {"total": 7}),
        ("7 cases", (Picture((Words("the"),)), _, TOTAL), {"total": 7}),
    ],
)
def test_part_may_begin_with_words_a_value_a_free_text_or_a_picture(
    text: str, body: Body, read_: dict[str, object]
) -> None:
    assert values(text, body) == read_


def run(*paths: str) -> Body:
    return (Run(tuple((path, FORMATS["listing"] if path == "places" else TEXT) for path in paths)),)


@pytest.mark.parametrize(
    ("paths", "words", "known", "texts"),
    [
        ("name role", "Ms Tin Chief", {"name": ["Ms Tin"]}, ["Ms Tin", "Chief"]),
        ("name role", "Ms Tin Chief", {"role": ["Chief"]}, ["Ms Tin", "Chief"]),
        ("name role", "Ms Tin Chief", {"name": ["Ms", "Ms Tin"]}, ["Ms Tin", "Chief"]),
        ("name role", "Ms Tin Head of it", {"role": ["it", "Head of it"]}, ["Ms Tin", "Head of it"]),
        ("name role", "Ms Tin Chief", {"role": [re.compile("Ch.*")]}, ["Ms Tin", "Chief"]),
        ("name role", "Ms Tin Chief", {"role": [re.compile(".*f")]}, None),
        ("name role", "Ms Tin Chief", {"role": [re.compile("x"), re.compile("Ch.*")]}, ["Ms Tin", "Chief"]),
        ("name role", "Ms Tin Chief", {"name": ["Ms Ti"]}, None),
        ("name role", "Ms Tin", {"name": ["Ms Tin"]}, None),
        ("name role", "Ms Tin Chief", {}, None),
        ("name role", "Ms Tin|Chief", {}, ["Ms Tin", "Chief"]),
        ("name role", "Ms|Tin|Chief", {}, None),
        ("name role town", "Ms Tin Chief York", {"name": ["Ms Tin"], "town": ["York"]}, ["Ms Tin", "Chief", "York"]),
        ("name role town", "a b c", {"town": [re.compile("[bc]|b c")]}, None),
        ("name role town", "Ms Tin Chief York", {"name": ["Ms Tin"]}, None),
        ("name roles*", "Ms Tin Chief Chair", {"name": ["Ms Tin"]}, ["Ms Tin", ("Chief Chair",)]),
        ("name places", "Ms Tin York and Bath", {"name": ["Ms Tin"]}, ["Ms Tin", ("York", "Bath")]),
    ],
)  # fmt: skip
def test_texts_of_a_run_are_told_apart_by_what_is_known_or_by_lines(
    paths: str, words: str, known: Known, texts: list[object] | None
) -> None:
    got = reading(words, run(*paths.split()), known=known)
    if texts is None:
        assert (got.values, got.unresolved) == ((), ((tuple(paths.split()), words.replace("|", " ")),))
    else:
        assert [one.value for one in got.values] == texts
        assert [one.path for one in got.values] == [path.rstrip("*") for path in paths.split()]
        assert got.unresolved == ()


def test_text_that_stands_alone_elsewhere_tells_a_run_apart() -> None:
    body = (*run("name", "role"), _, Words("Dear"), _, NAME, Words(","))
    assert reading("Ms Tin Chief Dear Ms Tin,", body, known={"name": ["Ms"]}).values == (
        Read("name", "Ms Tin", 0),
        Read("role", "Chief", 0),
        Read("name", "Ms Tin", 18),
    )


@pytest.mark.parametrize(("text", "texts"), [("Roles: end", ()), ("Roles: one two end", ("one two",))])
def test_list_is_read_as_one_text_or_as_none(text: str, texts: tuple[str, ...]) -> None:
    assert values(text, (Words("Roles:"), _, *run("all*"), _, Words("end"))) == {"all": texts}


def test_text_in_which_every_word_could_begin_a_part_is_too_hard() -> None:
    some = Choice((Branch({}, (Words("a a"),)), Branch({}, (Words("a"),))))
    with pytest.raises(TooHardError):
        reading("a " * 3000, (*(Words("a"), _, some, _) * 3, Words("end")))


def test_text_has_single_spaces_and_knows_where_its_pages_and_lines_begin() -> None:
    text = Text.of(["  Dear \t Ms\xa0Tin \n\n \n Chief", "", "Panel\n7"])
    assert text == Text("Dear Ms Tin Chief Panel 7", (0, 18, 18), (0, 12, 18, 24))
    assert [text.page(position) for position in (0, 17, 18, 24)] == [1, 1, 3, 3]


@pytest.mark.parametrize(
    ("value", "words"),
    [(("a", "b"), "a b"), ((), ""), (True, "yes"), (False, "no"), (None, "nothing"), (7, 7), ("a", "a")],
)
def test_value_is_compared_as_it_is_read(value: object, words: object) -> None:
    assert as_words(value) == words


ROLES = Run((("name", TEXT), ("roles*", TEXT), ("council", TEXT)), sections=(2,))
LATE = Choice((Branch({"late": True}, (Words(", late"),)), Branch({"late": False}, ())))


def whole(text: str, *body: Node, known: Known | None = None) -> dict[object, object]:
    """The values and facts of a text that is read as a whole; none where it is not whole."""
    read = Parser(Grammar(body, ())).read(Text.of([page.replace("|", "\n") for page in text.split("#")]), known or {})
    told: dict[object, object] = {one.path: one.value for one in (*read.values, *read.facts)}
    return told | dict(read.unresolved)


@pytest.mark.parametrize(
    ("text", "body", "read_"),
    [
        ("Yours Al B Chair#Camelot", (Words("Yours"), _, ROLES), {"council": "Camelot"}),
        ("Al|B Chair#Camelot For", (ROLES, _, Words("For")), {"name": "Al", "roles": ("B Chair",)}),
        ("Yours Al B Chair Camelot", (Words("Yours"), _, ROLES), {("name", "roles*", "council"): "Al B Chair Camelot"}),
        ("Also: one two", (Words("Also:"), _, Run((("all*", TEXT),))), {"all": ("one two",)}),
        ("Also:", (Words("Also:"), _, Run((("all*", TEXT),))), {"all": ()}),
        ("Al, late", (NAME, LATE), {"name": "Al", "late": True}),
        ("Al", (NAME, LATE), {"name": "Al", "late": False}),
        ("Al12", (NAME, TOTAL), {"name": "Al", "total": 12}),
        ("Al 1 case of Al 12", (NAME, _, TOTAL, _, Words("case of"), _, NAME, _, TOTAL), {"name": "Al", "total": 12}),
        ("Al and more", (NAME,), {"name": "Al and more"}),
        ("Al and more", (Words("Al"),), {}),
    ],
)  # fmt: skip
def test_whole_letter_is_read_to_its_end(text: str, body: Body, read_: dict[object, object]) -> None:
    read = whole(text, *body)
    assert {path: read.get(path) for path in read_} == read_
    assert bool(read) is bool(read_)


def test_text_that_is_known_or_was_read_before_is_tried_first() -> None:
    of = (Words("To"), _, NAME, _, Words("of"), _, Run((("council", TEXT),)))
    assert whole("To Head of Law of Camelot", *of)["council"] == "Law of Camelot"
    assert whole("To Head of Law of Camelot", *of, known={"name": ["Head of Law"]})["council"] == "Camelot"
    twice = (NAME, Words(":"), _, *of)
    assert whole("Head of Law: To Head of Law of Camelot", *twice)["council"] == "Camelot"
