"""Invented places: stems and endings that sound like somewhere, and are nowhere."""

from .council import Sector
from .dice import Dice
from .words import COUNTIES, ENDINGS, FAR_AND_WIDE, ROUND_ABOUT, SAINTS, STEMS, TAILS


def place(dice: Dice, sector: Sector) -> str:
    """A place for an authority of this type: mostly a word or two, sometimes what an address has hardly room for."""
    endings = COUNTIES if sector == "county" else ENDINGS
    one, another = _word(dice, endings), _word(dice, endings)
    shape = dice.below(100)
    if shape < 55:
        return one
    if shape < 75:
        return f"{dice.of(ROUND_ABOUT)} {one}"
    if shape < 83:
        return f"{one} and {another}"
    if shape < 87:
        return f"{one} & {another}"
    if shape < 91:
        return f"{dice.of(SAINTS)} {one}"
    if shape < 97:
        return f"{one}-{dice.of(TAILS)}"
    return dice.of(FAR_AND_WIDE).format(f"{dice.of(ROUND_ABOUT)} {one}", f"{another}-{dice.of(TAILS)}")


def _word(dice: Dice, endings: list[str]) -> str:
    return dice.of(STEMS) + dice.of(endings)
