"""A shop that sets letters from plates, with a press beside it."""

from dataclasses import dataclass
from pathlib import Path

from generator.letter import Letter
from generator.merge import Ready
from generator.paper import Plates, Press, Printed


@dataclass
class Shop:
    """Plates, the press beside them, and how often it was called."""

    sample: Ready
    cupboard: Path | None = None
    called: int = 0

    def __post_init__(self) -> None:
        self.press = Press(self.sample.templates, self.sample.name)
        self.plates = Plates(self.sample.templates, self._press, self.cupboard)
        self._printed: dict[str, Printed] = {}

    def _press(self) -> Press:
        self.called += 1
        return self.press

    def set(self, slug: str, *, audited: bool = False) -> Printed:
        return self.set_letter(self.sample.letters[slug], self.sample.record(slug), audited=audited)

    def set_letter(self, letter: Letter, record: bytes, *, audited: bool = False) -> Printed:
        return self.plates.printed(self.sample.wording.page(letter), record, audited=audited)

    def printed(self, slug: str) -> Printed:
        if slug not in self._printed:
            self._printed[slug] = self.press.printed(self.sample.pages[slug].html, self.sample.record(slug))
        return self._printed[slug]
