"""An edition's templates as a pattern: what a letter's text looks like, and where its values stand in it."""

from collections.abc import Mapping
from dataclasses import dataclass

from .formats import Format


@dataclass(frozen=True, slots=True)
class Words:
    """Literal words, single spaces between them."""

    text: str


@dataclass(frozen=True, slots=True)
class Space:
    """Where words end: a space in the text, or its beginning or end."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A value whose format has a shape of its own."""

    path: str
    format: Format


@dataclass(frozen=True, slots=True)
class Run:
    """Free texts side by side, with nothing but white space between them: read as one run of words.

    A path that ends in `*` is a list of texts.
    """

    values: tuple[tuple[str, Format], ...]


@dataclass(frozen=True, slots=True)
class Branch:
    """One wording of several: what it says, and what is so where it is said."""

    facts: Mapping[str, object]
    body: "Body"


@dataclass(frozen=True, slots=True)
class Choice:
    """Wordings of which a letter has one."""

    branches: tuple[Branch, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """Words that belong to a picture (`<figure>`): a program that read the letter may have lost them."""

    body: "Body"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the letter that is read by itself, by the name that its `<section>` has (`data-part`)."""

    name: str
    body: "Body"


Node = Words | Space | Gap | Run | Choice | Picture
Body = tuple[Node, ...]
