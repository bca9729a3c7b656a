"""The pattern of an edition's letters, derived from the templates that write them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from ..errors import Fault, Faulty
from .html import Reader
from .pattern import Body, Branch, Choice, Gap, Node, Part, Picture, Run, Space, Words
from .skeleton import Each, End, Skeleton, Turn, Value


def parts_of(skeleton: Skeleton) -> tuple[Part, ...]:
    """What a letter's text looks like, section by section.

    Each `<section>` is read by itself, so that a letter that lost a page still tells what it can; one inside another is
    a part of its own. What stands in tags, pictures and the page's head is not read. Raises Faulty, with file and line,
    where the templates hold what cannot be read back.
    """
    builder = _Builder(skeleton)
    builder.feed(skeleton.html)
    builder.close()
    return tuple(Part(name, body) for name, part in builder.parts if (body := tuple(_joined(part))))


@dataclass(slots=True)
class _Frame:
    """What is being put together: a part, a picture, a repetition, or the branches of a choice."""

    kind: str
    body: list[Node] = field(default_factory=list)
    branches: list[Branch] = field(default_factory=list)
    facts: dict[str, object] = field(default_factory=dict)
    index: int = 0


class _Builder(Reader):
    """Takes the HTML away from a skeleton."""

    def __init__(self, skeleton: Skeleton) -> None:
        super().__init__()
        self.skeleton = skeleton
        self.parts: list[tuple[str, list[Node]]] = []
        self._frames = [_Frame("page")]

    def opened(self, tag: str, attributes: Mapping[str, str | None]) -> None:
        if tag == "section":
            part = _Frame(tag)
            self.parts.append((attributes.get("data-part") or f"part {len(self.parts) + 1}", part.body))
            self._frames.append(part)
        if tag == "figure":
            self._frames.append(_Frame(tag))

    def closed(self, tag: str) -> None:
        if tag in ("section", "figure") and self._frames[-1].kind == tag:
            frame = self._frames.pop()
            if tag == "figure":
                self._put(Picture(tuple(_joined(frame.body))))

    def space(self) -> None:
        self._put(Space())

    def words(self, text: str) -> None:
        for own, characters in groupby(text, lambda character: self.skeleton.sign(character) is None):
            if own:
                self._words("".join(characters))
            else:
                for character in characters:
                    self._sign(self.skeleton.sign(character) or 0)

    def _words(self, text: str) -> None:
        if text[0].isspace():
            self._put(Space())
        if words := " ".join(text.split()):
            self._put(Words(words))
            if text[-1].isspace():
                self._put(Space())

    def _sign(self, index: int) -> None:
        match self.skeleton.signs[index]:
            case Value(path=""):
                raise self._refused(index, "this expression cannot be read back")
            case Value(path=path, format=written):
                self._put(Gap(path, written) if written.shape else Run(((path, written),)))
            case Turn(facts=facts, first=first):
                if first:
                    self._frames.append(_Frame("choice", index=index))
                elif self._frames[-1].kind == "choice":
                    self._end_branch()
                else:
                    raise self._refused(index, "the wordings of this choice begin and end in different elements")
                self._frames[-1].facts = dict(facts)
            case Each():
                self._frames.append(_Frame("each", index=index))
            case End():
                self._end(index)

    def _end_branch(self) -> None:
        frame = self._frames[-1]
        frame.branches.append(Branch(frame.facts, tuple(_joined(frame.body))))
        frame.body = []

    def _end(self, index: int) -> None:
        frame = self._frames[-1]
        if frame.kind == "choice":
            self._end_branch()
            self._frames.pop()
            wordings = [tuple(node for node in branch.body if node != Space()) for branch in frame.branches]
            if any(wordings.count(wording) > 1 for wording in wordings):
                raise self._refused(frame.index, "two wordings of this choice cannot be told apart")
            self._put(Choice(tuple(frame.branches)))
        elif frame.kind == "each":
            self._frames.pop()
            runs = [node for node in frame.body if not isinstance(node, Space)]
            if len(runs) != 1 or not isinstance(runs[0], Run):
                raise self._refused(frame.index, "a repetition can be read back of single texts only")
            for node in (Space(), runs[0], Space()):
                self._put(node)
        else:
            raise self._refused(index, "this ends in another element than it began in")

    def _put(self, node: Node) -> None:
        self._frames[-1].body.append(node)

    def _refused(self, index: int, what: str) -> Faulty:
        file, line = self.skeleton.places[index]
        return Faulty([Fault(file, line, 1, "", what, "write it so that a letter can be read back")])


def _joined(body: list[Node]) -> Iterator[Node]:
    """A body with single spaces, and with free texts that nothing but a space divides as one run."""
    run: Run | None = None
    space = False
    for node in body:
        if isinstance(node, Space):
            space = True
            continue
        if isinstance(node, Run) and run:
            run = Run(run.values + node.values)
            space = False
            continue
        if run:
            yield run
            run = None
        if space:
            yield Space()
            space = False
        if isinstance(node, Run):
            run = node
        else:
            yield node
    if run:
        yield run
    if space:
        yield Space()


def paths_in(body: Body) -> Iterator[str]:
    """The paths of all values that a body holds, in any of its wordings; a list's without its `*`."""
    for node in _nodes_in(body):
        match node:
            case Gap(path=path):
                yield path
            case Run(values=values):
                yield from (path.removesuffix("*") for path, _ in values)


def conditions_in(body: Body) -> Iterator[str]:
    """The paths of all values that a body's wordings hang on."""
    choices = (node for node in _nodes_in(body) if isinstance(node, Choice))
    return (path for choice in choices for branch in choice.branches for path in branch.facts)


def _nodes_in(body: Body) -> Iterator[Node]:
    """All nodes of a body, and of its pictures and its wordings."""
    for node in body:
        yield node
        match node:
            case Picture(body=inner):
                yield from _nodes_in(inner)
            case Choice(branches=branches):
                for branch in branches:
                    yield from _nodes_in(branch.body)
