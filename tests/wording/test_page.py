"""A page whose values say which they are is the same page."""

import re
from copy import copy
from dataclasses import replace
from html import unescape

import pytest

from generator.merge import Ready
from generator.records import Addressee
from generator.wording import lines_of

SPAN = re.compile(r'<span data-path="[^"]*">|</span>')
SLUG = "ashenvale-borough-council"


def test_traced_page_is_the_web_page_with_elements_around_its_values(sample: Ready, edition: Ready) -> None:
    for ready in (sample, edition):
        for letter in ready.letters.values():
            page, web = ready.wording.web_page(letter).with_paths, ready.wording.web_page(letter).html
            assert SPAN.sub("", page) == web
            assert lines_of(page) == lines_of(web)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("council", "Ashenvale Borough Council"),
        ("addressee.name", "Ms Inventa"),
        ("complaints_upheld.rate", "67%"),
        ("complaints_upheld.average", "45%"),
        ("period.end", "31/03/20"),
        ("values.seminar_places", "Camelot, Avalon, Lyonesse and Brigadoon"),
        ("signatory.roles", "Chair, Commission for Examples"),
    ],
)
def test_value_stands_in_an_element_with_its_path(path: str, text: str, sample: Ready) -> None:
    page = sample.wording.web_page(sample.letters[SLUG]).with_paths
    assert f'<span data-path="{path}">{text}</span>' in page


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>'])
def test_hostile_text_stays_text(name: str, sample: Ready) -> None:
    hostile = replace(sample.letters[SLUG], addressee=Addressee(name=name, role=name))
    page = sample.wording.web_page(hostile).with_paths
    assert "<script" not in page
    assert "<img" not in page


def test_page_knows_where_its_values_stand(sample: Ready) -> None:
    for letter in sample.letters.values():
        page = sample.wording.page(letter)
        printed = {span.path for span in page.spans} - {""}
        assert {"council", "addressee.name", "period.end"} < printed <= letter.paths
        for span in page.spans:
            if span.path in ("council", "addressee.name"):
                assert unescape(page.html[span.start : span.end]) == letter.value(span.path)
        assert copy(page) == page
