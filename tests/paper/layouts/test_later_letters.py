"""A letter that has no fault makes a layout; one that comes later, and is less usual, is what WeasyPrint prints too."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from .tiny import BOTH_FONTS, Edition, page, rendered

NARROW = '<p style="width: 225px">{{ name }}</p>'
LATER: dict[str, tuple[str, Sequence[str], Sequence[str]]] = {
    "a name that fills its line beside words": (
        "",
        ['<h1 style="width: 204px">Complaint of <b>{{ name }}</b></h1>'],
        ["Ann Leeds", "Jo", "Ann Leed"],
    ),
    "an opening parenthesis after a closing quotation mark": (
        "",
        [NARROW],
        [
            "We asked about the view of it of the residents and others",
            "We asked about the residents\u2019 (and others) view of it all",
            "We asked about the \u201cTenant\u201d (Mrs Smith) and her view",
            "We asked about the ( residents and ( others and ( tenants",
        ],
    ),
    "another line where white space is kept": (
        "p { white-space: pre-line }",
        ["<p>{{ name }}</p>"],
        ["1 High Street Leeds", "1 High Street\nLeeds"],
    ),
    "a capital where there are none": ("p { text-transform: lowercase }", ["<p>{{ name }}</p>"], ["ann", "Ann"]),
    "a word where each is one in capitals": (
        "p { text-transform: capitalize }",
        ["<p>{{ name }}</p>"],
        ["Ann", "ann of the hill"],
    ),
    "a last page without words": (
        "div { break-before: page; height: 1cm; background: #eee }",
        ["<p>{{ name }}</p>", "<p>{{ name }}</p>{% if name == 'Ann' %}<div></div>{% endif %}"],
        ["Jo", "Ann", "Ann"],
    ),
    "what is on every page": (
        "i { position: fixed; top: 0; left: 0; width: 1cm; height: 1cm; background: #f00 }",
        ["<p>{{ name }}</p>", "<p>{{ name }}</p>{% if name == 'Ann' %}<i></i>{% endif %}"],
        ["Jo", "Ann", "Ann"],
    ),
    "shorter right pages": (
        "@page :right { margin-bottom: 5cm }",
        ["<p>{{ name }}</p>" * 17, "{% for _ in name %}<p>{{ name }}</p>{% endfor %}"],
        ["Jo", "Annabellas", "Annabellas"],
    ),
    "what a part before it has": (
        "section:HAS(i) ~ section p { color: #f00 }",
        ["{% if name == 'Ann' %}<p><i></i></p>{% endif %}<p>x</p>", "<p>{{ name }}</p>"],
        ["Jo", "Ann", "Ann"],
    ),
}


@pytest.mark.parametrize("name", LATER)
def test_letter_of_another_kind_is_what_weasyprint_prints(name: str, tmp_path: Path) -> None:
    css, parts, names = LATER[name]
    html = page(BOTH_FONTS + parts[0], *parts[1:])
    Edition(tmp_path, css).print_alike([rendered(html, name=one) for one in names])


@pytest.mark.parametrize("first", [100, 50, 1])
def test_figure_is_other_in_other_letters_whichever_the_first_has(first: int, tmp_path: Path) -> None:
    bar = '<svg width="99" height="9"><title>Bar</title><rect width="{{ rate }}" height="5"/></svg>'
    faint = f'<svg width="99" height="9"><path d="M0 0H9V9Z" fill-opacity="{{{{ {first} / (500 + rate) }}}}"/></svg>'
    html = page(f"{BOTH_FONTS}<p>{bar}</p><p>{faint}</p>")
    letters = Edition(tmp_path).print_alike([rendered(html, rate=rate) for rate in (first, 7, 45, 100, 101)])
    assert all(letter.layouts == letters[0].layouts != () for letter in letters)


def test_title_with_more_space_than_is_folded_is_printed(tmp_path: Path) -> None:
    titles = ("Ann Lee", "Ann  Lee", " Ann Lee", "Ann\nLee", "Ann & Lee")
    Edition(tmp_path).print_alike([rendered(page(BOTH_FONTS, title="{{ name }}"), name=title) for title in titles])
