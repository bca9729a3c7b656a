"""The pages of the preview, as HTML: everything in them is escaped, and what cannot be seen is shown as its code."""

import re
from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from itertools import zip_longest
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ..errors import Fault
from ..merge import Ready, choose, explained, origin
from ..paper import UnreadableError, Word, changed, sizes
from .councils import Councils, address
from .desk import Desk, Sheet, Shown

VIEWS = {"pages": "Pages", "web": "Web page", "data": "Data", "figures": "Figures", "changes": "Changes"}
_ZOOMS = ("50", "75", "100", "125", "150", "200", "300", "400")
_MISSING = "<style>.awaited { background: #fff4d6; outline: 0.2rem solid #8a6100 }</style>"
_AROUND = 4  # lines shown before and after a fault


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a file, with what is wrong on it."""

    number: int
    text: str
    faults: tuple[Fault, ...] = ()


class Pages:
    """What the browser gets to see of a desk. `output` is where runs leave their letters, to compare with."""

    def __init__(self, desk: Desk, output: Path) -> None:
        self._desk = desk
        self._output = output
        folder = Path(__file__).parent / "html"
        self._jinja = Environment(loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined)
        self._jinja.filters["seen"] = seen
        self._jinja.globals |= {"address": address, "views": VIEWS, "zooms": _ZOOMS, "edition": desk.edition}

    def letter(self, shown: Shown, asked: Mapping[str, str]) -> str:
        """A letter, in the view that was asked for, beside the list of councils."""
        councils = Councils.of(shown.ready, asked)
        view = asked.get("view", "pages")
        view = view if view in VIEWS else "pages"
        return self._written(
            "letter.html",
            councils=councils,
            asked=dict(asked),
            shown=shown,
            name=shown.letter.council if shown.letter else shown.slug,
            state=next((entry.state for entry in councils.entries if entry.slug == shown.slug), "faulty"),
            view=view,
            zoom=asked.get("zoom") if asked.get("zoom") in _ZOOMS else "100",
            before=councils.neighbour(shown.slug, -1),
            after=councils.neighbour(shown.slug, 1),
            excerpts=[(fault, list(_around(fault))) for fault in shown.broken],
            version=shown.version,
            **self._view(view, shown, asked),
        )

    def web(self, slug: str) -> tuple[str, str]:
        """The accessible letter, each value with the place that it comes from, and the policy that it is shown under.

        Raises Faulty where its template is at fault, KeyError where there is no right record.
        """
        ready = self._ready()
        html = ready.wording.web_page(ready.letters[slug]).with_paths.replace("</head>", f"{_MISSING}</head>")
        html = re.sub(r'<span data-path="([^"]+)"', lambda found: _placed(ready, slug, found), html)
        styles = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
        hashes = " ".join(f"'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'" for style in styles)
        policy = f"default-src 'none'; style-src {hashes}; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
        return html, policy

    async def proofs(self) -> str:
        """The proof set as a contact sheet: the first print of each letter, and what it is the first to show."""
        ready = self._ready()
        chosen = choose(ready)
        shown = [(proof, await self._desk.show(proof.slug)) for proof in chosen.proofs]
        return self._written("proofs.html", proofs=shown, unseen=chosen.unseen)

    def broken(self) -> str:
        """The edition cannot be opened at all."""
        faults = self._desk.broken
        return self._written("broken.html", excerpts=[(fault, list(_around(fault))) for fault in faults])

    def nothing(self) -> str:
        """There is nothing at this address."""
        return self._written("nothing.html")

    def _ready(self) -> Ready:
        if self._desk.ready is None:
            raise KeyError(self._desk.edition)
        return self._desk.ready

    def _view(self, view: str, shown: Shown, asked: Mapping[str, str]) -> dict[str, Any]:
        ready = shown.ready
        if ready is None:
            raise KeyError(self._desk.edition)
        match view:
            case "data":
                source = ready.records.sources[shown.slug]
                return {"file": source.file, "lines": list(_lines(Path(source.file), shown.faults))}
            case "figures":
                return {"panels": explained(ready, shown.slug) if shown.slug in ready.letters else []}
            case "changes":
                return self._changes(shown, asked)
            case _:
                return {"sizes": sizes(shown.sheet.pdf) if shown.sheet else ()}

    def _changes(self, shown: Shown, asked: Mapping[str, str]) -> dict[str, Any]:
        """Two prints of a letter, page by page, and the words in which they differ."""
        run = asked.get("against") == "run"
        nothing = {"against_run": run, "pairs": [], "before_print": None, "count": 0}
        try:
            earlier = self._of_the_run(shown.slug) if run else shown.before
            if earlier is None or shown.sheet is None:
                return nothing
            old, new = changed(earlier.pdf, shown.sheet.pdf)
        except UnreadableError:
            return nothing
        pairs = list(zip_longest(_marked(earlier, old), _marked(shown.sheet, new)))
        return {"against_run": run, "pairs": pairs, "before_print": earlier, "count": len(old) + len(new)}

    def _of_the_run(self, slug: str) -> Sheet | None:
        file = self._output / self._desk.edition / "letters" / f"{slug}.pdf"
        return self._desk.kept(file.read_bytes()) if file.is_file() else None

    def _written(self, page: str, **values: object) -> str:
        return self._jinja.get_template(page).render({"version": self._desk.version} | values)


def _code(sign: str) -> str:
    return sign if sign.isprintable() else f"\\u{ord(sign):04x}"


def seen(text: object) -> str:
    """Text with a code for whatever cannot be seen in it, or would turn around what follows."""
    text = str(text)
    return text if text.isprintable() else "".join(map(_code, text))


def _placed(ready: Ready, slug: str, found: re.Match[str]) -> str:
    try:
        place = origin(ready, slug, found[1])
    except LookupError:
        return found[0]
    return f'{found[0]} title="{escape(f"{place.file}:{place.line}:{place.column}")}"'


def _lines(file: Path, faults: tuple[Fault, ...]) -> Iterator[Line]:
    try:
        text = file.read_text(errors="replace")
    except OSError:
        text = ""
    for number, line in enumerate(text.splitlines(), 1):
        yield Line(number, line, tuple(fault for fault in faults if fault.line == number and fault.file == str(file)))


def _around(fault: Fault) -> Iterator[Line]:
    near = range(fault.line - _AROUND, fault.line + _AROUND + 1)
    for line in _lines(Path(fault.file), (fault,)):
        if line.number in near:
            yield line


def _marked(sheet: Sheet, words: list[Word]) -> list[tuple[Sheet, int, tuple[float, float], list[Word]]]:
    """Each page of a print with its size and the words that are to be marked on it."""
    return [
        (sheet, number, size, [word for word in words if any(box.page == number for box in word.boxes)])
        for number, size in enumerate(sizes(sheet.pdf), 1)
    ]
