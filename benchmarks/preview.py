"""How long the preview takes, in a real browser: `python -m benchmarks.preview [COUNCILS]`.

From a save to the new pixels of the letter on screen; until the list appears; and what memory it holds while somebody
leafs through all letters.
"""

import sys
from pathlib import Path
from shutil import copytree
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from playwright.sync_api import Page, sync_playwright

from generator.records import write_sample
from tests.preview.conftest import Preview, free_port

from .records import ROOT

_SAVES = 15


def until_shown(page: Page, sha256: str) -> None:
    """Wait until another print than this one is on the screen, with its pixels."""
    page.wait_for_function(
        "sha256 => document.getElementById('sha256')?.textContent !== sha256", arg=sha256, polling=10
    )
    page.evaluate("document.querySelector('#sheets img').decode()")


def saves(page: Page, preview: Preview, file: Path, before: str, after: str) -> float:
    """The median of the milliseconds from a save to new pixels."""
    taken = []
    for number in range(_SAVES):
        sha256 = page.locator("#sha256").inner_text()
        text = file.read_text()
        start = perf_counter()
        file.write_text(text.replace(before.format(number), after.format(number + 1)))
        until_shown(page, sha256)
        taken.append(1000 * (perf_counter() - start))
        page.wait_for_timeout(300)
    return median(taken)


def memory(preview: Preview) -> float:
    """The megabytes that the preview and its workers hold."""
    assert preview.process
    children = Path(f"/proc/{preview.process.pid}/task/{preview.process.pid}/children").read_text().split()
    ours = [str(preview.process.pid), *children]
    for child in children:
        ours += Path(f"/proc/{child}/task/{child}/children").read_text().split()
    return sum(int(Path(f"/proc/{one}/statm").read_text().split()[1]) for one in ours) * 4096 / 2**20


def main() -> None:
    number = int(sys.argv[1]) if sys.argv[1:] else 400
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        write_sample(ROOT / "data", Path(folder) / "data", number, seed=0)
        copytree(ROOT / "templates", Path(folder) / "templates")
        preview = Preview(Path(folder), free_port())
        preview.start()
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", chromium_sandbox=False, args=["--disable-gpu"]
        )
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        measure(page, preview)
        browser.close()
        preview.stop()


def measure(page: Page, preview: Preview) -> None:
    page.goto(preview.address)
    start = perf_counter()
    page.goto(preview.address)
    page.locator("#entries li").last.wait_for()
    print(f"list of all councils: {1000 * (perf_counter() - start):.0f} ms, the second time")
    slug = page.locator("#letter").get_attribute("data-slug")
    page.locator("#sheets img").first.wait_for()
    record = preview.record(str(slug))
    stylesheet = preview.file("templates/2020/letter.css")
    template = preview.file("templates/2020/letter.html")
    record.write_text(record.read_text() + "personal_paragraphs: ['Number 0']\n")
    page.wait_for_timeout(1500)
    print(f"a record saved:     {saves(page, preview, record, 'Number {}', 'Number {}'):.0f} ms to new pixels")
    stylesheet.write_text(stylesheet.read_text() + "h1 { letter-spacing: 0.0pt }\n")
    page.wait_for_timeout(1500)
    print(f"a stylesheet saved: {saves(page, preview, stylesheet, ' 0.{}pt', ' 0.{}pt'):.0f} ms")
    template.write_text(template.read_text().replace("By email", "By email 0"))
    page.wait_for_timeout(1500)
    print(f"a template saved:   {saves(page, preview, template, 'email {}', 'email {}'):.0f} ms")
    leaf(page, preview)


def leaf(page: Page, preview: Preview) -> None:
    """Through all letters with the key, the memory noted on the way."""
    slugs = page.locator("#entries a").count()
    for number in range(1, slugs):
        page.locator("#sheets img").first.evaluate("image => image.decode()")
        if number in (50, 100, 200, slugs - 1):
            print(f"after {number} letters: {memory(preview):.0f} MB", flush=True)
        page.locator("#after").click()
        page.wait_for_load_state()


if __name__ == "__main__":
    main()
