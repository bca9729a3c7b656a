"""A letter is shown as it stood when it was asked for, whatever is saved meanwhile."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from generator.merge import Method
from generator.preview.desk import Desk, Shown
from generator.preview.pages import VIEWS, Pages
from tests.runs import own_copy

SLUG = "camelot-city-council"


@pytest.mark.parametrize("change", ["a fault", "no record"])
def test_letter_whose_record_is_changed_while_it_is_printed_is_shown_as_it_was(change: str, tmp_path: Path) -> None:
    folder = own_copy(tmp_path)
    record = folder / "data" / "sample" / "councils" / f"{SLUG}.yaml"
    with ThreadPoolExecutor(1) as executor:
        desk = Desk(folder / "data", folder / "templates", "sample", executor, Method(layouts=False))

        async def asked_for_while_saved() -> Shown:
            asked = asyncio.create_task(desk.show(SLUG))
            await asyncio.sleep(0)
            record.write_text("name: nothing else\n") if change == "a fault" else record.unlink()
            await desk.read_again()
            return await asked

        shown = asyncio.run(asked_for_while_saved())
    assert shown.sheet
    assert desk.ready
    assert SLUG not in desk.ready.letters
    for view in VIEWS:
        assert "Camelot City Council" in Pages(desk, tmp_path / "output").letter(shown, {"view": view})
