"""The printed letters have the words of the real ones, all of them, in order."""

import re
from collections.abc import Mapping

import pytest

from generator.paper import Printed

from .places import SLUGS_OF_2020, TRANSCRIPTS
from .reading import between, page_words, words

DATE, SIGNATURE = "22 July 2020", "Chair, Commission for Local Administration in England"


def transcript(slug: str) -> list[str]:
    """A real letter's words, without the mark-up that extraction programs add."""
    path = TRANSCRIPTS / f"2020-{slug}.txt"
    if not path.exists():
        pytest.skip(f"the real letters are not here: {TRANSCRIPTS} is absent, so nothing was compared with them")
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", path.read_text())
    return re.sub(r"^#+ |\*\*|</?u>", "", text, flags=re.MULTILINE).split()


@pytest.mark.parametrize("slug", SLUGS_OF_2020)
def test_letter_has_the_words_of_the_real_one(slug: str, letters_of_2020: Mapping[str, Printed]) -> None:
    printed = between(words(letters_of_2020[slug].pdf), DATE, SIGNATURE)
    assert printed == between(transcript(slug), DATE, SIGNATURE)


def test_panels_have_the_words_of_the_real_ones(letters_of_2020: Mapping[str, Printed]) -> None:
    real = transcript("north-east-derbyshire-district-council")
    panels = real[len(between(real, real[0], SIGNATURE)) :]
    assert panels[:2] == ["Complaints", "upheld"]
    # The heading and the ring's percentage, which the transcript lacks, then the panels word for word.
    before = "North East Derbyshire District Council For the period ending: 31/03/20 Complaints upheld 0%".split()
    printed = page_words(letters_of_2020["north-east-derbyshire-district-council"].pdf)[2]
    assert printed == before + panels[2:]


@pytest.mark.parametrize("slug", SLUGS_OF_2020)
def test_pages_end_where_the_real_ones_did(slug: str, letters_of_2020: Mapping[str, Printed]) -> None:
    first, second, third = page_words(letters_of_2020[slug].pdf)
    assert " ".join(first).endswith("have a positive and open approach to")
    assert " ".join(second).endswith(SIGNATURE)
    assert "For the period ending: 31/03/20" in " ".join(third)
