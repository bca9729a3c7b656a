"""A preview as somebody starts it, and a real browser to look at it with."""

import socket
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from signal import SIGINT
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page

from generator.files import write_if_other
from tests.program import LETTERS, heed_the_interrupt
from tests.runs import contents, own_copy
from tests.waiting import A_MINUTE, wait_for

CHANGED = ("ashenvale-borough-council", "camelot-city-council")
PREVIEW = [LETTERS, "preview", "--edition", "sample", "--no-open"]


@dataclass
class Preview:
    """`letters preview` in a folder of a test's own."""

    folder: Path
    port: int
    host: str = "127.0.0.1"
    process: subprocess.Popen[str] | None = None

    @property
    def address(self) -> str:
        return f"http://{self.host}:{self.port}"

    def file(self, name: str) -> Path:
        return self.folder / name

    def record(self, slug: str) -> Path:
        return self.folder / "data" / "sample" / "councils" / f"{slug}.yaml"

    def change(self, file: Path, before: str, after: str) -> None:
        text = file.read_text()
        assert before in text
        file.write_text(text.replace(before, after))

    def start(self) -> None:
        self.process = subprocess.Popen(
            [*PREVIEW, "--port", str(self.port), "--host", self.host],
            cwd=self.folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            preexec_fn=heed_the_interrupt,
        )
        wait_for(self.answers)

    def answers(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex((self.host, self.port)) == 0

    def ask(self, path: str) -> str:
        """Return the page at an address."""
        with urlopen(self.address + path, timeout=A_MINUTE) as answer:  # noqa: S310 - of this machine
            return str(answer.read().decode())

    def shown(self) -> list[tuple[str, bool]]:
        """Return, for each letter that tests change, what it was printed from and whether a fault is shown."""
        pages = [self.ask(f"/letters/{slug}") for slug in CHANGED]
        keys = [page.partition('data-print="/prints/')[2].partition("/")[0] for page in pages]
        return [(key, 'class="alert"' in page) for key, page in zip(keys, pages, strict=True)]

    def stop(self) -> tuple[int, str]:
        """Stop the preview with Ctrl-C. Return its exit status and what it complained of."""
        assert self.process
        self.process.send_signal(SIGINT)
        _, complained = self.process.communicate(timeout=A_MINUTE)
        return self.process.returncode, complained


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def shared_preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """One for the tests that change nothing, and in turn for those that do."""
    preview = Preview(own_copy(tmp_path_factory.mktemp("preview")), free_port())
    preview.start()
    yield preview
    preview.stop()


@pytest.fixture
def preview(shared_preview: Preview) -> Iterator[Preview]:
    """The same, for a test that changes files: afterwards they are as they were."""
    files, shown = contents(shared_preview.folder), shared_preview.shown()
    yield shared_preview
    for name, content in files.items():
        write_if_other(shared_preview.file(name), content)
    wait_for(lambda: shared_preview.shown() == shown)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page whose scripts make no mistake, and that asks nobody but the preview."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda asked: wrong.append(asked.url) if "127.0.0.1" not in asked.url else None)
    yield page
    page.close()
    assert wrong == []
