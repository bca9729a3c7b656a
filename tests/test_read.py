"""Letters are read back: the real ones from their transcripts, ours from paper, and what is no letter in one line."""

import random
import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from time import process_time

import pytest
import yaml

from generator.letter import Letter, told
from generator.merge import (
    Back,
    Ready,
    against_the_sector,
    known_from,
    prepare,
    read_back,
    verify,
    wordings_of,
)
from generator.paper import Printed, UnreadableError, pages_by_pdfium, pages_by_pypdf
from generator.records import load
from generator.wording import lines_of

from .places import DATA, SLUGS_OF_2020, TEMPLATES
from .reading import between
from .real_letters import DATE, PANELS, SIGNATURE, assert_real, transcript

WORDINGS = wordings_of(TEMPLATES)
KNOWN = known_from([load(DATA, "2020"), load(DATA, "sample")])


def back(file: bytes) -> Back:
    return read_back(file, WORDINGS, KNOWN)


MARKED_UP = {
    "Annual Review letter 2020": "\n\n## Annual Review letter 2020\n\n",
    "Complaint statistics": "\n\n## **Complaint statistics**\n\n",
    "Your council's performance": "[Your council's performance](#)",
    "www.lgo.org.uk/training": "<u>[www.lgo.org.uk/training](http://www.lgo.org.uk/training)</u>",
}
"""How programs that extract text mark up what they find."""

SOURCES = ["transcript", "words"]


def real(slug: str, source: str, edition: Ready) -> bytes:
    """Return a real letter as a program extracts it: its transcript, if it is at hand, or its words marked up."""
    if source == "transcript" and (found := transcript(slug)):
        return found
    page = lines_of(edition.wording.page(edition.letters[slug]).html).split()
    words = between(page, DATE, SIGNATURE)
    assert_real(words, slug)
    if PANELS.startswith(slug):
        panels = page[page.index("Complaints", page.index("ending:")) :]
        panels.remove("0%")  # in the ring
        assert_real(panels, PANELS)
        words += panels
    text = " ".join(words)
    for plain, marked_up in MARKED_UP.items():
        text = text.replace(plain, marked_up)
    return text.encode()


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("slug", SLUGS_OF_2020)
def test_real_letter_tells_whom_it_is_written_to(slug: str, source: str, edition: Ready) -> None:
    record = yaml.safe_load((DATA / "2020" / "councils" / f"{slug}.yaml").read_text())
    read = back(real(slug, source, edition))
    assert read.templates == "2020"
    assert (read.told.record["name"], read.told.record["addressee"]) == (record["name"], record["addressee"])
    assert not read.told.contradictions
    assert not read.reading.unresolved


@pytest.mark.parametrize("source", SOURCES)
def test_real_letter_tells_its_figures(source: str, edition: Ready) -> None:
    read = back(real("north-east-derbyshire-district-council", source, edition))
    assert read.told.record == {
        "name": "North East Derbyshire District Council",
        "addressee": {"name": "Mr Hickin", "role": "Director of Corporate Resources"},
        "complaints_upheld": {"investigations": 2, "upheld": 0},
        "compliance": {"outcomes": 0, "satisfied": 0},
        "satisfactory_remedies": {"remedies": 0},
    }
    values = {value.path: value.value for value in read.reading.values}
    assert values["complaints_upheld.average"] == 45
    assert (str(values["period.start"]), str(values["period.end"])) == ("2019-04-01", "2020-03-31")


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("slug", SLUGS_OF_2020)
def test_what_is_written_from_what_was_read_has_the_real_words(slug: str, source: str, edition: Ready) -> None:
    record = back(real(slug, source, edition)).told.record | {"type": "district"}
    council = type(edition.records.councils[slug]).model_validate(record)
    letter = Letter.to(council, edition.records.edition, edition.records.averages.of("district"))
    assert_real(between(lines_of(edition.wording.page(letter).html).split(), DATE, SIGNATURE), slug)


@pytest.mark.parametrize("fixture", ["small", pytest.param("sample", marks=pytest.mark.long)])
def test_printed_letters_tell_their_records(fixture: str, request: pytest.FixtureRequest) -> None:
    ready: Ready = request.getfixturevalue(fixture)
    letters: Mapping[str, Printed] = request.getfixturevalue(f"{fixture}_letters")
    wordings = wordings_of(ready.templates)
    for slug, printed in letters.items():
        read = read_back(printed.pdf, wordings, KNOWN)
        record = ready.records.councils[slug].model_dump(exclude_none=True, exclude_defaults=True)
        assert not read.told.contradictions
        assert all(read.reading.found.values())
        for key in ("name", "addressee", "complaints_upheld", "satisfactory_remedies"):
            assert read.told.record.get(key) == record.get(key)
        if "compliance" in record:
            assert record["compliance"]["satisfied"] in (read.told.satisfied or ())


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"council": ["A Council", "B Council"]}, "council: read as A Council in one place and as B Council"),
        (
            {"complaints_upheld.rate": [50], "complaints_upheld.count": [1], "complaints_upheld.total": [3]},
            "complaints_upheld: 1 of 3 would be 33%, and 50% is printed",
        ),
        ({"compliance.rate": [40], "compliance.total": [3]}, "compliance: no count out of 3 would be 40%"),
        (
            {"complaints_upheld.total": [0], "satisfactory_remedies.total": [5]},
            "satisfactory_remedies: out of 5 upheld decisions, and complaints_upheld says 0",
        ),
        (
            {"complaints_upheld.count": [3], "satisfactory_remedies.total": [4]},
            "satisfactory_remedies: out of 4 upheld decisions, and complaints_upheld says 3",
        ),
    ],
)
def test_figures_that_contradict_each_other_are_said(values: dict[str, list[object]], said: str) -> None:
    [contradiction] = told(values).contradictions
    assert contradiction.startswith(said)


@pytest.mark.parametrize(("rate", "total"), [(88, 17), (99, 1312), (100, 250), (0, 300), (50, 2), (33, 3)])
def test_counts_that_would_print_a_rate_are_all_those(rate: int, total: int) -> None:
    by_trying = [count for count in range(total + 1) if (200 * count + total) // (2 * total) == rate]
    assert list(told({"compliance.rate": [rate], "compliance.total": [total]}).satisfied or ()) == by_trying


def test_letter_without_its_statistics_page_still_tells_its_addressee(sample: Ready) -> None:
    page = sample.wording.page(sample.letters["st-osrics-borough-council"]).html
    letter = lines_of(page).partition("Chair, Commission for Examples")
    read = back((letter[0] + letter[1]).encode())
    assert read.told.record["addressee"] == {"name": "Mx O'Singular", "role": "Chief Executive"}
    assert [part for part, found in read.reading.found.items() if found] == ["letter"]


def test_office_and_council_that_nobody_knows_are_not_guessed(sample: Ready) -> None:
    page = sample.wording.page(sample.letters["st-osrics-borough-council"]).html
    letter = lines_of(page).partition("Chair, Commission for Examples")
    on_one_line = " ".join((letter[0] + letter[1]).split())
    read = read_back(on_one_line.encode(), WORDINGS, {})
    assert read.reading.unresolved
    assert "role" not in str(read.told.record)


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (b"", "the file is empty"),
        (b"%PDF-1.7\n", "a damaged PDF"),
        (b"%PDF-1.7\n%%EOF" + b"\0" * 100, "a damaged PDF"),
        (b"\xff\xfe\x00", "neither a PDF nor text in UTF-8, UTF-16 or Windows-1252"),
        (b"x" * 3_000_000, "3,000,000 bytes are no letter"),
        (b"%PDF-" + bytes(100_000_000), "100,000,005 bytes are no letter"),
        (b"Dear Sir", "no letter of the editions 2020"),
    ],
)
def test_what_is_no_letter_is_said_in_a_few_words(file: bytes, said: str) -> None:
    with pytest.raises(UnreadableError, match=said):
        back(file)


def test_damaged_pdf_is_never_a_traceback(small: Ready, small_letters: Mapping[str, Printed]) -> None:
    pdf, wordings = small_letters["ashenvale-borough-council"].pdf, wordings_of(small.templates)
    dice = random.Random(1)
    for _ in range(30):
        start = dice.randrange(len(pdf))
        damaged = pdf[:start] + dice.randbytes(dice.choice((1, 40))) + pdf[start + dice.choice((0, 1, 400)) :]
        with suppress(UnreadableError):
            read_back(damaged, wordings, KNOWN)


HOSTILE = {
    "one_letter": "a" * 100_000,
    "spaces": "a " * 50_000,
    "dates": "22 July 2020 By email " * 4_500,
    "dears": "22 July 2020 By email " + "Mr Dear " * 12_000,
    "panels": "Complaints upheld 0% of complaints " * 2_900,
    "bases": "Complaints upheld " + "1 2 " * 20_000,
    "brackets": "[" * 100_000,
    "links": "[a](" * 25_000,
    "periods": "For the period ending: 31/03/20 " * 3_100,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_takes_no_more_than_two_seconds_of_the_processor(name: str) -> None:
    start = process_time()
    with suppress(UnreadableError):
        back(HOSTILE[name].encode())
    assert process_time() - start < 2


def test_changed_sentence_and_new_wordings_are_read_with_no_other_edit(tmp_path: Path) -> None:
    templates = Path(shutil.copytree(TEMPLATES, tmp_path / "templates"))
    letter = templates / "2020" / "letter.html"
    letter.write_text(
        letter.read_text()
        .replace("Failure to comply with our recommendations is rare.", "Few authorities fail to comply.")
        .replace(
            "<h2>Resources",
            "{% if compliance.compared %}<p>Others comply in {{ compliance.average|percent }} of cases.</p>"
            "{% else %}<p>Nobody is like you.</p>{% endif %}\n<h2>Resources",
        )
    )
    ready = prepare(DATA, templates, "sample")
    assert not ready.left_out
    for slug in ("ashenvale-borough-council", "fairholt-national-park-authority"):
        pdf = ready.printed(slug).pdf
        read = read_back(pdf, wordings_of(templates), KNOWN)
        assert all(read.reading.found.values())
        assert not read.told.contradictions
        assert verify(pdf, slug, wordings_of(templates), partial(load, DATA)) is None
        assert verify(pdf, slug, WORDINGS) is not None


def test_lines_of_their_own_tell_an_address_apart(sample: Ready) -> None:
    page = sample.wording.page(sample.letters["st-osrics-borough-council"]).html
    letter, end, _ = lines_of(page).partition("Chair, Commission for Examples")
    read = read_back((letter + end).encode(), WORDINGS, {})
    assert read.told.record["addressee"] == {"name": "Mx O'Singular", "role": "Chief Executive"}
    assert read.told.record["name"] == "St Osric's Borough Council"


@pytest.mark.parametrize(
    ("address", "role", "council"),
    [
        ("Mr Bee Leader Ouseby Borough Council", "Leader", "Ouseby Borough Council"),
        ("Mr Bee Interim Chief Officer London Borough of Ouseby", "Interim Chief Officer", "London Borough of Ouseby"),
        ("Mr Bee Town Clerk City of Ouseby Council", "Town Clerk", "City of Ouseby Council"),
        ("Mr Bee Head of Ouseby North District Council", None, None),
    ],
)
def test_forms_of_authorities_names_tell_an_address_apart(
    address: str, role: str | None, council: str | None, sample: Ready
) -> None:
    letter, end, _ = lines_of(sample.wording.page(sample.letters["st-osrics-borough-council"]).html).partition("Yours")
    words = " ".join((letter + end).split()).replace("Mx O'Singular", "Mr Bee")
    words = words.replace("Mr Bee Chief Executive St Osric's Borough Council", address)
    ending = " sincerely, Sam Placeholder Example Ombudsman Chair, Commission for Examples"
    told = back((words + ending).encode()).told.record
    assert (told.get("name"), told["addressee"]) == (council, {"name": "Mr Bee"} | ({"role": role} if role else {}))


def test_name_broken_after_a_hyphen_is_rejoined(sample: Ready) -> None:
    page = sample.wording.page(
        replace(sample.letters["st-osrics-borough-council"], council="Barrow-in-Furness Council")
    ).html
    for pages in (pages_by_pypdf, pages_by_pdfium):
        narrow = page.replace("</head>", "<style>h1, .address { width: 30mm }</style></head>")
        text = " ".join(" ".join(pages(sample.press.printed(narrow, b"{}").pdf)).split())
        assert text.count("Barrow-in-Furness Council") == lines_of(page).count("Barrow-in-Furness Council")


def test_average_that_is_not_the_sectors_is_said(sample: Ready) -> None:
    slug = "ashenvale-borough-council"
    panel = replace(sample.letters[slug].complaints_upheld, average=44)
    page = sample.wording.page(replace(sample.letters[slug], complaints_upheld=panel)).html
    said = list(against_the_sector(back(lines_of(page).encode()), [sample.records]))
    assert said == ["complaints_upheld.average: 44 is printed, and the average of district is 45"]
