"""An edition's templates, ready to be written with."""

import re
from dataclasses import fields
from functools import cached_property
from pathlib import Path
from traceback import extract_tb

from jinja2 import Environment, TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError

from ..errors import Fault, Faulty
from ..files import TemplateFiles
from ..letter import Letter
from .alternatives import Alternatives
from .environment import environment
from .expansion import Expansion, expand
from .grammar import Grammar, Words, conditions_in, grammar_of, nodes_in, paths_in, texts_in
from .match import Known
from .page import Page
from .parser import Parser, Reading
from .provenance import traced
from .text import Text


class Wording:
    """The wording of an edition's letters: `templates/<name>` over `templates/shared`; samples are marked as such."""

    def __init__(self, templates: Path, name: str, *, sample: bool = False, files: TemplateFiles | None = None) -> None:
        self._sample = sample
        self._folder = templates / name
        if not self._folder.is_dir():
            cure = "write them, or mend `templates` in edition.yaml"
            raise Faulty([Fault(str(self._folder), 1, 1, "", "the edition's templates are not there", cure)])
        files = files or TemplateFiles.read(templates, name)  # unless they were read before
        self._templates = files.by_name()
        self._jinja = environment(self._templates)
        self.files = [*files.in_folder(self._folder, ".html"), *files.in_folder(templates / "shared", ".html")]

    def page(self, letter: Letter) -> Page:
        """Return the letter as it is printed. Raises Faulty, with the template's file and line."""
        return Page(self._written("letter.html", letter, self._jinja))

    def web_page(self, letter: Letter) -> Page:
        """Return the letter as a web page that needs no other file. Raises Faulty, as `page` does."""
        return Page(self._written("web.html", letter, self._jinja))

    def email(self, letter: Letter) -> tuple[str, str]:
        """The subject and the text of the message that the letter goes out in, `email.txt`'s first line and its rest.

        Raises Faulty, with the template's file and line.
        """
        written = Page(self._written("email.txt", letter, self._plain)).html
        subject, _, text = written.partition("\n")
        if not (subject.strip() and text.strip()):
            what = "a message of a first line, its subject, and of a text beneath it is needed"
            raise Faulty([Fault(str(self._folder / "email.txt"), 1, 1, "", what, "write both")])
        return " ".join(subject.split()), f"{text.strip()}\n"

    @cached_property
    def _plain(self) -> Environment:
        """The same templates, of words that are not HTML."""
        return self._jinja.overlay(autoescape=False)

    @cached_property
    def grammar(self) -> Grammar:
        """What a letter's text looks like. Raises Faulty where the templates cannot be read back."""
        try:
            return grammar_of(self._expansion)
        except Faulty:
            raise
        except Exception as error:  # as in writing: whatever a template can make Jinja do
            raise Faulty([self._fault(error, "letter.html")]) from None

    @cached_property
    def _expansion(self) -> Expansion:
        return expand(self._jinja, "letter.html")

    @cached_property
    def _parser(self) -> Parser:
        return Parser(self.grammar)

    @cached_property
    def paths(self) -> frozenset[str]:
        """The paths of all values that the templates print."""
        return paths_in(self.grammar.whole)

    @cached_property
    def texts(self) -> frozenset[str]:
        """The paths of all values that the templates print without a format."""
        return texts_in(self.grammar.whole)

    @cached_property
    def literals(self) -> tuple[str, ...]:
        """The literal words of the templates, between their values, in order; those of all wordings."""
        return tuple(node.text for node in nodes_in(self.grammar.whole) if isinstance(node, Words))

    @cached_property
    def alternatives(self) -> Alternatives:
        """The wordings of which a letter shows some and not others."""
        return Alternatives(self.grammar.parts)

    @cached_property
    def conditions(self) -> frozenset[str]:
        """The paths of all values that a choice of words hangs on."""
        return conditions_in(self.grammar.whole)

    def read(self, text: Text, known: Known) -> Reading:
        """A letter's text read back into its values, with the help of texts that are known."""
        return self._parser.read(text, known)

    def read_copy(self, text: Text, known: Known) -> Reading:
        """Return what was read of a copy of a letter, which may differ from it in words that are not values."""
        return self._parser.read_copy(text, known)

    def _written(self, template: str, letter: Letter, jinja: Environment) -> str:
        values = {field.name: traced(getattr(letter, field.name), field.name) for field in fields(letter)}
        try:
            return jinja.get_template(template).render(values, state=letter.state, sample=self._sample)
        except Exception as error:  # a template can raise whatever an expression in it can
            raise Faulty([self._fault(error, template)]) from None

    def _fault(self, error: Exception, template: str) -> Fault:
        file, line = self._place(error)
        cure = "correct the template, or the value that it names"
        match error:
            case TemplateSyntaxError():
                file, line, what = Path(error.filename or self._folder / template), error.lineno, str(error.message)
            case TemplateNotFound():
                file, line, what = self._folder / str(error.name), 1, "the template is not there"
            case UndefinedError():
                name = re.search(r"has no attribute '(.+)'|'(.+)' is undefined", str(error))
                what = f"there is no value named {name[1] or name[2]}" if name else str(error)
            case SecurityError():
                what = "this asks for what no template may use"
            case RecursionError():
                what = "a template that calls or includes itself"
            case _:
                what = str(error) or type(error).__name__
        if what.endswith("but there is none"):
            cure = "print it only where it is known, between {% if ... %} and {% endif %}"
        return Fault(str(file), line, 1, "", what.rstrip("."), cure)

    def _place(self, error: Exception) -> tuple[Path, int]:
        """The innermost template and line that an error came from: Jinja's tracebacks have the templates' own lines."""
        root = self._folder.parent
        frames = [frame for frame in extract_tb(error.__traceback__) if Path(frame.filename).is_relative_to(root)]
        return (Path(frames[-1].filename), frames[-1].lineno or 1) if frames else (self._folder, 1)
