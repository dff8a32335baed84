"""Records with times made by hand: ``{t1:Monday}`` in a text marks the words of time 1, ``{w1:fell}`` what it dates."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import msgspec

from sayso.model import Claim, Record, Report, Span, Time, TimeCandidate, hash_text
from sayso.times.intervals import find_interval

_MARK = re.compile(r"\{([a-z]+)(\d+):|\}")


def mark_spans(marked: str) -> tuple[str, dict[tuple[str, int], Span]]:
    """The text without its marks, and the span of each mark; marks nest."""
    parts: list[str] = []
    opened: list[tuple[str, int, int]] = []
    spans: dict[tuple[str, int], Span] = {}
    length = position = 0
    for match in _MARK.finditer(marked):
        parts.append(marked[position : match.start()])
        length += match.start() - position
        position = match.end()
        if match[1]:
            opened.append((match[1], int(match[2]), length))
        else:
            role, number, start = opened.pop()
            spans[role, number] = Span(start, length)
    return "".join([*parts, marked[position:]]), spans


def make_record(marked: str, times: Mapping[int, str | dict[str, Any] | None], **report: str | None) -> Record:
    """A record of a marked text. ``times`` gives values, or fields; s, q, c mark source, cue, content of claim n.

    A claim is said at the time of its own number where that time's fields hold ``said: True``.
    """
    text, spans = mark_spans(marked)
    made = [_make_time(number, spans, value) for number, value in times.items()]
    said = {number for number, value in times.items() if isinstance(value, dict) and value.get("said")}
    claims = [
        Claim(
            f"c{number}",
            spans.get(("s", number)),
            spans.get(("q", number)),
            (span,),
            "indirect",
            said=f"t{number}" if number in said else None,
        )
        for (role, number), span in spans.items()
        if role == "c"
    ]
    known = {"outlet": None, "title": None, "published": "2022-01-10", "language": "en"} | report
    digest = hash_text(text)
    return Record(
        sayso="0.1.0",
        report=Report(
            digest[:8], digest, None, known["outlet"], known["title"], None, known["published"], known["language"], text
        ),
        times=tuple(sorted(made, key=lambda time: time.start)),
        claims=tuple(claims),
    )


def _make_time(number: int, spans: Mapping[tuple[str, int], Span], value: str | dict[str, Any] | None) -> Time:
    fields: dict[str, Any] = (
        {"value": value} if not isinstance(value, dict) else {k: v for k, v in value.items() if k != "said"}
    )
    span = spans["t", number]
    time = Time(f"t{number}", span.start, span.end, "DATE", None, dates=spans.get(("w", number)))
    interval = find_interval(str(fields.get("value")))
    if interval is not None and "mod" not in fields:
        bounds = {"earliest": interval.earliest, "latest": interval.latest, "precision": interval.precision}
        fields = bounds | fields
    options = tuple(TimeCandidate(*option) for option in fields.pop("candidates", ()))
    return msgspec.structs.replace(time, candidates=options, **fields)
