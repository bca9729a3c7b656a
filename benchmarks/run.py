"""How fast letters are printed, side by side: `python -m benchmarks.run [COUNT ...]`.

A naive loop over the letters' HTML; the run, by WeasyPrint alone and from layouts, made in that run or kept from an
earlier one, not read back and read back; and the same words by Typst, ReportLab (`pip install typst reportlab`) and
Chromium. Each in a process of its own, whose peak memory is that of its largest process.
"""

import ctypes
import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from html import escape
from html.parser import HTMLParser
from importlib.util import find_spec
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory
from time import perf_counter

from generator.files import write_one_of_many
from generator.merge import Folder, Merge, Method, Ready, Workers, done, needs_press, prepare, processes
from generator.paper import LayoutCache
from generator.records import SAMPLE, write_sample

from .records import ROOT

TEMPLATES = ROOT / "templates"
_SUBREAPER = 36  # prctl(2): processes whose parents have ended become this one's children, and their times with them


def naive(ready: Ready, output: Path, _: Workers) -> None:
    """What one would write first."""
    from weasyprint import HTML

    base = (TEMPLATES / ready.name).resolve().as_uri() + "/"
    stylesheets = [str(TEMPLATES / "shared" / "fonts.css"), str(TEMPLATES / ready.name / "letter.css")]
    for slug, page in ready.pages.items():
        pdf = HTML(string=page.html, base_url=base).write_pdf(pdf_variant="pdf/ua-1", stylesheets=stylesheets)
        (output / f"{slug}.pdf").write_bytes(pdf)


def run(ready: Ready, output: Path, workers: Workers, *, read: bool = False) -> None:
    """A run, without its certificate."""
    for outcome in Merge(ready, Folder(output)).work(workers, read=read):
        assert outcome.sheet, outcome.reason


def warm(ready: Ready, output: Path, _: Workers) -> None:
    """Letters set in one process that has its layouts already, each whole on the disk."""
    for slug in ready.letters:
        printed = done(ready.job(slug), read=False).printed
        assert printed
        write_one_of_many(output / f"{slug}.pdf", printed.pdf)


def typst(ready: Ready, output: Path, _: Workers) -> None:
    """One warm compiler on an equivalent letter, as PDF/UA-1."""
    from typst import Compiler

    here = Path(__file__).parent
    fonts = [TEMPLATES / "shared" / "fonts"]
    compiler = Compiler(here / "letter.typ", root=here, font_paths=fonts, ignore_system_fonts=True)
    for slug, page in ready.pages.items():
        letter = {"title": ready.letters[slug].council, "elements": list(_elements(page.html))}
        compiler.compile(
            output=output / f"{slug}.pdf",
            format="pdf",
            sys_inputs={"letter": json.dumps(letter)},
            pdf_standards="ua-1",
        )


def reportlab(ready: Ready, output: Path, _: Workers) -> None:
    """The same words as paragraphs, with rings; no tags."""
    from reportlab.graphics.shapes import Drawing, Wedge
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate

    styles = getSampleStyleSheet()
    named = {"p": styles["Normal"], "h1": styles["Heading1"], "h2": styles["Heading2"], "h3": styles["Heading3"]}
    for slug, page in ready.pages.items():
        flow: list[object] = []
        for element in _elements(page.html):
            tag = str(element["tag"])
            if tag == "page":
                flow.append(PageBreak())
            elif tag == "ring":
                rate = int(str(element["rate"]))
                flow.append(Drawing(100, 100, *([Wedge(50, 50, 50, 90 - 3.6 * rate, 90, radius1=35)] if rate else ())))
            else:
                flow.append(Paragraph(escape(str(element["text"])), named[tag]))
        SimpleDocTemplate(str(output / f"{slug}.pdf")).build(flow)


def chromium(ready: Ready, output: Path, _: Workers) -> None:
    """The letters' web pages, printed by one browser; tagged, but neither PDF/A nor PDF/UA."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", chromium_sandbox=os.geteuid() != 0)
        page = browser.new_page()
        for slug, letter in ready.letters.items():
            page.set_content(ready.wording.web_page(letter).html)
            page.pdf(path=output / f"{slug}.pdf", prefer_css_page_size=True, tagged=True)
        browser.close()


WAYS: dict[str, Callable[[Ready, Path, Workers], None]] = {
    "naive loop": naive,
    "by WeasyPrint, 2 workers": run,
    "layouts made, 2 workers": run,
    "layouts kept, 1 worker": run,
    "layouts kept, 2 workers": run,
    "layouts kept, 2 workers, read back": partial(run, read=True),
    "layouts kept, warm, 1 process": warm,
    "Typst": typst,
    "ReportLab": reportlab,
    "Chromium": chromium,
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


def once(way: str, data: Path, cache: Path, output: Path) -> None:
    """One way, once, in this process: prints what it measured as JSON."""
    method = Method(layouts="layouts" in way, cache=_cache(cache), audit=0)
    workers = Workers(ThreadPoolExecutor, 1)
    if "worker" in way:  # which get ready while the records are read
        with_press = needs_press(data, TEMPLATES, SAMPLE, method)
        workers = processes(1 if "1 worker" in way else 2, with_press=with_press)
    ready = prepare(data, TEMPLATES, SAMPLE, try_the_press=False, read=False, method=method)
    if "warm" in way:
        warm(ready, _folder(output / "before"), workers)
    start = perf_counter()
    WAYS[way](ready, _folder(output / "letters"), workers)
    seconds = perf_counter() - start
    size = sum(file.stat().st_size for file in (output / "letters").rglob("*.pdf"))
    print(json.dumps({"seconds": seconds, "bytes": size, "letters": len(ready.letters)}), flush=True)


def _cache(folder: Path) -> LayoutCache:
    return LayoutCache(folder / "layouts", folder / "key")


def _folder(path: Path) -> Path:
    path.mkdir(parents=True)
    return path


def measured(way: str, data: Path, cache: Path, output: Path) -> str:
    """One way in a process of its own, all of whose children are counted."""
    if "made" in way:
        rmtree(cache, ignore_errors=True)
    command = [sys.executable, "-m", "benchmarks.run", "--once", way, *map(str, (data, cache, output))]
    start = perf_counter()
    said = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT).stdout
    assert said
    facts = json.loads(said.readline())
    whole = perf_counter() - start
    used = list(_ended())
    cpu = sum(one.ru_utime + one.ru_stime for one in used)
    peak = max(one.ru_maxrss for one in used) / 1024
    letters = facts["letters"]
    return (
        f"| {letters:,} | {way} | {whole:.2f} s | {letters / facts['seconds']:.1f} | {1000 * cpu / letters:.1f} ms "
        f"| {peak:.0f} MB | {facts['bytes'] / letters / 1000:.1f} kB |"
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
    with TemporaryDirectory() as folder:
        method = Method(cache=_cache(Path(folder, "cache")))
        ready = prepare(data, TEMPLATES, SAMPLE, try_the_press=False, read=False, method=method)
        for number, slug in enumerate(ready.letters, 1):
            assert not done(ready.job(slug)).reason
            if number in (50, 400, 500, 1000, 2000, 5000, 9999):
                pages = int(Path("/proc/self/statm").read_text().split()[1])
                held = pages * resource.getpagesize() / 2**20
                print(f"after {number} letters a worker holds {held:.0f} MB", flush=True)


_NEEDS = {"Typst": "typst", "ReportLab": "reportlab"}


def main() -> None:
    ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)
    counts = [int(count) for count in sys.argv[1:] if count.isdigit()] or [400]
    ways = [way for way in WAYS if way not in _NEEDS or find_spec(_NEEDS[way])]
    print("| letters | | start to last byte | a second, once ready | CPU a letter | peak memory | a letter |")
    print("|---|---|---|---|---|---|---|")
    for count in counts:
        with TemporaryDirectory() as folder:
            write_sample(ROOT / "data", Path(folder, "data"), count, seed=0)
            for way in ways:
                # What was printed stays until the end: after many files are deleted, ext4 is slow to make new ones.
                print(measured(way, *(Path(folder, name) for name in ("data", "cache", way))), flush=True)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["--once", way, data, cache, output]:
            once(way, Path(data), Path(cache), Path(output))
        case ["--memory", data]:
            memory(Path(data))
        case _:
            main()
