"""Jinja, as an edition's templates see it."""

from collections.abc import Mapping
from typing import Any

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateNotFound, TemplateSyntaxError
from jinja2.loaders import split_template_path
from jinja2.sandbox import ImmutableSandboxedEnvironment

from ..files import FileContent
from .formats import FORMATS
from .provenance import MARKS, printed, printed_by


def environment(files: Mapping[str, FileContent]) -> Environment:
    """Templates from these files, by the names that they go by: sandboxed, strict about names, always escaping.

    The only filters are the formats.
    """
    jinja = _Sandbox(
        loader=_Loader(files),
        autoescape=True,
        auto_reload=False,  # an edition's letters have the words that it was opened with
        undefined=StrictUndefined,
        finalize=printed,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    jinja.globals = {}  # a letter has no use for Jinja's own functions, whose names look like values
    jinja.filters = {name: printed_by(written) for name, written in FORMATS.items()}
    return jinja


class _Sandbox(ImmutableSandboxedEnvironment):
    """Remembers of which types which attributes may be asked for: to find out takes half of the writing."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._safe: dict[tuple[type, str], bool] = {}

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        asked = type(obj), attr
        if asked not in self._safe:
            self._safe[asked] = super().is_safe_attribute(obj, attr, value)
        return self._safe[asked]


class _Loader(BaseLoader):
    """Gives a template that is no text the error of a template that is wrong, which knows its file."""

    def __init__(self, files: Mapping[str, FileContent]) -> None:
        self._files = files

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, None]:
        file = self._files.get("/".join(split_template_path(template)))
        if file is None:
            raise TemplateNotFound(template)
        try:
            text = file.content.decode()
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            raise TemplateSyntaxError("not UTF-8 text", line, template, str(file)) from None
        for number, one in enumerate(text.splitlines(), 1):
            if not MARKS.isdisjoint(one):
                raise TemplateSyntaxError("a character that cannot be printed", number, template, str(file))
        return text, str(file), None
