"""A preview as somebody starts it, and a real browser to look at it with."""

import socket
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from signal import SIGINT
from time import monotonic, sleep

import pytest
from playwright.sync_api import Browser, Page

from generator.files import write_if_other
from tests.program import LETTERS, heed_the_interrupt
from tests.runs import contents, own_copy

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
        deadline = monotonic() + 20
        while monotonic() < deadline:
            with socket.socket() as probe:
                if probe.connect_ex((self.host, self.port)) == 0:
                    return
            sleep(0.05)
        raise AssertionError("the preview does not answer")

    def stop(self) -> tuple[int, float, str]:
        """Ctrl-C: the exit status, the seconds that it took, and what was complained of."""
        assert self.process
        start = monotonic()
        self.process.send_signal(SIGINT)
        _, complained = self.process.communicate(timeout=10)
        return self.process.returncode, monotonic() - start, complained


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
    before = contents(shared_preview.folder)
    yield shared_preview
    for name, content in before.items():
        write_if_other(shared_preview.file(name), content)
    sleep(0.5)


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
