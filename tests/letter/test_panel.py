import pytest

from generator.letter import Panel, Tally


@pytest.mark.parametrize(
    ("count", "total", "percent"),
    [(0, 2, 0), (1, 1, 100), (16, 24, 67), (49, 56, 88), (1, 8, 13), (1, 3, 33), (1, 300, 0), (249, 250, 100)],
)
def test_percentage_is_the_nearest_whole_one_and_a_half_goes_up(count: int, total: int, percent: int) -> None:
    assert Tally(count, total).percent == percent


@pytest.mark.parametrize(("count", "total"), [(1, 300), (249, 250), (1, 201)])
def test_percentage_that_says_too_much_is_known(count: int, total: int) -> None:
    assert Tally(count, total).says_too_much


@pytest.mark.parametrize(("count", "total"), [(0, 300), (250, 250), (1, 200), (0, 0), (198, 199)])
def test_percentage_that_says_what_is_so_is_not_suspected(count: int, total: int) -> None:
    assert not Tally(count, total).says_too_much


def test_nothing_to_report_is_not_zero() -> None:
    nothing, zero = Panel.of(Tally(0, 0), 45), Panel.of(Tally(0, 2), 45)
    assert (nothing.rate, nothing.average, nothing.compared) == (None, None, False)
    assert (zero.rate, zero.average, zero.compared) == (0, 45, True)


def test_average_of_zero_is_an_average() -> None:
    assert Panel.of(Tally(1, 2), 0).compared
