"""Letters read back: any PDF or text of a letter, by the templates of whichever edition it was written with."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from ..letter import Told, told
from ..records import Edition, Records, load_file, read_published, slug
from ..wording import Known, Reading, Text, TooHardError, Wording
from .authorities import FORMS, is_likely_name, is_stamped
from .packs import divided, letters_in

if TYPE_CHECKING:
    from ..paper import UnreadableError


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
    from ..paper import extract_pages, pages_by_pypdf

    pages = pages_by_pypdf(file) if _is_pdf(file) else extract_pages(file)[0]
    return _read(pages, *_templates_to_try(file, wordings, templates), known, exact=exact)


def read_letters(
    file: bytes, chosen: slice, wordings: Mapping[str, Wording], known: Known, templates: Mapping[str, str]
) -> "list[tuple[range | None, Back | UnreadableError]]":
    """Read each letter in the chosen pages of a file, as `read_back` does, by the library that finds most of its parts.

    Gives the indexes of its pages if the file has others, and the error where what looks like a letter is none. Raises
    UnreadableError where the file has no text, or more pages than a letter and no letter in them.
    """
    from ..paper import PAGES_OF_A_LETTER, UnreadableError, extract_pages

    texts = extract_pages(file, chosen)
    has_pages = _is_pdf(file) or len(texts[0]) > 1
    if not has_pages:
        texts = [divided(texts[0][0], wordings.values())]
    pages = texts[-1]
    is_long = len(pages) > PAGES_OF_A_LETTER
    letters = letters_in(pages, wordings.values()) if has_pages else [range(one, one + 1) for one in range(len(pages))]
    if is_long and not letters:
        raise _no_letter(wordings, pages)
    letters = letters or [range(len(pages))]
    tried, why = _templates_to_try(file, wordings, templates if len(letters) == 1 else {})
    before = chosen.start or 0
    found: list[tuple[range | None, Back | UnreadableError]] = []
    for letter, end in zip(letters, [*(following.start for following in letters[1:]), len(pages)], strict=True):
        here = slice(letter.start, min(letter.stop + 1, end))
        if is_long:
            own = extract_pages(file, slice(before + here.start, before + here.stop))
        else:
            own = [text[here] for text in texts]
        # The longer ones are for a signature that stands alone on a page, which no known phrase tells.
        length, back = _read_best([*(text[: len(letter)] for text in own), *own], tried, why, known)
        is_all = length == len(pages) and chosen == slice(None)
        numbers = None if is_all else range(before + letter.start, before + letter.start + length)
        found.append((numbers, back))
    return found


def _read_best(
    candidates: Iterable[Sequence[str]], tried: Mapping[str, Wording], why: str, known: Known
) -> "tuple[int, Back | UnreadableError]":
    """Read a letter from each of these pages until no word differs. Return the best, and on how many pages it is."""
    from ..paper import UnreadableError

    backs: list[tuple[int, Back]] = []
    errors: list[tuple[int, UnreadableError]] = []
    for pages in candidates:
        try:
            back = _read(pages, tried, why, known)
        except UnreadableError as error:
            errors.append((len(pages), error))
            continue
        backs.append((len(pages), back))
        if all(back.reading.found.values()) and not back.reading.differences:
            break
    return max(backs, key=lambda one: _quality(one[1])) if backs else errors[0]


def _quality(back: Back) -> tuple[int, int, int]:
    """Return what is the higher the more of a letter was found, and the fewer words differ or are doubtful."""
    return sum(back.reading.found.values()), -len(back.reading.differences), -len(back.doubts)


def _templates_to_try(
    file: bytes, wordings: Mapping[str, Wording], templates: Mapping[str, str]
) -> tuple[Mapping[str, Wording], str]:
    """Return the wordings to read a file by, and why these."""
    edition = edition_in(file)
    own = templates.get(edition or "", "")
    if own in wordings:
        return {own: wordings[own]}, f"those of its edition, {edition}"
    why = f", as its edition, {edition}, is not in the data" if edition else ""
    return dict(sorted(wordings.items(), reverse=True)), f"found by trying all{why}"


def _read(
    pages: Sequence[str], tried: Mapping[str, Wording], chosen: str, known: Known, *, exact: bool = False
) -> Back:
    from ..paper import UnreadableError

    text = Text.of(pages)
    try:
        readings = {
            name: wording.read(text, known) if exact else wording.read_copy(text, known)
            for name, wording in tried.items()
        }
    except TooHardError:
        raise UnreadableError("the text could be read in too many ways") from None
    name = max(readings, key=lambda name: (sum(readings[name].found.values()), -len(readings[name].differences)))
    if not any(readings[name].found.values()):
        raise _no_letter(tried, pages)
    values: dict[str, list[object]] = {}
    for read in (*readings[name].values, *readings[name].facts):
        values.setdefault(read.path, []).append(read.value)
    doubts = () if exact else tuple(_settled(values, known))
    return Back(name, chosen, text, readings[name], told(values), doubts)


def _no_letter(tried: Iterable[str], pages: Sequence[str]) -> "UnreadableError":
    from ..paper import UnreadableError

    what = f"no letter of the editions {', '.join(tried)}"
    if without := sum(not page.strip() for page in pages):
        cure = f"{without} of {len(pages)} pages hold no text: run OCR first, for example ocrmypdf --skip-text"
        return UnreadableError(what, cure)
    return UnreadableError(what)


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
            names = [one for one in known.get(path, ()) if isinstance(one, str)]
            if path == "council" and names and name not in names:
                likely = "".join(f", perhaps {one}" for one in get_close_matches(name, names, 1, 0.8))
                yield f"council: {name} is no council of the data{likely}: compare the name with the letter"
        elif texts:
            del values[path]
            yield f"{path}: it is not certain, write it yourself: {' or '.join(dict.fromkeys(texts))}"


def _certain(path: str, texts: Sequence[str], known: Known) -> str | None:
    names = [name for name in known.get(path, ()) if isinstance(name, str)]
    for text in texts:
        # `North Somerset Council` is not Somerset Council: only what a stamp may have added is taken off.
        if found := [name for name in names if text == name or is_stamped(_without(name, text))]:
            return max(found, key=len)
    shortest = min(texts, key=len)
    if is_stamped(shortest):
        return None
    if len(texts) > 1:
        same = (text == shortest or text.endswith(f" {shortest}") or text.startswith(f"{shortest} ") for text in texts)
        return shortest if all(same) else None
    return shortest if path != "council" or is_likely_name(shortest) else None


def _without(name: str, text: str) -> str:
    """Return the words that stand beside a name in a text; none where it does not hold the name."""
    before, found, behind = f" {text} ".partition(f" {name} ")
    return f"{before} {behind}" if found else ""


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


def wordings_of(templates: Path) -> dict[str, Wording]:
    """The wordings of all editions in a folder of templates, by name."""
    return {
        letter.parent.name: Wording(templates, letter.parent.name) for letter in sorted(templates.glob("*/letter.html"))
    }
