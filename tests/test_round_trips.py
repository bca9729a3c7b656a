"""Copies of a letter that other programs wrote are read whole, with the record of the letter itself."""

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.merge import Back, Ready, known_from, read_letters, wordings_of
from generator.paper import Printed
from generator.records import load
from tests.places import DATA, TELLING_SLUGS, TEMPLATES
from tests.waiting import A_MINUTE

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.long

SLUGS = TELLING_SLUGS[:3]
PROGRAMS = {
    "gs": "gs -q -dNOPAUSE -dBATCH -sDEVICE=pdfwrite -sOutputFile=copies/letter.pdf letter.pdf",
    "qpdf linearized": "qpdf --linearize --object-streams=generate letter.pdf copies/letter.pdf",
    "qpdf uncompressed": "qpdf --qdf --object-streams=disable letter.pdf copies/letter.pdf",
    "mutool clean": "mutool clean -ggg letter.pdf copies/letter.pdf",
    "mutool convert": "mutool convert -o copies/letter.pdf letter.pdf",
    "pdftk": "pdftk letter.pdf cat output copies/letter.pdf",
    "pdftocairo": "pdftocairo -pdf letter.pdf copies/letter.pdf",
    "soffice": "soffice -env:UserInstallation=file://{folder}/profile --headless --convert-to pdf:draw_pdf_Export "
    "--outdir copies letter.pdf",
}
WORDINGS = wordings_of(TEMPLATES)
KNOWN = known_from([load(DATA, "sample")])


def read(pdf: bytes) -> Back:
    [(_, back)] = read_letters(pdf, slice(None), WORDINGS, KNOWN, {})
    assert isinstance(back, Back)
    return back


def assert_same_record(copy: bytes, letter: bytes) -> None:
    back = read(copy)
    assert all(back.reading.found.values())
    assert not back.reading.differences
    assert back.told == read(letter).told


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("name", PROGRAMS)
def test_copy_of_another_program_is_read_whole(
    name: str, slug: str, sample_letters: Mapping[str, Printed], tmp_path: Path
) -> None:
    command = PROGRAMS[name].format(folder=tmp_path).split()
    if not shutil.which(command[0]):
        pytest.skip(f"{command[0]} is not installed")
    letter = sample_letters[slug].pdf
    (tmp_path / "letter.pdf").write_bytes(letter)
    (tmp_path / "copies").mkdir()
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=5 * A_MINUTE)
    assert_same_record((tmp_path / "copies" / "letter.pdf").read_bytes(), letter)


@pytest.mark.skipif(not shutil.which("chromium"), reason="chromium is not installed")
@pytest.mark.parametrize("slug", SLUGS)
def test_web_page_that_a_browser_prints_is_read_whole(
    slug: str, browser: "Browser", sample: Ready, sample_letters: Mapping[str, Printed]
) -> None:
    page = browser.new_page()
    page.set_content(sample.wording.web_page(sample.letters[slug]).html)
    assert_same_record(page.pdf(), sample_letters[slug].pdf)
