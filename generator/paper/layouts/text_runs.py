"""Text runs: what a print shows, where that is in WeasyPrint's box tree, and which text of the letter it belongs to."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from .pdf import real
from .shaping import Font, NotExactError
from .source import Source


class TextRun(NamedTuple):
    """A run of text: on which page it is shown, and by which operators; on which line of which block.

    Where the run begins, and the left edge and the width of the block, are in pixels. A run that `is_plain` is shown as
    it is written, with nothing drawn behind it, is no part of a link, and is broken at spaces and hyphens alone.
    """

    page: int
    place: int
    words: str
    font: Font
    left: float
    baseline: bytes
    line: int
    block: tuple[float, float]
    is_plain: bool


def text_runs(document: Any, operators: Sequence[Sequence[bytes]]) -> Iterator[TextRun]:
    """Yield what the pages of a document show, in the order of its HTML.

    Raises NotExactError where the operators do not show what is in the boxes.
    """
    for page, drawn in enumerate(operators):
        places = [place for place, operator in enumerate(drawn) if operator.endswith(b" Tm")]
        shown = {drawn[place].removesuffix(b" Tm"): place for place in places}
        if len(shown) < len(places):
            raise NotExactError("a text is shown where another is")
        for box, around in _text_boxes(document.pages[page]._page_box, ()):  # the one private name of WeasyPrint's
            left, baseline = float(box.position_x), real(float(box.position_y + box.baseline))
            place = shown.pop(b"1 0 0 -1 %b %b" % (real(left), baseline), 0)
            if not (place and drawn[place - 1] == b"BT" and drawn[place + 3] == b"ET"):
                raise NotExactError("a text is not shown as its box says")
            if box.style["white_space"] not in ("normal", "nowrap"):
                raise NotExactError("white space is kept, which is folded here")
            line = max(depth for depth, one in enumerate(around) if type(one).__name__ == "LineBox")
            block = around[line - 1]
            font, size, _ = drawn[place + 1].split()
            yield TextRun(
                page,
                place,
                box.text,
                Font(font[1:].decode(), size.decode()),
                left,
                baseline,
                id(around[line]),
                (float(block.content_box_x()), float(block.width)),
                _is_plain(box, around, drawn, place),
            )
        if shown:
            raise NotExactError("more is shown than the boxes say")


def _text_boxes(box: Any, around: tuple[Any, ...]) -> Iterator[tuple[Any, tuple[Any, ...]]]:
    """Yield the boxes with words, each with those around it."""
    if hasattr(box, "pango_layout"):
        if box.text.strip():
            yield box, around
    else:
        for child in getattr(box, "children", ()):
            yield from _text_boxes(child, (*around, box))


def _is_plain(box: Any, around: Sequence[Any], drawn: Sequence[bytes], place: int) -> bool:
    begun = max(at for at in range(place) if drawn[at] == b"BDC")
    return (
        all(operator.endswith((b" gs", b" rg")) for operator in drawn[begun + 1 : place - 1])
        and drawn[place + 4] == b"EMC"
        and all(one.element_tag != "a" for one in around)
        and box.style["white_space"] == "normal"
        and box.style["hyphens"] != "auto"
        and box.style["text_transform"] == "none"
        and box.style["font_feature_settings"] == "normal"
        and box.style["font_variant_position"] == "normal"
    )


def match_runs(runs: Iterator[TextRun], source: Source) -> dict[int, list[TextRun]]:
    """Return the runs of each text that a page shows, by its number.

    Raises NotExactError where the runs are not the texts in their order.
    """
    matched: dict[int, list[TextRun]] = {}
    unseen = source.unseen
    for text, words in enumerate(source.texts):
        rest = "" if text in unseen else words
        while rest:
            run = next(runs, None)
            if run is None or not rest.startswith(run.words.strip(" ")):
                raise NotExactError(f"the page does not show its words in their order: {rest[:40]}")
            rest = rest[len(run.words.strip(" ")) :].lstrip(" ")
            matched.setdefault(text, []).append(run)
    if next(runs, None):
        raise NotExactError("the page shows more than its words")
    return matched


def by_lines(matched: Mapping[int, Sequence[TextRun]]) -> Iterator[dict[int, Sequence[TextRun]]]:
    """Yield texts that share lines, together, with their runs."""
    group: dict[int, Sequence[TextRun]] = {}
    line = None
    for text, runs in matched.items():
        if group and runs[0].line != line:
            yield group
            group = {}
        group[text] = runs
        line = runs[-1].line
    if group:
        yield group
