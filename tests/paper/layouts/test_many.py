"""Of four hundred letters, those that are printed from layouts are what WeasyPrint prints, and conform."""

from pathlib import Path

import pytest

from generator.merge import Method, done, prepare
from generator.paper import LayoutCache, first_difference, picture
from generator.records import SAMPLE, write_sample
from tests.places import DATA, TEMPLATES
from tests.validators import vera_failures


@pytest.mark.long
def test_four_hundred_letters_are_what_weasyprint_prints_and_conform(tmp_path: Path) -> None:
    write_sample(DATA, tmp_path, 400, seed=9)
    method = Method(cache=LayoutCache(tmp_path / "layouts", tmp_path / "key"), audit=0)
    ready = prepare(tmp_path, TEMPLATES, SAMPLE, try_the_press=False, read=False, method=method)
    by_weasyprint, file = 0, tmp_path / "letter.pdf"
    for slug in ready.letters:
        became = done(ready.job(slug)).printed
        assert became, slug
        file.write_bytes(became.pdf)
        assert vera_failures(file, "3a") == [], slug
        assert vera_failures(file, "ua1") == [], slug
        if not became.layouts:
            by_weasyprint += 1
            continue
        printed = ready.printed(slug)
        assert first_difference(became.pdf, printed.pdf) is None, slug
        for page in range(1, printed.pages + 1):
            assert picture(became.pdf, page, 1) == picture(printed.pdf, page, 1), (slug, page)
    assert by_weasyprint < 10
