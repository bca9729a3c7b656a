"""A template's syntax tree as a skeleton: its HTML, with a sign for every value and every turn of the wording.

Each sign is one character of a private plane of Unicode, so that the HTML around it can be taken away by a parser of
HTML: a sign inside a tag goes with the tag.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from jinja2 import Environment, nodes

from ..errors import Fault, Faulty
from .formats import FORMATS, TEXT, Format

_FIRST = 0xF0000
_TAG = re.compile("<[^>]*>")
_DRAWN = re.compile(r'stroke-dasharray="[^"]*"|rotate\([^)]*\)')  # what plates set anew for each letter
Scope = Mapping[str, str | nodes.Const]


@dataclass(frozen=True, slots=True)
class Value:
    """A value is printed here."""

    path: str
    format: Format


@dataclass(frozen=True, slots=True)
class Turn:
    """A wording begins here, with what is so where it is said; `first` of a choice or another of the same."""

    facts: Mapping[str, object]
    first: bool


@dataclass(frozen=True, slots=True)
class Each:
    """A repetition begins here."""


@dataclass(frozen=True, slots=True)
class End:
    """A choice or a repetition ends here."""


Sign = Value | Turn | Each | End


@dataclass(slots=True)
class Skeleton:
    """The HTML of a page with its signs, and where each sign comes from."""

    environment: Environment
    html: str = ""
    signs: list[Sign] = field(default_factory=list)
    places: list[tuple[str, int]] = field(default_factory=list)
    _blocks: dict[str, tuple[nodes.Block, str]] = field(default_factory=dict)
    _macros: dict[str, tuple[nodes.Macro, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, environment: Environment, template: str) -> "Skeleton":
        """The skeleton of a template and of all that it extends, includes and calls.

        Raises Faulty, with file and line, for what cannot be read back.
        """
        skeleton = cls(environment)
        skeleton._template(template, {})
        return skeleton

    def sign(self, character: str) -> int | None:
        """The index of the sign that a character is; None for one of the page's own."""
        return ord(character) - _FIRST if ord(character) >= _FIRST else None

    def in_tags(self) -> Iterator[tuple[str, str, int]]:
        """What tags hold, but for the figures of drawings: the path of each value, and its file and line.

        What is worked out there has no path.
        """
        for character in "".join(_TAG.findall(_DRAWN.sub("", self.html))):
            sign = self.sign(character)
            if sign is not None and isinstance(value := self.signs[sign], Value):
                yield value.path, *self.places[sign]

    def _template(self, name: str, scope: Scope) -> None:
        source, filename, _ = self.environment.loader.get_source(self.environment, name)  # type: ignore[union-attr]
        tree = self.environment.parse(source, name, filename)
        file = str(filename)
        for block in tree.find_all(nodes.Block):
            self._blocks.setdefault(block.name, (block, file))
        for macro in tree.find_all(nodes.Macro):
            self._macros[macro.name] = (macro, file)
        parents = [node for node in tree.body if isinstance(node, nodes.Extends)]
        for parent in parents:
            self._template(self._constant(parent.template, file), scope)
        if not parents:
            self._all(tree.body, file, scope)

    def _all(self, body: Sequence[nodes.Node], file: str, scope: Scope) -> None:
        for node in body:
            self._one(node, file, scope)

    def _one(self, node: nodes.Node, file: str, scope: Scope) -> None:
        match node:
            case nodes.Output():
                self._all(node.nodes, file, scope)
            case nodes.TemplateData():
                self.html += node.data
            case nodes.Block():
                block, theirs = self._blocks[node.name]
                self._all(block.body, theirs, scope)
            case nodes.Include():
                self._template(self._constant(node.template, file), scope)
            case nodes.If():
                self._choice(node, file, scope)
            case nodes.For(target=nodes.Name(name=name), else_=[], test=None, recursive=False):
                path = self._path(node.iter, file, scope)
                self._put(Each(), file, node.lineno)
                self._all(node.body, file, {**scope, name: f"{path}*"})
                self._put(End(), file, node.lineno)
            case nodes.Macro():
                pass  # read where it is called
            case nodes.Call(node=nodes.Name(name=name), kwargs=[], dyn_args=None, dyn_kwargs=None) if (
                name in self._macros
            ):
                self._call(name, node, file, scope)
            case nodes.Expr():
                self._value(node, file, scope)
            case _:
                raise self._refused(node, file, f"{type(node).__name__.lower()} cannot be read back")

    def _choice(self, node: nodes.If, file: str, scope: Scope) -> None:
        others: dict[str, object] = {}
        first = True
        for branch in (node, *node.elif_):
            facts, opposite = self._facts(branch.test, file, scope)
            self._put(Turn({**others, **facts}, first), file, branch.lineno)
            self._all(branch.body, file, scope)
            others, first = {**others, **opposite}, False
        self._put(Turn(others, first=False), file, node.lineno)
        self._all(node.else_, file, scope)
        self._put(End(), file, node.lineno)

    def _call(self, name: str, call: nodes.Call, file: str, scope: Scope) -> None:
        macro, theirs = self._macros[name]
        given = [self._argument(argument, file, scope) for argument in call.args]
        names = [parameter.name for parameter in macro.args]
        self._all(macro.body, theirs, {**scope, **dict(zip(names, given, strict=False))})

    def _argument(self, argument: nodes.Expr, file: str, scope: Scope) -> str | nodes.Const:
        return argument if isinstance(argument, nodes.Const) else self._path(argument, file, scope)

    def _value(self, node: nodes.Expr, file: str, scope: Scope) -> None:
        if isinstance(node, nodes.Name) and isinstance(constant := scope.get(node.name), nodes.Const):
            self.html += str(constant.value)
        elif isinstance(node, nodes.Filter) and node.node and node.name in FORMATS and not node.args:
            self._put(Value(self._path(node.node, file, scope), FORMATS[node.name]), file, node.lineno)
        elif isinstance(node, nodes.Name | nodes.Getattr):
            self._put(Value(self._path(node, file, scope), TEXT), file, node.lineno)
        else:
            # Inside a tag it is written and not read; elsewhere there is nothing to read it by.
            self._put(Value("", TEXT), file, node.lineno)

    def _facts(self, test: nodes.Node, file: str, scope: Scope) -> tuple[dict[str, object], dict[str, object]]:
        """What is so where a condition holds, and what is so where it does not."""
        match test:
            case nodes.Not(node=inner):
                facts, opposite = self._facts(inner, file, scope)
                return opposite, facts
            case nodes.Compare(expr=left, ops=[nodes.Operand(op="eq", expr=nodes.Const(value=constant))]):
                return {self._path(left, file, scope): constant}, {}
            case nodes.Name() | nodes.Getattr():
                path = self._path(test, file, scope)
                return {path: True}, {path: False}
        raise self._refused(test, file, "a condition must be a name, its negation or an equality with a constant")

    def _path(self, node: nodes.Node, file: str, scope: Scope) -> str:
        match node:
            case nodes.Name(name=name):
                bound = scope.get(name, name)
                if isinstance(bound, str):
                    return bound
            case nodes.Getattr(node=inner, attr=attribute):
                return f"{self._path(inner, file, scope)}.{attribute}"
        raise self._refused(node, file, "only the name of a value can be read back")

    def _constant(self, node: nodes.Expr, file: str) -> str:
        if isinstance(node, nodes.Const) and isinstance(node.value, str):
            return node.value
        raise self._refused(node, file, "the name of a template must stand here itself")

    def _put(self, sign: Sign, file: str, line: int) -> None:
        self.html += chr(_FIRST + len(self.signs))
        self.signs.append(sign)
        self.places.append((file, line))

    def _refused(self, node: nodes.Node, file: str, what: str) -> Faulty:
        return Faulty([Fault(file, node.lineno, 1, "", what, "write it so that a letter can be read back")])
