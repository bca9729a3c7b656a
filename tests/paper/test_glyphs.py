from collections.abc import Mapping

import pytest

from generator.paper import Printed
from generator.paper.glyphs import joined
from tests.reading import reader


@pytest.mark.parametrize(
    ("operator", "expected"),
    [
        (b"[<0055>0<004c>-18<004a>0<004b>] TJ", b"[<0055004c>-18<004a004b>] TJ"),
        (b"[<0055>0] TJ", b"[<0055>0] TJ"),
        (b"/A <</B <00>0<01>>> BDC", b"/A <</B <00>0<01>>> BDC"),
        (b"0 0 m", b"0 0 m"),
    ],
)
def test_shifts_by_nothing_go_and_all_others_stay(operator: bytes, expected: bytes) -> None:
    assert joined(operator) == expected


def test_no_letter_shifts_by_nothing(letters_of_2020: Mapping[str, Printed]) -> None:
    for printed in letters_of_2020.values():
        contents = [page.get_contents() for page in reader(printed.pdf).pages]
        assert not [content for content in contents if content is None or b">0<" in content.get_data()]
