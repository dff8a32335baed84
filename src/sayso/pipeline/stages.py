"""The stages, in order: one report in, one record out. Each says what it reads and what it writes.

A newcomer starts here. The names in ``GIVEN`` stand on the board at the beginning; a stage reads names from the board
and adds the names that it writes; it never changes what another stage wrote. ``issues`` is the one name that many
stages write: what they write is appended.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from sayso.claims import find_attributions, find_claims, find_quotations
from sayso.events import find_events
from sayso.mentions import find_entities, resolve_speakers
from sayso.model import Attributions, EventMark, Name, Report, Syntax, Tokens
from sayso.parse import Reader
from sayso.places import find_places
from sayso.text import find_tokens
from sayso.times import find_times


class Stage(msgspec.Struct, frozen=True):
    """A step of the pipeline: ``run`` takes what it ``reads`` and gives what it ``writes``, each in that order.

    A stage that writes one thing gives that thing; one that writes several gives a tuple of them.
    """

    name: str
    run: Callable[..., Any]
    reads: tuple[str, ...]
    writes: tuple[str, ...]


def _read_text(
    report: Report, tokens: Tokens, reader: Reader
) -> tuple[Syntax, tuple[Name, ...], Attributions, tuple[EventMark, ...]]:
    return reader.read_all(report, tokens)


STAGES: tuple[Stage, ...] = (
    Stage("tokens", find_tokens, reads=("report",), writes=("tokens",)),
    Stage("quotations", find_quotations, reads=("report",), writes=("quotations", "issues")),
    Stage(
        "reading",
        _read_text,
        reads=("report", "tokens", "reader"),
        writes=("syntax", "names", "attributions", "triggers"),
    ),
    Stage("mentions", find_entities, reads=("report", "tokens", "syntax", "names"), writes=("named",)),
    Stage(
        "attributions",
        find_attributions,
        reads=("report", "tokens", "syntax", "attributions", "quotations", "reader"),
        writes=("joined",),
    ),
    Stage(
        "speakers",
        resolve_speakers,
        reads=("report", "tokens", "syntax", "named", "joined"),
        writes=("entities", "speakers"),
    ),
    Stage("times", find_times, reads=("report", "tokens", "syntax", "names", "joined"), writes=("times",)),
    Stage(
        "places",
        find_places,
        reads=("report", "tokens", "syntax", "names", "joined", "gazetteer", "areas"),
        writes=("places", "issues"),
    ),
    Stage(
        "claims",
        find_claims,
        reads=("report", "tokens", "syntax", "joined", "quotations", "entities", "speakers", "codebook", "times"),
        writes=("claims", "distancing", "issues"),
    ),
    Stage(
        "events",
        find_events,
        reads=("report", "tokens", "syntax", "triggers", "entities", "claims", "times", "places", "book"),
        writes=("events", "tolls"),
    ),
)

GIVEN = ("report", "reader", "codebook", "gazetteer", "areas", "book")
"""What stands on the board before the first stage.

``codebook``, that of kinds of source, None means the one of the report's language; without ``gazetteer`` no place is
resolved; ``areas`` None means that nothing is known of where an outlet's reports usually play; ``book``, that of
events, None means the shipped one.
"""
