"""Whatever becomes of a record or a template: the right figures, or faults in one line each. No traceback, no hang."""

import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml

from generator.errors import Fault, Faulty
from generator.letter import Letter
from generator.merge import Ready
from generator.records import Averages, Council
from generator.records.source import load_file
from generator.wording import TooHardError, Wording

from .mutations import mutated
from .places import DATA, TEMPLATES
from .waiting import A_MINUTE

RECORDS = sorted(DATA.glob("*/councils/*.yaml"))
WORDINGS = [*sorted((TEMPLATES / "2020").glob("*.html")), TEMPLATES / "shared" / "page.html"]
MANY = pytest.mark.long
SEEDS = [pytest.param(seed, marks=MANY if seed else ()) for seed in range(50)]
FEW, MORE = 40, 200  # mutations of the first seed, which is always tried, and of the others


@contextmanager
def no_hang() -> Iterator[None]:
    def stop(*_: object) -> None:
        raise TimeoutError

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(int(A_MINUTE))
    try:
        yield
    finally:
        signal.alarm(0)


def assert_said_in_lines(faults: tuple[Fault, ...]) -> None:
    assert faults
    for fault in faults:
        line = str(fault)
        assert line.isprintable()
        assert fault.line >= 1
        assert fault.column >= 1
        assert fault.what
        assert fault.cure


@pytest.mark.parametrize("seed", SEEDS)
def test_record_is_right_or_named(seed: int, sample: Ready, tmp_path: Path) -> None:
    random = Random(seed)
    file = tmp_path / "record.yaml"
    right = 0
    for _ in range(1800):
        text = mutated(random.choice(RECORDS).read_bytes(), random)
        file.write_bytes(text)
        with no_hang():
            source = load_file(file, Council)
            if source.record is None:
                assert_said_in_lines(source.faults)
                continue
            letter = Letter.to(source.record, sample.records.edition, Averages())
            page = sample.wording.page(letter).html
        right += 1
        assert_figures_are_those_of(yaml.load(text, yaml.CBaseLoader), letter, page)
    assert 0 < right < 1800


def assert_figures_are_those_of(record: Any, letter: Letter, page: str) -> None:
    """What PyYAML finds in the record, by its own ways, is what the letter prints."""
    upheld, compliance, remedies = (
        found if isinstance(found := record.get(panel), dict) else {}
        for panel in ("complaints_upheld", "compliance", "satisfactory_remedies")
    )
    expected = [
        (letter.complaints_upheld, upheld.get("upheld"), upheld.get("investigations")),
        (letter.compliance, compliance.get("satisfied"), compliance.get("outcomes")),
        (letter.satisfactory_remedies, remedies.get("remedies"), upheld.get("upheld")),
    ]
    for panel, count, total in expected:
        assert (panel.rate, panel.total) == (told(int(count), int(total)) if count and total else (None, None))
        if panel.rate is not None:
            assert f"on a total of {panel.total:,} " in page
            assert f">{panel.rate}%</p>" in page


def told(count: int, total: int) -> tuple[int | None, int]:
    """A rate and a total, by decimal arithmetic."""
    rate = total and Decimal(100 * count / Decimal(total)).quantize(Decimal(1), ROUND_HALF_UP)
    return (int(rate) if total else None), total


@pytest.mark.parametrize("seed", SEEDS)
def test_template_is_right_or_named(seed: int, sample: Ready, tmp_path: Path) -> None:
    random = Random(seed)
    templates = Path(shutil.copytree(TEMPLATES, tmp_path / "templates"))
    letters = (sample.letters["ashenvale-borough-council"], sample.letters["kestrelford-county-council"])
    for _ in range(MORE if seed else FEW):
        original = random.choice(WORDINGS)
        file = templates / original.relative_to(TEMPLATES)
        file.write_bytes(mutated(original.read_bytes(), random))
        with no_hang():
            try:
                wording = Wording(templates, "2020")
                for letter in letters:
                    wording.read(wording.page(letter).text, {})
            except Faulty as faulty:
                assert_said_in_lines(faulty.faults)
            except TooHardError:
                pass  # said by whoever reads
        shutil.copyfile(original, file)
