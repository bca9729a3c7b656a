"""A data folder of invented councils, beside which nothing of the year is invented."""

from itertools import islice
from pathlib import Path

from ..files import write_whole
from .dump import dump
from .folder import load
from .invented import invented
from .schema import COUNCIL_SCHEMA, write_schemas
from .slug import slug

SAMPLE = "sample"
"""The edition that samples are of, wherever they lie."""


def write_sample(data: Path, output: Path, count: int, seed: int) -> Path:
    """Write the edition `sample` of so many invented councils into `output`, and give its folder.

    The year and the averages are those of the edition `sample` in `data`, and letters leave as they do there. The same
    seed writes the same bytes, and the first councils of many are the councils of few. Raises Faulty where that edition
    is at fault, OSError where the disk does not take it.
    """
    averages = load(data, SAMPLE).averages
    write_schemas(output)
    outbox = data / "outbox.yaml"
    if outbox.is_file() and not (output / outbox.name).exists():
        write_whole(output / outbox.name, outbox.read_bytes())
    folder = output / SAMPLE
    for file in ("edition.yaml", "sector-averages.yaml"):
        write_whole(folder / file, (data / SAMPLE / file).read_bytes())
    for council in islice(invented(averages, seed), count):
        text = f"{COUNCIL_SCHEMA}\n{dump(council)}"
        write_whole(folder / "councils" / f"{slug(council.name)}.yaml", text.encode())
    return folder
