from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from generator.merge.cover import fewest

LETTERS = st.dictionaries(
    st.text("abcdef", min_size=1, max_size=2),
    st.sets(st.integers(0, 9), max_size=6).map(lambda sights: (*sights,)),
    max_size=9,
)


def shown(names: tuple[str, ...], letters: dict[str, tuple[int, ...]]) -> set[int]:
    return {sight for name in names for sight in letters[name]}


@given(LETTERS)
def test_fewest_show_everything_and_no_fewer_do(letters: dict[str, tuple[int, ...]]) -> None:
    chosen = fewest(letters)
    everything = shown(tuple(letters), letters)
    assert shown(chosen, letters) == everything
    smaller = combinations(letters, len(chosen) - 1) if chosen else ()
    assert not any(shown(fewer, letters) == everything for fewer in smaller)


@given(LETTERS)
def test_best_found_shows_everything_when_the_steps_run_out(letters: dict[str, tuple[int, ...]]) -> None:
    assert shown(fewest(letters, steps=0), letters) == shown(tuple(letters), letters)


def test_each_is_the_first_to_show_something_and_ties_are_settled_by_order() -> None:
    letters = {"b": (1, 2), "a": (1, 2), "d": (3,), "c": (3, 4, 5), "e": (2, 5)}
    assert fewest(letters) == ("c", "b")
