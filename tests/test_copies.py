"""Copies of letters: whatever programs, committees and scanners made of them, no value is read wrongly in silence."""

import random
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from generator.letter import Letter
from generator.merge import Back, Ready, known_from, prepare, read_back, read_letters, wordings_of
from generator.records import write_sample

from . import copying
from .copying import Lines, lines_in, written
from .places import DATA, TEMPLATES

KNOWN = known_from([])
WORDINGS = wordings_of(TEMPLATES)
PERSONAL = "{% for paragraph in personal_paragraphs %}"
HARMLESS = [copying.reordered, copying.hyphenated, copying.stamped, copying.typeset]


FILES = Path(__file__).parent / "copies"
CAMELOT = {
    "name": "Camelot City Council",
    "addressee": {"name": "Sir Kay", "role": "Seneschal and Head of Paid Service"},
    "complaints_upheld": {"investigations": 57, "upheld": 31},
    "compliance": {"outcomes": 28, "satisfied": 27},
    "satisfactory_remedies": {"remedies": 0},
}
I_AS_STROKE = [("I", "|", 1)] * 5
STROKES = [("", "|", 1)] * 5


@pytest.mark.parametrize(
    ("file", "differences", "stamps"),
    [
        ("camelot-final.pdf", [], []),
        ("curly.txt", [], []),
        ("endash.txt", [], []),
        ("softhyphen.txt", [], []),
        ("hyphenated.txt", [], []),
        ("ligature.txt", [], []),
        ("final-chrome-nohf.pdf", [], []),
        ("final-pdftotext.txt", [], []),
        ("final-layout.txt", [], []),
        ("final-raw.txt", [], []),
        ("stamp-under.pdf", [], [f"Appendix 1 Page {page}" for page in (47, 48, 49)]),
        ("stamp-bottom.pdf", [], ["Page 47", "Page 48", "Page 49"]),
        ("stamp_before_stats.txt", [], []),
        ("pagenum_between.txt", [], ["2"]),
        ("our_ref.txt", [], ["Our ref: AR/2020/17"]),
        ("ocr_one_letter.txt", [("insightful", "insightfui", 1)], []),
        ("final-ocr300.txt", I_AS_STROKE + STROKES, []),
    ],
)
def test_copy_of_the_field_is_read_as_the_record_of_its_letter(
    file: str, differences: list[tuple[str, str, int]], stamps: list[str]
) -> None:
    back = read_back((FILES / file).read_bytes(), WORDINGS, KNOWN)
    assert {name: back.told.record.get(name) for name in CAMELOT} == CAMELOT
    found = back.reading.differences
    assert sorted((one.expected, one.found) for one in found if not one.is_stamp) == sorted(
        one[:2] for one in differences
    )
    assert [one.found for one in found if one.is_stamp] == stamps
    assert not back.doubts


@pytest.mark.parametrize(
    "file", ["camelot-enc-owner.pdf", "camelot-mutool-convert.pdf", "final-chrome-nohf.pdf", "cp1252.txt", "utf16.txt"]
)
def test_file_of_any_kind_is_read_as_the_record_of_its_letter(file: str) -> None:
    [(_, back)] = read_letters((FILES / file).read_bytes(), slice(None), WORDINGS, KNOWN, {})
    assert isinstance(back, Back)
    assert back.told.record == CAMELOT
    assert all(back.reading.found.values())
    assert not back.reading.differences


@pytest.mark.parametrize("stamp", ["SAMPLE", "Appendix 1 Page 49", "COPY FOR 12"])
def test_name_that_a_stamp_stands_beside_is_not_written(stamp: str) -> None:
    text = (FILES / "final-raw.txt").read_text()
    before = "Camelot City Council\n\f" if "Council\n\f" in text else "Camelot City Council\nFor the period"
    assert before in text
    council = read_back(text.replace(before, f"{stamp} {before}").encode(), WORDINGS, KNOWN)
    assert council.told.record["name"] == "Camelot City Council"
    alone = f"{stamp} {text[text.rindex('Camelot City Council') :]}"
    assert "name" not in read_back(alone.encode(), WORDINGS, KNOWN).told.record


def test_council_whose_name_holds_that_of_another_is_not_taken_for_it() -> None:
    text = (FILES / "final-raw.txt").read_text().replace("Camelot City Council", "North Camelot City Council")
    known = {"council": ["Camelot City Council"]}
    back = read_back(text.encode(), WORDINGS, known)
    assert back.told.record["name"] == "North Camelot City Council"
    assert any("North Camelot City Council is no council of the data" in doubt for doubt in back.doubts)
    alone = read_back("\f".join(text.split("\f")[:2]).encode(), WORDINGS, known).told.record
    assert alone["name"] == "North Camelot City Council"
    assert alone["addressee"] == CAMELOT["addressee"]


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> list[Ready]:
    """Random letters of 2020, of an edition with a paragraph beside the personal ones, and of one without a panel."""
    folder = tmp_path_factory.mktemp("copies")
    write_sample(DATA, folder / "data", 60, seed=4)
    templates = shutil.copytree(TEMPLATES, folder / "templates")
    for name in ("2021", "2022"):
        shutil.copytree(templates / "2020", templates / name)
    beside = templates / "2021" / "letter.html"
    beside.write_text(beside.read_text().replace(PERSONAL, f"<p>We published a guide on remedies.</p>\n\n{PERSONAL}"))
    fewer = templates / "2022" / "statistics.html"
    whole = fewer.read_text()
    start = whole.index('<section class="panel" data-part="compliance">')
    fewer.write_text(whole[:start] + whole[whole.index("</section>", start) + len("</section>") :])
    editions = []
    for name in ("2020", "2021", "2022"):
        data = shutil.copytree(folder / "data" / "sample", folder / "data" / name)
        year = data / "edition.yaml"
        year.write_text(year.read_text().replace('templates: "2020"', f'templates: "{name}"'))
        editions.append(prepare(folder / "data", templates, name, try_the_press=False))
    return editions


def truth(letter: Letter, *, printed: frozenset[str]) -> dict[str, object]:
    """What a letter tells of its record."""
    figures = {
        f"{panel}.{name}": getattr(getattr(letter, panel), name)
        for panel in ("complaints_upheld", "compliance", "satisfactory_remedies")
        for name in ("total", "count", "rate", "average")
        if f"{panel}.{name}" in printed
    }
    return {
        "council": letter.council,
        "addressee.name": letter.addressee.name,
        "addressee.role": letter.addressee.role,
        "personal_paragraphs": " ".join(letter.personal_paragraphs),
        **figures,
    }


def told(back: Back) -> dict[str, object]:
    """What was read of a copy."""
    facts = (read for read in back.reading.facts if not isinstance(read.value, bool))
    values: dict[str, object] = {read.path: read.value for read in (*facts, *back.reading.values)}
    record = back.told.record
    values["council"] = record.get("name")
    values["addressee.name"] = record.get("addressee", {}).get("name")  # type: ignore[attr-defined]
    values["personal_paragraphs"] = " ".join(values.get("personal_paragraphs", ()))  # type: ignore[arg-type]
    return values


def copied(
    editions: list[Ready], seeds: range, make: Sequence[Callable[[Lines, random.Random], Lines]]
) -> Iterator[tuple[str, str]]:
    """Give, for copies of random letters, what was read wrongly in silence, and what was not read."""
    for seed in seeds:
        dice = random.Random(seed)
        ready = dice.choice(editions)
        slug = dice.choice(list(ready.letters))
        lines = lines_in(ready.pages[slug])
        for change in make if len(make) < 3 else sorted(dice.sample(make, dice.randint(1, 2)), key=make.index):
            lines = change(lines, dice)
        back = read_back(written(lines).encode(), {ready.name: ready.wording}, KNOWN)
        right, got = truth(ready.letters[slug], printed=ready.wording.paths), told(back)
        warned = [one for one in back.reading.differences if not one.is_stamp]
        is_silent = not (warned or back.doubts or back.told.contradictions or back.reading.unresolved)
        wrong = {path: got[path] for path in right if got.get(path) not in (None, "", right[path])}
        lost = {path for path in right if right[path] not in (None, "") and got.get(path) in (None, "")}
        yield (
            (f"{seed} {slug} {wrong}" if wrong and is_silent else ""),
            (f"{seed} {slug} {lost} {wrong}" if lost or wrong else ""),
        )


@pytest.mark.parametrize(
    "seeds", [range(50), pytest.param(range(50, 2000), marks=pytest.mark.long)], ids=["few", "many"]
)
def test_stamped_typeset_and_reordered_copies_are_read_whole(seeds: range, editions: list[Ready]) -> None:
    wrong, lost = zip(*copied(editions, seeds, HARMLESS), strict=True)
    assert not [one for one in wrong if one]
    assert len([one for one in lost if one]) <= 0.01 * len(seeds), [one for one in lost if one]


@pytest.mark.parametrize(
    "seeds", [range(50), pytest.param(range(50, 2000), marks=pytest.mark.long)], ids=["few", "many"]
)
def test_scanned_copies_are_never_read_wrongly_in_silence(seeds: range, editions: list[Ready]) -> None:
    wrong, _ = zip(*copied(editions, seeds, [copying.scanned]), strict=True)
    assert not [one for one in wrong if one]
