"""How long a printed letter takes to be read back: `python -m benchmarks.reading [LETTERS]`."""

import sys
from collections.abc import Callable
from functools import partial
from statistics import median
from time import perf_counter

from generator.merge import prepare
from generator.paper import pages_by_pdfium, pages_by_pypdf
from generator.wording import Text

from .records import ROOT


def milliseconds(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return 1000 * (perf_counter() - start)


def main() -> None:
    times = int(sys.argv[1]) if sys.argv[1:] else 20
    edition = prepare(ROOT / "data", ROOT / "templates", "sample")
    letters = [edition.printed(slug).pdf for slug in edition.letters]
    for name, pages in (("PDFium", pages_by_pdfium), ("pypdf", pages_by_pypdf)):

        def read(pdf: bytes, pages: Callable[[bytes], list[str]] = pages) -> object:
            return edition.wording.read(Text.of(pages(pdf)), {})

        read(letters[0])  # start-up
        taken = [milliseconds(partial(read, pdf)) for _ in range(times) for pdf in letters]
        print(f"{name:6} {median(taken):6.1f} ms a letter, median of {len(taken)}")


if __name__ == "__main__":
    main()
