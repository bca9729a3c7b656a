"""A council's slug: what its files are named by."""

import re
import unicodedata
from functools import lru_cache


@lru_cache(maxsize=1024)
def slug(name: str) -> str:
    """`St Mary's & Hove Borough Council` is `st-marys-and-hove-borough-council`.

    Accents are folded, `&` is `and`, apostrophes and full stops go, and what else is no letter or digit is a hyphen.
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    # The curly apostrophe is no ASCII and has gone already.
    plain = plain.lower().replace("&", " and ").replace("'", "").replace(".", "")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
