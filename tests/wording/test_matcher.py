"""Patterns laid against short texts, and the work that a text without a fit may cost."""

from typing import Any

import pytest

from generator.wording import TooHardError
from generator.wording.formats import FORMATS, TEXT
from generator.wording.grammar import Body, Branch, Choice, Gap, Picture, Run, Space, Words
from generator.wording.match import Capture, Matcher, steps

_ = Space()
COUNT = Gap("total", FORMATS["count"])
NAME = Run((("name", TEXT),))
LIST = Run((("all*", TEXT),))
A, B, STOP = Words("a"), Words("b"), Words("stop")


def choice(**branches: Body) -> Choice:
    """A choice of bodies, each with the fact that its name is so."""
    return Choice(tuple(Branch({name: True}, body) for name, body in branches.items()))


def fit(body: Body, text: str, start: int = 0, limit: int | None = None) -> str | None:
    """The stretch of a text that a body fits: `{}` around gaps, `<>` around runs, `[facts]` where they are told."""
    match = Matcher(text).match(steps(body), start, len(text) if limit is None else limit)
    if match is None:
        return None
    pieces: list[str] = []
    at = match.start
    for capture in match.captures:
        pieces += text[at : capture.start], _marked(capture, text[capture.start : capture.end])
        at = capture.end
    return "".join([*pieces, text[at : match.end]])


def _marked(capture: Capture, words: str) -> str:
    match capture.node:
        case Gap():
            return f"{{{words}}}"
        case Run():
            return f"<{words}>"
        case None:
            return f"[{' '.join(path for path, _ in capture.facts)}]"


@pytest.mark.parametrize(
    ("body", "text", "fitted"),
    [
        ((A,), "a", "a"),
        ((A,), "ab", "a"),
        ((A,), "ba", None),
        ((A,), "", None),
        ((A, B), "ab", "ab"),
        ((A, B), "a b", None),
        ((Words("a b"),), "a b c", "a b"),
        ((), "a", ""),
    ],
)
def test_words_fit_where_they_stand(body: Body, text: str, fitted: str | None) -> None:
    assert fit(body, text) == fitted


@pytest.mark.parametrize(
    ("body", "text", "fitted"),
    [
        ((A, _, B), "a b", "a b"),
        ((A, _, B), "ab", None),
        ((A, _, _, B), "a b", "a b"),
        ((_, A), "a", "a"),
        ((_, A), " a", " a"),
        ((A, _), "a", "a"),
        ((A, _), "a b", "a "),
        ((A, _), "ab", None),
        ((A, _, _), "a", "a"),
        ((_,), "", ""),
    ],
)
def test_space_fits_a_space_and_either_end_of_the_text_and_nothing_inside_a_word(
    body: Body, text: str, fitted: str | None
) -> None:
    assert fit(body, text) == fitted


def test_space_before_a_later_start_is_enough() -> None:
    assert fit((_, B), "a b", start=2) == "b"
    assert fit((_, B), "ab", start=1) is None


@pytest.mark.parametrize(
    ("body", "text", "fitted"),
    [
        ((COUNT,), "12", "{12}"),
        ((COUNT, _, A), "1,400 a", "{1,400} a"),
        ((COUNT,), "1,40", "{1}"),
        ((COUNT,), "1,4000", "{1}"),
        ((COUNT,), "1234567890", None),
        ((COUNT,), "many", None),
        ((COUNT,), "", None),
        ((A, COUNT, B), "a7b", "a{7}b"),
        ((COUNT, _, COUNT), "7 8", "{7} {8}"),
    ],
)
def test_gap_fits_what_its_format_writes(body: Body, text: str, fitted: str | None) -> None:
    assert fit(body, text) == fitted


@pytest.mark.parametrize(
    ("body", "text", "fitted"),
    [
        ((NAME, STOP), "one two stop", "<one two >stop"),
        ((NAME, _, STOP), "one two stop", "<one two> stop"),
        ((NAME, _, STOP), "onestop", None),
        ((NAME, _, STOP), "unstopped stop", "<unstopped> stop"),
        ((NAME, Words("x"), B), "axxb", "<ax>xb"),
        ((NAME, STOP, _, A), "one stop b stop a", "<one stop b >stop a"),
        ((NAME, _, COUNT), "one two 3", "<one two> {3}"),
        ((NAME, _, COUNT, _, A), "one 2 three 3 a", "<one 2 three> {3} a"),
        ((NAME, Words(",")), ",", None),
        ((NAME, Words(",")), "one", None),
        ((NAME,), "one two", "<one two>"),
        ((NAME, _), "one two", "<one two>"),
        ((A, _, NAME), "a", "a<>"),
        ((NAME, _, choice(x=(STOP,), y=(A,))), "one a", "<one> [y]a"),
        ((NAME, _, Picture((COUNT,)), _, STOP), "one 2 stop", "<one> {2} stop"),
    ],
)
def test_run_ends_where_what_follows_fits(body: Body, text: str, fitted: str | None) -> None:
    assert fit(body, text) == fitted


@pytest.mark.parametrize(
    ("body", "text", "fitted"),
    [
        ((A, _, LIST, _, STOP), "a stop", "a <>stop"),
        ((A, _, LIST, _, STOP), "a one two stop", "a <one two> stop"),
        ((LIST, STOP), "stop stop", "<>stop"),
        ((A, _, LIST, _), "a", "a<>"),
        ((A, _, Run((("name", TEXT), ("all*", TEXT))), _, STOP), "a stop", None),
        ((A, _, Run((("name", TEXT), ("all*", TEXT))), _, STOP), "a one stop", "a <one> stop"),
    ],
)
def test_run_of_lists_alone_may_be_empty(body: Body, text: str, fitted: str | None) -> None:
    assert fit(body, text) == fitted


@pytest.mark.parametrize(
    ("run", "longest"),
    [
        (NAME, 400),
        (Run((("name", TEXT), ("role", TEXT))), 800),
        (LIST, 20_000),
        (Run((("name", TEXT), ("all*", TEXT))), 40_000),
    ],
)
def test_run_is_no_longer_than_its_texts_can_be(run: Run, longest: int) -> None:
    assert fit((run, STOP), "x" * longest + "stop") == f"<{'x' * longest}>stop"
    assert fit((run, STOP), "x" * (longest + 1) + "stop") is None


AB = choice(short=(A,), long=(A, B))


@pytest.mark.parametrize(
    ("body", "text", "fitted"),
    [
        ((AB,), "ab", "[long]ab"),
        ((choice(long=(A, B), short=(A,)),), "ab", "[long]ab"),
        ((AB, _, STOP), "a stop", "[short]a stop"),
        ((AB, _, STOP), "ab stop", "[long]ab stop"),
        ((AB, _, STOP), "b stop", None),
        ((choice(some=(A, _), none=()), B), "a b", "[some]a b"),
        ((choice(some=(A, _), none=()), B), "b", "[none]b"),
        ((choice(x=(COUNT, _, A), y=(COUNT, _, B)), _, STOP), "1 b stop", "[y]{1} b stop"),
        (
            (
                choice(
                    outer=(A, choice(inner=(B,), neither=())),
                ),
                _,
                AB,
            ),
            "ab a",
            "[outer]a[inner]b [short]a",
        ),
    ],
)
def test_choice_is_the_first_wording_after_which_the_rest_fits(body: Body, text: str, fitted: str | None) -> None:
    assert fit(body, text) == fitted


def test_choice_tells_all_the_facts_of_its_wording_where_that_begins() -> None:
    one = Choice((Branch({"a": False, "n": 1}, (A,)), Branch({}, (B,))))
    facts = [
        [(capture.facts, capture.start, capture.end) for capture in match.captures]
        for text in ("x a", "x b")
        if (match := Matcher(text).match(steps((Words("x"), _, one)), 0, 3))
    ]
    assert facts == [[((("a", False), ("n", 1)), 2, 2)], [((), 2, 2)]]


@pytest.mark.parametrize(
    ("text", "fitted"),
    [("a 45% b", "a {45%} b"), ("a b", "a b"), ("a 45% of b", None), ("a 45%b", None)],
)
def test_picture_may_have_lost_its_words(text: str, fitted: str | None) -> None:
    picture = Picture((_, Gap("rate", FORMATS["percent"]), _))
    assert fit((A, _, picture, _, B), text) == fitted


def test_picture_is_read_with_its_words_where_both_would_fit() -> None:
    assert fit((Picture((COUNT, _)), NAME), "1 one") == "{1} <one>"


@pytest.mark.parametrize(
    ("body", "limit", "fitted"),
    [
        ((STOP,), 4, "stop"),
        ((STOP,), 3, None),
        ((NAME,), 3, "<sto>"),
        ((NAME, Words("p")), 4, "<sto>p"),
        ((NAME, Words("p")), 3, None),
        ((STOP, _), 4, "stop"),
        ((STOP, _, COUNT), 7, "stop {12}"),
        ((STOP, _, COUNT), 6, "stop {1}"),
        ((STOP, _, COUNT), 5, None),
    ],
)
def test_nothing_fits_beyond_the_limit(body: Body, limit: int, fitted: str | None) -> None:
    assert fit(body, "stop 12 a", limit=limit) == fitted


class Watched(str):
    """A text that counts how often words were looked for in it."""

    looks = 0

    def startswith(self, *args: Any) -> bool:
        self.looks += 1
        return super().startswith(*args)

    def find(self, *args: Any) -> int:
        self.looks += 1
        return super().find(*args)


def test_misfit_after_two_wordings_of_the_same_length_is_tried_once() -> None:
    choices = 40
    text = Watched("a" * choices + "b")
    body: Body = (*(choice(x=(A,), y=(A,)) for number in range(choices)), STOP)
    assert Matcher(text).match(steps(body), 0, len(text)) is None
    assert text.looks == 2 * choices + 2


def test_misfit_after_runs_that_may_end_at_many_places_is_tried_once_at_each() -> None:
    commas, runs = 20, 6
    text = Watched("a," * commas)
    assert Matcher(text).match(steps((NAME, Words(",")) * runs + (STOP,)), 0, len(text)) is None
    assert text.looks < runs * commas**2  # there are C(20, 6) = 38 760 ways to end six runs


def test_misfit_up_to_one_limit_may_fit_up_to_another() -> None:
    matcher, body = Matcher("a b"), steps((A, _, B))
    assert matcher.match(body, 0, 2) is None
    assert matcher.match(body, 0, 3)
    assert matcher.match(body, 1, 3) is None


def test_known_misfit_costs_no_step() -> None:
    text = Watched("a")
    matcher, body = Matcher(text), steps((A, STOP))
    assert [matcher.match(body, 0, 1) for again in range(100)] == [None] * 100
    assert text.looks == 2


def test_text_is_too_hard_after_twenty_thousand_steps() -> None:
    text = Watched("a" * 20_001)
    with pytest.raises(TooHardError):
        Matcher(text).match(steps((A,) * 20_001), 0, 20_001)
    assert text.looks == 20_000


def test_attempts_on_one_text_share_its_steps() -> None:
    matcher, body = Matcher("a" * 10_000), steps((A,) * 10_000)
    assert matcher.match(body, 0, 10_000)
    assert matcher.match(body, 0, 10_000)
    with pytest.raises(TooHardError):
        matcher.match(body, 0, 10_000)
