"""Where a program may keep what it can make again (the XDG Base Directory Specification)."""

import os
from pathlib import Path


def cupboard() -> Path | None:
    """The folder for plates; where nobody knows whose home this is, none."""
    if told := os.environ.get("XDG_CACHE_HOME"):
        return Path(told) / "letters" / "plates"
    try:
        return Path.home() / ".cache" / "letters" / "plates"
    except RuntimeError:
        return None
