"""What many tests look at: the editions of 2020 and of the samples, ready, and their letters, printed once."""

from collections.abc import Mapping

import pytest

from generator.merge import Ready, prepare
from generator.paper import Printed

from .places import DATA, TEMPLATES


@pytest.fixture(scope="session")
def edition() -> Ready:
    """The edition of 2020, ready to be printed."""
    return prepare(DATA, TEMPLATES, "2020")


@pytest.fixture(scope="session")
def sample() -> Ready:
    """The edition of invented councils, which between them show every wording and every layout."""
    return prepare(DATA, TEMPLATES, "sample")


@pytest.fixture(scope="session")
def letters_of_2020(edition: Ready) -> Mapping[str, Printed]:
    """The five letters of 2020, by slug."""
    return printed(edition)


@pytest.fixture(scope="session")
def sample_letters(sample: Ready) -> Mapping[str, Printed]:
    """The letters to the invented councils, by slug."""
    return printed(sample)


def printed(edition: Ready) -> Mapping[str, Printed]:
    return {slug: edition.printed(slug) for slug in edition.letters}
