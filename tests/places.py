"""Where the project's own files are."""

from collections.abc import Collection
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
TEMPLATES = ROOT / "templates"
SMALL = ROOT / "tests" / "small"
COPIES = ROOT / "tests" / "copies"
TRANSCRIPTS = ROOT.parent / "shared" / "transcripts"

SLUGS_OF_2020 = sorted(path.stem for path in (DATA / "2020" / "councils").glob("*.yaml"))
SAMPLE_SLUGS = sorted(path.stem for path in (DATA / "sample" / "councils").glob("*.yaml"))

TELLING_SLUGS = [
    "cote-dalbion-and-llanedeyrn-sur-mer-council",
    "ivywell-district-council",
    "london-borough-of-middlebridge",
    "royal-county-and-city-of-upper-wexcombe-st-marys-and-the-marshland-villages-council",
]
"""The samples with accents, without figures, with the longest letter and with the longest name."""


def some(slugs: Collection[str], *chosen: str) -> list[ParameterSet]:
    """Return the chosen letters as parameters of a test, and the others as those of a long one."""
    return [pytest.param(slug, marks=() if slug in chosen else pytest.mark.long) for slug in slugs]
