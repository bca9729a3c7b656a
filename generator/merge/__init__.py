"""The merge: an edition's letters, checked first, then printed and written one by one.

In: the folders of data and templates, an edition's name, an output folder. Out: files that are whole, and what became
of each letter; and the proof set, the fewest letters that show every wording. What a letter says or looks like is not
known here.
"""

from .aside import set_aside
from .edition import Ready, prepare
from .proofs import Proof, Proofed, ProofSet, choose, print_proofs
from .reading import Back, against_the_sector, known_from, read_back, wordings_of
from .run import Written, render
from .verify import verify

__all__ = [
    "Back",
    "Proof",
    "ProofSet",
    "Proofed",
    "Ready",
    "Written",
    "against_the_sector",
    "choose",
    "known_from",
    "prepare",
    "print_proofs",
    "read_back",
    "render",
    "set_aside",
    "verify",
    "wordings_of",
]
