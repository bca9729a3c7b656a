"""A letter in other words, by which plates are proven."""

import pytest

from generator.paper.plates.typescript import Typescript

PAGE = "<h2>A &amp; Sons</h2>\n<p>Dear Mr Bowen</p><p>The same</p><p><b>2</b> of 10%</p>"
OTHER = "<h2>?</h2>\n<p>Dear ?</p><p>The same</p><p><b>?</b> of ?</p>"


@pytest.mark.parametrize(
    ("keep", "html"),
    [
        ((), "<h2>A &amp; snoS</h2>\n<p>Dear rM newo</p><p>The same</p><p><b>22</b> of 01</p>"),
        (["2", "of 10%"], "<h2>A &amp; snoS</h2>\n<p>Dear rM newo</p><p>The same</p><p><b>2</b> of 10%</p>"),
    ],
    ids=["all", "some kept"],
)
def test_letter_in_other_words_has_them_wherever_letters_differ(keep: tuple[str, ...], html: str) -> None:
    script = Typescript(PAGE, b"", lambda: OTHER)
    assert script.reworded(keep).html == html.replace("snoS", "sno")
    assert len(script.reworded(keep).parts) == len(script.parts)
