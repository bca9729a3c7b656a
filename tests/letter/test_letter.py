import pytest

from generator.merge import Ready


def test_letter_is_a_draft_while_a_figure_is_awaited(sample: Ready) -> None:
    drafts = {slug for slug, letter in sample.letters.items() if letter.state == "draft"}
    assert drafts == {"ivywell-district-council", "kestrelford-county-council"}


def test_panels_tell_the_record_and_its_sector(sample: Ready) -> None:
    letter = sample.letters["ashenvale-borough-council"]
    upheld, compliance, remedies = letter.complaints_upheld, letter.compliance, letter.satisfactory_remedies
    assert (upheld.rate, upheld.count, upheld.total, upheld.average) == (67, 16, 24, 45)
    assert (compliance.rate, compliance.count, compliance.total, compliance.average) == (88, None, 17, 100)
    assert (remedies.rate, remedies.count, remedies.total, remedies.average) == (13, 2, 16, 11)


def test_remedies_are_out_of_the_upheld_decisions(sample: Ready) -> None:
    none_upheld = "great-wexcombe-cum-netherby-on-the-water-district-council"
    assert sample.letters[none_upheld].satisfactory_remedies.total == 0


@pytest.mark.parametrize(
    ("slug", "average"),
    [
        ("brackwater-county-council", 61),
        ("ashenvale-borough-council", 45),
        ("dunmere-metropolitan-borough-council", None),
        ("camelot-city-council", 52),
        ("london-borough-of-middlebridge", 66),
        ("fairholt-national-park-authority", None),
    ],
)
def test_each_type_of_authority_is_compared_with_its_own(slug: str, average: int | None, sample: Ready) -> None:
    assert sample.letters[slug].complaints_upheld.average == average


def test_type_without_averages_is_compared_with_nothing(sample: Ready) -> None:
    letter = sample.letters["fairholt-national-park-authority"]
    assert not letter.complaints_upheld.compared


def test_a_letter_can_have_a_signatory_of_its_own(sample: Ready) -> None:
    assert sample.letters["hollowmere-district-council"].signatory.name == "Pat Standin"
    assert sample.letters["ashenvale-borough-council"].signatory.name == "Alex Example"
