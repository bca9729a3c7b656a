"""Letters read back: any PDF or text of a letter, by the templates of whichever edition it was written with."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from ..letter import Told, told
from ..records import Edition, Records, load_file, read_published, slug
from ..wording import Known, Reading, Text, TooHardError, Wording
from .authorities import FORMS, is_likely_name

_SIZE = 2_000_000  # bytes of text


@dataclass(frozen=True, slots=True)
class Back:
    """A letter read back: the templates that it was written with, its text, what was read, and what that tells.

    `chosen` says why by these templates, and `doubts` what was not read for certain.
    """

    templates: str
    chosen: str
    text: Text
    reading: Reading
    told: Told
    doubts: tuple[str, ...] = ()


def against_the_sector(back: Back, editions: Iterable[Records]) -> Iterator[str]:
    """The averages that a letter prints and its edition's data do not give, as far as edition and council are known."""
    printed = {read.path: read.value for read in back.reading.values}
    for records in editions:
        council = records.councils.get(slug(str(printed.get("council"))))
        dates = {records.edition.date, council.reissue.date} if council and council.reissue else {records.edition.date}
        if council is None or printed.get("date") not in dates:
            continue
        for panel, average in records.averages.of(council.type).model_dump().items():
            if (read := printed.get(f"{panel}.average")) is not None and read != average:
                yield f"{panel}.average: {read} is printed, and the average of {council.type} is {average}"


def known_from(editions: Iterable[Records]) -> Known:
    """What helps to tell a letter's texts apart: names of councils, offices and signatories, and the names' forms."""
    known: dict[str, list[str | re.Pattern[str]]] = {"council": [*FORMS], "addressee.role": [], "signatory.name": []}
    for records in editions:
        known["signatory.name"].append(records.edition.signatory.name)
        for council in records.councils.values():
            known["council"].append(council.name)
            known["addressee.role"].append(council.addressee.role)
            if council.signatory:
                known["signatory.name"].append(council.signatory.name)
    return known


def read_back(
    file: bytes,
    wordings: Mapping[str, Wording],
    known: Known,
    templates: Mapping[str, str] = MappingProxyType({}),
    *,
    exact: bool = False,
) -> Back:
    """Read a letter, a PDF or its text, by the templates of the edition that its record names.

    `templates` are the names of the templates of each edition. Where the record names no such edition, all are tried,
    the newest first, and those that find most of its parts are taken. A copy may differ from the letter in words that
    are not values, unless it is to be read by its `exact` words. Raises UnreadableError, saying why in a few words,
    where it is no letter.
    """
    from ..paper import UnreadableError

    edition = edition_in(file)
    own = templates.get(edition or "", "")
    if own in wordings:
        tried, chosen = {own: wordings[own]}, f"those of its edition, {edition}"
    else:
        tried, chosen = dict(sorted(wordings.items(), reverse=True)), "found by trying all"
        if edition:
            chosen += f", as its edition, {edition}, is not in the data"
    text = Text.of(_pages(file))
    try:
        readings = {
            name: wording.read(text, known) if exact else wording.read_copy(text, known)
            for name, wording in tried.items()
        }
    except TooHardError:
        raise UnreadableError("the text could be read in too many ways") from None
    name = max(readings, key=lambda name: (sum(readings[name].found.values()), -len(readings[name].differences)))
    if not any(readings[name].found.values()):
        raise UnreadableError(f"no letter of the editions {', '.join(readings)}")
    values: dict[str, list[object]] = {}
    for read in (*readings[name].values, *readings[name].facts):
        values.setdefault(read.path, []).append(read.value)
    doubts = () if exact else tuple(_settled(values, known))
    return Back(name, chosen, text, readings[name], told(values), doubts)


def _settled(values: dict[str, list[object]], known: Known) -> Iterator[str]:
    """Keep of names that are printed more than once what is certain, and say what is not.

    A name at a gap's edge may have taken in what somebody stamped beside it.
    """
    for path in ("council", "addressee.name"):
        texts = [str(text) for text in values.get(path, ())]
        name = _certain(path, texts, known) if texts else None
        if name:
            values[path] = [name]
            yield from (f'{path}: "{text}" is read as "{name}"' for text in dict.fromkeys(texts) if text != name)
        elif texts:
            del values[path]
            yield f"{path}: it is not certain, write it yourself: {' or '.join(dict.fromkeys(texts))}"


def _certain(path: str, texts: Sequence[str], known: Known) -> str | None:
    names = [name for name in known.get(path, ()) if isinstance(name, str)]
    for text in texts:
        if found := [name for name in names if text == name or text.endswith(f" {name}")]:
            return max(found, key=len)
    shortest = min(texts, key=len)
    if len(texts) > 1:
        same = (text == shortest or text.endswith(f" {shortest}") or text.startswith(f"{shortest} ") for text in texts)
        return shortest if all(same) else None
    return shortest if path != "council" or is_likely_name(shortest) else None


def edition_in(file: bytes) -> str | None:
    """Return the edition that the record in a PDF names; None where it carries no record that can be read."""
    from ..paper import UnreadableError, record_in

    with suppress(UnreadableError, ValueError):
        if _is_pdf(file) and (embedded := record_in(file)):
            return read_published(embedded).edition
    return None


def _is_pdf(file: bytes) -> bool:
    return b"%PDF-" in file[:1024]


def templates_in(data: Path) -> dict[str, str]:
    """Return the names of the templates of the editions in a folder of data, by the editions' names."""
    editions = {file.parent.name: load_file(file, Edition).record for file in sorted(data.glob("*/edition.yaml"))}
    return {name: edition.templates for name, edition in editions.items() if edition}


def _pages(file: bytes) -> list[str]:
    from ..paper import UnreadableError, pages_by_pypdf

    if _is_pdf(file):
        return pages_by_pypdf(file)
    if len(file) > _SIZE:
        raise UnreadableError(f"{len(file):,} bytes are no letter")
    try:
        return _unmarked(file.decode("utf-8-sig")).split("\f")
    except UnicodeDecodeError:
        raise UnreadableError("neither a PDF nor text in UTF-8") from None


def _unmarked(text: str) -> str:
    """A transcript without the mark-up that extraction programs add: `##`, `**`, `<u>`, `[x](#)`."""
    text = re.sub(r"\[([^\]\n]{0,200})\]\([^)\n]{0,200}\)", r"\1", text)
    return re.sub(r"^#+ |\*\*|</?u>", "", text, flags=re.MULTILINE)


def wordings_of(templates: Path) -> dict[str, Wording]:
    """The wordings of all editions in a folder of templates, by name."""
    return {
        letter.parent.name: Wording(templates, letter.parent.name) for letter in sorted(templates.glob("*/letter.html"))
    }
