"""The words of a template in a row, those of all its wordings: literal words, and the forms of its values."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from .grammar import Body, Choice, Gap, Grammar, Picture, Run, Space, Words


@dataclass(slots=True)
class Item:
    """A word of the template, or a value: one word of a form, or any number of words.

    `group` is the wording, picture or section whose word it is: words that are never printed apart.
    """

    word: str
    group: int
    is_optional: bool
    form: re.Pattern[str] | None = None
    is_text: bool = False


class Items:
    """The words of a grammar; of each group of them the part that it belongs to, and the group around it."""

    def __init__(self, grammar: Grammar) -> None:
        self.all: list[Item] = []
        self.parts: list[str] = []
        self.parents: list[int | None] = []
        for part in grammar.parts:
            self._add(part.body, self._new_group(part.name, None), is_optional=False)

    def _new_group(self, part: str, parent: int | None) -> int:
        self.parts.append(part)
        self.parents.append(parent)
        return len(self.parts) - 1

    def _add(self, body: Body, group: int, *, is_optional: bool, is_glued: bool = False, goes_on: bool = False) -> None:
        """Add the words of a body. What is not divided by a space is one word.

        The first `is_glued` to what is before it, and the last `goes_on` behind.
        """
        open_: list[_Form] = []
        for node, following in pairwise((*body, _END, Space())):
            match node:
                case Space():
                    self._close(open_, group, is_optional)
                    open_, is_glued = [], False
                case _End():
                    self._close([*open_[:-1], _ANY] if open_ and goes_on else open_, group, is_optional)
                case Words(text=text) if is_glued:
                    _, space, text = text.partition(" ")
                    if space:
                        open_, is_glued = _literal(text), False
                case Words(text=text):
                    open_ = _glued(open_, _literal(text))
                case Gap(format=written) if written.shape and not is_glued:
                    forms = [_Form(f"(?:{form})", None) for form in written.shape.pattern.split(" ")]
                    open_ = _glued(open_, forms)
                case Run():
                    self._close(open_[:-1], group, is_optional)
                    self.all.append(Item("", group, is_optional, is_text=True))
                    open_, is_glued = [], True
                case Choice() | Picture():
                    bodies = [branch.body for branch in node.branches] if isinstance(node, Choice) else [node.body]
                    begins = bool(open_) and any(one and one[0] != Space() for one in bodies)
                    ends = not isinstance(following, Space | _End) or (goes_on and isinstance(following, _End))
                    if open_ and (begins or ends):
                        open_[-1] = _ANY
                    self._close(open_, group, is_optional)
                    open_ = []
                    for one in bodies:
                        glued = is_glued or begins
                        inner = self._new_group(self.parts[group], group)
                        self._add(one, inner, is_optional=True, is_glued=glued, goes_on=ends)
                    is_glued = ends

    def _close(self, forms: "Sequence[_Form]", group: int, is_optional: bool) -> None:
        for pattern, word in forms:
            form = None if word else re.compile(pattern)
            self.all.append(Item(word or "", group, is_optional, form))


class _End:
    """The end of a body."""


_END = _End()


class _Form(NamedTuple):
    """What a word looks like, and the word itself if it is literal."""

    pattern: str
    word: str | None


_ANY = _Form(r"\S+", None)


def _literal(text: str) -> list[_Form]:
    return [_Form(re.escape(word), word) for word in text.split(" ")]


def _glued(forms: Sequence[_Form], others: Sequence[_Form]) -> list[_Form]:
    """Return forms of words of which the last goes on with the first of the others."""
    if not forms or not others:
        return [*forms, *others]
    last, first = forms[-1], others[0]
    word = last.word + first.word if last.word and first.word else None
    return [*forms[:-1], _Form(last.pattern + first.pattern, word), *others[1:]]
