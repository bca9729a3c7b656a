"""HTML: its elements, and a walk through a page's tags and texts (https://html.spec.whatwg.org)."""

import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from typing import NamedTuple

INLINE = frozenset(
    "a abbr b bdi bdo cite code data del dfn em i ins kbd mark q s samp small span strong sub sup time u var".split()
)
"""Elements within a line: the words beside them are their neighbours. All others begin and end lines."""

_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_NOT_READ = frozenset("head script style svg".split())
_END_IS_OPTIONAL = frozenset("body dd dt head html li option p rp rt tbody td tfoot th thead tr".split())
_QUOTATION_MARKS = ("\u201c\u201d", "\u2018\u2019")  # around <q>, and around one inside another

_TAG = re.compile(r"""(<!--.*?-->|<[^<>"']*(?:"[^"]*"[^<>"']*|'[^']*'[^<>"']*)*>)""", re.DOTALL)
_NAME = re.compile(r"</?([a-zA-Z][^\s/>]*)")


class Tag(NamedTuple):
    """A tag: the element's name, and whether it opens or closes one; `<br>` does neither, and a comment has no name.

    Words before and behind one that `ends_words` are not neighbours.
    """

    name: str
    opens: bool
    closes: bool
    ends_words: bool


class Element(NamedTuple):
    """An open element, with its tag as it is written and where that begins, and the element around it.

    Whoever reads the page sees what `is_read`: not what stands in its head, its styles and its drawings.
    """

    tag: str
    name: str
    start: int
    parent: "Element | None"
    is_read: bool

    @property
    def path(self) -> tuple["Element", ...]:
        """The elements from the outermost to this one."""
        return (*self.parent.path, self) if self.parent else (self,)

    def quotation_mark(self, *, closes: bool) -> str:
        """Return what is printed where a `<q>` opens or closes."""
        depth = sum(element.name == "q" for element in self.path)
        return _QUOTATION_MARKS[(depth - 1) % 2][closes]


class Piece(NamedTuple):
    """A tag of a page, or the text between two tags: its source, where it begins and ends, and the innermost element.

    A tag that opens or closes an element has this one as its `element`.
    """

    source: str
    start: int
    end: int
    tag: Tag | None
    element: Element | None
    is_read: bool


def split_tags(html: str) -> list[str]:
    """Return the texts and tags of a page in turn, beginning and ending with a text, which may be empty."""
    return _TAG.split(html)


def walk(html: str) -> list[Piece]:
    """Return the same with their places and the elements around them."""
    pieces = []
    element: Element | None = None
    start = 0
    for number, source in enumerate(split_tags(html)):
        tag = _tag(source) if number % 2 else None
        closed = None
        if tag and tag.opens:
            is_read = (not element or element.is_read) and tag.name not in _NOT_READ
            element = Element(source, tag.name, start, element, is_read)
        elif tag and tag.closes:
            closed = _innermost(element, tag.name)
        around = closed or element
        end = start + len(source)
        pieces.append(Piece(source, start, end, tag, around, not around or around.is_read))
        if closed:
            element = closed.parent
        start = end
    return pieces


@lru_cache(maxsize=2000)
def _tag(source: str) -> Tag:
    found = _NAME.match(source)
    if not found:
        return Tag("", opens=False, closes=False, ends_words=False)
    name = found[1].lower()
    closes = source.startswith("</")
    is_whole = source.endswith("/>") or name in _VOID
    return Tag(name, not closes and not is_whole, closes, name not in INLINE and name not in _NOT_READ)


def _innermost(element: Element | None, name: str) -> Element | None:
    while element and element.name != name:
        element = element.parent
    return element


def attribute(tag: str, name: str) -> str:
    """Return the value of an attribute of a tag, empty where it has none."""
    found = re.search(rf"""\s{name}=(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", tag)
    return unescape(found[1] or found[2] or found[3] or "") if found else ""


def printed_text(source: str) -> str:
    """Return a text as it is printed, without its soft hyphens."""
    return unescape(source).replace("\u00ad", "")


def lines_of(html: str) -> str:
    """Return the words of a page, a line for each stretch that an element sets off, and a form feed at sections."""
    lines = []
    for piece in walk(html):
        if not piece.is_read:
            continue
        if piece.tag is None:
            lines.append(printed_text(piece.source).replace("\n", " "))
        elif piece.tag.ends_words:
            lines.append("\f" if piece.tag.name == "section" else "\n")
        elif piece.tag.name == "q" and piece.element:
            lines.append(piece.element.quotation_mark(closes=piece.tag.closes))
    return "".join(lines)


def misplaced_tags(html: str) -> Iterator[tuple[str, int, str]]:
    """Give each tag of a page that does not fit, as it is written, where it begins, and what is wrong with it.

    Browsers and WeasyPrint guess what was meant, and each guesses otherwise.
    """
    element: Element | None = None
    for piece in walk(html):
        if piece.tag is None:
            if piece.is_read and (found := re.search(r"<.*|[{}].*", piece.source)):
                is_tag = found[0].startswith("<")
                what = (
                    "is no tag, or is not closed with >"
                    if is_tag
                    else "is printed as it stands: a value has two braces"
                )
                yield found[0], piece.start + found.start(), what
            continue
        if piece.tag.closes and not (piece.element and piece.element.name == piece.tag.name):
            yield piece.source, piece.start, "closes what was not opened"
            continue
        while element and element is not piece.element and piece.tag.closes:
            yield from _not_closed(element)
            element = element.parent
        if piece.tag.opens or piece.tag.closes:
            element = piece.element.parent if piece.tag.closes and piece.element else piece.element
    while element:
        yield from _not_closed(element)
        element = element.parent


def _not_closed(element: Element) -> Iterator[tuple[str, int, str]]:
    if element.name not in _END_IS_OPTIONAL:
        yield element.tag, element.start, "is not closed"
