"""Layouts are kept between runs, privately; what is not whole, or not signed here, costs a new print and no letter."""

import os
import sqlite3
from contextlib import closing
from multiprocessing import get_context
from pathlib import Path
from shutil import copytree, rmtree
from signal import SIGSTOP
from time import sleep

import pytest

from generator.merge import Ready
from generator.paper import LayoutCache, LayoutPrinter, LayoutStore, Press
from tests.places import SAMPLE_SLUGS

SLUG = SAMPLE_SLUGS[0]
LOOK = "0123456789abcdef"


def no_press() -> Press:
    raise AssertionError("WeasyPrint was asked")


def set_(small: Ready, cache: LayoutCache, *, kept: bool = False) -> bytes:
    """A letter printed by a process that has just begun; from `kept` layouts it needs no WeasyPrint."""
    layouts = LayoutPrinter(no_press if kept else lambda: small.press, LayoutStore(cache, LOOK))
    printed = layouts.print(small.pages[SLUG], small.record(SLUG))
    assert printed.layouts
    return printed.pdf


def in_folder(folder: Path) -> LayoutCache:
    return LayoutCache(folder / "layouts", folder / "state" / "key")


@pytest.fixture(scope="module")
def made(small: Ready, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    """A folder with a cache that has the layouts of a letter, and the letter that was printed when they were made."""
    folder = tmp_path_factory.mktemp("made")
    return folder, set_(small, in_folder(folder))


@pytest.fixture
def cache(made: tuple[Path, bytes], tmp_path: Path) -> LayoutCache:
    """The same, to be spoilt."""
    copytree(made[0], tmp_path / "copy")
    return in_folder(tmp_path / "copy")


@pytest.fixture
def first(made: tuple[Path, bytes]) -> bytes:
    return made[1]


def rows(cache: LayoutCache, statement: str, *values: object) -> list[tuple[object, ...]]:
    """Run a statement on the cache's file, as another program would."""
    with closing(sqlite3.connect(cache.folder / f"{LOOK}.sqlite", isolation_level=None)) as database:
        return database.execute(statement, values).fetchall()


def assert_costs_a_new_print(small: Ready, cache: LayoutCache, first: bytes) -> None:
    with pytest.raises(AssertionError, match="WeasyPrint was asked"):
        set_(small, cache, kept=True)
    assert set_(small, cache) == first
    assert set_(small, cache, kept=True) == first


def test_kept_layout_gives_the_same_bytes_without_weasyprint(small: Ready, cache: LayoutCache, first: bytes) -> None:
    assert set_(small, cache, kept=True) == first


def test_cache_and_key_are_private(made: tuple[Path, bytes]) -> None:
    cache = in_folder(made[0])
    assert cache.folder.stat().st_mode & 0o077 == 0
    assert cache.key.stat().st_mode & 0o777 == 0o600
    assert len(cache.key.read_bytes()) == 32


def test_folder_that_others_may_open_is_left_alone(small: Ready, tmp_path: Path) -> None:
    cache = in_folder(tmp_path)
    cache.folder.mkdir(mode=0o755)
    set_(small, cache)
    assert list(cache.folder.iterdir()) == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entries SET value = substr(value, 1, length(value) / 2)",
        "UPDATE entries SET value = CAST(replace(value, 'Council', 'Councel') AS BLOB) || ' '",
        "UPDATE entries SET code = zeroblob(32)",
        "UPDATE entries SET code = NULL, value = 7",
        "UPDATE entries SET code = 'text', value = NULL",
        "DELETE FROM entries",
        "DROP TABLE entries",
        "CREATE VIEW others AS SELECT 1",
    ],
)
def test_entry_that_is_wrong_is_made_again(statement: str, small: Ready, cache: LayoutCache, first: bytes) -> None:
    rows(cache, statement)
    assert_costs_a_new_print(small, cache, first)


def test_entry_under_another_name_is_not_believed(small: Ready, cache: LayoutCache, first: bytes) -> None:
    one, other = (name for (name,) in rows(cache, "SELECT kind FROM entries WHERE kind LIKE 'layout-%'"))
    for old, new in ((one, "waiting"), (other, one), ("waiting", other)):
        rows(cache, "UPDATE entries SET kind = ? WHERE kind = ?", new, old)
    assert_costs_a_new_print(small, cache, first)


def test_cache_of_another_installation_is_not_believed(small: Ready, cache: LayoutCache, first: bytes) -> None:
    cache.key.unlink()
    assert_costs_a_new_print(small, cache, first)


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + b"\xff" * 5000, None, "half"])
def test_file_that_is_no_database_is_made_again(
    content: bytes | str | None, small: Ready, cache: LayoutCache, first: bytes
) -> None:
    file = cache.folder / f"{LOOK}.sqlite"
    whole = file.read_bytes()
    for one in cache.folder.iterdir():
        one.unlink()
    if content is None:
        os.mkfifo(file)
    else:
        file.write_bytes(whole[: len(whole) // 2] if isinstance(content, str) else content)
    assert_costs_a_new_print(small, cache, first)


@pytest.mark.parametrize("spoil", [Path.mkdir, os.mkfifo, lambda key: key.write_bytes(b"short")])
def test_key_that_is_none_costs_only_time(spoil: object, small: Ready, tmp_path: Path) -> None:
    cache = in_folder(tmp_path)
    cache.key.parent.mkdir()
    assert callable(spoil)
    spoil(cache.key)
    assert set_(small, cache)
    assert not cache.folder.exists()


def test_folder_that_takes_no_file_costs_only_time(small: Ready, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert set_(small, LayoutCache(tmp_path / "file" / "layouts", tmp_path / "key"))


def test_layout_that_another_made_is_found_by_who_had_looked_for_it_before(small: Ready, tmp_path: Path) -> None:
    cache = in_folder(tmp_path)
    one = LayoutPrinter(lambda: small.press, LayoutStore(cache, LOOK))
    page, record = small.pages[SLUG], small.record(SLUG)
    assert not one.print(page, record, at_once=True).layouts
    made = set_(small, cache)
    assert one.print(page, record, at_once=True).pdf == made


def test_layout_that_others_found_wrong_is_not_used_though_the_folder_is_thrown_away(
    small: Ready, cache: LayoutCache
) -> None:
    store = LayoutStore(cache, LOOK)
    for (name,) in rows(cache, "SELECT name FROM entries WHERE kind LIKE 'layout-%'"):
        store.add("distrusted", str(name), True)
    layouts = LayoutPrinter(lambda: small.press, LayoutStore(cache, LOOK))
    page, record = small.pages[SLUG], small.record(SLUG)
    assert not layouts.print(page, record).layouts
    rmtree(cache.folder)
    assert not layouts.print(page, record).layouts


def test_what_two_added_is_kept_of_both(tmp_path: Path) -> None:
    cache = in_folder(tmp_path)
    one, another = LayoutStore(cache, LOOK), LayoutStore(cache, LOOK)
    for store, name in ((one, "a"), (another, "b"), (one, "c")):
        store.add("known", name, True)
    assert LayoutStore(cache, LOOK).entries("known", bool) == dict.fromkeys("abc", True)


def _write_and_stop(cache: LayoutCache) -> None:
    LayoutStore(cache, LOOK)._run("BEGIN IMMEDIATE")
    os.kill(os.getpid(), SIGSTOP)


def test_process_that_is_stopped_while_it_keeps_a_layout_keeps_no_other_waiting_for_long(
    small: Ready, cache: LayoutCache, first: bytes
) -> None:
    rows(cache, "DELETE FROM entries")
    stopped = get_context("spawn").Process(target=_write_and_stop, args=[cache])
    stopped.start()
    try:
        assert stopped.pid
        while Path(f"/proc/{stopped.pid}/stat").read_text().rpartition(")")[2].split()[0] != "T":
            sleep(0.02)
        assert set_(small, cache) == first  # what waits for ever fails
    finally:
        stopped.kill()
        stopped.join()
