"""`python -m tests.spreadsheets [make]`: write what is said anew, and with `make` the spreadsheets too."""

import sys

from ..records.test_intake import said
from .made import FOLDER, files, make

if "make" in sys.argv:
    make()
(FOLDER / "said.txt").write_text("".join(map(said, files())))
