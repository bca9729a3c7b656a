"""Councils of every kind, as Hypothesis makes them: all types, all shapes of figures, names that are hard to set."""

import datetime as dt

from hypothesis import strategies as st

from generator.records import (
    Addressee,
    Averages,
    ComplaintsUpheld,
    Compliance,
    Council,
    Email,
    Reissue,
    SatisfactoryRemedies,
    Signatory,
)

_LETTERS = "abcdefghijklmnoprstuvwyzàâäçéèêëîïôöùûüÿñåæøœßŵŷðþ"
_STEMS = st.text(_LETTERS, min_size=1, max_size=12)
_JOINTS = st.sampled_from(["", "", "", "-", "'", "-on-the-", "/", " & ", " of ", ", ", ". "])


@st.composite
def words(draw: st.DrawFn, *, most: int = 6) -> str:
    """Words with accents, apostrophes, hyphens, ampersands, commas and digits among them."""
    parts = []
    for stem in draw(st.lists(_STEMS, min_size=1, max_size=most)):
        joint = draw(_JOINTS)
        parts.append(stem.capitalize() + (joint + draw(_STEMS).capitalize() if joint else ""))
    number = draw(st.sampled_from(["", "", "", " 7", " 2nd", " No. 12"]))
    return " ".join(parts) + number


DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31))
COUNTS = st.one_of(st.integers(0, 3), st.integers(0, 400), st.integers(0, 99_999))
TEXTS = st.one_of(words(), words(most=14))


@st.composite
def complaints(draw: st.DrawFn) -> ComplaintsUpheld:
    investigations = draw(COUNTS)
    return ComplaintsUpheld(investigations=investigations, upheld=draw(st.integers(0, investigations)))


@st.composite
def compliances(draw: st.DrawFn) -> Compliance:
    outcomes = draw(COUNTS)
    return Compliance(outcomes=outcomes, satisfied=draw(st.integers(0, outcomes)))


@st.composite
def reissues(draw: st.DrawFn) -> Reissue:
    replaces, date = sorted((draw(DAYS), draw(DAYS)))
    return Reissue(date=date, replaces=replaces, reason=draw(words(most=20)) + ".")


@st.composite
def councils(draw: st.DrawFn) -> Council:
    upheld = draw(st.none() | complaints())
    remedies = st.builds(SatisfactoryRemedies, remedies=st.integers(0, upheld.upheld)) if upheld else st.none()
    return Council(
        name=draw(TEXTS) + draw(st.sampled_from([" Council", " Borough Council", " National Park Authority"])),
        type=draw(st.sampled_from(["county", "district", "metropolitan", "unitary", "london", "other"])),
        addressee=Addressee(name=draw(words(most=4)), role=draw(TEXTS)),
        signatory=draw(st.none() | st.builds(Signatory, name=words(), roles=st.lists(words(), min_size=1).map(tuple))),
        personal_paragraphs=draw(st.lists(words(most=60), max_size=2).map(tuple)),
        reissue=draw(st.none() | reissues()),
        email=draw(st.none() | st.builds(Email, to=st.just("chief@council.example"))),
        complaints_upheld=upheld,
        compliance=draw(st.none() | compliances()),
        satisfactory_remedies=draw(st.none() | remedies),
    )


PERCENTAGES = st.none() | st.integers(0, 100)
AVERAGES = st.builds(Averages, complaints_upheld=PERCENTAGES, compliance=PERCENTAGES, satisfactory_remedies=PERCENTAGES)
