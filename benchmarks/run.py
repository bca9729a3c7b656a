"""How fast letters are printed, side by side: `python -m benchmarks.run [COUNT ...]`.

The run with one worker and with two, not read back and read back; a naive loop over the same HTML; and Typst (`pip
install typst`) on a letter like it. Each in a process of its own, whose peak memory is that of its largest process.
"""

import ctypes
import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from generator.merge import Folder, Merge, Ready, prepare, processes
from generator.merge.job import done
from generator.records import SAMPLE, write_sample

from .records import ROOT

TEMPLATES = ROOT / "templates"
_SUBREAPER = 36  # prctl(2): processes whose parents have ended become this one's children, and their times with them


def naive(ready: Ready, output: Path) -> None:
    """What one would write first."""
    from weasyprint import HTML

    base = (TEMPLATES / ready.name).resolve().as_uri() + "/"
    stylesheets = [str(TEMPLATES / "shared" / "fonts.css"), str(TEMPLATES / ready.name / "letter.css")]
    for slug, page in ready.pages.items():
        pdf = HTML(string=page, base_url=base).write_pdf(pdf_variant="pdf/ua-1", stylesheets=stylesheets)
        (output / f"{slug}.pdf").write_bytes(pdf)


def run(workers: int, read: bool, ready: Ready, output: Path) -> None:
    """A run, without its certificate."""
    for outcome in Merge(ready, Folder(output)).work(processes(workers), read=read):
        assert outcome.sheet, outcome.reason


def typst(ready: Ready, output: Path) -> None:
    """One warm compiler on an equivalent letter, as PDF/UA-1."""
    from typst import Compiler

    here = Path(__file__).parent
    fonts = [TEMPLATES / "shared" / "fonts"]
    compiler = Compiler(here / "letter.typ", root=here, font_paths=fonts, ignore_system_fonts=True)
    for slug, page in ready.pages.items():
        letter = {"title": ready.letters[slug].council, "elements": list(_elements(page))}
        compiler.compile(
            output=output / f"{slug}.pdf",
            format="pdf",
            sys_inputs={"letter": json.dumps(letter)},
            pdf_standards="ua-1",
        )


WAYS: dict[str, Callable[[Ready, Path], None]] = {
    "naive loop": naive,
    "run, 1 worker, not read back": lambda ready, output: run(1, False, ready, output),
    "run, 2 workers, not read back": lambda ready, output: run(2, False, ready, output),
    "run, 1 worker": lambda ready, output: run(1, True, ready, output),
    "run, 2 workers": lambda ready, output: run(2, True, ready, output),
    "Typst": typst,
}


def _elements(page: str) -> Iterator[dict[str, object]]:
    """The elements of a letter's HTML, in its order."""
    reader = _Elements()
    reader.feed(page[page.index("<main>") :])
    for element in reader.elements:
        element["text"] = " ".join(str(element.get("text", "")).split())
        yield element


class _Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.elements: list[dict[str, object]] = [{"tag": "p"}]
        self._title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if dict(attrs).get("data-part") == "statistics":
            self.elements.append({"tag": "page"})
        if tag in ("h1", "h2", "h3", "p"):
            self.elements.append({"tag": tag})
        if tag == "circle" and (dash := dict(attrs).get("stroke-dasharray")):
            self.elements.append({"tag": "ring", "rate": int(dash.split()[0])})

    def handle_data(self, data: str) -> None:
        self.elements[-1]["text"] = str(self.elements[-1].get("text", "")) + data


def once(way: str, data: Path) -> None:
    """One way, once, in this process: prints what it measured as JSON."""
    ready = prepare(data, TEMPLATES, SAMPLE, try_the_press=False)
    with TemporaryDirectory() as folder:
        Path(folder, "letters").mkdir()
        before, start = process_time(), perf_counter()
        WAYS[way](ready, Path(folder))
        seconds = perf_counter() - start
        size = sum(file.stat().st_size for file in Path(folder).rglob("*.pdf"))
    print(json.dumps({"seconds": seconds, "before": before, "bytes": size, "letters": len(ready.letters)}))


def measured(way: str, data: Path) -> str:
    """One way in a process of its own, all of whose children are counted."""
    command = [sys.executable, "-m", "benchmarks.run", "--once", way, str(data)]
    said = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT).stdout
    assert said
    facts = json.loads(said.read())
    used = list(_ended())
    cpu = sum(one.ru_utime + one.ru_stime for one in used) - facts["before"]
    peak = max(one.ru_maxrss for one in used) / 1024
    letters, seconds = facts["letters"], facts["seconds"]
    return (
        f"| {letters} | {way} | {letters / seconds:.1f} | {1000 * cpu / letters:.0f} ms | {peak:.0f} MB "
        f"| {facts['bytes'] / letters / 1000:.1f} kB |"
    )


def _ended() -> Iterator[resource.struct_rusage]:
    """What each child used, and each of its children: all of them end here."""
    while True:
        try:
            yield os.wait3(0)[2]
        except ChildProcessError:
            return


def memory(data: Path) -> None:
    """What a worker holds after so many letters."""
    ready = prepare(data, TEMPLATES, SAMPLE, try_the_press=False)
    for number, slug in enumerate(ready.letters, 1):
        assert not done(ready.job(slug)).reason
        if number in (50, 400, 1000, 2000):
            pages = int(Path("/proc/self/statm").read_text().split()[1])
            print(f"after {number} letters a worker holds {pages * resource.getpagesize() / 2**20:.0f} MB", flush=True)


def main() -> None:
    ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)
    counts = [int(count) for count in sys.argv[1:] if count.isdigit()] or [50, 400, 2000]
    ways = [way for way in WAYS if way != "Typst" or find_spec("typst")]
    print("| letters | | a second | CPU a letter | peak memory | a letter |")
    print("|---|---|---|---|---|---|")
    for count in counts:
        with TemporaryDirectory() as folder:
            write_sample(ROOT / "data", Path(folder), count, seed=0)
            for way in ways:
                print(measured(way, Path(folder)), flush=True)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["--once", way, data]:
            once(way, Path(data))
        case ["--memory", data]:
            memory(Path(data))
        case _:
            main()
