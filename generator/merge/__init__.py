"""The merge: an edition's letters, checked first, then printed side by side, and certified; and back: letters proven.

In: the folders of data and templates, an edition's name, an output folder. Out: files that are whole, what became of
each letter, and a certificate of it; and the proof set, the fewest letters that show every wording. What a letter says
or looks like is not known here.
"""

from .edition import Ready, needs_press, prepare
from .export import KINDS as EXPORT_KINDS
from .export import export, figures_as, package_of
from .folder import Folder, OwnedError
from .following import begin_edition
from .gate import EDITION, Gate
from .gates import gates_in, open_gates, open_warnings
from .job import Done, Job, Method, done
from .opened import faults_of, opened
from .origins import Explained, Origin, explained, origin
from .proofs import Proof, Proofed, ProofSet, choose, print_proofs
from .prove import Finding, amiss, prove_certificate, prove_letter, reprinted
from .reading import Back, against_the_sector, known_from, read_back, read_letters, templates_in, wordings_of
from .run import Merge
from .verify import verify
from .workers import Workers, dask, processes

__all__ = [
    "EDITION",
    "EXPORT_KINDS",
    "Back",
    "Done",
    "Explained",
    "Finding",
    "Folder",
    "Gate",
    "Job",
    "Merge",
    "Method",
    "Origin",
    "OwnedError",
    "Proof",
    "ProofSet",
    "Proofed",
    "Ready",
    "Workers",
    "against_the_sector",
    "amiss",
    "begin_edition",
    "choose",
    "dask",
    "done",
    "explained",
    "export",
    "faults_of",
    "figures_as",
    "gates_in",
    "known_from",
    "needs_press",
    "open_gates",
    "open_warnings",
    "opened",
    "origin",
    "package_of",
    "prepare",
    "print_proofs",
    "processes",
    "prove_certificate",
    "prove_letter",
    "read_back",
    "read_letters",
    "reprinted",
    "templates_in",
    "verify",
    "wordings_of",
]
