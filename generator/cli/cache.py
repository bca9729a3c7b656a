"""Where a program may keep what it can make again (the XDG Base Directory Specification)."""

import os
from pathlib import Path

from ..paper import LayoutCache


def layout_cache() -> LayoutCache | None:
    """Return where layouts are kept, and the key that they are signed with; none where nobody knows whose home this is.

    The key is apart from the cache: whoever brings a cache along does not bring the key.
    """
    try:
        return LayoutCache(
            _folder("XDG_CACHE_HOME", ".cache") / "layouts", _folder("XDG_STATE_HOME", ".local/state") / "layouts.key"
        )
    except RuntimeError:
        return None


def _folder(variable: str, at_home: str) -> Path:
    return Path(os.environ.get(variable) or Path.home() / at_home) / "letters"
