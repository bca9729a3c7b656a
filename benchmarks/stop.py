"""How soon a run and the preview end after Ctrl-C: `python -m benchmarks.stop`."""

from pathlib import Path
from shutil import copytree
from signal import SIGINT
from statistics import median
from subprocess import Popen
from tempfile import TemporaryDirectory
from time import perf_counter, sleep

from generator.records import SAMPLE, write_sample
from tests.preview.conftest import Preview, free_port
from tests.program import started

from .records import ROOT

TIMES = 9


def until_the_end(process: "Popen[str]") -> float:
    """Interrupt a process. Return the milliseconds until it has ended."""
    start = perf_counter()
    process.send_signal(SIGINT)
    process.communicate()
    assert process.returncode == 130
    return 1000 * (perf_counter() - start)


def main() -> None:
    runs, previews = [], []
    for number in range(TIMES):
        with TemporaryDirectory() as name:
            folder = Path(name)
            write_sample(ROOT / "data", folder / "data", 60, seed=number)
            copytree(ROOT / "templates", folder / "templates")
            run = started(folder, "render", "--edition", SAMPLE, "--no-layouts")
            while not list(folder.glob("output/*/letters/*.pdf")):
                sleep(0.001)
            runs.append(until_the_end(run))
            preview = Preview(folder, free_port())
            preview.start()
            assert preview.process
            preview.ask("/")
            previews.append(until_the_end(preview.process))
    for what, taken in (("a run", runs), ("the preview", previews)):
        print(f"{what} ends {median(taken):.0f} ms after Ctrl-C, at the most {max(taken):.0f}")


if __name__ == "__main__":
    main()
