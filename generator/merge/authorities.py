"""The forms that authorities' names have: where an address stands on one line, they tell where a name begins."""

import re

_KIND = "Borough|City|County|District|London|Metropolitan|National|Royal|Town"
_BODY = "Council|Authority|Corporation|Service"

FORMS = (
    # A beginning tells at once where the name stands: `London Borough of Camden`, `City of York Council`.
    re.compile(r"(?:(?:Royal|London|Metropolitan) Borough|City|County|Council) of .+"),
    # An ending does where a single word is left for the rest: `Leader Chesterfield Borough Council`.
    re.compile(rf"(?!(?:{_KIND}|{_BODY})\b)[^\Wa-z].* (?:{_BODY})"),
)


def is_stamped(text: str) -> bool:
    """Whether a name has words in it that a stamp may have added: numbers, and words in capitals."""
    return any(any(map(str.isdigit, word)) or (word.isupper() and len(word) > 3) for word in text.split())


def is_likely_name(text: str) -> bool:
    """Whether a text has the form of an authority's name."""
    return any(form.fullmatch(text) for form in FORMS)
