"""What a council's figures mean: some cases out of a total, and the whole percentage that is printed for them."""

from dataclasses import dataclass
from typing import NamedTuple, Self

from ..records import Council

COUNT = {"complaints_upheld": "upheld", "compliance": "satisfied", "satisfactory_remedies": "remedies"}
"""Where a record holds each panel's count."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Some cases out of a total. A total of 0 is nothing to report, which has no rate."""

    count: int
    total: int

    @property
    def percent(self) -> int | None:
        """The nearest whole percentage; a half goes up (49 of 56 is 88)."""
        return (200 * self.count + self.total) // (2 * self.total) if self.total else None

    @property
    def says_too_much(self) -> bool:
        """Whether the percentage says none or all where it is not: 1 of 300 is 0%, 249 of 250 are 100%."""
        return 0 < self.count < self.total and self.percent in (0, 100)


class Figures(NamedTuple):
    """A council's figures, by panel; None where one is not known yet."""

    complaints_upheld: Tally | None
    compliance: Tally | None
    satisfactory_remedies: Tally | None

    @classmethod
    def of(cls, council: Council) -> Self:
        """The figures of a record. Remedies are out of the upheld decisions."""
        upheld, compliance, remedies = council.complaints_upheld, council.compliance, council.satisfactory_remedies
        return cls(
            complaints_upheld=Tally(upheld.upheld, upheld.investigations) if upheld else None,
            compliance=Tally(compliance.satisfied, compliance.outcomes) if compliance else None,
            satisfactory_remedies=Tally(remedies.remedies, upheld.upheld) if remedies and upheld else None,
        )
