"""Records: the YAML of councils, editions and sector averages, checked while it is read.

In: a data folder and the name of an edition. Out: frozen records, and every fault with its place. What a figure means
(a rate, nothing to report) is not known here: that is the letter's. Councils are invented here too, to try things on.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from .address import Address, on_the_wire, same_address
from .amend import CannotAmendError, amend, changed, check_amendable
from .approval import Approval, Approved, person, read_approval, write_approval
from .averages import AVERAGES_HEAD, AverageMethod, Averages, SectorAverages, WorkedOut
from .certificate import (
    Certificate,
    Outcome,
    Run,
    Sheet,
    State,
    Totals,
    certified,
    read_certificate,
    read_outcome,
    write_certificate,
    write_outcome,
)
from .confirmed import Confirmation, confirm, confirmations_in
from .council import (
    Addressee,
    ComplaintsUpheld,
    Compliance,
    Council,
    Email,
    Reissue,
    SatisfactoryRemedies,
    Sector,
)
from .document import KeyPath, dotted, places_in
from .dump import dump
from .edition import Edition, Period, Signatory
from .folder import Records, councils_in, folder_of, load
from .invented import MOST, invented
from .outbox import Outbox, Sender, Server
from .published import Published, published, read_published
from .repeated import Repeated, repeated_figures
from .sample import SAMPLE, write_sample
from .schema import COUNCIL_SCHEMA, write_schemas
from .slug import slug
from .source import Source, load_file

if TYPE_CHECKING:
    from .intake import (
        NOT_READ,
        Columns,
        Kind,
        Plan,
        PlannedCouncil,
        keep_mapping,
        kept_in,
        known_headings,
        period_of,
        planned,
        recognised,
    )
    from .sheets import Column, as_csv, as_json, as_workbook, data_package, read_sheet

__all__ = [
    "AVERAGES_HEAD",
    "COUNCIL_SCHEMA",
    "MOST",
    "NOT_READ",
    "SAMPLE",
    "Address",
    "Addressee",
    "Approval",
    "Approved",
    "AverageMethod",
    "Averages",
    "CannotAmendError",
    "Certificate",
    "Column",
    "Columns",
    "ComplaintsUpheld",
    "Compliance",
    "Confirmation",
    "Council",
    "Edition",
    "Email",
    "KeyPath",
    "Kind",
    "Outbox",
    "Outcome",
    "Period",
    "Plan",
    "PlannedCouncil",
    "Published",
    "Records",
    "Reissue",
    "Repeated",
    "Run",
    "SatisfactoryRemedies",
    "Sector",
    "SectorAverages",
    "Sender",
    "Server",
    "Sheet",
    "Signatory",
    "Source",
    "State",
    "Totals",
    "WorkedOut",
    "amend",
    "as_csv",
    "as_json",
    "as_workbook",
    "certified",
    "changed",
    "check_amendable",
    "confirm",
    "confirmations_in",
    "councils_in",
    "data_package",
    "dotted",
    "dump",
    "folder_of",
    "invented",
    "keep_mapping",
    "kept_in",
    "known_headings",
    "load",
    "load_file",
    "on_the_wire",
    "period_of",
    "person",
    "places_in",
    "planned",
    "published",
    "read_approval",
    "read_certificate",
    "read_outcome",
    "read_published",
    "read_sheet",
    "recognised",
    "repeated_figures",
    "same_address",
    "slug",
    "write_approval",
    "write_certificate",
    "write_outcome",
    "write_sample",
    "write_schemas",
]

_MODULES = {
    "intake": (
        "NOT_READ",
        "Columns",
        "Kind",
        "Plan",
        "PlannedCouncil",
        "keep_mapping",
        "kept_in",
        "known_headings",
        "period_of",
        "planned",
        "recognised",
    ),
    "sheets": ("Column", "as_csv", "as_json", "as_workbook", "data_package", "read_sheet"),
}


def __getattr__(name: str) -> object:
    """Import what only tables need when it is asked for: it takes a tenth of the time that `letters check` takes."""
    for module, names in _MODULES.items():
        if name in names:
            return getattr(import_module(f".{module}", __name__), name)
    raise AttributeError(name)
