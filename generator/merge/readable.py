"""What is written can be read back, or is refused before it is printed."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from ..errors import Fault, Faulty
from ..files import find
from ..letter import Letter
from ..records import Records
from ..wording import FORMATS, Known, Page, Reading, Text, TooHardError, Wording, agrees, as_words, misplaced_tags

_CURE = "write it otherwise, so that the letter says one thing only"


def check_templates(letter: Letter, wording: Wording) -> None:
    """Raise Faulty where templates hold tags that do not fit, or ask for a value that no letter has."""
    if faults := [*_misplaced(letter, wording), *_unasked(letter, wording)]:
        raise Faulty(faults)


def _misplaced(letter: Letter, wording: Wording) -> Iterator[Fault]:
    page = wording.page(letter).without_values
    for tag, start, what in misplaced_tags(page):
        before = page.count(tag, 0, start)
        file, line, column = find(tag, wording.files, before) or (wording.files[0], 1, 1)
        yield Fault(str(file), line, column, "", f"{tag} {what}", "correct it")


def unprinted(letter: Letter, wording: Wording, records: Records) -> Iterator[Fault]:
    """Warn of the values that no template prints: nobody would miss them, and no print can prove them."""
    what = "no template prints this value, and so no letter proves it"
    for path in sorted(letter.paths - wording.paths):
        if path.startswith("values."):
            steps = tuple(path.split("."))
            yield records.edition_source.fault(steps, what, "print it, or take it out", "warning")
        else:
            yield Fault(str(wording.files[0]), 1, 1, path, what, "print it, if readers are to have it", "warning")


def _unasked(letter: Letter, wording: Wording) -> Iterator[Fault]:
    """What templates print, or let a wording hang on, and is no value of the letter: it could not be read back."""
    for path in sorted(wording.conditions | {path for path in wording.paths if "*" not in path}):
        try:
            value = letter.value(path)
        except LookupError:
            what = "a wording hangs on this" if path in wording.conditions else "this is printed"
            yield _of_template(path, wording, f"{what}, and it is no value of the letter", "name one that is")
            continue
        if path in wording.texts and isinstance(value, int | date) and not isinstance(value, bool):
            format_ = "long_date" if isinstance(value, date) else "count"
            cure = f"write {{{{ {path}|{format_} }}}}, or with another format"
            yield _of_template(path, wording, "this is no text, and is printed without a format", cure)


def _of_template(path: str, wording: Wording, what: str, cure: str) -> Fault:
    file, line, column = find(path, wording.files) or (wording.files[0], 1, 1)
    return Fault(str(file), line, column, path, what, cure)


def unreadable(
    letters: Mapping[str, Letter], pages: Mapping[str, Page], wording: Wording, records: Records
) -> dict[str, tuple[Fault, ...]]:
    """The councils, by slug, whose letters do not read back as what they were written from."""
    faults = {}
    for slug, letter in letters.items():
        try:
            reading = wording.read(pages[slug].text, known_of(letter))
        except TooHardError:
            what, cure = "the wordings of a part are too many to be read back", "put some into a section of their own"
            raise Faulty([Fault(str(wording.files[0]), 1, 1, "", what, cure)]) from None
        if found := tuple(differences(letter, reading)):
            source = records.sources[slug]
            faults[slug] = tuple(source.fault(steps_to(path), what, _CURE) for path, what in found)
    return faults


def known_of(letter: Letter) -> dict[str, list[str]]:
    """Return what helps to tell a letter's texts apart for who has nothing but its print."""
    return {"signatory.name": [letter.signatory.name], "council": [letter.council]}


def texts_of(letter: Letter) -> dict[str, list[str]]:
    """Return all texts of a letter by their paths: a print that is to say them is read with their help."""
    texts = known_of(letter) | {
        "addressee.name": [letter.addressee.name],
        "addressee.role": [letter.addressee.role],
        "signatory.roles": [" ".join(letter.signatory.roles)],
        "personal_paragraphs": [" ".join(letter.personal_paragraphs)],
        "reissue.reason": [letter.reissue.reason or ""],
    }
    for name, value in letter.values.items():
        if isinstance(value, str | tuple):
            texts[f"values.{name}"] = [value if isinstance(value, str) else FORMATS["listing"](value)]
    return texts


def first_difference(letter: Letter, page: Page, pages: Sequence[str], wording: Wording) -> str | None:
    """Return the first thing that the pages of a letter's print say otherwise than the letter does."""

    def difference(text: Text, known: Known) -> str | None:
        found = next(differences(letter, wording.read(text, known)), None)
        return ": ".join(filter(None, found)) if found else None

    printed = Text.of(pages)
    try:
        if difference(printed, known_of(letter)) is None:
            return None
        # What lines tell apart in the page, they may not in print, where they are broken elsewhere: the texts do.
        return difference(page.text, known_of(letter)) or difference(printed, texts_of(letter))
    except TooHardError:
        return "the text could be read in too many ways"


def differences(letter: Letter, reading: Reading) -> Iterator[tuple[str, str]]:
    """Give where a letter's reading is not the letter: the value's path, if it is one, and what is wrong with it."""
    for read in (*reading.values, *reading.facts):
        written = letter.value(read.path)
        if not agrees(written, read.value):
            yield read.path, f'"{as_words(written)}" would be read back as "{as_words(read.value)}"'
    for paths, words in reading.unresolved:
        yield paths[0], f'"{words}" cannot be told apart into {", ".join(paths)}'
    for part, found in reading.found.items():
        if not found:
            yield "", f"the section {part} does not read back as its template writes it"


def steps_to(path: str) -> tuple[str, ...]:
    """Where a record holds a value of the letter."""
    return ("name",) if path in ("", "council") else tuple(path.split("."))
