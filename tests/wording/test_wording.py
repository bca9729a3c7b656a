"""The templates of 2020, and what stops a template that is wrong."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from generator.errors import Faulty
from generator.letter import Letter
from generator.merge import Ready
from generator.wording import Wording
from tests.places import TEMPLATES


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TEMPLATES, tmp_path / "templates"))


@pytest.fixture
def letter(sample: Ready) -> Letter:
    return sample.letters["ashenvale-borough-council"]


def test_markup_in_a_record_is_text(letter: Letter, sample: Ready) -> None:
    page = sample.wording.page(replace(letter, council='<script>alert("x")</script> & {{ 7*7 }} Council')).html
    assert "<script>" not in page
    assert "&lt;script&gt;alert(&#34;x&#34;)&lt;/script&gt; &amp; {{ 7*7 }} Council" in page


def test_web_page_needs_no_other_file(letter: Letter, sample: Ready) -> None:
    page = sample.wording.web_page(letter).html
    assert "<style>" in page
    assert 'src="' not in page
    assert "<link" not in page


@pytest.mark.parametrize(
    ("template", "before", "after", "said"),
    [
        ("letter.html", "{{ date|long_date }}", "{{ dat|long_date }}", "letter.html:12:1: there is no value named dat"),
        ("letter.html", "{{ date|long_date }}", "{{ date|longdate }}", "letter.html:12:1: No filter named 'longdate'"),
        ("letter.html", "{{ date|long_date }}", "{{ date|count }}", "12:1: a whole number is needed here, not 2020"),
        (
            "letter.html",
            "{{ date|long_date }}",
            "{{ date.__class__ }}",
            "letter.html:12:1: this asks for what no template may use",
        ),
        ("letter.html", "{{ date|long_date }}", "{{ 1/0 }}", "letter.html:12:1: division by zero"),
        ("letter.html", "{% endfor %}", "", "letter.html:96:1: Encountered unknown tag 'endblock'"),
        ("letter.html", "statistics.html", "figures.html", "2020/figures.html:1:1: the template is not there"),
        ("statistics.html", "{{ council }}", "{{ compliance.count }}", "None would be printed"),
        ("statistics.html", "{{ council }}", "\udcff", "statistics.html:32:1: not UTF-8 text"),
    ],
)
def test_template_that_is_wrong_is_named(
    template: str, before: str, after: str, said: str, templates: Path, letter: Letter
) -> None:
    file = templates / "2020" / template
    file.write_text(file.read_text().replace(before, after, 1), errors="surrogateescape")
    with pytest.raises(Faulty) as raised:
        Wording(templates, "2020").page(letter)
    [fault] = raised.value.faults
    assert said in str(fault)
    assert fault.file.startswith(str(templates))


def test_templates_that_are_not_there_are_named(templates: Path) -> None:
    with pytest.raises(Faulty, match="2031:1:1: the edition's templates are not there"):
        Wording(templates, "2031")
