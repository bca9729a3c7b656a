"""The letter to one council: what is printed in it, and nothing else."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, Self

from ..records import Addressee, Averages, Council, Edition, Period, Signatory
from .figures import COUNT, Figures
from .panel import Panel

State = Literal["final", "draft"]


@dataclass(frozen=True, slots=True)
class Replaced:
    """The letter that this one corrects: its date, and what was wrong in it. Mostly there is none."""

    replaces: dt.date | None = None
    reason: str | None = None

    @property
    def there(self) -> bool:
        """Whether this letter corrects another."""
        return self.replaces is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """Every value that the letter to one council prints. `values` are the edition's own, by its own names."""

    year: int
    date: dt.date
    period: Period
    publication: dt.date
    values: Mapping[str, dt.date | int | str | tuple[str, ...]]
    council: str
    addressee: Addressee
    signatory: Signatory
    personal_paragraphs: tuple[str, ...]
    reissue: Replaced
    complaints_upheld: Panel
    compliance: Panel
    satisfactory_remedies: Panel

    @classmethod
    def to(cls, council: Council, edition: Edition, averages: Averages) -> Self:
        """The letter that a record, its edition and its sector's averages make."""
        reissue = council.reissue
        return cls(
            year=edition.year,
            date=reissue.date if reissue else edition.date,
            period=edition.period,
            publication=edition.publication,
            values=edition.values,
            council=council.name,
            addressee=council.addressee,
            signatory=council.signatory or edition.signatory,
            personal_paragraphs=council.personal_paragraphs,
            reissue=Replaced(reissue.replaces, reissue.reason) if reissue else Replaced(),
            **panels(council, averages),
        )

    @property
    def state(self) -> State:
        """A letter is a draft while a figure is awaited."""
        return "draft" if self.awaited else "final"

    @property
    def awaited(self) -> tuple[str, ...]:
        """The panels whose figures are not known yet."""
        return tuple(panel for panel in COUNT if getattr(self, panel).awaited)

    def value(self, path: str) -> object:
        """The value at a path (`addressee.name`, `values.courses`). Raises LookupError where there is none."""
        value: object = self
        for name in path.split("."):
            if isinstance(value, Mapping):
                value = value[name]
            elif hasattr(value, name) and not callable(getattr(value, name)):  # as str.upper is
                value = getattr(value, name)
            else:
                raise LookupError(path)
        return value

    @property
    def paths(self) -> frozenset[str]:
        """The paths of all values that this letter holds, whether or not they are there in its panels."""
        return frozenset((*_PATHS, *(f"values.{name}" for name in self.values)))


def panels(council: Council, averages: Averages) -> dict[str, Panel]:
    """The panels of a council's statistics page, by name."""
    figures = Figures.of(council)
    return {
        "complaints_upheld": Panel.of(figures.complaints_upheld, averages.complaints_upheld),
        "compliance": Panel.of(figures.compliance, averages.compliance, count_printed=False),
        "satisfactory_remedies": Panel.of(figures.satisfactory_remedies, averages.satisfactory_remedies),
    }


_PATHS = """
    year date period.start period.end publication council addressee.name addressee.role signatory.name signatory.roles
    personal_paragraphs reissue.replaces reissue.reason
    complaints_upheld.total complaints_upheld.rate complaints_upheld.count complaints_upheld.average
    compliance.total compliance.rate compliance.average satisfactory_remedies.total satisfactory_remedies.rate
    satisfactory_remedies.count satisfactory_remedies.average
""".split()
