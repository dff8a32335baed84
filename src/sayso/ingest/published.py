"""When a report was published: an ISO 8601 date or date-time, or nothing."""

from __future__ import annotations

import re
from datetime import datetime

_ISO = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
    r"(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?"
)


def parse_published(value: str) -> str | None:
    """The date or date-time that ``value`` gives, with a T before the time; None where it is not one.

    Precision and offset stay as they are written: nothing is added and nothing converted.
    """
    words = value.strip()
    if not _ISO.fullmatch(words):
        return None
    try:
        datetime.fromisoformat(words)
    except ValueError:
        return None
    return words.replace(" ", "T")
