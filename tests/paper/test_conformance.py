"""Every PDF, by WeasyPrint or from a layout, is PDF/A-3a and PDF/UA-1: two validators say so, and do find faults."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from weasyprint import HTML

from generator.merge import Ready, done
from generator.paper import Printed
from tests.places import SAMPLE_SLUGS, SLUGS_OF_2020, some
from tests.validators import page_failures, vera_failures


def assert_conforms(pdf: bytes, file: Path) -> None:
    file.write_bytes(pdf)
    assert vera_failures(file, "3a") == []
    assert vera_failures(file, "ua1") == []
    assert page_failures(file) == []


@pytest.mark.parametrize("slug", some(SLUGS_OF_2020, "north-east-derbyshire-district-council"))
def test_letters_of_2020_conform(slug: str, letters_of_2020: Mapping[str, Printed], tmp_path: Path) -> None:
    assert_conforms(letters_of_2020[slug].pdf, tmp_path / "letter.pdf")


@pytest.mark.parametrize("slug", some(SAMPLE_SLUGS, "ivywell-district-council"))
def test_sample_letters_conform(slug: str, sample: Ready, tmp_path: Path) -> None:
    printed = done(sample.job(slug)).printed
    assert printed
    assert printed.layouts
    assert_conforms(printed.pdf, tmp_path / "letter.pdf")


def test_validators_find_what_is_wrong(tmp_path: Path) -> None:
    file = tmp_path / "plain.pdf"
    HTML(string="<p>Untagged, untitled, in no language").write_pdf(file)
    assert vera_failures(file, "3a")
    assert vera_failures(file, "ua1")
    assert page_failures(file)
