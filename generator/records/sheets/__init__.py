"""Sheets: tables as spreadsheets hold them, and back: tables written for them.

In: a workbook or a CSV file. Out: its cells, each with its place, and what a person does not see in it.
What a column means is not known here.
"""

from .limits import Limits
from .reading import read_sheet
from .table import Cell, Doubtful, Row, Table
from .writing import Column, as_csv, as_json, as_workbook, data_package

__all__ = [
    "Cell",
    "Column",
    "Doubtful",
    "Limits",
    "Row",
    "Table",
    "as_csv",
    "as_json",
    "as_workbook",
    "data_package",
    "read_sheet",
]
