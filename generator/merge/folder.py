"""The folder of a run: who owns it, and what earlier runs left there."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from io import FileIO
from pathlib import Path

from ..files import alone, digest, sync, write_whole
from ..records import Certificate, Outcome, read_certificate, read_outcome, write_outcome


class OwnedError(OSError):
    """Another run is at work in the folder."""


class Folder:
    """`output/<edition>`: the letters, the certificate, and the lists beside it.

    While a run is at work there is no certificate but a journal, a line for each letter that is on the disk: the next
    run goes on from it, if this one is killed.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.letters = path / "letters"
        self.certificate = path / "run.json"
        self.manifest = path / "manifest.csv"
        self.failures = path / "failures.csv"
        self._journal = path / "run.journal.part"
        self._noted: FileIO | None = None

    def pdf(self, council: str) -> Path:
        """The letter to a council, by its slug."""
        return self.letters / f"{council}.pdf"

    def web_page(self, council: str) -> Path:
        """The web page beside it."""
        return self.letters / f"{council}.html"

    @contextmanager
    def owned(self) -> Iterator[None]:
        """Keep every other run out. The system takes the lock back when its owner ends, however it ends.

        Raises OwnedError where a run is at work here.
        """
        self.letters.mkdir(parents=True, exist_ok=True)
        with alone(self.path, OwnedError(None, "another run is at work here; wait for it, or stop it", str(self.path))):
            yield

    @property
    def is_there(self) -> bool:
        """Whether a run has been at work here, or is."""
        return self.letters.is_dir() or self.certificate.exists() or self.unfinished

    @property
    def unfinished(self) -> bool:
        """Whether a run was stopped here before its end."""
        return self._journal.exists()

    def earlier(self) -> dict[str, Outcome]:
        """The letters that earlier runs left here, by council: those whose files are still what was written."""
        certified = self.certified
        letters = certified.run.letters if certified else ()
        outcomes = {**{outcome.council: outcome for outcome in letters}, **self.journalled()}
        return {council: outcome for council, outcome in outcomes.items() if self._is_there(outcome)}

    @contextmanager
    def tidied(self) -> Iterator[None]:
        """Throw away what a killed run left unfinished, and what the workers of this one do; and end what is noted."""
        self.letters.mkdir(parents=True, exist_ok=True)
        self._tidy()
        try:
            yield
        finally:
            self._close()
            self._tidy()

    def _tidy(self) -> None:
        for file in self.letters.glob("*.part"):
            file.unlink()

    def begin(self, kept: Iterable[Outcome]) -> None:
        """From here on only the journal says what is on the disk."""
        write_whole(self._journal, b"".join(map(write_outcome, kept)))
        for file in (self.certificate, self.manifest, self.failures):
            file.unlink(missing_ok=True)

    def note(self, outcome: Outcome) -> None:
        """A letter is on the disk. A line that a power cut takes costs one letter, which is printed again."""
        self._noted = self._noted or FileIO(self._journal, "ab")
        line = write_outcome(outcome)
        while line:  # of a disk that is nearly full, it may take a part, and then say that it is
            line = line[self._noted.write(line) :]

    def _close(self) -> None:
        if self._noted:
            self._noted.close()
            self._noted = None

    def journalled(self) -> dict[str, Outcome]:
        """The letters that the journal says are on the disk, by council."""
        lines = self._journal.read_bytes().splitlines() if self.unfinished else []
        return {outcome.council: outcome for line in lines if (outcome := read_outcome(line))}

    def all_there(self) -> None:
        """The last letter is on the disk, and its name too."""
        sync(self.letters)

    def end(self) -> None:
        """The certificate is written."""
        self._journal.unlink(missing_ok=True)

    @property
    def certified(self) -> Certificate | None:
        """The certificate that lies here, if it is one."""
        with suppress(OSError, ValueError):
            return self.read_certificate()
        return None

    def read_certificate(self) -> Certificate:
        """The certificate that lies here. Raises ValueError, in a few words, where none does or it is none."""
        if self.unfinished:
            raise ValueError("the run was not finished; run it again")
        if not self.certificate.is_file():
            raise ValueError("no certificate is here; run it again")
        return read_certificate(self.certificate.read_bytes())

    def _is_there(self, outcome: Outcome) -> bool:
        if outcome.sheet is None:
            return False
        file = self.path / outcome.sheet.file
        return file.is_file() and digest(file.read_bytes()) == outcome.sheet.sha256
