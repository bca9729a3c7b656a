import pytest

from generator.letter import Panel, Tally


@pytest.mark.parametrize(
    ("count", "total", "percent"),
    [(0, 2, 0), (1, 1, 100), (16, 24, 67), (49, 56, 88), (1, 8, 13), (1, 3, 33), (1, 300, 0), (249, 250, 100)],
)
def test_percentage_is_the_nearest_whole_one_and_a_half_goes_up(count: int, total: int, percent: int) -> None:
    assert Tally(count, total).percent == percent


def test_nothing_to_report_is_not_zero() -> None:
    nothing, zero = Panel.of(0, 0, 45), Panel.of(0, 2, 45)
    assert (nothing.rate, nothing.average, nothing.compared) == (None, None, False)
    assert (zero.rate, zero.average, zero.compared) == (0, 45, True)


def test_average_of_zero_is_an_average() -> None:
    assert Panel.of(1, 2, 0).compared
