"""What a cell's number format shows for its value (ECMA-376 part 1, section 18.8.31).

A format can hide a figure: `[<5]"c";0` shows 3 as "c", `;;;` shows nothing, `0%` shows 3 as 300%. For a format that is
not understood here the answer is None, so that a person is asked rather than a figure taken that nobody sees.
"""

import operator
import re
import unicodedata
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from typing import NamedTuple

Number = int | float

_TOKEN = re.compile(
    r"""(?P<separator>;)
    | (?P<general>General)
    | (?P<digits>[0#?.,]|E[+-])
    | (?P<text>@)
    | \[(?P<bracket>[^\]]*)\]
    | "(?P<quoted>[^"]*)"
    | \\(?P<escaped>.)
    | \*(?P<fill>.)
    | _(?P<space>.)
    | (?P<unknown>[a-z\d"\\\[\]])  # dates, eras, and whatever else Excel may come to know
    | (?P<literal>.)""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)")
_COMPARE = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "=": operator.eq, "<>": operator.ne,
}  # fmt: skip
_COLOUR = re.compile(r"black|blue|cyan|green|magenta|red|yellow|color *\d+", re.IGNORECASE)
_WHITE = re.compile(r"white|color *2", re.IGNORECASE)  # the second of Excel's palette is white
_CURRENCY = re.compile(r"\$([^-]*)(?:-.*)?")  # [$£-809]: a sign, and the country whose habits are followed
_DIGITS = re.compile(
    r"(?P<whole>[0#?](?:[0#?,]*[0#?])?)?,*(?:(?P<point>\.)(?P<decimals>[0#?]*))?,*(?P<exponent>E[+-][0#?]+)?",
    re.IGNORECASE,
)
_NUMERAL = re.compile(
    r"(?P<minus>[-(])?\+?\s*(?P<number>(?:\d[\d,]*\.?\d*|\.\d+)(?:E[+-]\d+)?)\s*\)?"
    r"(?:\s*(?P<unit>[^\W\d_]{3,}(?: [^\W\d_]+)*))?"  # a word; a letter alone may mark a figure as provisional
)
_OTHER_NUMBERS = re.compile(r"hundred|thousand|million|billion|dozen|per ?cent", re.IGNORECASE)
_DASHES = ("-", "\N{EN DASH}", "\N{EM DASH}")
_MOST_DIGITS = Context(prec=400, rounding=ROUND_HALF_UP)
_MOST = 10**15  # Excel keeps fifteen digits
_LONGEST = 255  # characters of a format, in Excel


class _Token(NamedTuple):
    kind: str
    text: str


_Section = Sequence[_Token]


def displayed(value: Number | str, code: str) -> str | None:
    """Return the text that a format shows for a value, or None where the format is not understood."""
    if len(code) > _LONGEST:
        return None
    sections = _sections(code or "General")
    if isinstance(value, str):
        return _text(value, sections)
    if not abs(value) < _MOST:
        return None
    numeric = _without_text(sections)
    section = _section_for(value, numeric)
    if section is None:
        return None
    return _number(value, section, signed=len(numeric) == 1)


def reads_as(shown: str, value: Number | str) -> bool:
    """Return whether a person takes the value from this text: from `1,234` and `3 cases`, not from `3%` or `<3`.

    A dash is how accounts write 0.
    """
    if isinstance(value, str):
        return value in shown
    bare = "".join(char for char in shown if unicodedata.category(char) != "Sc").strip()
    if bare in _DASHES:
        return value == 0
    match = _NUMERAL.fullmatch(bare)
    if not match or _OTHER_NUMBERS.match(match["unit"] or ""):
        return False
    number = Decimal(match["number"].replace(",", ""))
    return (-number if match["minus"] else number) == _decimal(value)


@lru_cache(maxsize=1000)  # a workbook has few formats and many cells
def _sections(code: str) -> list[_Section]:
    tokens: list[_Token] = []
    sections: list[_Section] = [tokens]
    for match in _TOKEN.finditer(code):
        kind = match.lastgroup or ""
        if kind == "separator":
            sections.append(tokens := [])
        else:
            tokens.append(_token(kind, match[kind]))
    return sections if len(sections) <= 4 else [[_Token("unknown", code)]]


def _token(kind: str, text: str) -> _Token:
    """Return a token, with what stands in brackets told apart, and all that is shown as it is a literal."""
    match kind:
        case "bracket" if _CONDITION.fullmatch(text):
            return _Token("condition", text)
        case "bracket" if _WHITE.fullmatch(text):
            return _Token("hidden", text)
        case "bracket" if _COLOUR.fullmatch(text):
            return _Token("literal", "")
        case "bracket":
            currency = _CURRENCY.fullmatch(text)
            return _Token("literal", currency[1]) if currency else _Token("unknown", text)
        case "quoted" | "escaped":
            return _Token("literal", text)
        case "fill":  # repeated to the width of the column
            return _Token("literal", "" if text == " " else text)
        case "space":  # as wide as this character
            return _Token("literal", " ")
        case "literal" if text == "%":
            return _Token("percent", text)
    return _Token(kind, text)


def _kinds(section: _Section) -> set[str]:
    return {token.kind for token in section}


def _without_text(sections: list[_Section]) -> list[_Section]:
    """Return the sections for numbers: the fourth is for text, and so is a last one that holds `@`."""
    last_is_text = len(sections) == 4 or (len(sections) > 1 and "text" in _kinds(sections[-1]))
    return sections[:-1] if last_is_text else sections


def _section_for(value: Number, sections: list[_Section]) -> _Section | None:
    conditions = [next((token.text for token in section if token.kind == "condition"), None) for section in sections]
    if any(conditions):
        return _first_that_holds(value, sections, conditions)
    if value < 0:
        return sections[min(1, len(sections) - 1)]
    return sections[2] if value == 0 and len(sections) == 3 else sections[0]


def _first_that_holds(value: Number, sections: list[_Section], conditions: list[str | None]) -> _Section | None:
    # Programs differ on the sign of negative numbers, and on a section without condition that is not the last.
    if value < 0 or None in conditions[:-1]:
        return None
    for section, condition in zip(sections, conditions, strict=True):
        if condition is None or _holds(value, condition):
            return section
    return None


def _holds(value: Number, condition: str) -> bool:
    match = _CONDITION.fullmatch(condition)
    return bool(match and _COMPARE[match[1]](_decimal(value), Decimal(match[2])))


def _text(value: str, sections: list[_Section]) -> str | None:
    section = sections[-1]
    if len(sections) < 4 and "text" not in _kinds(section):
        return value  # formats for numbers leave text alone
    if "hidden" in _kinds(section):
        return ""
    if _kinds(section) - {"text", "literal", "general"}:
        return None
    return "".join(token.text if token.kind == "literal" else value for token in section)


def _number(value: Number, section: _Section, *, signed: bool) -> str | None:
    kinds = _kinds(section)
    if "hidden" in kinds:
        return ""
    if "unknown" in kinds or ("digits" in kinds and kinds & {"general", "text"}):
        return None
    section = [token for token in section if token.kind != "condition"]
    places = [place for place, token in enumerate(section) if token.kind in ("digits", "general", "text")]
    if not places:
        return "".join(token.text for token in section)
    first, last = places[0], places[-1]
    percents = sum(token.kind == "percent" for token in section)
    digits = _digits(abs(_decimal(value)), section[first : last + 1], percents)
    if digits is None:
        return None
    before = "".join(token.text for token in section[:first])
    after = "".join(token.text for token in section[last + 1 :])
    minus = "-" if value < 0 and signed else ""
    return f"{minus}{before}{digits}{after}"


def _digits(number: Decimal, tokens: _Section, percents: int) -> str | None:
    """Return the digits that placeholders show for a number, None where anything but spaces stands between these."""
    if len(tokens) == 1 and tokens[0].kind in ("general", "text"):
        return f"{number:f}"
    if any(token.kind != "digits" and token.text != " " for token in tokens):
        return None
    pattern = _DIGITS.fullmatch("".join(token.text for token in tokens if token.kind == "digits"))
    if pattern is None:
        return None
    whole, decimals = pattern["whole"] or "", pattern["decimals"] or ""
    if pattern["exponent"]:
        return f"{float(number):.{len(decimals)}E}" if len(whole) == 1 and not percents else None
    thousands = pattern[0].count(",") - whole.count(",")  # a comma after the digits leaves three of them away
    scaled = number.scaleb(2 * percents - 3 * thousands)
    rounded = scaled.quantize(Decimal(1).scaleb(-len(decimals)), context=_MOST_DIGITS)
    before, _, after = f"{rounded:f}".partition(".")
    return _padded(before, whole) + (pattern["point"] or "") + _cut(after, decimals)


def _padded(digits: str, pattern: str) -> str:
    places = pattern.replace(",", "")
    least = len(places) - places.index("0") if "0" in places else 0
    digits = digits.lstrip("0").zfill(least)
    return re.sub(r"(?<=\d)(?=(?:\d{3})+$)", ",", digits) if "," in pattern else digits


def _cut(digits: str, pattern: str) -> str:
    least = pattern.rfind("0") + 1
    return digits[:least] + digits[least:].rstrip("0")


def _decimal(value: Number) -> Decimal:
    """Return the number that a person writes: 0.1, and 3 for 3.0."""
    number = Decimal(repr(value))
    return number.to_integral_value() if number == number.to_integral_value() else number
