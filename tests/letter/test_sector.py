"""A sector's averages are worked out from the counts, and say what they stand on."""

import pytest

from generator.letter import SectorAverage, sector_averages
from generator.records import (
    Addressee,
    AverageMethod,
    ComplaintsUpheld,
    Compliance,
    Council,
    SatisfactoryRemedies,
    Sector,
)


def council(name: str, upheld: int | None, of: int = 0, sector: Sector = "district") -> Council:
    return Council(
        name=f"{name} Council",
        type=sector,
        addressee=Addressee(name="Dr Example", role="Chief Executive"),
        complaints_upheld=None if upheld is None else ComplaintsUpheld(investigations=of, upheld=upheld),
        compliance=Compliance(outcomes=0, satisfied=0),
        satisfactory_remedies=None if upheld is None else SatisfactoryRemedies(remedies=0),
    )


def upheld(averages: list[SectorAverage]) -> SectorAverage:
    return averages[0]


@pytest.mark.parametrize(("method", "percent"), [("pooled", 51), ("mean", 75)])
def test_councils_count_by_their_cases_or_all_the_same(method: AverageMethod, percent: int) -> None:
    councils = [council("Small", 2, 2), council("Large", 50, 100)]
    assert upheld(sector_averages(councils, method)).percent == percent


def test_half_a_percent_goes_up_as_in_a_rate() -> None:
    assert upheld(sector_averages([council("A", 1, 8)])).percent == 13
    assert upheld(sector_averages([council("A", 1, 8), council("B", 0, 8)], "mean")).percent == 6


def test_nothing_to_report_and_awaited_are_left_out_and_counted() -> None:
    average = upheld(sector_averages([council("A", 6, 10), council("B", 0, 0), council("C", None), council("D", None)]))
    assert (average.percent, average.councils, average.base, average.nothing, average.awaited) == (60, 1, 10, 1, 2)
    assert not average.representative


def test_sector_without_a_rate_has_no_average() -> None:
    averages = sector_averages([council("A", 6, 10)])
    assert [(average.panel, average.percent) for average in averages] == [
        ("complaints_upheld", 60),
        ("compliance", None),
        ("satisfactory_remedies", 0),
    ]


def test_types_without_averages_have_none() -> None:
    assert sector_averages([council("Park", 1, 2, "other")]) == []


def test_figures_have_one_digest_in_whatever_order_they_come() -> None:
    one, other = council("A", 6, 10), council("B", 1, 2)
    digests = [upheld(sector_averages(councils)).figures for councils in ([one, other], [other, one], [one])]
    assert digests[0] == digests[1] != digests[2]
    assert digests[0].startswith("sha256:")
