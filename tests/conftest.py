"""What many tests look at: the editions of 2020 and of the samples, ready, and their letters, printed once."""

import gc
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.cli.cache import layout_cache
from generator.merge import Folder, Method, Ready, prepare, processes
from generator.paper import Printed

from .places import DATA, ROOT, TEMPLATES
from .runs import carried_out, own_copy, planned, short_templates
from .waiting import A_MINUTE

if TYPE_CHECKING:
    from playwright.sync_api import Browser

FEW = """
    ashenvale-borough-council camelot-city-council great-wexcombe-cum-netherby-on-the-water-district-council
    ivywell-district-council london-borough-of-middlebridge
""".split()
REISSUE = "reissue:\n  date: 2020-08-03\n  replaces: 2020-07-22\n  reason: It named the wrong year.\n"


def pytest_collection_finish() -> None:
    """What stays until the end is not looked through for what may go, or WeasyPrint takes an eighth longer."""
    import generator.paper.press  # noqa: F401

    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def _layout_cache() -> Iterator[None]:
    """Keep layouts from one run of the tests to the next, apart from those of whoever runs them."""
    with pytest.MonkeyPatch.context() as patched:
        for variable in ("XDG_CACHE_HOME", "XDG_STATE_HOME"):
            patched.setenv(variable, str(ROOT / ".pytest_cache" / "layouts"))
        yield


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    """A real browser, which asks nobody for news."""
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=1000 * A_MINUTE)
    quiet = ["background-networking", "component-update", "gpu", "sync"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium",
            chromium_sandbox=os.geteuid() != 0,
            args=["--no-first-run", *(f"--disable-{what}" for what in quiet)],
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def edition() -> Ready:
    """The edition of 2020, ready to be printed."""
    return prepare(DATA, TEMPLATES, "2020", method=Method(cache=layout_cache()))


@pytest.fixture(scope="session")
def sample() -> Ready:
    """The edition of invented councils, which between them show every wording and every layout."""
    return prepare(DATA, TEMPLATES, "sample", method=Method(cache=layout_cache()))


@pytest.fixture(scope="session")
def small_templates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Templates of short letters. Not to be changed."""
    return short_templates(tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="session")
def small(small_templates: Path) -> Ready:
    """The invented councils with short letters, which do where a whole letter is not the point."""
    return prepare(DATA, small_templates, "sample", method=Method(cache=layout_cache()))


@pytest.fixture(scope="session")
def small_letters(small: Ready) -> Mapping[str, Printed]:
    """The short letters to the invented councils, by slug."""
    return Prints(small)


@pytest.fixture(scope="session")
def few_councils(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of five invented councils: final, a draft, one that replaces another, a long name."""
    data = tmp_path_factory.mktemp("few")
    councils = data / "sample" / "councils"
    shutil.copytree(DATA / "sample", data / "sample")
    for file in councils.iterdir():
        if file.stem not in FEW:
            file.unlink()
    replaced = councils / "camelot-city-council.yaml"
    replaced.write_text(f"{replaced.read_text()}\n{REISSUE}")
    return data


@pytest.fixture(scope="session")
def letters_of_2020(edition: Ready) -> Mapping[str, Printed]:
    """The five letters of 2020, by slug."""
    return Prints(edition)


@pytest.fixture(scope="session")
def sample_letters(sample: Ready) -> Mapping[str, Printed]:
    """The whole letters to the invented councils, by slug."""
    return Prints(sample)


@pytest.fixture(scope="session")
def sample_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the samples' records and templates, and in `output` what a run made of them. Not to be changed."""
    folder = own_copy(tmp_path_factory.mktemp("run"))
    merge = planned(folder, folder / "output")
    with Folder(folder / "output").owned():
        carried_out(merge, processes(2))
    return folder


@pytest.fixture
def run(sample_run: Path, tmp_path: Path) -> Path:
    """A copy of that folder to do with as one likes."""
    return Path(shutil.copytree(sample_run, tmp_path / "run"))


@pytest.fixture
def disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is asked of the disk, in order: contents and names to be made safe, and new names for files."""
    asked: list[str] = []
    fsync, replace, rename = os.fsync, os.replace, os.rename

    def name(path: object) -> str:
        return re.sub(r"\.letters-\w+", ".letters-*", os.path.relpath(str(path), tmp_path))

    def noted_fsync(descriptor: int) -> None:
        asked.append(f"sync {name(Path(f'/proc/self/fd/{descriptor}').readlink())}")
        fsync(descriptor)

    def noted_replace(source: str, target: str) -> None:
        asked.append(f"{name(source)} -> {name(target)}")
        replace(source, target)

    def noted_rename(source: str, target: str) -> None:
        asked.append(f"{name(source)} -> {name(target)}")
        rename(source, target)

    monkeypatch.setattr(os, "fsync", noted_fsync)
    monkeypatch.setattr(os, "replace", noted_replace)
    monkeypatch.setattr(os, "rename", noted_rename)
    return asked


class Prints(Mapping[str, Printed]):
    """An edition's letters by slug, each printed when it is first asked for."""

    def __init__(self, edition: Ready) -> None:
        self._edition = edition
        self._printed: dict[str, Printed] = {}

    def __getitem__(self, slug: str) -> Printed:
        if slug not in self._printed:
            self._printed[slug] = self._edition.printed(slug)
        return self._printed[slug]

    def __iter__(self) -> Iterator[str]:
        return iter(self._edition.letters)

    def __len__(self) -> int:
        return len(self._edition.letters)
