"""A letter is dated on a working day of its region, or somebody confirms that it is not."""

from datetime import date

import pytest

from generator.merge.days import day_off


@pytest.mark.parametrize(
    ("day", "region", "what"),
    [
        (date(2020, 7, 22), "GB-ENG", None),
        (date(2021, 7, 24), "GB-ENG", "a Saturday"),
        (date(2021, 7, 25), "GB-ENG", "a Sunday"),
        (date(2021, 8, 30), "GB-ENG", "a bank holiday, Late Summer Bank Holiday"),
        (date(2021, 8, 30), "GB-SCT", None),
        (date(2021, 8, 2), "GB-SCT", "a bank holiday, Summer Bank Holiday"),
        (date(2022, 9, 19), "GB-WLS", "a bank holiday, State Funeral of Queen Elizabeth II"),
        (date(2021, 7, 12), "GB-NIR", "a bank holiday, Battle of the Boyne"),
        (date(2022, 1, 3), "GB-WLS", "a bank holiday, New Year's Day (observed)"),
        (date(1, 1, 1), "GB-ENG", None),
        (date(9999, 12, 31), "GB-ENG", None),
    ],
)
def test_weekends_and_bank_holidays_are_days_off(day: date, region: str, what: str | None) -> None:
    assert day_off(day, region) == what
