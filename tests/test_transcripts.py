"""The printed letters have the words of the real ones, all of them, in order."""

from collections.abc import Mapping

import pytest

from generator.paper import Printed

from .places import SLUGS_OF_2020
from .reading import between, page_words, words
from .real_letters import DATE, PANELS, SIGNATURE, assert_real


@pytest.mark.parametrize("slug", SLUGS_OF_2020)
def test_letter_has_the_words_of_the_real_one(slug: str, letters_of_2020: Mapping[str, Printed]) -> None:
    assert_real(between(words(letters_of_2020[slug].pdf), DATE, SIGNATURE), slug)


def test_panels_have_the_words_of_the_real_ones(letters_of_2020: Mapping[str, Printed]) -> None:
    # The real letter's words lack the page's heading and the ring's percentage.
    before = "North East Derbyshire District Council For the period ending: 31/03/20 Complaints upheld 0%".split()
    printed = page_words(letters_of_2020["north-east-derbyshire-district-council"].pdf)[2]
    assert printed[: len(before)] == before
    assert_real(["Complaints", "upheld", *printed[len(before) :]], PANELS)


@pytest.mark.parametrize(
    ("before", "after"),
    [("Given the", "Given these"), ("lived experience ", ""), ("Yours sincerely,", "Yours sincerely, all")],
    ids=["a changed word", "a lost word", "an added word"],
)
def test_word_that_the_real_letter_does_not_have_is_found(
    before: str, after: str, letters_of_2020: Mapping[str, Printed]
) -> None:
    slug = "erewash-borough-council"
    text = " ".join(between(words(letters_of_2020[slug].pdf), DATE, SIGNATURE))
    assert before in text
    with pytest.raises(AssertionError, match="the real letter has other words"):
        assert_real(text.replace(before, after).split(), slug)


@pytest.mark.parametrize("slug", SLUGS_OF_2020)
def test_pages_end_where_the_real_ones_did(slug: str, letters_of_2020: Mapping[str, Printed]) -> None:
    first, second, third = page_words(letters_of_2020[slug].pdf)
    assert " ".join(first).endswith("have a positive and open approach to")
    assert " ".join(second).endswith(SIGNATURE)
    assert "For the period ending: 31/03/20" in " ".join(third)
