"""What a person sees in a workbook's cell, where that is not what the cell holds."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .number_format import displayed, reads_as
from .table import Doubtful

if TYPE_CHECKING:
    from openpyxl.worksheet.cell_range import MultiCellRange
    from openpyxl.worksheet.worksheet import Worksheet

_WRITE = "write what is meant, or format the cell as a number"
_LONGEST = 40  # characters of a text that a message repeats
_NOTHING = ";;;"  # the format that shows nothing


@dataclass(frozen=True, slots=True)
class Formats:
    """What a sheet shows for its values, beside each cell's own number format.

    `conditional` holds the formats that conditional formatting gives to areas. Whether their conditions hold is not
    worked out here.
    """

    zeros: bool
    conditional: tuple[tuple["MultiCellRange", str], ...]

    @classmethod
    def from_sheet(cls, sheet: "Worksheet") -> "Formats":
        return cls(sheet.sheet_view.showZeros is not False, tuple(_conditional(sheet)))

    def doubt(self, cell: Any, value: object) -> Doubtful | None:
        """Return why a person may not take this value from the cell, None where they do."""
        if isinstance(value, bool) or not isinstance(value, int | float | str):
            return None
        if value == 0 and not self.zeros:
            return Doubtful("holds 0, and this sheet does not show zeros", "show zero values, in the sheet's options")
        code = cell.number_format
        shown = displayed(value, code)
        if shown is None:
            return Doubtful(f"holds {_quoted(value)}, and what its format shows cannot be known ({code})", _WRITE)
        if not reads_as(shown, value):
            return Doubtful(f"holds {_quoted(value)}, shows {_quoted(shown)}", _WRITE)
        for area, conditional in self.conditional:
            if cell.coordinate in area and not reads_as(displayed(value, conditional) or "", value):
                what = f"holds {_quoted(value)}, and a conditional format may show something else"
                return Doubtful(what, "take the conditional format out, and write what is meant")
        return None


def _conditional(sheet: "Worksheet") -> Iterator[tuple["MultiCellRange", str]]:
    for formatting in sheet.conditional_formatting:
        for rule in formatting.rules:
            icons_alone = any(part and part.showValue is False for part in (rule.iconSet, rule.dataBar))
            if icons_alone:
                yield formatting.sqref, _NOTHING
            elif rule.dxf and rule.dxf.numFmt:
                yield formatting.sqref, rule.dxf.numFmt.formatCode


def _quoted(value: object) -> str:
    if not isinstance(value, str):
        return str(value)
    text = value.strip()
    if not text:
        return "nothing"
    return f'"{text[:_LONGEST]}..."' if len(text) > _LONGEST else f'"{text}"'
