"""A part of a letter as a PDF holds it: its pages, and the objects that are theirs alone."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from .finished import renumbered
from .forme import Contents, Told

PAGES, RESOURCES, DOCUMENT, PARENTS, CATALOG, COLOURS, FONTS, PROFILE = range(1, 9)
"""The numbers, in parts and around them, of the objects that all parts of a letter share.

Those of founts and of a colour profile are the last.
"""

OWN = 9
"""The number of the first object that is a part's own."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page. `tags` are the topmost of its tags, `tagged` are those of its marked contents.

    `drawings` are drawn in its contents as x0, x1 and so on.
    """

    object_: int
    contents: Contents
    tags: tuple[int, ...]
    tagged: tuple[int, ...]
    drawings: tuple[int, ...]

    def moved(self, numbers: Mapping[int, int], drawings: int) -> "Page":
        """The page, with its objects numbered anew, in a letter that has so many drawings before it."""
        return replace(
            self,
            object_=numbers[self.object_],
            contents=self.contents.moved(numbers, drawings),
            tags=tuple(numbers[one] for one in self.tags),
            tagged=tuple(numbers[one] for one in self.tagged),
            drawings=tuple(numbers[one] for one in self.drawings),
        )


@dataclass(frozen=True, slots=True)
class Heading:
    """An entry of the outline: the number of its text, its level, and the page and the place on it where it leads."""

    text: int
    level: int
    page: int
    place: bytes

    def moved(self, numbers: Mapping[int, int]) -> "Heading":
        """The same, with its page numbered anew."""
        return replace(self, page=numbers[self.page])


@dataclass(frozen=True, slots=True)
class Part:
    """The pages of a part. Objects without a body are written for each letter.

    Those of pages and of links end where an entry is to follow. `links` are pairs of an annotation and its tag; `alts`
    are objects and the numbers of the texts that they tell; `states` are those of the pages' graphics, by name.
    """

    objects: Mapping[int, bytes]
    pages: tuple[Page, ...]
    links: tuple[tuple[int, int], ...]
    alts: tuple[tuple[int, Told], ...]
    outline: tuple[Heading, ...]
    states: Mapping[str, bytes]

    def bare(self) -> "Part":
        """Without what fills its gaps."""
        return replace(self, pages=tuple(replace(page, contents=page.contents.bare()) for page in self.pages))

    def moved(self, numbers: Mapping[int, int], drawings: int) -> "Part":
        """The part, with its objects numbered anew, in a letter that has so many drawings before it."""
        return replace(
            self,
            objects={numbers[number]: renumbered(body, numbers) for number, body in self.objects.items()},
            pages=tuple(page.moved(numbers, drawings) for page in self.pages),
            links=tuple((numbers[annotation], numbers[tag]) for annotation, tag in self.links),
            alts=tuple((text, told.moved(numbers)) for text, told in self.alts),
            outline=tuple(one.moved(numbers) for one in self.outline),
        )
