"""A letter proven: that it prints what its embedded record says, and that this is what the data say."""

from collections.abc import Callable, Iterator, Mapping
from itertools import chain

from ..letter import Letter, panels
from ..records import Published, Records, published, read_published, slug
from ..wording import Known, Read, Wording, agrees, as_words
from .readable import texts_of
from .reading import Back, read_back

_STANDARDS = frozenset(("PDF/A-3a", "PDF/UA-1"))


def verify(
    pdf: bytes, name: str, wordings: Mapping[str, Wording], data: Callable[[str], Records] | None = None
) -> str | None:
    """The first thing that is wrong with a letter; None where it is proven.

    `name` is what its file is named by, without the ending. With `data`, which gives the records of an edition, the
    embedded record and every printed value are compared with them. Raises UnreadableError where the file is no letter
    of these wordings.
    """
    from ..paper import record_in, standards_of

    embedded = record_in(pdf)
    if embedded is None:
        return "carries no record.json"
    try:
        record = read_published(embedded)
    except ValueError as error:
        return f"record.json: {error}"
    records = data(record.edition) if data else None
    letter = _letter(record, records) if records else None
    templates = {record.edition: records.edition.templates if records else record.edition}
    back = read_back(pdf, wordings, _known(record, letter), templates, exact=True)
    findings = chain(
        _findings(back, record, name, _STANDARDS - standards_of(pdf)),
        _against_the_data(back, record, embedded, records, letter) if records else (),
    )
    return next(findings, None)


def _known(record: Published, letter: Letter | None) -> Known:
    """Return the texts that the print is to say, which tell them apart where they stand side by side."""
    if letter:
        return texts_of(letter)
    council = record.council
    known = {
        "council": [council.name],
        "addressee.name": [council.addressee.name],
        "addressee.role": [council.addressee.role],
        "personal_paragraphs": [" ".join(council.personal_paragraphs)],
    }
    if council.signatory:
        known |= {"signatory.name": [council.signatory.name], "signatory.roles": [" ".join(council.signatory.roles)]}
    return known


def _findings(back: Back, record: Published, name: str, unclaimed: frozenset[str]) -> Iterator[str]:
    for standard in sorted(unclaimed):
        yield f"does not say that it is {standard}"
    if slug(record.council.name) != name:
        yield f"the file's name is not that of its record, {slug(record.council.name)}"
    for part, found in back.reading.found.items():
        if not found:
            yield f"the part {part} is not in the print as its templates write it"
    expected = _printed(record)
    for read in (*back.reading.values, *back.reading.facts):
        if read.path in expected and not agrees(expected[read.path], read.value):
            yield _difference(back, read, expected[read.path], "record.json")
    yield from back.told.contradictions
    for paths, words in back.reading.unresolved:
        if paths[0] in expected:
            yield f"{', '.join(paths)}: {words} is printed, and record.json says otherwise"


def _printed(record: Published) -> dict[str, object]:
    """The values that a published record would print, by path."""
    told: dict[str, object] = {
        "council": record.council.name,
        "addressee.name": record.council.addressee.name,
        "addressee.role": record.council.addressee.role,
        "personal_paragraphs": record.council.personal_paragraphs,
    }
    for name, panel in panels(record.council, record.averages).items():
        for value in ("awaited", "compared", "total", "rate", "count", "average"):
            told[f"{name}.{value}"] = getattr(panel, value)
    return told


def _letter(record: Published, records: Records) -> Letter | None:
    """Return the letter that the data make of a council; None where they have no right record of it."""
    council = records.councils.get(slug(record.council.name))
    return Letter.to(council, records.edition, records.averages.of(council.type)) if council else None


def _against_the_data(
    back: Back, record: Published, embedded: bytes, records: Records, letter: Letter | None
) -> Iterator[str]:
    council = records.councils.get(slug(record.council.name))
    if council is None or letter is None:
        yield f"edition {record.edition} has no right record of {record.council.name}"
        return
    for read in (*back.reading.values, *back.reading.facts):
        try:
            expected = letter.value(read.path)
        except LookupError:
            expected = "nothing of the kind"
        if not agrees(expected, read.value):
            yield _difference(back, read, expected, "the data")
    if published(council, records.averages.of(council.type), edition=record.edition, state=letter.state) != embedded:
        yield "record.json is not the published part of the record in the data"


def _difference(back: Back, read: Read, expected: object, where: str) -> str:
    page = back.text.page(read.position)
    return f"{read.path}: {as_words(read.value)} is printed on page {page}, and {where} says {as_words(expected)}"
