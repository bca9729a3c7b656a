"""A certificate's bytes are those of its facts, however it is written."""

from datetime import UTC, datetime

import pytest

from generator.files import digest
from generator.records import Outcome, Run, Totals, certified, read_certificate, write_certificate
from generator.records.canonical import canonical

LETTERS = (
    Outcome(council="bow", name="Bow \u201c&\u201d Br\u00fcnn", state="failed", reason="no\nreason"),
    Outcome(council="ash", state="due"),
)


@pytest.mark.parametrize("letters", [(), LETTERS[:1], LETTERS], ids=["none", "one", "two"])
def test_certificate_is_canonical_and_reads_back(letters: tuple[Outcome, ...]) -> None:
    run = Run(edition="2020", inputs={}, made_with={"a": "1"}, letters=letters, lists={}, totals=Totals.of(letters))
    certificate = certified(run, datetime(2020, 7, 22, tzinfo=UTC))
    written = write_certificate(certificate)
    assert certificate.sha256 == digest(canonical(run))
    assert written == canonical(certificate)
    assert read_certificate(written) == certificate
