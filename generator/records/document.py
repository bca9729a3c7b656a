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
_SIZE = 200_000  # bytes: a record has some hundreds
_PLAINLY = {
    "mapping values are not allowed": (
        "a colon too many, or a line indented too far",
        "put text with a colon in quotes",
    ),
    "found a tab character": ("a tab", "indent with spaces"),
    "found character that cannot start": ("a sign that YAML keeps for itself, or a tab", "put the text in quotes"),
    "did not find expected ',' or ']'": ("a bracket [ that is not closed", "close it with ]"),
    "did not find expected ',' or '}'": ("a brace { that is not closed", "close it with }"),
    "found unexpected end of stream": ("quotes that are not closed", "close them on the same line"),
    "could not find expected ':'": ("a line without a colon", "write it as `name: value`"),
    "did not find expected key": ("a line that does not fit the one above", "indent it as its neighbours are"),
    "did not find expected '-' indicator": ("a line that is no entry of the list", "begin it with a hyphen"),
}
"""What the parser finds, for a person who never saw YAML."""
_QUOTED = ("words after the quotation mark that ends a text", "put the other kind of quotes around the text")
"""What it is where this stands behind a quotation mark, as in 'Mr O'Brien'."""
_SCALARS: tuple[tuple[re.Pattern[str], Callable[[str], Any]], ...] = (
    (re.compile(r"|~|null"), lambda _: None),
    (re.compile(r"true|false"), lambda text: text == "true"),
    (re.compile(r"0|-?[1-9][0-9]{0,17}"), int),
    (re.compile(r"-?[0-9]+\.[0-9]+"), float),
    (re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"), date.fromisoformat),
)


@dataclass(frozen=True, slots=True)
class Document:
    """A file's text, its values (mappings, tuples, scalars), and where each key and value begins (line, column from 1).

    `faults` are of what no value can be read from; it is None there.
    """

    file: str
    text: str
    values: Any
    keys: dict[KeyPath, Place]
    places: dict[KeyPath, Place]
    faults: list[Fault]

    def texts(self) -> dict[KeyPath, str]:
        """The texts among the values, by path."""
        return {path: value for path in self.places if isinstance(value := self._value(path), str)}

    def _value(self, path: KeyPath) -> Any:
        value = self.values
        for step in path:
            value = value[step]
        return value


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
        self.refuse_tags(event, path)
        if len(path) > _DEPTH:
            raise Faulty([Fault(self.file, *self.places[path], "", "nested too deeply", "a record has a few levels")])
        if isinstance(event, yaml.MappingStartEvent):
            return dict(self.entries(path))
        if isinstance(event, yaml.SequenceStartEvent):
            return tuple(self.items(path))
        return _scalar(event)

    def entries(self, path: KeyPath) -> Iterator[tuple[str, Any]]:
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                self.fault(event, path, "a key must be a word", "write it as `key: value`")
                self.value(event, (*path, "?"))
                self.value(next(self.events), (*path, "?"))
                continue
            entry = (*path, event.value)
            self.refuse_tags(event, entry)
            if entry in self.keys:
                self.fault(event, entry, "given twice", "keep one of the two")
            self.keys[entry] = _place(event.start_mark)
            yield event.value, self.value(next(self.events), entry)

    def items(self, path: KeyPath) -> Iterator[Any]:
        index = 0
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            yield self.value(event, (*path, index))
            index += 1

    def refuse_tags(self, event: Any, path: KeyPath) -> None:
        if event.tag not in (None, "!") or event.anchor:
            self.fault(event, path, "YAML's tags (!) and anchors (&) are not read", "write the plain value")

    def fault(self, event: Any, path: KeyPath, what: str, cure: str) -> None:
        self.faults.append(Fault(self.file, *_place(event.start_mark), dotted(path), what, cure))


def parsed(text: str) -> Any:
    """The values of a text. Raises Faulty where there are none to speak of."""
    return document("", text).values


def places_in(text: str) -> dict[KeyPath, Place]:
    """Where each value of a text begins. Raises Faulty as `parsed` does."""
    return document("", text).places


def document(file: str, text: str) -> Document:
    """The document that a text holds; faults call it `file`. Raises Faulty where there is none to speak of."""
    reader = _Reader(file, _events(text, file))
    next(reader.events)  # the stream
    if isinstance(next(reader.events), yaml.StreamEndEvent):
        raise Faulty([Fault(file, 1, 1, "", "the file is empty", "write the record, or take the file away")])
    values = reader.value(next(reader.events), ())
    next(reader.events)  # the document's end
    if not isinstance(second := next(reader.events), yaml.StreamEndEvent):
        reader.fault(second, (), "a second document (---) begins here", "keep one in each file")
    return Document(file, text, values, reader.keys, reader.places, reader.faults)


def _scalar(event: Any) -> Any:
    """Return a value of the type that it looks like. A day that no calendar has stays the word that it is.

    YAML folds the line breaks of a text, and an empty line to one break (YAML 1.2, 6.5), unless the text is literal: an
    empty line is kept as one.
    """
    if event.style:
        return event.value if event.style == "|" else event.value.replace("\n", "\n\n")
    for pattern, construct in _SCALARS:
        if pattern.fullmatch(event.value):
            with suppress(ValueError):
                return construct(event.value)
    return event.value.replace("\n", "\n\n")


def dotted(path: KeyPath) -> str:
    """A value's name as people write it: `personal_paragraphs.0`."""
    return ".".join(map(str, path))


def _events(text: str, file: str) -> Iterator[Any]:
    try:
        yield from yaml.parse(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        raise Faulty([_unparsed(file, text, error)]) from None
    except yaml.reader.ReaderError as error:
        character = chr(error.character)
        line, column = text.count("\n", 0, text.index(character)) + 1, len(text.partition(character)[0].split("\n")[-1])
        what = f"holds a character that YAML does not allow (U+{error.character:04X})"
        raise Faulty([Fault(file, line, column + 1, "", what, "take it out")]) from None


def _unparsed(file: str, text: str, error: yaml.MarkedYAMLError) -> Fault:
    problem = str(error.problem or error.context)
    what, cure = next(
        (said for start, said in _PLAINLY.items() if problem.startswith(start)),
        (problem, "look at the indentation, the colons and the quotes here"),
    )
    # What is not closed, or not there, is best looked for where it begins.
    began = problem.startswith(("did not find expected ','", "found unexpected end", "could not find"))
    mark = (began and error.context_mark) or error.problem_mark or error.context_mark
    line, column = _place(mark) if mark else (1, 1)
    if problem.startswith("did not find expected") and _before(text, line, column).endswith(("'", '"')):
        what, cure = _QUOTED
    return Fault(file, line, column, "", f"not YAML: {what}", cure)


def _before(text: str, line: int, column: int) -> str:
    """What stands on a line before a column."""
    return "".join(text.splitlines()[line - 1 : line])[: column - 1].rstrip()


def content_of(path: Path, file: str) -> bytes:
    """What is in a file, which faults call `file`. Raises Faulty where it cannot be read."""
    try:
        if (size := path.stat().st_size) > _SIZE:
            what = f"{size:,} bytes are no record"
            raise Faulty([Fault(file, 1, 1, "", what, f"a record is a few hundred; {_SIZE:,} are read at the most")])
        return path.read_bytes()
    except FileNotFoundError:
        raise Faulty([Fault(file, 1, 1, "", "the file is not there", "write it, or name another folder")]) from None
    except OSError as error:
        cure = "see that it is a file, and that you may read it"
        raise Faulty([Fault(file, 1, 1, "", f"cannot be read ({error.strerror})", cure)]) from None


def text_of(content: bytes, file: str) -> str:
    """The same as text. Raises Faulty where it is none."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise Faulty([Fault(file, line, 1, "", "not UTF-8 text", "save the file as UTF-8")]) from None


def _place(mark: Any) -> Place:
    return mark.line + 1, mark.column + 1
