"""Whether a table is last year's is told from the councils that have the same figures in both years."""

import pytest

from generator.records import Addressee, ComplaintsUpheld, Compliance, Council, repeated_figures

OLD = ComplaintsUpheld(investigations=24, upheld=16)
NEW = ComplaintsUpheld(investigations=25, upheld=16)
COMPLIANCE = Compliance(outcomes=3, satisfied=3)


def council(upheld: ComplaintsUpheld | None, compliance: Compliance | None = None) -> Council:
    addressee = Addressee(name="Dr Example", role="Chief Executive")
    return Council(name="Camelot", type="other", addressee=addressee, complaints_upheld=upheld, compliance=compliance)


@pytest.mark.parametrize(
    ("before", "now", "counts"),
    [
        (council(OLD), council(OLD), (1, 1)),
        (council(OLD), council(NEW), (0, 1)),
        (council(OLD, COMPLIANCE), council(OLD), (1, 1)),
        (council(OLD, COMPLIANCE), council(NEW, COMPLIANCE), (0, 1)),
        (council(OLD), council(None, COMPLIANCE), (0, 0)),
        (council(None), council(None), (0, 0)),
    ],
    ids=["the same", "another", "one panel is awaited", "one panel is another", "nothing in both", "no figures"],
)
def test_figures_are_compared_as_far_as_both_years_have_them(
    before: Council, now: Council, counts: tuple[int, int]
) -> None:
    assert repeated_figures({"camelot": before}, {"camelot": now, "avalon": now}) == counts


@pytest.mark.parametrize(
    ("same", "other", "suspicious"), [(5, 0, True), (4, 0, False), (3, 3, False), (4, 3, True), (39, 1, True)]
)
def test_more_than_half_of_five_or_more_are_suspicious(same: int, other: int, suspicious: bool) -> None:
    before = {str(number): council(OLD) for number in range(same + other)}
    now = {slug: council(OLD if int(slug) < same else NEW) for slug in before}
    repeated = repeated_figures(before, now)
    assert (repeated, repeated.is_suspicious) == ((same, same + other), suspicious)
