import pytest

from generator.records import slug


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("North East Derbyshire District Council", "north-east-derbyshire-district-council"),
        ("Stratford-on-Avon District Council", "stratford-on-avon-district-council"),
        ("King's Lynn & West Norfolk", "kings-lynn-and-west-norfolk"),
        ("King\N{RIGHT SINGLE QUOTATION MARK}s Lynn", "kings-lynn"),
        ("St. Albans City", "st-albans-city"),
        ("Llanédeyrn", "llanedeyrn"),
        ("Bournemouth, Christchurch and Poole", "bournemouth-christchurch-and-poole"),
    ],
)
def test_slug_names_a_file_after_its_council(name: str, expected: str) -> None:
    assert slug(name) == expected
    assert slug(expected) == expected
