"""Letters printed from cached layouts where that is exact, and by WeasyPrint where it is not."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

from ...files import digest
from ...wording import Page
from ..printed import Printed
from .assemble import PdfTemplate, Shell, assemble
from .builder import Builder
from .layout import CachedLayout
from .shaping import NotExactError, Shaper
from .source import Source, parts_of
from .store import LayoutStore

if TYPE_CHECKING:
    from ..press import Press

_TEMPLATES = 200  # are kept
_BUILDS, _USES = 24, 4  # 24 prints may be made for layouts, and one more for every 4 times that one is used


class _Chosen(NamedTuple):
    """The layout of a part, by its name, and what fills its gaps."""

    name: str
    layout: CachedLayout
    values: Sequence[bytes]


class LayoutPrinter:
    """Prints the letters of one edition as WeasyPrint does, from layouts that are made as they are asked for.

    From layouts, a letter's bytes are the same whichever letters these were made from. `renderer` is called where
    something is to be printed by WeasyPrint, which takes half a second to load.
    """

    def __init__(self, renderer: "Callable[[], Press]", store: LayoutStore) -> None:
        self._renderer = renderer
        self._store = store
        self._shells: dict[str, tuple[Shell, Shaper]] = {}
        self._templates: dict[tuple[str, ...], PdfTemplate] = {}
        self._last: dict[str, str] = {}
        self._at_once = False
        self._builds = self._uses = 0

    def print(self, page: Page, attachment: bytes, *, audited: bool = False, at_once: bool = False) -> Printed:
        """Return the PDF of a page with its published record embedded.

        An `audited` letter is printed by WeasyPrint as well; where the two differ, that one counts. For one that is
        wanted `at_once` no layout is made.
        """
        self._at_once = at_once
        try:
            printed = self._printed(page, attachment)
        except NotExactError:
            return self._renderer().printed(page.html, attachment)
        return self._audited(printed, page, attachment) if audited else printed

    def _printed(self, page: Page, attachment: bytes) -> Printed:
        around, *parts = parts_of(page.marked)
        name = digest(around.form.encode())[:16]
        if name not in self._shells:
            self._shells[name] = self._shell(name, around)
        shell, shaper = self._shells[name]
        chosen = [self._chosen(shell, shaper, part) for part in parts]
        names = tuple(one.name for one in chosen)
        self._store.look_again("distrusted", bool)
        if not self._store.entries("distrusted", bool).keys().isdisjoint(names):
            raise NotExactError("the layout of a part was found wrong")
        if (name, *names) not in self._templates:
            if len(self._templates) == _TEMPLATES:
                self._templates.clear()
            fragments = [one.layout.fragment for one in chosen]
            self._templates[name, *names] = assemble(shell, fragments, [len(one.values) for one in chosen])
        template = self._templates[name, *names]
        # With its white space, which WeasyPrint keeps in titles.
        title = unescape(page.html.partition("<title>")[2].partition("</title>")[0])
        pdf = template.filled(title, [one.values for one in chosen], attachment)
        printed = Printed(pdf, len(template.contents), names)
        pages = [str(len(one.layout.fragment.pages)) for one in chosen]
        self._prove(f"{name}-{'-'.join(pages)}", printed, page, attachment)
        return printed

    def _shell(self, name: str, around: Source) -> tuple[Shell, Shaper]:
        """Return what is around the parts, and what shapes text in its fonts."""
        shell = self._store.find("shell", name, Shell)
        if shell is None:
            self._count_build()
            shell = Builder(self._renderer()).shell(around)
            self._store.add("shell", name, shell)
        return shell, Shaper(shell.fonts)

    def _chosen(self, shell: Shell, shaper: Shaper, part: Source) -> _Chosen:
        """Return the layout that a part is of. If there is none, it is made."""
        kind = f"layout-{digest(part.form.encode())[:16]}"
        chosen = self._fitting(kind, shaper, part)
        if chosen is None:
            self._count_build()
            layout = Builder(self._renderer()).layout(shell, shaper, part)
            self._store.add(kind, layout.name, layout)
            chosen = self._fitting(kind, shaper, part)
        if chosen is None:
            raise NotExactError("a layout does not fit what it was made from")
        self._last[kind] = chosen.name
        return chosen

    def _fitting(self, kind: str, shaper: Shaper, part: Source) -> _Chosen | None:
        """Return the layout that fits: mostly the last one; or one that others have made since, if none is known."""
        tried: set[str] = set()
        while True:
            layouts = self._store.entries(kind, CachedLayout)
            for name in (self._last.get(kind), *layouts):
                if name in layouts and name not in tried:
                    tried.add(name)
                    if (values := layouts[name].values(part, shaper)) is not None:
                        self._uses += 1
                        return _Chosen(name, layouts[name], values)
            if not self._store.look_again(kind, CachedLayout):
                return None

    def _count_build(self) -> None:
        """Count what is printed for layouts alone.

        Raises NotExactError where that does not pay: for a letter that is wanted at once, or where hardly any letter
        has the layout of another.
        """
        if self._at_once or self._builds > _BUILDS + self._uses / _USES:
            raise NotExactError("no layout is to be made")
        self._builds += 1

    def _prove(self, name: str, printed: Printed, page: Page, attachment: bytes) -> None:
        """Raise NotExactError unless a letter put together from its parts is WeasyPrint's print of the whole.

        The first letter whose parts have so many pages is compared.
        """
        are_together = self._store.find("together", name, bool)
        if are_together is None:
            self._count_build()
            are_together = self._difference(printed, self._renderer().printed(page.html, attachment)) is None
            self._store.add("together", name, are_together)
        if not are_together:
            raise NotExactError("the parts of a letter are not what they are alone")

    def _audited(self, printed: Printed, page: Page, attachment: bytes) -> Printed:
        right = self._renderer().printed(page.html, attachment)
        if not self._difference(printed, right):
            return printed
        for name in printed.layouts:
            self._store.add("distrusted", name, True)
        return replace(right, distrusted=printed.layouts)

    def _difference(self, printed: Printed, right: Printed) -> str | None:
        from .compare import first_difference  # pypdf takes a tenth of a second to import

        return first_difference(printed.pdf, right.pdf)
