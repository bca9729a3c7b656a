"""Records: the YAML of councils, editions and sector averages, checked while it is read.

In: a data folder and the name of an edition. Out: frozen records, and every fault with its place. What a figure means
(a rate, nothing to report) is not known here: that is the letter's. Councils are invented here too, to try things on.
"""

from .address import Address, on_the_wire, same_address
from .approval import Approval, Approved, person, read_approval, write_approval
from .averages import Averages, SectorAverages
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
from .council import (
    Addressee,
    ComplaintsUpheld,
    Compliance,
    Council,
    Email,
    SatisfactoryRemedies,
    Sector,
)
from .dump import dump
from .edition import Edition, Period, Signatory
from .folder import Records, load
from .invented import MOST, invented
from .outbox import Outbox, Sender, Server
from .published import Published, published, read_published
from .sample import SAMPLE, write_sample
from .schema import COUNCIL_SCHEMA, write_schemas
from .slug import slug
from .source import Source, load_file

__all__ = [
    "COUNCIL_SCHEMA",
    "MOST",
    "SAMPLE",
    "Address",
    "Addressee",
    "Approval",
    "Approved",
    "Averages",
    "Certificate",
    "ComplaintsUpheld",
    "Compliance",
    "Council",
    "Edition",
    "Email",
    "Outbox",
    "Outcome",
    "Period",
    "Published",
    "Records",
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
    "certified",
    "dump",
    "invented",
    "load",
    "load_file",
    "on_the_wire",
    "person",
    "published",
    "read_approval",
    "read_certificate",
    "read_outcome",
    "read_published",
    "same_address",
    "slug",
    "write_approval",
    "write_certificate",
    "write_outcome",
    "write_sample",
    "write_schemas",
]
