"""What many tests look at: the edition of 2020 and the letters of invented councils, printed once."""

from collections.abc import Mapping

import pytest

from generator.merge import Ready, prepare
from generator.paper import Printed

from .invented import COUNCILS, letter_to
from .places import DATA, TEMPLATES


@pytest.fixture(scope="session")
def edition() -> Ready:
    """The edition of 2020, ready to be printed."""
    return prepare(DATA, TEMPLATES, "2020")


@pytest.fixture(scope="session")
def letters_of_2020(edition: Ready) -> Mapping[str, Printed]:
    """The five letters of 2020, by slug."""
    return {slug: edition.press.printed(edition.wording.page(letter)) for slug, letter in edition.letters.items()}


@pytest.fixture(scope="session")
def invented_letters(edition: Ready) -> Mapping[str, Printed]:
    """A letter to each invented council, in the wording and the look of 2020, by what it shows."""
    return {
        shows: edition.press.printed(edition.wording.page(letter_to(council))) for shows, council in COUNCILS.items()
    }
