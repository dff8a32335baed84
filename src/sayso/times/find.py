"""Time expressions of a report: recognised, composed, and resolved in document order."""

from __future__ import annotations

from collections.abc import Sequence

from sayso import __version__
from sayso.lang import find_language
from sayso.model import Attribution, By, Name, Report, Span, Syntax, Time, TimePrecision, Tokens
from sayso.times.lexicon import load_lexicon
from sayso.times.page import Page
from sayso.times.ranges import find_range_ends
from sayso.times.recognise import find_drafts
from sayso.times.resolve import Resolver
from sayso.times.resolved import Resolved

_STAGE = "times"


def find_times(
    report: Report, tokens: Tokens, syntax: Syntax, names: Sequence[Name], joined: Sequence[Attribution]
) -> tuple[Time, ...]:
    """The time expressions of a report, in text order.

    Relative ones count from ``report.published`` or from a date in the text; where neither is known they stay open:
    the value has "X" for what is unknown, or is None. ``by.method`` names the rule that recognised the expression.
    """
    code = find_language(report.language).code
    page = Page(report.text, tokens, syntax, code)
    cues = {t for a in joined if a.cue is not None for t in range(a.cue.first, a.cue.last + 1)}
    resolved = Resolver(report, page, cues).resolve(find_drafts(page, load_lexicon(code), names))
    ends = find_range_ends(page, resolved)
    return tuple(_make_time(page, r, ends.get(at)) for at, r in enumerate(resolved))


def _make_time(page: Page, resolved: Resolved, range_end: str | None) -> Time:
    draft, interval, governor = resolved.draft, resolved.interval, resolved.governor
    bounded = interval is not None and draft.mod not in ("BEFORE", "AFTER")
    return Time(
        id=resolved.id,
        start=page.starts[draft.first],
        end=page.ends[draft.last],
        type=draft.type,
        value=resolved.value,
        mod=draft.mod,
        anchor=resolved.anchor,
        candidates=resolved.candidates,
        precision=_find_precision(resolved),
        earliest=interval.earliest if interval is not None and bounded else None,
        latest=interval.latest if interval is not None and bounded else None,
        zone=draft.zone,
        range_end=range_end,
        dates=None if governor is None else Span(page.starts[governor], page.ends[governor]),
        by=By(_STAGE, __version__, draft.rule),
    )


def _find_precision(resolved: Resolved) -> TimePrecision | None:
    draft = resolved.draft
    if resolved.interval is not None:
        is_hour = draft.whole_hour or (draft.unit == "H" and (resolved.value or "").endswith(":00"))
        return "hour" if is_hour and resolved.interval.precision == "minute" else resolved.interval.precision
    return "vague" if draft.type in ("DATE", "TIME") and (resolved.value or "").endswith("_REF") else None
