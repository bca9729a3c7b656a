"""An edition's templates, ready to be written with."""

from dataclasses import fields
from pathlib import Path
from traceback import extract_tb
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined, TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from ..errors import Fault, Faulty
from ..letter import Letter
from .formats import FORMATS


class Wording:
    """The wording of an edition's letters: `templates/<name>` over `templates/shared`.

    Templates are sandboxed, a value that does not exist stops the letter, and what a record says is always escaped.
    """

    def __init__(self, templates: Path, name: str) -> None:
        self.folder = templates / name
        if not self.folder.is_dir():
            cure = "write them, or mend `templates` in edition.yaml"
            raise Faulty([Fault(str(self.folder), 1, 1, "", "the edition's templates are not there", cure)])
        self._environment = ImmutableSandboxedEnvironment(
            loader=FileSystemLoader([self.folder, templates / "shared"]),
            autoescape=True,
            undefined=StrictUndefined,
            finalize=_present,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.filters = dict(FORMATS)

    def page(self, letter: Letter) -> str:
        """The letter as the HTML that is printed. Raises Faulty, with the template's file and line."""
        return self._rendered("letter.html", letter)

    def web_page(self, letter: Letter) -> str:
        """The letter as a web page that needs no other file. Raises Faulty, with the template's file and line."""
        return self._rendered("web.html", letter)

    def _rendered(self, template: str, letter: Letter) -> str:
        values = {field.name: getattr(letter, field.name) for field in fields(letter)}
        try:
            return self._environment.get_template(template).render(values, state=letter.state)
        except TemplateSyntaxError as error:
            raise self._fault(error.filename, error.lineno, error.message) from None
        except TemplateNotFound as error:
            raise self._fault(str(self.folder / str(error.name)), 1, "the template is not there") from None
        except (TemplateError, TypeError, ValueError, AttributeError, ArithmeticError) as error:
            file, line = _template_line(error)
            raise self._fault(file, line, str(error)) from None

    def _fault(self, file: str | None, line: int, what: str | None) -> Faulty:
        cure = "mend the template, or the value that it names"
        return Faulty([Fault(file or str(self.folder), line, 1, "", what or "does not render", cure)])


def _present(value: Any) -> Any:
    """Nothing is no word: a letter that would print `None` or `True` is stopped instead."""
    if value is None or isinstance(value, bool):
        raise ValueError(f"{value} would be printed")
    return value


def _template_line(error: Exception) -> tuple[str | None, int]:
    """The innermost template and line that an error came from; Jinja gives the traceback the templates' own lines."""
    frames = [frame for frame in extract_tb(error.__traceback__) if not frame.filename.endswith(".py")]
    return (frames[-1].filename, frames[-1].lineno or 1) if frames else (None, 1)
