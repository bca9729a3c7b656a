"""The grammar of an edition's letters: what their text looks like, derived from the templates that write them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from .expansion import BlockEnd, BranchStart, Expansion, LoopStart, Sign, Value
from .formats import TEXT, Format
from .html import Piece, attribute, printed_text, walk

_OUTSIDE = "page"
"""The name of what stands outside all sections."""


@dataclass(frozen=True, slots=True)
class Words:
    """Literal words, single spaces between them."""

    text: str


@dataclass(frozen=True, slots=True)
class Space:
    """Where words end: a space in the text, or its beginning or end."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A value whose format has a shape of its own."""

    path: str
    format: Format


@dataclass(frozen=True, slots=True)
class Run:
    """Free texts side by side, with nothing but white space between them: read as one run of words.

    A path that ends in `*` is a list of texts. `sections` are the indexes of the texts that begin a section.
    """

    values: tuple[tuple[str, Format], ...]
    sections: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Branch:
    """One wording of several: what it says, and what is so where it is said."""

    facts: Mapping[str, object]
    body: "Body"


@dataclass(frozen=True, slots=True)
class Choice:
    """Wordings of which a letter has one."""

    branches: tuple[Branch, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """Words that belong to a picture (`<figure>`): a program that read the letter may have lost them."""

    body: "Body"


Node = Words | Space | Gap | Run | Choice | Picture
Body = tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """What stands in a section, up to the next that begins in it, by the name of the `<section>` (`data-part`)."""

    name: str
    body: Body


@dataclass(frozen=True, slots=True)
class Grammar:
    """The text of a letter as a whole; and part by part, so that a letter that lost a page still tells what it can."""

    whole: Body
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class _Section:
    """Where a section begins, or goes on after one inside it has ended."""

    name: str


_Raw = list[Node | _Section]


@dataclass(slots=True)
class _Frame:
    """What is being put together: the page, a picture, a repetition, or the branches of a choice."""

    body: _Raw = field(default_factory=list)
    begin: Sign | None = None
    branches: list[Branch] = field(default_factory=list)
    facts: Mapping[str, object] = field(default_factory=dict)


def grammar_of(expansion: Expansion) -> Grammar:
    """Derive a grammar from a template.

    What stands in tags, drawings and the page's head is not read. Raises Faulty, with file and line, where the template
    holds what cannot be read back.
    """
    builder = _Builder()
    signs = list(reversed(expansion.signs))
    for piece in walk(expansion.html):
        if piece.tag:
            builder.tag(piece)
        is_text = piece.tag is None and piece.is_read
        position = piece.start
        while signs and signs[-1].position < piece.end + (piece.tag is None):
            sign = signs.pop()
            if is_text:
                builder.text(expansion.html[position : sign.position])
                builder.sign(sign)
                position = sign.position
        if is_text:
            builder.text(expansion.html[position : piece.end])
    return builder.grammar()


class _Builder:
    """Puts a grammar together from the tags, the texts and the signs of a template, in their order."""

    def __init__(self) -> None:
        self._frames = [_Frame()]
        self._sections = [_OUTSIDE]
        self._count = 0

    def grammar(self) -> Grammar:
        page = self._frames[0].body
        parts: list[tuple[str, _Raw]] = [(_OUTSIDE, [])]
        for node in page:
            if isinstance(node, _Section):
                parts.append((node.name, []))
            else:
                parts[-1][1].append(node)
        joined = [Part(name, _joined(body)) for name, body in parts]
        return Grammar(_joined(page), tuple(part for part in joined if any(node != Space() for node in part.body)))

    def tag(self, piece: Piece) -> None:
        if piece.tag is None or not piece.is_read:
            return
        name, opens, closes, ends_words = piece.tag
        if name == "q" and piece.element:
            self._put(Words(piece.element.quotation_mark(closes=closes)))
        if name == "section":
            self._section(piece)
            return
        if name == "figure" and closes and self._is_picture(self._frames[-1]):
            picture = self._frames.pop()
            self._put(Picture(_joined(picture.body)))
        if ends_words:
            self._put(Space())
        if name == "figure" and opens:
            self._frames.append(_Frame())

    def _section(self, piece: Piece) -> None:
        if piece.tag and piece.tag.opens:
            self._count += 1
            self._sections.append(attribute(piece.source, "data-part") or f"part {self._count}")
        elif len(self._sections) > 1:
            self._sections.pop()
        self._frames[-1].body.append(_Section(self._sections[-1]))

    def _is_picture(self, frame: _Frame) -> bool:
        return frame is not self._frames[0] and frame.begin is None

    def text(self, html: str) -> None:
        text = printed_text(html)
        if not text:
            return
        if text[0].isspace():
            self._put(Space())
        if words := " ".join(text.split()):
            self._put(Words(words))
            if text[-1].isspace():
                self._put(Space())

    def sign(self, sign: Sign) -> None:
        match sign.meaning:
            case Value(path=""):
                raise sign.refused("this expression cannot be read back")
            case Value(path=path, format=written):
                if self._frames[-1].body and isinstance(self._frames[-1].body[-1], Gap | Run):
                    raise sign.refused("two values stand side by side, with no word or space between them")
                self._put(Gap(path, written) if written.shape else Run(((path, written),)))
            case BranchStart(is_first=True, facts=facts):
                self._frames.append(_Frame(begin=sign, facts=facts))
            case BranchStart(facts=facts):
                if self._frames[-1].begin is None:
                    raise sign.refused("the wordings of this choice begin and end in different elements")
                self._end_branch(facts)
            case LoopStart():
                self._frames.append(_Frame(begin=sign))
            case BlockEnd():
                self._end(sign)

    def _end_branch(self, facts: Mapping[str, object]) -> None:
        frame = self._frames[-1]
        frame.branches.append(Branch(frame.facts, _joined(frame.body)))
        frame.body = []
        frame.facts = facts

    def _end(self, sign: Sign) -> None:
        begin = self._frames[-1].begin
        if begin is None:
            raise sign.refused("this ends in another element than it began in")
        if isinstance(begin.meaning, LoopStart):
            self._end_loop(begin, begin.meaning.path)
            return
        self._end_branch({})
        branches = tuple(self._frames.pop().branches)
        wordings = [tuple(node for node in branch.body if node != Space()) for branch in branches]
        if any(wordings.count(wording) > 1 for wording in wordings):
            raise begin.refused("two wordings of this choice cannot be told apart")
        self._put(Choice(branches))

    def _end_loop(self, begin: Sign, path: str) -> None:
        printed = [node for node in _joined(self._frames.pop().body) if node != Space()]
        match printed:
            case [Run(values=[(name, _)]) as run] if name == f"{path}*":
                for node in (Space(), run, Space()):
                    self._put(node)
            case _:
                raise begin.refused("a repetition can be read back of single texts only")

    def _put(self, node: Node) -> None:
        self._frames[-1].body.append(node)


def _joined(body: Sequence[Node | _Section]) -> Body:
    """Return a body with single spaces, and with free texts that nothing but a space divides as one run."""
    joined: list[Node] = []
    space = section = False
    for node in body:
        if isinstance(node, Space | _Section):
            space = True
            section = section or isinstance(node, _Section)
            continue
        if isinstance(node, Run) and joined and isinstance(run := joined[-1], Run):
            starts = (*run.sections, len(run.values)) if section else run.sections
            joined[-1] = Run(run.values + node.values, starts)
        else:
            joined += (Space(), node) if space else (node,)
        space = section = False
    return (*joined, Space()) if space else tuple(joined)


def paths_in(body: Body) -> frozenset[str]:
    """Return the paths of all values that a body holds, in any of its wordings; a list's without its `*`."""
    paths: set[str] = set()
    for node in nodes_in(body):
        match node:
            case Gap(path=path):
                paths.add(path)
            case Run(values=values):
                paths.update(path.removesuffix("*") for path, _ in values)
    return frozenset(paths)


def texts_in(body: Body) -> frozenset[str]:
    """Return the paths of the values that a body prints without a format."""
    runs = [node for node in nodes_in(body) if isinstance(node, Run)]
    return frozenset(path for run in runs for path, written in run.values if written is TEXT and not path.endswith("*"))


def conditions_in(body: Body) -> frozenset[str]:
    """Return the paths of all values that a body's wordings hang on."""
    choices = [node for node in nodes_in(body) if isinstance(node, Choice)]
    return frozenset(path for choice in choices for branch in choice.branches for path in branch.facts)


def nodes_in(body: Body) -> Iterator[Node]:
    """Give all nodes of a body, and of its pictures and its wordings."""
    for node in body:
        yield node
        match node:
            case Picture(body=inner):
                yield from nodes_in(inner)
            case Choice(branches=branches):
                for branch in branches:
                    yield from nodes_in(branch.body)
