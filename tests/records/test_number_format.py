"""A figure is taken only where a person who sees its cell takes the same one."""

import random

import pytest

from generator.records.sheets.number_format import displayed, reads_as

ACCOUNTING = '_-* #,##0_-;-* #,##0_-;_-* "-"??_-;_-@_-'
CURRENCY = '_-[$£-809]* #,##0.00_-;-[$£-809]* #,##0.00_-;_-[$£-809]* "-"??_-;_-@_-'


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (3, "General", "3"),
        (3.0, "General", "3"),
        (2.6, "General", "2.6"),
        (-3, "General", "-3"),
        (3, "", "3"),
        (3, "@", "3"),
        (3, "0", "3"),
        (3.0, "0.00", "3.00"),
        (3, "000", "003"),
        (0, "0", "0"),
        (1234, "#,##0", "1,234"),
        (1234567, "#,##0", "1,234,567"),
        (1234, r"#\ ##0", "1234"),
        (2.5, "0.0#", "2.5"),
        (3, '0" cases"', "3 cases"),
        (3, 'General" cases"', "3 cases"),
        (1, '[=1]0" case";0" cases"', "1 case"),
        (2, '[=1]0" case";0" cases"', "2 cases"),
        (3, "£#,##0", "£3"),
        (3, "[$£-809]#,##0.00", "£3.00"),
        (3, "[Red]0", "3"),
        (3, "0;[Red]-0", "3"),
        (-3, "0;[Red]-0", "-3"),
        (-3, "#,##0_);(#,##0)", "(3)"),
        (3, r"0_ ;[Red]\-0\ ", "3"),
        (1234, ACCOUNTING, "1,234"),
        (0, ACCOUNTING, "-"),
        (0, CURRENCY, "£-"),
        (0, '0;-0;"\N{EN DASH}"', "\N{EN DASH}"),
        (5, '[<5]"c";0', "5"),
        (5, '[<5]"c";[<10]0;"many"', "5"),
        (1200, "0.0E+00", "1.2E+03"),
        ("c", "0", "c"),
        ("c", ";;;@", "c"),
        ("Camelot", '@" *"', "Camelot *"),
    ],
)
def test_value_that_is_shown_is_taken(value: float | str, code: str, shown: str) -> None:
    text = displayed(value, code)
    assert text is not None
    assert text.strip() == shown
    assert reads_as(text, value)


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (3, '[<5]"c";0', "c"),
        (0, '[<5]"c";0', "c"),
        (4, '[<=4]"1 to 4";0', "1 to 4"),
        (10, '[<5]"c";[<10]0;"many"', "many"),
        (3, ";;;", ""),
        (0, "0;-0;;@", ""),
        (0, "#", ""),
        (0, "#,###", ""),
        (3, "[White]0", ""),
        (3, '"c"', "c"),
        (3, '"-"', "-"),
        (3, '"1"0', "13"),
        (3, '"<"0', "<3"),
        (3, '"under "0', "under 3"),
        (3, '0"p"', "3p"),
        (3, '0"*"', "3*"),
        (3, "0%", "300%"),
        (3, r"0\%", "3%"),
        (0, "0%", "0%"),
        (0.5, "0.0%", "50.0%"),
        (16000, "0,", "16"),
        (16000, '0.0,"k"', "16.0k"),
        (1234567, "0.0,,", "1.2"),
        (3, '0" thousand"', "3 thousand"),
        (3, '0" per cent"', "3 per cent"),
        (2.6, "0", "3"),
        (0.4, "0", "0"),
        (2.5, "0", "3"),
        (2.25, "0.0", "2.3"),
        (1234, "0E+00", "1E+03"),
        (-3, "0;0", "3"),
        ("3", ";;;", ""),
        ("3", '0;0;0;"c"', "c"),
    ],
)
def test_value_that_is_shown_otherwise_is_not_taken(value: float | str, code: str, shown: str) -> None:
    text = displayed(value, code)
    assert text == shown
    assert not reads_as(text, value)


@pytest.mark.parametrize(
    "code",
    [
        "# ?/?",
        "0-0",
        "yyyy-mm-dd",
        "[h]:mm",
        "[DBNum1]0",
        '[<5]"c";0;"z"',  # programs differ on the middle one
        '[<2]"c"',
        "0;0;0;0;0",
        '0"',
        "##0.0E+0",
        "0" * 256,
    ],
)
def test_what_a_format_shows_is_not_guessed(code: str) -> None:
    assert displayed(3, code) is None


@pytest.mark.parametrize("value", [float("inf"), float("nan"), 1e300, 10**20])
def test_number_beyond_the_digits_of_a_spreadsheet_is_not_guessed(value: float) -> None:
    assert displayed(value, "0") is None


def test_figure_is_taken_just_where_the_condition_leaves_its_digits() -> None:
    rng = random.Random(1)
    for _ in range(2000):
        figure, limit = rng.randrange(100), rng.randrange(100)
        before = rng.choice(("", "£", "_-", "* ", "[Blue]"))
        digits = rng.choice(("0", "#,##0", "0.00", "000", "#0.##", "General"))
        after = rng.choice(("", '" cases"', "_)", " "))
        hidden = rng.choice(('"c"', '"-"', "", '"<5"', f'"{limit + 100}"'))
        text = displayed(figure, f"[<{limit}]{hidden};{before}{digits}{after}")
        assert text is not None
        dash_for_none = hidden == '"-"' and figure == 0
        assert reads_as(text, figure) == (figure >= limit or dash_for_none)
