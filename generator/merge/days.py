"""Days on which no letter is expected: weekends and bank holidays."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

_WEEKEND = {5: "a Saturday", 6: "a Sunday"}


def day_off(day: date, region: str) -> str | None:
    """Return what a day is that is no working day in a region (`GB-ENG`, ISO 3166-2); None of a working day."""
    if day.weekday() in _WEEKEND:
        return _WEEKEND[day.weekday()]
    holiday = _bank_holidays(region, day.year).get(day)
    return f"a bank holiday, {holiday}" if holiday else None


@lru_cache
def _bank_holidays(region: str, year: int) -> Mapping[date, str]:
    from holidays import country_holidays  # takes a tenth of a second, as it imports every country of the world

    country, _, part = region.partition("-")
    return country_holidays(country, subdiv=part, years=year, expand=False)
