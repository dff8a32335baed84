"""Words of a report as they are shown beside others."""

from __future__ import annotations

from sayso.model import Span

_LONGEST = 200


def shorten(text: str, span: Span) -> str:
    """The words of a span, blanks as one, cut to 200 code points."""
    return " ".join(text[span.start : min(span.end, span.start + _LONGEST)].split())
