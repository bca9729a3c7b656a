"""A layout printer with WeasyPrint beside it."""

from dataclasses import dataclass, field

from generator.letter import Letter
from generator.merge import Ready
from generator.paper import LayoutPrinter, LayoutStore, Press, Printed
from generator.wording import Page


def no_store() -> LayoutStore:
    """What a process keeps for itself alone."""
    return LayoutStore(None, "")


@dataclass
class Printing:
    """Letters printed from layouts, and by WeasyPrint; and how often this was asked for."""

    sample: Ready
    store: LayoutStore = field(default_factory=no_store)
    called: int = 0

    def __post_init__(self) -> None:
        self.press = Press(self.sample.templates, self.sample.name)
        self.layouts = LayoutPrinter(self._press, self.store)
        self._printed: dict[str, Printed] = {}

    def _press(self) -> Press:
        self.called += 1
        return self.press

    def set(self, slug: str, *, audited: bool = False) -> Printed:
        return self.set_letter(self.sample.letters[slug], self.sample.record(slug), audited=audited)

    def set_letter(self, letter: Letter, record: bytes, *, audited: bool = False) -> Printed:
        return self.set_page(self.sample.wording.page(letter), record, audited=audited)

    def set_page(self, page: Page, record: bytes, *, audited: bool = False, at_once: bool = False) -> Printed:
        return self.layouts.print(page, record, audited=audited, at_once=at_once)

    def printed(self, slug: str) -> Printed:
        if slug not in self._printed:
            self._printed[slug] = self.press.printed(self.sample.pages[slug].html, self.sample.record(slug))
        return self._printed[slug]
