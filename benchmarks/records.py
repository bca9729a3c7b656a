"""How long an edition's records take to be read and checked: `python -m benchmarks.records [COUNCILS]`."""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from generator.letter import Letter
from generator.merge import open_warnings
from generator.records import SAMPLE, Records, load, write_sample
from generator.wording import Wording

ROOT = Path(__file__).resolve().parent.parent
TIMES = 5


def checked(data: Path) -> Records:
    """Records read, checked, and looked through for percentages that say too much."""
    records = load(data, SAMPLE)
    list(open_warnings(data, SAMPLE, records))
    return records


def written(records: Records) -> int:
    """The letters written as HTML, which is how `letters check` finds the faults of templates."""
    wording = Wording(ROOT / "templates", records.edition.templates, sample=True)
    pages = (
        wording.page(Letter.to(council, records.edition, records.averages.of(council.type)))
        for council in records.councils.values()
    )
    return sum(len(page.html) for page in pages)


def seconds(work: Callable[[], object]) -> float:
    """How long a piece of work takes."""
    start = perf_counter()
    work()
    return perf_counter() - start


def main() -> None:
    number = int(sys.argv[1]) if sys.argv[1:] else 400
    reads, writes = [], []
    for seed in range(TIMES):  # files that were not read before: what has not changed is not parsed again
        with TemporaryDirectory() as folder:
            write_sample(ROOT / "data", Path(folder), number, seed=seed)
            reads.append(seconds(partial(checked, Path(folder))))
            records = checked(Path(folder))
            assert len(records.councils) == number
            writes.append(seconds(partial(written, records)))
    reading, writing = median(reads), median(writes)
    print(f"{number} records read and checked: {reading:.3f} s, {1000 * reading / number:.2f} ms a record")
    print(f"{number} letters written as HTML:   {writing:.3f} s, {1000 * writing / number:.2f} ms a letter")


if __name__ == "__main__":
    main()
