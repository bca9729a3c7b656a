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


@pytest.mark.parametrize(
    ("file", "before", "after", "where"),
    [
        ("shared/page.html", "<meta name", '<meta name="description" content="{{ council }}">\n<meta name', [8]),
        ("2020/statistics.html", "<h2>", '<h2 id="{{ addressee.role }}">', [32]),
        ("2020/statistics.html", "<g transform", '<g id="{{ panel.average }}" transform', [13]),
        ("2020/statistics.html", "<h2>", '<h2 id="{{ council[:9] }}">', [32]),
        ("2020/statistics.html", "<h2>", '<h2 title="{{ year }} {{ signatory.name }}">', []),
        ("2020/statistics.html", "rotate({{ 3.6 * panel.average }}", "rotate({{ 360 - panel.average }}", []),
    ],
    ids=["in the head", "in a part", "a figure", "a part of a value", "the edition's", "a drawing's"],
)
def test_edition_whose_tags_hold_a_value_of_each_council_makes_no_plates(
    file: str, before: str, after: str, where: list[int], tmp_path: Path
) -> None:
    shutil.copytree(TEMPLATES, tmp_path, dirs_exist_ok=True)
    template = tmp_path / file
    assert before in template.read_text()
    template.write_text(template.read_text().replace(before, after, 1))
    ready = prepare(DATA, tmp_path, "sample", try_the_press=False, read=False)
    assert [(warning.file, warning.line) for warning in ready.warnings] == [(str(template), line) for line in where]
    assert ready.job(COUNCIL).method.plates == (not where)
