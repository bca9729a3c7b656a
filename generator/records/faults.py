"""What a model refuses, said to the person who wrote the file."""

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any, get_args, get_origin

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from ..errors import Fault
from .averages import SectorAverages
from .document import Document, KeyPath, dotted
from .model import Record

_NEEDED = {
    "string_type": ("text is needed", "put it in quotes"),
    "int_type": ("a whole number is needed", "write digits alone, as 16"),
    "date_type": ("a date is needed", "write it as 2020-07-22, without quotes"),
    "tuple_type": ("a list is needed", "begin each entry with a hyphen on a line of its own"),
    "dict_type": ("names and values are needed", "write each as `name: value`, indented"),
    "model_type": ("names and values are needed", "write each as `name: value`, indented"),
}


def faults_of(error: ValidationError, model: type[Record], document: Document) -> Iterator[Fault]:
    """The faults of a document that `model` refused, each at its place in the file, but for those known already."""
    known = {(fault.line, fault.column) for fault in document.faults}
    for details in error.errors(include_url=False):
        path = _path(details, document)
        what, cure = said_of(details, path, model)
        place = _place(details, path, document)
        if place not in known:
            yield Fault(document.file, *place, dotted(path), what, cure)


def _path(details: ErrorDetails, document: Document) -> KeyPath:
    """The error's path in the file, without the names of a union's branches that Pydantic puts into it."""
    path: KeyPath = ()
    for step in details["loc"]:
        if (*path, step) in document.places or details["type"] == "missing":
            path = (*path, step)
    at = details.get("ctx", {}).get("at")
    return (*path, at) if at else path


def _place(details: ErrorDetails, path: KeyPath, document: Document) -> tuple[int, int]:
    if details["type"] == "extra_forbidden":
        return document.keys.get(path, (1, 1))
    if details["type"] == "missing":
        return document.keys.get(path[:-1], (1, 1))
    if details["type"] == "fault" and isinstance(details["input"], dict) and not details["ctx"]["at"]:
        return document.keys.get(path, (1, 1))
    return document.places.get(path, (1, 1))


def said_of(details: ErrorDetails, path: KeyPath, model: type[Record]) -> tuple[str, str]:
    """What is wrong with a value, and what to do about it."""
    kind, given, context = details["type"], details["input"], details.get("ctx", {})
    if kind == "fault":
        return context["what"], context["cure"]
    if kind == "missing":
        return "missing", f"add it, as `{path[-1]}: ...`"
    if kind == "extra_forbidden" and (model, path) == (SectorAverages, ("other",)):
        return "averages of a type that has none", "take them out"
    if kind == "extra_forbidden":
        return "unknown key", _nearest(path, model)
    if kind == "literal_error":
        known = context["expected"].replace("'", "")
        return f"{_shown(given)} is none of the known words", f"write one of {known}"
    if kind in ("greater_than_equal", "less_than_equal"):
        bound = f"{context['ge']} or more" if "ge" in context else f"{context['le']} or less"
        return f"{_shown(given)} is out of range", f"it must be {bound}"
    if kind == "date_type" and isinstance(given, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", given):
        return f"{given} is not a day of the calendar", "mend the day or the month"
    if kind == "string_pattern_mismatch":
        return f"{_shown(given)} is no name", "write letters, digits and hyphens alone"
    if kind == "string_type" and isinstance(given, Mapping):
        return f"{_shown(given)}: its colon makes a name and a value of this text", "put the whole text in quotes"
    if kind in _NEEDED:
        needed, cure = _NEEDED[kind]
        return f"{_shown(given)}: {needed}", cure
    return f"{_shown(given)}: {details['msg'].lower()}", "mend it"


def _nearest(path: KeyPath, model: type[Record]) -> str:
    annotation: Any = model
    for step in path[:-1]:
        annotation = _inside(annotation, str(step))
    known = _model_of(annotation).model_fields
    near = get_close_matches(str(path[-1]), known, n=1, cutoff=0.5)
    return f"did you mean `{near[0]}`?" if near else f"the keys known here are {', '.join(known)}"


def _inside(annotation: Any, key: str) -> Any:
    """Return the type of what stands under a key, in a mapping or in a record."""
    if get_origin(annotation) is dict:
        return get_args(annotation)[1]
    return _model_of(annotation).model_fields[key].annotation


def _model_of(annotation: Any) -> type[Record]:
    """The record that a field holds, whether or not it may be absent."""
    parts = (annotation, *get_args(annotation))
    return next(part for part in parts if isinstance(part, type) and issubclass(part, Record))


def _shown(given: Any) -> str:
    """A value as it stands in the file, shortened."""
    match given:
        case None:
            return "nothing here"
        case bool():
            return str(given).lower()
        case dict():
            return "names and values"
        case tuple():
            return "a list"
        case str():
            return f'"{given[:40]}..."' if len(given) > 40 else f'"{given}"'
    return str(given)
