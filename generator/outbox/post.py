"""The post: an edition's letters as messages, of those that can go out, and why the others cannot."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ..errors import Fault, Faulty
from ..files import digest
from ..merge import Folder, Ready
from ..records import Certificate, Outbox, Outcome, Sheet
from .message import Message, Words, compose

_OLD = 31  # days


@dataclass(frozen=True)
class Post:
    """A certified run, and what is needed to send its letters."""

    ready: Ready
    folder: Folder
    certificate: Certificate
    outbox: Outbox

    @cached_property
    def left_out(self) -> Mapping[str, str]:
        """Why a council's letter cannot go out, by slug: failures, drafts, those without an address."""
        letters = self.certificate.run.letters
        return {outcome.council: why for outcome in letters if (why := self._why_not(outcome))}

    @cached_property
    def messages(self) -> Mapping[str, Message]:
        """The messages, by slug, in the edition's order. Raises Faulty where the words of one are at fault."""
        letters = (outcome.council for outcome in self.certificate.run.letters)
        return {council: message for council in letters if (message := self.of(council))}

    def of(self, slug: str) -> Message | None:
        """The message to a council; None where its letter cannot go out. Raises Faulty as `message` does."""
        if slug not in self.sheets or slug in self.left_out:
            return None
        if slug not in self._made:
            self._made[slug] = self.message(slug)
        return self._made[slug]

    @cached_property
    def _made(self) -> dict[str, Message]:
        return {}

    def has_letter(self, slug: str) -> bool:
        """Whether the letter that was certified is still there."""
        file = self.folder.pdf(slug)
        return slug in self.sheets and file.is_file() and digest(file.read_bytes()) == self.sheets[slug].sha256

    def early(self, today: date) -> Mapping[str, date]:
        """The letters whose own date is still to come, by slug."""
        return {slug: letter.date for slug, letter in self.ready.letters.items() if letter.date > today}

    def warnings(self, today: date, due: Iterable[str]) -> tuple[Fault, ...]:
        """What a person is to look at before the messages go out that are still `due`, by slug."""
        due = list(due)
        return (*self._late(today, due), *self._old(today, due), *self._shared())

    def _late(self, today: date, due: Iterable[str]) -> Iterator[Fault]:
        """First letters on their way after the day of publication, of which they may speak as to come."""
        records, letters = self.ready.records, self.ready.letters
        if today > records.edition.publication and any(not letters[slug].reissue.there for slug in due):
            what = "this day is over, and what letters and messages say of it may not be true any more"
            cure = "look at the messages; if publication is put off, give its new day"
            yield records.edition_source.fault(("publication",), what, cure, "warning")

    def _old(self, today: date, due: Sequence[str]) -> Iterator[Fault]:
        """Dates of letters that are still to go out, and would arrive more than a month after them."""
        records, letters = self.ready.records, self.ready.letters
        what = "is {} days ago, and the letter would go out with it"
        cure = "look whether it is to have a later date, then letters render"
        old = {slug: days for slug in due if (days := (today - letters[slug].date).days) > _OLD}
        of_the_edition = [days for slug, days in old.items() if not letters[slug].reissue.there]
        if of_the_edition:
            yield records.edition_source.fault(("date",), what.format(of_the_edition[0]), cure, "warning")
        for slug, days in old.items():
            if letters[slug].reissue.there:
                yield records.sources[slug].fault(("reissue", "date"), what.format(days), cure, "warning")

    def _shared(self) -> Iterator[Fault]:
        """Addressees' addresses that more than one council has: mostly one of them is another's by mistake."""
        known: dict[str, str] = {}
        for slug, message in self.messages.items():
            first = known.setdefault(message.envelope[0].lower(), slug)
            if first != slug:
                what, cure = f"is {first}'s address too", "see that each letter goes to its own council"
                yield self.ready.records.sources[slug].fault(("email", "to"), what, cure, "warning")

    def message(self, slug: str, guest: str = "") -> Message:
        """The message to one council, or the same to a guest. Raises Faulty where it cannot be written."""
        ready, council = self.ready, self.ready.records.councils[slug]
        if council.email is None:
            raise Faulty([self._without_address(slug)])
        addressee = council.addressee.name
        try:
            return compose(
                ready.edition,
                slug,
                addressee,
                council.email,
                self._words(slug, trial=bool(guest)),
                self.pdf(slug),
                self.outbox.sender,
                guest,
            )
        except ValueError as error:  # what the standard library refuses to write into a header
            fault = ready.records.sources[slug].fault(("addressee", "name"), str(error), "write it otherwise")
            raise Faulty([fault]) from None

    def _words(self, slug: str, *, trial: bool) -> Words:
        subject, text = self.ready.wording.email(self.ready.letters[slug])
        if trial:
            council = self.ready.letters[slug].council
            subject, text = f"Trial: {subject}", f"This is a trial message: it was not sent to {council}.\n\n{text}"
        return Words(subject, text, self.ready.pages[slug].html)

    def pdf(self, slug: str) -> bytes:
        """The letter, as it was certified. Raises Faulty where another lies there."""
        file = self.folder.pdf(slug)
        try:
            pdf = file.read_bytes()
        except FileNotFoundError:
            pdf = b""
        if digest(pdf) != self.sheets[slug].sha256:
            raise Faulty([Fault(str(file), 1, 1, "", "not the letter that was certified", "letters render")])
        return pdf

    @cached_property
    def sheets(self) -> Mapping[str, Sheet]:
        """The letters on the disk, by slug."""
        return {outcome.council: outcome.sheet for outcome in self.certificate.run.letters if outcome.sheet}

    def _why_not(self, outcome: Outcome) -> str | None:
        if outcome.sheet is None:
            return f"{outcome.state}: {outcome.reason}"
        if outcome.council not in self.ready.letters:
            return "its record is at fault, or gone"
        if self.ready.letters[outcome.council].state != "final":
            return "a draft: figures are awaited"
        if outcome.state != "final":
            return "printed as a draft, before its figures came: letters render"
        if self.ready.records.councils[outcome.council].email is None:
            return str(self._without_address(outcome.council))
        return None

    def _without_address(self, slug: str) -> Fault:
        cure = "add `email:` beside `addressee:`, with `to: ...` under it"
        return self.ready.records.sources[slug].fault(("addressee",), "no e-mail address is known", cure)
