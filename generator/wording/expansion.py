"""A template with all that it extends, includes and calls in its place: HTML, and the signs of what varies in it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import NamedTuple

from jinja2 import Environment, TemplateNotFound, nodes

from ..errors import Fault, Faulty
from .formats import FORMATS, TEXT, Format

Scope = Mapping[str, str | nodes.Const]
"""What the names of macros' parameters and of loops stand for: the path of a value, or a constant."""


class Value(NamedTuple):
    """A value is printed here. What is worked out has no path."""

    path: str
    format: Format


class BranchStart(NamedTuple):
    """A wording begins here: what is so where it is printed, and whether it is the first of a choice."""

    facts: Mapping[str, object]
    is_first: bool


class LoopStart(NamedTuple):
    """A repetition begins here: the path of its list."""

    path: str


class BlockEnd(NamedTuple):
    """A choice or a repetition ends here."""


class Sign(NamedTuple):
    """What a template does at a position of its HTML, and the file and line where it says so."""

    position: int
    meaning: Value | BranchStart | LoopStart | BlockEnd
    file: str
    line: int

    def refused(self, what: str) -> Faulty:
        """Return the refusal of what stands here."""
        return refused(self.file, self.line, what)


def refused(file: str, line: int, what: str) -> Faulty:
    """Return the refusal of a line of a template."""
    return Faulty([Fault(file, line, 1, "", what, "write it so that a letter can be read back")])


@dataclass(slots=True)
class Expansion:
    """The HTML of a template, whatever varies taken out, and the signs of that in the order of their positions."""

    html: str
    signs: list[Sign]


def expand(environment: Environment, template: str) -> Expansion:
    """Return a template with all that it extends, includes and calls.

    Raises Faulty, with file and line, for what cannot be read back.
    """
    expander = _Expander(environment)
    expander.template(template, {})
    return Expansion("".join(expander.html), expander.signs)


@dataclass(slots=True)
class _Expander:
    environment: Environment
    html: list[str] = field(default_factory=list)
    signs: list[Sign] = field(default_factory=list)
    _length: int = 0
    _blocks: dict[str, tuple[nodes.Block, str]] = field(default_factory=dict)
    _macros: dict[str, tuple[nodes.Macro, str]] = field(default_factory=dict)

    def template(self, name: str, scope: Scope) -> None:
        source, filename, _ = self.environment.loader.get_source(self.environment, name)  # type: ignore[union-attr]
        tree = self.environment.parse(source, name, filename)
        file = str(filename)
        for block in tree.find_all(nodes.Block):
            self._blocks.setdefault(block.name, (block, file))
        for macro in tree.find_all(nodes.Macro):
            self._macros[macro.name] = (macro, file)
        parents = [node for node in tree.body if isinstance(node, nodes.Extends)]
        for parent in parents:
            self.template(_constant(parent.template, file), scope)
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
                self._print(node.data)
            case nodes.Block():
                block, its_file = self._blocks[node.name]
                self._all(block.body, its_file, scope)
            case nodes.Include():
                self._include(node, file, scope)
            case nodes.If():
                self._choice(node, file, scope)
            case nodes.For(target=nodes.Name(name=name), else_=[], test=None, recursive=False):
                path = _path(node.iter, file, scope)
                self._sign(LoopStart(path), file, node.lineno)
                self._all(node.body, file, {**scope, name: f"{path}*"})
                self._sign(BlockEnd(), file, node.lineno)
            case nodes.Macro():
                pass  # read where it is called
            case nodes.Call(node=nodes.Name(name=name), kwargs=[], dyn_args=None, dyn_kwargs=None) if (
                name in self._macros
            ):
                self._call(name, node, file, scope)
            case nodes.Expr():
                self._value(node, file, scope)
            case _:
                kind = type(node).__name__.lower()
                raise refused(file, node.lineno or _line(node), f"{kind} cannot be read back")

    def _include(self, node: nodes.Include, file: str, scope: Scope) -> None:
        name = _constant(node.template, file)
        try:
            self.template(name, scope)
        except TemplateNotFound as error:
            if not (node.ignore_missing and error.name == name):
                raise

    def _choice(self, node: nodes.If, file: str, scope: Scope) -> None:
        others: dict[str, object] = {}
        is_first = True
        for branch in (node, *node.elif_):
            facts, opposite = _facts(branch.test, file, scope)
            self._sign(BranchStart({**others, **facts}, is_first), file, branch.lineno)
            self._all(branch.body, file, scope)
            others, is_first = {**others, **opposite}, False
        self._sign(BranchStart(others, is_first=False), file, node.lineno)
        self._all(node.else_, file, scope)
        self._sign(BlockEnd(), file, node.lineno)

    def _call(self, name: str, call: nodes.Call, file: str, scope: Scope) -> None:
        macro, its_file = self._macros[name]
        names = [parameter.name for parameter in macro.args]
        defaults = names[len(names) - len(macro.defaults) :]
        arguments = {key: _argument(value, its_file, {}) for key, value in zip(defaults, macro.defaults, strict=True)}
        arguments |= {key: _argument(value, file, scope) for key, value in zip(names, call.args, strict=False)}
        self._all(macro.body, its_file, {**scope, **arguments})

    def _value(self, node: nodes.Expr, file: str, scope: Scope) -> None:
        if isinstance(node, nodes.Name) and isinstance(constant := scope.get(node.name), nodes.Const):
            self._print(escape(str(constant.value)))
        elif isinstance(node, nodes.Filter) and node.node and node.name in FORMATS and not node.args:
            self._sign(Value(_path(node.node, file, scope), FORMATS[node.name]), file, node.lineno)
        elif isinstance(node, nodes.Name | nodes.Getattr):
            self._sign(Value(_path(node, file, scope), TEXT), file, node.lineno)
        else:
            # Inside a tag it is written and not read; elsewhere there is nothing to read it by.
            self._sign(Value("", TEXT), file, node.lineno)

    def _print(self, html: str) -> None:
        self.html.append(html)
        self._length += len(html)

    def _sign(self, meaning: Value | BranchStart | LoopStart | BlockEnd, file: str, line: int) -> None:
        self.signs.append(Sign(self._length, meaning, file, line))


def _facts(test: nodes.Node, file: str, scope: Scope) -> tuple[dict[str, object], dict[str, object]]:
    """Return what is so where a condition holds, and what is so where it does not."""
    match test:
        case nodes.Not(node=inner):
            facts, opposite = _facts(inner, file, scope)
            return opposite, facts
        case nodes.Compare(expr=left, ops=[nodes.Operand(op="eq", expr=nodes.Const(value=constant))]):
            return {_path(left, file, scope): constant}, {}
        case nodes.Name() | nodes.Getattr():
            path = _path(test, file, scope)
            return {path: True}, {path: False}
    what = "a condition must be a name, its negation or an equality with a constant"
    raise refused(file, test.lineno, what)


def _argument(argument: nodes.Expr, file: str, scope: Scope) -> str | nodes.Const:
    return argument if isinstance(argument, nodes.Const) else _path(argument, file, scope)


def _path(node: nodes.Node, file: str, scope: Scope) -> str:
    match node:
        case nodes.Name(name=name):
            bound = scope.get(name, name)
            if isinstance(bound, str):
                return bound
        case nodes.Getattr(node=inner, attr=attribute):
            return f"{_path(inner, file, scope)}.{attribute}"
    raise refused(file, node.lineno, "only the name of a value can be read back")


def _constant(node: nodes.Expr, file: str) -> str:
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        return node.value
    raise refused(file, node.lineno, "the name of a template must stand here itself")


def _line(node: nodes.Node) -> int:
    """Return the first line that a node without one of its own knows of: `{% autoescape %}` has none."""
    return next(_lines(node), 1)


def _lines(node: nodes.Node) -> Iterator[int]:
    for child in node.iter_child_nodes():
        if child.lineno:
            yield child.lineno
        yield from _lines(child)
