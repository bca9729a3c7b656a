"""The proof set: every wording that the edition shows, in the fewest letters, as one PDF."""

import shutil
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from generator.letter import COUNT
from generator.merge import Proofed, Ready, choose, prepare, print_proofs
from generator.merge.readable import texts_of
from tests.places import DATA, TEMPLATES
from tests.reading import page_words, reader


def read_facts(ready: Ready, slugs: Iterable[str]) -> set[tuple[str, object]]:
    """What the wordings of these letters tell, as it is read back from them."""
    facts = set()
    for slug in slugs:
        letter = ready.letters[slug]
        reading = ready.wording.read(ready.wording.page(letter).text, texts_of(letter))
        facts |= {(read.path, read.value) for read in reading.facts}
        facts |= {(path, bool(letter.value(path))) for path in ("personal_paragraphs", "signatory.roles")}
    return facts


def extremes(ready: Ready, slugs: Iterable[str]) -> list[object]:
    letters = [ready.letters[slug] for slug in slugs]
    rates = [[rate for letter in letters if (rate := getattr(letter, panel).rate) is not None] for panel in COUNT]
    names, roles = ([len(letter.council) for letter in letters], [len(letter.addressee.role) for letter in letters])
    return [max(names), max(roles), *((max(rate, default=None), min(rate, default=None)) for rate in rates)]


@pytest.mark.parametrize("name", ["edition", "sample"])
def test_set_shows_whatever_the_edition_shows(name: str, request: pytest.FixtureRequest) -> None:
    ready: Ready = request.getfixturevalue(name)
    chosen = [proof.slug for proof in choose(ready).proofs]
    assert read_facts(ready, chosen) == read_facts(ready, ready.letters)
    assert extremes(ready, chosen) == extremes(ready, ready.letters)


def test_no_smaller_set_does(sample: Ready) -> None:
    proofs = choose(sample).proofs
    reasons = {reason.name for proof in proofs for reason in proof.reasons} - {"longest council name", "longest role"}
    wordings = sample.wording.alternatives
    shown = {slug: {one.name for one in wordings.shown(letter)} for slug, letter in sample.letters.items()}
    everything = set[str]().union(*shown.values())
    assert everything <= reasons
    whole = extremes(sample, sample.letters)
    for fewer in combinations(sample.letters, len(proofs) - 1):
        if set[str]().union(*(shown[slug] for slug in fewer)) == everything:
            assert extremes(sample, fewer) != whole


def test_reason_is_given_once_where_it_is_first_shown(sample: Ready) -> None:
    proofs = choose(sample).proofs
    reasons = [reason.name for proof in proofs for reason in proof.reasons]
    assert len(reasons) == len(set(reasons))
    assert all(proof.reasons for proof in proofs)


def test_wording_that_no_letter_shows_is_named(edition: Ready, sample: Ready) -> None:
    assert choose(sample).unseen == ("signatory.roles: none",)
    assert "compliance.total is 1" in choose(edition).unseen
    extreme = {reason.name for proof in choose(edition).proofs for reason in proof.reasons}
    assert "highest rate of complaints_upheld" in extreme
    assert "highest rate of compliance" not in extreme  # no council of 2020 has one


def test_new_wording_is_shown_with_no_other_edit(sample: Ready, tmp_path: Path) -> None:
    templates = Path(shutil.copytree(TEMPLATES, tmp_path / "templates"))
    letter = templates / "2020" / "letter.html"
    new = "<p>By email</p>{% if complaints_upheld.rate == 65 %}<p>Nearly two in three.</p>{% endif %}"
    letter.write_text(letter.read_text().replace("<p>By email</p>", new))
    ready = prepare(DATA, templates, "sample")
    slug = "kestrelford-county-council"
    assert slug not in [proof.slug for proof in choose(sample).proofs]
    [proof] = [proof for proof in choose(ready).proofs if proof.slug == slug]
    assert [reason.name for reason in proof.reasons] == ["complaints_upheld.rate is 65"]
    print_proofs(ready, [proof], tmp_path / "proofs.pdf")
    assert "Nearly two in three." in " ".join(page_words((tmp_path / "proofs.pdf").read_bytes())[0])


def test_pdf_has_the_very_letters_and_a_bookmark_for_each_reason(edition: Ready, tmp_path: Path) -> None:
    pdf, proofed = bound(edition, tmp_path)
    assert page_words(pdf) == [
        words for proof in choose(edition).proofs for words in page_words(edition.printed(proof.slug).pdf)
    ]
    assert [(one.council, one.state, one.first, one.last) for one in proofed] == [
        ("North East Derbyshire District Council", "final", 1, 3),
        ("Bassetlaw District Council", "draft", 4, 6),
    ]
    assert [item for item in outline(pdf) if item[0] == 0] == [
        (0, "North East Derbyshire District Council (final)", 1),
        (0, "Bassetlaw District Council (draft)", 4),
    ]
    assert [title for level, title, _ in outline(pdf) if level] == [name for one in proofed for name in one.reasons]
    assert (1, "signatory.roles: some", 2) in outline(pdf)
    assert (1, "longest role", 1) in outline(pdf)
    assert (1, "compliance.awaited", 6) in outline(pdf)


def test_pdf_opens_with_its_bookmarks_and_its_title(edition: Ready, tmp_path: Path) -> None:
    opened = reader(bound(edition, tmp_path)[0])
    metadata: Any = opened.metadata
    assert (metadata.title, opened.page_mode) == ("Proof set of edition 2020", "/UseOutlines")
    assert "/ID" in opened.trailer


def test_same_letters_are_the_same_bytes(edition: Ready, tmp_path: Path) -> None:
    assert bound(edition, tmp_path / "once")[0] == bound(edition, tmp_path / "again")[0]


def bound(ready: Ready, folder: Path) -> tuple[bytes, list[Proofed]]:
    file = folder / "proofs.pdf"
    proofed = print_proofs(ready, choose(ready).proofs, file)
    return file.read_bytes(), proofed


def outline(pdf: bytes) -> list[tuple[int, str, int]]:
    """Every bookmark: how deep it lies, its title, and the page that it opens, from 1."""
    opened = reader(pdf)

    def walk(items: Any, level: int) -> list[tuple[int, str, int]]:
        found = []
        for item in items:
            if isinstance(item, list):
                found += walk(item, level + 1)
            else:
                found.append((level, item.title, (opened.get_destination_page_number(item) or 0) + 1))
        return found

    return walk(opened.outline, 0)
