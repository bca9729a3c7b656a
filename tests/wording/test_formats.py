from datetime import date

import pytest

from generator.wording.formats import FORMATS


@pytest.mark.parametrize(
    ("name", "value", "written"),
    [
        ("long_date", date(2020, 7, 22), "22 July 2020"),
        ("long_date", date(2019, 4, 1), "1 April 2019"),
        ("short_date", date(2020, 3, 31), "31/03/20"),
        ("percent", 0, "0%"),
        ("percent", 45, "45%"),
        ("count", 0, "0"),
        ("count", 1400, "1,400"),
        ("listing", ("London",), "London"),
        ("listing", ("London", "Bristol"), "London and Bristol"),
        ("listing", ("London", "Bristol", "Leeds"), "London, Bristol and Leeds"),
    ],
)
def test_value_is_written(name: str, value: object, written: str) -> None:
    assert FORMATS[name](value) == written


@pytest.mark.parametrize("value", [None, True, "12", 1.5, ()])
def test_value_of_another_type_is_never_written(value: object) -> None:
    with pytest.raises(ValueError, match="a whole number is needed here"):
        FORMATS["percent"](value)
