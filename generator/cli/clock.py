"""The clock, which is read at the door and handed down."""

import os
import re
from datetime import UTC, datetime


def here() -> datetime:
    """The time where we are: no letter leaves before its day has begun there."""
    return datetime.now().astimezone()


def now() -> datetime:
    """The time, or the one that whoever wants the same twice has set (reproducible-builds.org)."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if re.fullmatch(r"[0-9]{1,11}", epoch):
        return datetime.fromtimestamp(int(epoch), UTC)
    return datetime.now(UTC).replace(microsecond=0)
