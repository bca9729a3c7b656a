"""The laws of the house: what goes out comes back, floor by floor, over records that Hypothesis makes."""

import json
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from generator.letter import Letter
from generator.merge import Ready
from generator.paper import pages_by_pdfium, pages_by_pypdf, record_in
from generator.records import Averages, Council, dump, published
from generator.records.source import load_file
from generator.wording import Reading, Text, lines_of

from .strategies import AVERAGES, councils

QUIET = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
RECORDS = [pytest.param(50, id="some"), pytest.param(5000, id="many", marks=pytest.mark.long)]
EXAMPLES = [pytest.param(80, id="some"), pytest.param(5000, id="many", marks=pytest.mark.long)]
ON_PAPER = [pytest.param("small", 20, id="short"), pytest.param("sample", 500, id="whole", marks=pytest.mark.long)]


def a_letter(council: Council, averages: Averages, sample: Ready) -> Letter:
    return Letter.to(council, sample.records.edition, averages)


def assert_reads_as(letter: Letter, reading: Reading) -> None:
    """Every value that was read is the letter's, and every part was found."""
    assert all(reading.found.values())
    assert not reading.unresolved
    for read in (*reading.values, *reading.facts):
        written = letter.value(read.path)
        if isinstance(written, tuple) and isinstance(read.value, tuple):  # a list is read as one run of words
            assert " ".join(read.value) == " ".join(written)
        else:
            assert read.value == written, read.path
    told = {read.path for read in (*reading.values, *reading.facts)}
    assert {"council", "addressee.name", "addressee.role", "date", "signatory.name"} <= told
    for panel in ("complaints_upheld", "compliance", "satisfactory_remedies"):
        there = (f"{panel}.{name}" for name in ("total", "rate", "average"))
        assert {path for path in there if letter.value(path) is not None} <= told


@pytest.mark.parametrize("examples", RECORDS)
def test_what_is_dumped_loads_as_the_same_record(examples: int, tmp_path: Path) -> None:
    file = tmp_path / "record.yaml"

    @settings(max_examples=examples, deadline=None, suppress_health_check=QUIET)
    @given(council=councils())
    def law(council: Council) -> None:
        file.write_text(dump(council))
        source = load_file(file, Council)
        assert source.faults == ()
        assert source.record == council

    law()


@pytest.mark.parametrize("examples", RECORDS)
def test_letter_has_what_the_record_gives(examples: int, sample: Ready) -> None:
    @settings(max_examples=examples, deadline=None, suppress_health_check=QUIET)
    @given(council=councils(), averages=AVERAGES)
    def law(council: Council, averages: Averages) -> None:
        letter = a_letter(council, averages, sample)
        upheld = council.complaints_upheld
        assert letter.council == council.name
        assert (letter.state == "draft") == (None in (upheld, council.compliance, council.satisfactory_remedies))
        if upheld and upheld.investigations:
            exact = Decimal(100 * upheld.upheld) / upheld.investigations
            assert letter.complaints_upheld.rate == exact.quantize(Decimal(1), ROUND_HALF_UP)
            assert letter.complaints_upheld.average == averages.complaints_upheld

    law()


@pytest.mark.parametrize("examples", EXAMPLES)
def test_text_of_a_letter_reads_back_as_that_letter(examples: int, sample: Ready) -> None:
    @settings(max_examples=examples, deadline=None, suppress_health_check=QUIET)
    @given(council=councils(), averages=AVERAGES)
    def law(council: Council, averages: Averages) -> None:
        letter = a_letter(council, averages, sample)
        text = sample.wording.page(letter).text
        assert_reads_as(letter, sample.wording.read(text, {"signatory.name": [letter.signatory.name]}))

    law()


@pytest.mark.parametrize(("fixture", "examples"), ON_PAPER)
def test_letter_survives_paper(fixture: str, examples: int, request: pytest.FixtureRequest) -> None:
    ready: Ready = request.getfixturevalue(fixture)

    @settings(max_examples=examples, deadline=None, suppress_health_check=QUIET)
    @given(council=councils(), averages=AVERAGES)
    def law(council: Council, averages: Averages) -> None:
        letter = a_letter(council, averages, ready)
        page = ready.wording.page(letter).html
        record = published(council, averages, edition="sample", state=letter.state)
        pdf = ready.press.printed(page, record).pdf
        assert record_in(pdf) == record
        assert "email" not in json.loads(record)["record"]
        for pages in (pages_by_pypdf(pdf), pages_by_pdfium(pdf)):
            assert " ".join(pages).split() == lines_of(page).split()
            assert_reads_as(letter, ready.wording.read(Text.of(pages), {"signatory.name": [letter.signatory.name]}))

    law()
