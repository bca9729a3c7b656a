"""A record's text changed in a few values: comments, order and whatever else somebody wrote by hand stay as they are.

A library that reads YAML and writes it again re-folds long lines and re-indents lists. So only the characters of a
value are replaced, at the marks that PyYAML gives them, and what comes out is read again and compared.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from ..errors import Fault, Faulty
from ..files import write_whole
from .document import KeyPath, dotted, parsed
from .dump import dump, on_one_line
from .source import Source

Edit = tuple[int, int, str]
"""From here to there, in characters, stands this instead."""

_BLOCK = ("|", ">")
_MANY = (Mapping, tuple, list)
_REMARK = re.compile(r"(^|\s)#", re.MULTILINE)
_UNFOLDED = 2**30
_NULL = "tag:yaml.org,2002:null"


class CannotAmendError(Exception):
    """The text is laid out in a way that a change would not leave whole; a person has to make it."""


def amended(text: str, values: Any, changes: Mapping[KeyPath, object], order: tuple[str, ...] = ()) -> str:
    """The text of a record, which reads as `values`, changed in some; one that is None is taken out, with its key.

    A section that was not there comes after those before it in `order`. Raises CannotAmendError where the result would
    not read as the record with these values and no other change.
    """
    if not changes:
        return text
    root = yaml.compose(text, Loader=yaml.CSafeLoader)
    if not isinstance(root, yaml.MappingNode):
        raise CannotAmendError
    expected = with_changes(values, changes)
    if not root.value:
        return _applied(text, [(root.start_mark.index, root.end_mark.index, dump(expected).rstrip())])
    for in_braces in (False, True):
        editor = _Editor(text, root, order, in_braces)
        edits = [edit for path, value in _placed(changes, values).items() for edit in editor.edits(path, value)]
        if _reads_as(new := _applied(text, edits), expected):
            return new
    raise CannotAmendError


def _reads_as(text: str, expected: object) -> bool:
    with suppress(Faulty):
        return bool(parsed(text) == expected)
    return False


def changed(source: Source[Any], changes: Mapping[KeyPath, object], order: tuple[str, ...] = ()) -> str:
    """The text of a record's file with these values. Raises CannotAmendError."""
    if source.document is None:
        raise CannotAmendError
    return amended(source.document.text, source.document.values, changes, order)


def check_amendable(source: Source[Any], changes: Mapping[KeyPath, object], order: tuple[str, ...] = ()) -> bytes:
    """The record's file as it would be with these values. Raises Faulty where a person has to make the change."""
    try:
        return changed(source, changes, order).encode()
    except CannotAmendError:
        raise Faulty([unamendable(source, changes)]) from None


def amend(source: Source[Any], changes: Mapping[KeyPath, object], order: tuple[str, ...] = ()) -> None:
    """Write a record's file anew with these values. Raises Faulty where a person has to make the change, OSError."""
    write_whole(Path(source.file), check_amendable(source, changes, order))


def unamendable(source: Source[Any], changes: Mapping[KeyPath, object]) -> Fault:
    """The fault of a file that a person has to change."""
    wanted = ", ".join(on_one_line({dotted(path): value}) for path, value in changes.items())
    return source.fault((), "laid out so that no program can change it", f"write {wanted}")


@dataclass(frozen=True, slots=True)
class _Editor:
    text: str
    root: yaml.MappingNode
    order: tuple[str, ...]
    in_braces: bool = False

    def edits(self, path: KeyPath, value: object) -> Iterator[Edit]:
        found = _found(self.root, path)
        if found is None:
            if value is not None:
                yield self.added(path, value)
            return
        key, node = found
        if value is None:
            yield (*self.lines(key, node), "")
        elif isinstance(node, yaml.ScalarNode) and not (node.style in _BLOCK or isinstance(value, _MANY)):
            yield node.start_mark.index, node.end_mark.index, self.scalar(value)
        elif isinstance(node, yaml.ScalarNode) and isinstance(value, Mapping) and node.tag == _NULL:
            yield from self.filled(key, node, value)
        else:
            start, end = self.lines(key, node)
            if _REMARK.search(self.text, start, end):
                raise CannotAmendError
            yield start, end, self.entry(path, value, key.start_mark.column)

    def filled(self, key: yaml.Node, node: yaml.Node, value: Mapping[str, object]) -> Iterator[Edit]:
        """A section that held nothing; what is remarked on its line stays there."""
        end = self.lines(key, node)[1]
        gap = "" if self.text[:end].endswith(("\n", "\r")) else self.newline
        lines = (self.entry((name,), item, key.start_mark.column + 2) for name, item in value.items())
        yield node.start_mark.index, node.end_mark.index, ""
        yield end, end, gap + "".join(lines)

    def added(self, path: KeyPath, value: object) -> Edit:
        parent = self.root if len(path) == 1 else (_found(self.root, path[:-1]) or (None, None))[1]
        if not isinstance(parent, yaml.MappingNode) or not parent.value:
            raise CannotAmendError
        if parent.flow_style:
            end = _end(parent.value[-1][1])
            return end, end, f", {path[-1]}: {self.scalar(value)}"
        before = self.order[: self.order.index(str(path[0]))] if len(path) == 1 and path[0] in self.order else ()
        entries = [pair for pair in parent.value if not before or pair[0].value in before] or parent.value[:1]
        end = self.lines(*entries[-1])[1]
        gap = "" if self.text[:end].endswith(("\n", "\r")) else self.newline
        return end, end, gap + self.entry(path, value, parent.value[0][0].start_mark.column)

    def lines(self, key: yaml.Node, node: yaml.Node) -> tuple[int, int]:
        """The characters of all lines that an entry takes."""
        start = self.text.rfind("\n", 0, key.start_mark.index) + 1
        last = len(self.text[: _end(node)].rstrip())
        if self.text[start : key.start_mark.index].strip():
            raise CannotAmendError  # another value stands on the same line
        end = self.text.find("\n", last)
        return start, len(self.text) if end < 0 else end + 1

    def entry(self, path: KeyPath, value: object, indent: int) -> str:
        lines = dump({str(path[-1]): value}).splitlines()
        return "".join(f"{' ' * indent}{line}{self.newline}" for line in lines)

    def scalar(self, value: object) -> str:
        """A scalar as it is written, quotes and all; in braces, a comma asks for them."""
        if isinstance(value, _MANY):
            raise CannotAmendError
        written = dump({"x": value}, width=_UNFOLDED).removeprefix("x: ").rstrip("\n")
        return f"'{written.replace(chr(39), chr(39) * 2)}'" if self.in_braces and written == value else written

    @property
    def newline(self) -> str:
        return "\r\n" if "\r\n" in self.text else "\n"


def _placed(changes: Mapping[KeyPath, object], values: Mapping[str, object]) -> dict[KeyPath, object]:
    """The changes, those of a section that is not there yet as the section."""
    placed: dict[KeyPath, Any] = {}
    for path, value in changes.items():
        if len(path) > 1 and value is not None and not isinstance(values.get(str(path[0])), Mapping):
            placed.setdefault(path[:1], {})[str(path[1])] = value
        else:
            placed[path] = value
    return placed


def _found(root: yaml.MappingNode, path: KeyPath) -> tuple[yaml.Node, yaml.Node] | None:
    """The nodes of a value's key and of the value."""
    node: yaml.Node = root
    found = None
    for step in path:
        pairs = node.value if isinstance(node, yaml.MappingNode) else ()
        found = next((pair for pair in pairs if pair[0].value == step), None)
        if found is None:
            return None
        node = found[1]
    return found


def _end(node: Any) -> int:
    """Where a value ends. A block's own mark stands after the comments and blank lines that follow it."""
    if isinstance(node, yaml.ScalarNode) or node.flow_style or not node.value:
        return int(node.end_mark.index)
    last = node.value[-1]
    return _end(last[1] if isinstance(last, tuple) else last)


def _applied(text: str, edits: list[Edit]) -> str:
    for start, end, new in sorted(edits, key=lambda edit: edit[:2])[::-1]:
        text = text[:start] + new + text[end:]
    return text


def with_changes(values: Any, changes: Mapping[KeyPath, object]) -> Any:
    """A record's values with these changes; what is None is not there any more."""
    for path, value in changes.items():
        values = _with(values, path, value)
    return values


def _with(values: Any, path: KeyPath, value: object) -> Any:
    if not path:
        return value
    facts = dict(values) if isinstance(values, Mapping) else {}
    name = str(path[0])
    new = _with(facts.get(name), path[1:], value)
    if new is None:
        facts.pop(name, None)
    else:
        facts[name] = new
    return facts
