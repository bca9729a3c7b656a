"""A YAML file as plain values, and the place of each: YAML 1.2's core scalars and dates, without surprises.

Aliases and tags are refused, and so is a key given twice; `no`, `012` and `1_000` are words, nothing else.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from ..errors import Fault, Faulty

KeyPath = tuple[str | int, ...]
Place = tuple[int, int]

_DEPTH = 20
_SCALARS: tuple[tuple[re.Pattern[str], Callable[[str], Any]], ...] = (
    (re.compile(r"|~|null"), lambda _: None),
    (re.compile(r"true|false"), lambda text: text == "true"),
    (re.compile(r"0|-?[1-9][0-9]{0,17}"), int),
    (re.compile(r"-?[0-9]+\.[0-9]+"), float),
    (re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"), date.fromisoformat),
)


@dataclass(frozen=True, slots=True)
class Document:
    """A file's values (mappings, tuples, scalars), and where each key and each value begins (line, column, from 1).

    `faults` are of what no value can be read from; it is None there.
    """

    file: str
    values: Any
    keys: dict[KeyPath, Place]
    places: dict[KeyPath, Place]
    faults: list[Fault]


@dataclass(slots=True)
class _Reader:
    """Walks the events of one file. The parser in C is ten times as fast as composing nodes in Python."""

    file: str
    events: Iterator[Any]
    keys: dict[KeyPath, Place] = field(default_factory=dict)
    places: dict[KeyPath, Place] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def value(self, event: Any, path: KeyPath) -> Any:
        self.places[path] = _place(event.start_mark)
        if isinstance(event, yaml.AliasEvent):
            return self.fault(event, path, "an alias (*) stands for a value", "write the value itself")
        if event.tag not in (None, "!") or event.anchor:
            self.fault(event, path, "YAML's tags (!) and anchors (&) are not read", "take it out")
        if len(path) > _DEPTH:
            raise Faulty([Fault(self.file, *self.places[path], "", "nested too deeply", "a record has a few levels")])
        if isinstance(event, yaml.MappingStartEvent):
            return dict(self.entries(path))
        if isinstance(event, yaml.SequenceStartEvent):
            return tuple(self.items(path))
        return _scalar(event)

    def entries(self, path: KeyPath) -> Iterator[tuple[str, Any]]:
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = event.value if isinstance(event, yaml.ScalarEvent) else None
            entry = (*path, str(key))
            if key is None:
                self.value(event, entry)
                self.fault(event, path, "a key must be a word", "write it as `key: value`")
            elif entry in self.keys:
                self.fault(event, entry, "given twice", "keep one of the two")
            self.keys[entry] = _place(event.start_mark)
            yield str(key), self.value(next(self.events), entry)

    def items(self, path: KeyPath) -> Iterator[Any]:
        index = 0
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            yield self.value(event, (*path, index))
            index += 1

    def fault(self, event: Any, path: KeyPath, what: str, cure: str) -> None:
        self.faults.append(Fault(self.file, *_place(event.start_mark), dotted(path), what, cure))


def read(path: Path, file: str) -> Document:
    """The document in a file, which faults call `file`. Raises Faulty where there is none to speak of."""
    reader = _Reader(file, _events(path, file))
    next(reader.events)  # the stream
    if isinstance(next(reader.events), yaml.StreamEndEvent):
        raise Faulty([Fault(file, 1, 1, "", "the file is empty", "write the record, or take the file away")])
    values = reader.value(next(reader.events), ())
    next(reader.events)  # the document's end
    if not isinstance(second := next(reader.events), yaml.StreamEndEvent):
        reader.fault(second, (), "a second document (---) begins here", "keep one in each file")
    return Document(file, values, reader.keys, reader.places, reader.faults)


def _scalar(event: Any) -> Any:
    """A value of the type that it looks like. A day that no calendar has stays the word that it is."""
    if event.style:
        return event.value
    for pattern, construct in _SCALARS:
        if pattern.fullmatch(event.value):
            with suppress(ValueError):
                return construct(event.value)
    return event.value


def dotted(path: KeyPath) -> str:
    """A value's name as people write it: `personal_paragraphs.0`."""
    return ".".join(map(str, path))


def _events(path: Path, file: str) -> Iterator[Any]:
    text = _text(path, file)
    try:
        yield from yaml.parse(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = _place(mark) if mark else (1, 1)
        what = f"not YAML: {error.problem or error.context}"
        raise Faulty([Fault(file, *place, "", what, "look at the indentation, colons and quotes here")]) from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        what = f"holds a character that YAML does not allow (U+{error.character:04X})"
        raise Faulty([Fault(file, line, 1, "", what, "take it out")]) from None


def _text(path: Path, file: str) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise Faulty([Fault(file, line, 1, "", "not UTF-8 text", "save the file as UTF-8")]) from None
    except FileNotFoundError:
        raise Faulty([Fault(file, 1, 1, "", "the file is not there", "write it, or name another folder")]) from None
    except OSError as error:
        raise Faulty([Fault(file, 1, 1, "", f"cannot be read ({error.strerror})", "mend its permissions")]) from None


def _place(mark: Any) -> Place:
    return mark.line + 1, mark.column + 1
