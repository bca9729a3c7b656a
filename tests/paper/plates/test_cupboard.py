"""Plates are kept between runs, privately; what is not whole, or not our own, is made again."""

import json
from errno import ENOLCK
from pathlib import Path
from shutil import copytree, rmtree

import pytest

from generator.merge import Ready
from generator.paper import Plates, Press
from generator.paper.plates.cupboard import Cupboard
from tests.places import SAMPLE_SLUGS

SLUG = SAMPLE_SLUGS[0]


def no_press() -> Press:
    raise AssertionError("WeasyPrint was asked")


def set_(small: Ready, cupboard: Path, *, kept: bool = False) -> bytes:
    """A letter set by a process that has just begun; from a `kept` plate it needs no WeasyPrint."""
    plates = Plates(small.templates, no_press if kept else lambda: small.press, cupboard)
    printed = plates.printed(small.pages[SLUG], small.record(SLUG))
    assert printed.plates
    return printed.pdf


@pytest.fixture(scope="module")
def made(small: Ready, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    """A cupboard with the plates of a letter, and the letter that was set from them when they were made."""
    folder = tmp_path_factory.mktemp("made") / "cupboard"
    return folder, set_(small, folder)


@pytest.fixture
def cupboard(made: tuple[Path, bytes], tmp_path: Path) -> Path:
    """The same, to be spoilt."""
    return Path(copytree(made[0], tmp_path / "cupboard"))


@pytest.fixture
def first(made: tuple[Path, bytes]) -> bytes:
    return made[1]


def test_kept_plate_gives_the_same_bytes_without_weasyprint(small: Ready, cupboard: Path, first: bytes) -> None:
    assert set_(small, cupboard, kept=True) == first


def test_cupboard_is_private_and_holds_nothing_that_is_run(made: tuple[Path, bytes]) -> None:
    folder, _ = made
    assert folder.stat().st_mode & 0o077 == 0
    files = list(folder.glob("*.plate"))
    assert files
    for file in files:
        sum_, _, content = file.read_text().partition("\n")
        assert len(sum_) == 64
        json.loads(content)


def test_cupboard_that_others_may_open_is_left_alone(small: Ready, tmp_path: Path) -> None:
    folder = tmp_path / "cupboard"
    folder.mkdir(mode=0o755)
    set_(small, folder)
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    "damaged",
    [
        lambda content: content[: len(content) // 2],
        lambda _: b"",
        lambda content: content.replace(b"Council", b"Councel"),
        lambda content: b"0" * 64 + content[64:],
        lambda _: b"\xff\xfe",
    ],
    ids=["half", "empty", "changed", "another's sum", "no text"],
)
def test_damaged_plate_is_made_again(damaged: object, small: Ready, cupboard: Path, first: bytes) -> None:
    for file in cupboard.glob("*.plate"):
        assert callable(damaged)
        file.write_bytes(damaged(file.read_bytes()))
    with pytest.raises(AssertionError, match="WeasyPrint was asked"):
        set_(small, cupboard, kept=True)
    assert set_(small, cupboard) == first
    assert set_(small, cupboard, kept=True) == first


def test_damaged_part_is_made_again_and_the_others_are_kept(small: Ready, cupboard: Path, first: bytes) -> None:
    for file in cupboard.glob("*.plate"):
        others = {other: other.stat().st_ino for other in cupboard.glob("*.plate") if other != file}
        whole = file.read_bytes()
        file.write_bytes(b"")
        assert set_(small, cupboard) == first
        assert {other: other.stat().st_ino for other in others} == others
        assert set_(small, cupboard, kept=True) == first
        file.write_bytes(whole)  # where blocks lie was not asked for


def test_plate_that_another_made_is_found_by_who_had_looked_for_it_before(small: Ready, tmp_path: Path) -> None:
    one = Plates(small.templates, lambda: small.press, tmp_path)
    page, record = small.pages[SLUG], small.record(SLUG)
    assert not one.printed(page, record, at_once=True).plates
    made = set_(small, tmp_path)
    assert one.printed(page, record, at_once=True).pdf == made


def test_plate_that_others_found_wrong_is_not_used_though_the_folder_is_thrown_away(
    small: Ready, cupboard: Path
) -> None:
    for file in cupboard.glob("*-*.plate"):
        file.with_suffix(".distrusted").touch()
    plates = Plates(small.templates, lambda: small.press, cupboard)
    page, record = small.pages[SLUG], small.record(SLUG)
    assert not plates.printed(page, record).plates
    rmtree(cupboard)
    assert not plates.printed(page, record).plates


def test_file_system_without_locks_costs_only_time(
    small: Ready, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def without_locks(*_: object) -> None:
        raise OSError(ENOLCK, "No locks available")

    monkeypatch.setattr("generator.files.flock", without_locks)
    assert set_(small, tmp_path / "cupboard")


def test_folder_that_takes_no_file_costs_only_time(small: Ready, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert set_(small, tmp_path / "file" / "cupboard")


def test_what_two_found_out_is_kept_of_both(tmp_path: Path) -> None:
    folder = tmp_path / "private"
    one, another = Cupboard(folder), Cupboard(folder)
    for cupboard, kind in ((one, "a"), (another, "b"), (one, "c")):
        cupboard.add("words", dict[str, bool], {kind: True})
    assert Cupboard(folder).found("words", dict[str, bool]) == dict.fromkeys("abc", True)
