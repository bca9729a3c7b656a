"""What is found before anything is printed."""

import shutil
from pathlib import Path

import pytest

from generator.merge import Ready, prepare
from tests.places import DATA, TEMPLATES

COUNCIL = "ashenvale-borough-council"


def with_figures(tmp_path: Path, before: str, after: str) -> Ready:
    """The sample edition with one council's record changed."""
    shutil.copytree(DATA / "sample", tmp_path / "sample")
    record = tmp_path / "sample" / "councils" / f"{COUNCIL}.yaml"
    record.write_text(record.read_text().replace(before, after))
    return prepare(tmp_path, TEMPLATES, "sample")


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("satisfied: 15", "satisfied: 249", "249 of 250 is printed as 100%"),
        ("satisfied: 15", "satisfied: 1", "1 of 250 is printed as 0%"),
    ],
)
def test_percentage_that_says_too_much_is_a_warning(before: str, after: str, said: str, tmp_path: Path) -> None:
    ready = with_figures(tmp_path, f"outcomes: 17\n  {before}", f"outcomes: 250\n  {after}")
    [warning] = ready.warnings
    assert (warning.path, warning.what, warning.severity) == ("compliance.satisfied", said, "warning")
    assert f"{COUNCIL}.yaml:14:14: warning: compliance.satisfied: " in str(warning)
    assert COUNCIL in ready.letters


def test_council_whose_name_the_typeface_lacks_is_left_out(tmp_path: Path) -> None:
    ready = with_figures(tmp_path, "Ms Inventa", "Ms 稲田")
    assert list(ready.left_out) == [COUNCIL]
    assert COUNCIL not in ready.letters
    assert len(ready.letters) == 13


def test_the_samples_need_no_mending(sample: Ready) -> None:
    assert (len(sample.letters), sample.left_out, sample.warnings) == (14, {}, ())
