"""The chase: what the PDF of a letter holds around its parts, in which these are locked up."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import pydyf

from .finished import Finished, entries, referred, renumbered, written
from .forme import Told, escaped
from .founts import Fount, founts_of, meanings_of, with_specimen
from .manuscript import Manuscript
from .part import CATALOG, COLOURS, DOCUMENT, OWN, PAGES, PARENTS, RESOURCES
from .shown import aligned, shown_in

_OPEN: Mapping[int, frozenset[str]] = {
    PAGES: frozenset({"Kids", "Count"}),
    RESOURCES: frozenset({"ExtGState", "XObject"}),
    DOCUMENT: frozenset({"K"}),
    PARENTS: frozenset({"Nums"}),
    CATALOG: frozenset({"Outlines"}),
}
"""The entries of shared objects that parts add."""

_TITLE = b'<rdf:li xml:lang="x-default">%b</rdf:li>'


@dataclass(frozen=True, slots=True)
class Chase:
    """What letters hold around their parts.

    Objects are numbered from 1 on. Those to which parts add entries end where these are to follow; those without a body
    are written for each letter: `info` and `metadata` tell its title.
    """

    founts: Mapping[str, Fount]
    objects: tuple[bytes, ...]
    info: Told
    metadata: tuple[bytes, Told]
    record: tuple[int, bytes]

    def fits(self, pdf: Finished) -> bool:
        """Whether another print has all this around its pages, and no glyphs but those of the founts."""
        shared = ((role, _open(pdf, number, role)) for number, role in shared_by(pdf).items() if role <= COLOURS)
        glyphs = ((name, meanings_of(pdf.stream(font.to_unicode))) for name, font in pdf.fonts().items())
        return all(_unnumbered(self.objects[role - 1]) == _unnumbered(body) for role, body in shared) and all(
            name in self.founts and meanings.items() <= self.founts[name].meanings.items() for name, meanings in glyphs
        )


def chase_of(copy: Manuscript, pdf: Finished, fonts: Path) -> Chase:
    """The chase, from what WeasyPrint made of the page around parts, with a specimen of the founts.

    Raises NotForPlatesError, or ValueError, where more than that is shown.
    """
    [title] = copy.texts
    aligned(list(shown_in(pdf)), Manuscript.of(with_specimen(copy.html)))
    shared = shared_by(pdf)
    [file] = pdf.having("Params")
    pages = pdf.reach(chain(pdf.pages, *tags_of(pdf).values(), drawings_of(pdf).values()), shared)
    own = [number for number in range(1, len(pdf.objects)) if number not in shared and number not in pages]
    numbers = shared | {number: place for place, number in enumerate(own, OWN)}
    again = {pdf.info, pdf.metadata, file}
    bodies = {
        place: b"" if number in again else renumbered(_open(pdf, number, place), numbers)
        for number, place in numbers.items()
    }
    metadata = told(pdf.stream(pdf.metadata), numbers[pdf.metadata], _TITLE, escaped(title))
    return Chase(
        founts_of(pdf, fonts),
        tuple(bodies[place] for place in sorted(bodies)),
        told(pdf.body(pdf.info), numbers[pdf.info], b"/Title %b", written(pydyf.String(title))),
        (written(pydyf.Dictionary(entries(pdf.objects[pdf.metadata])))[2:-2], metadata),
        (numbers[file], _dates(pdf, file)),
    )


def told(body: bytes, object_: int, around: bytes, text: bytes) -> Told:
    """What is before and after a text in an object. Raises ValueError unless it is in there once."""
    before, after = body.split(around % text)
    begun, ended = around.split(b"%b")
    return Told(object_, before + begun, ended + after)


def _dates(pdf: Finished, file: int) -> bytes:
    params = entries(pdf.objects[file])["Params"]
    return b"".join(b"/%b %b" % (key.encode(), written(params[key])) for key in ("CreationDate", "ModDate"))


def _open(pdf: Finished, number: int, role: int) -> bytes:
    """An object; if parts add entries to it, without these and without its end."""
    return pdf.body(number, _OPEN[role])[:-2] if role in _OPEN else pdf.body(number)


def _unnumbered(body: bytes) -> bytes:
    return renumbered(body, defaultdict(int))


def shared_by(pdf: Finished) -> dict[int, int]:
    """The objects that all parts of a letter share: their numbers in a PDF, and those that they have around parts."""
    catalog = pdf.objects[pdf.catalog]
    root = pdf.objects[referred(catalog["StructTreeRoot"])]
    resources = referred(pdf.objects[pdf.pages[0]]["Resources"])
    numbers = (
        catalog["Pages"],
        resources,
        *root["K"],
        root["ParentTree"],
        pdf.catalog,
        pdf.objects[resources]["ColorSpace"],
        pdf.objects[resources]["Font"],
        catalog["OutputIntents"][0]["DestOutputProfile"],
    )
    return {referred(number): role for role, number in enumerate(numbers, 1)}


def tags_of(pdf: Finished) -> dict[int, list[int]]:
    """The topmost tags of each page."""
    root = pdf.objects[referred(pdf.objects[pdf.catalog]["StructTreeRoot"])]
    tags = [referred(tag) for tag in pdf.objects[referred(root["K"][0])]["K"]]
    return {page: [tag for tag in tags if referred(pdf.objects[tag]["Pg"]) == page] for page in pdf.pages}


def drawings_of(pdf: Finished) -> dict[str, int]:
    """What is drawn in pages, by the names that these know it by."""
    resources = pdf.objects[referred(pdf.objects[pdf.pages[0]]["Resources"])]
    return {name: referred(drawing) for name, drawing in resources["XObject"].items()}
