"""An outline is nested as WeasyPrint nests it, whichever headings follow one another."""

import pytest

from generator.merge import Ready
from generator.paper.plates.finished import Finished
from generator.paper.plates.locking import headings_of


@pytest.mark.parametrize("levels", ["1", "123", "1223", "3121", "1423", "2213", "131", "4321", "1234123"])
def test_outline_is_nested_as_weasyprint_nests_it(levels: str, small: Ready) -> None:
    body = "".join(f"<h{level}>Heading {number}</h{level}>" for number, level in enumerate(levels))
    head = '<title>Headings</title><meta name="dcterms.created" content="2020-07-22">'
    page = f'<!doctype html><html lang="en-GB"><head>{head}</head><body>{body}</body></html>'
    pdf = Finished(small.press.finished(page, b"{}")[1])
    texts = [f"Heading {number}" for number in range(len(levels))]
    headings = headings_of(pdf, texts, dict(enumerate(map(int, levels))))
    assert [heading.page for heading in headings] == [pdf.pages[0]] * len(levels)
