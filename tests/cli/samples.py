"""A record made by hand, in our own words, for the tests of what is printed."""

from __future__ import annotations

import msgspec

from sayso import __version__
from sayso.model import Claim, Entity, Issue, Record, Span, make_span_id
from tests.batch.fakes import make_report

TEXT = (
    "The harbour office said on Monday that the ferry “sank within minutes”.\n"
    "According to preliminary data, nine people were rescued, Ana Lopes of the coast guard told the Quay Post.\n"
    "“The captain has said that he saw the rocks,” she added. The ferry is said to be 40 years old.\n"
    "Boats left the harbour at noon.\n"
)


def find(words: str, text: str = TEXT) -> Span:
    """Where ``words`` stand in the sample."""
    start = text.index(words)
    return Span(start, start + len(words))


def make_claim(source: str | None, cue: str | None, *content: str, text: str = TEXT, **more: object) -> Claim:
    spans = (
        None if source is None else find(source, text),
        None if cue is None else find(cue, text),
        *(find(piece, text) for piece in content),
    )
    made = Claim(
        make_span_id("claim", "sample", *spans), spans[0], spans[1], tuple(s for s in spans[2:] if s), "indirect"
    )
    return msgspec.structs.replace(made, **more)


def make_record() -> Record:
    """Four claims out of text order: one direct and nested, one mixed, one hedged in pieces, one without a source."""
    entity = Entity("entity-lopes", "Ana Lopes", "person", (find("Ana Lopes"),))
    outer = make_claim("she", "added", "“The captain has said that he saw the rocks,”", quotation="direct")
    outer = msgspec.structs.replace(outer, speaker=entity.id)
    report = make_report(TEXT, uri="reports/ferry.txt", title="Ferry sinks off the harbour")
    return Record(
        __version__,
        msgspec.structs.replace(report, outlet="Quay Post (invented)", published="2022-01-10"),
        entities=(entity,),
        claims=(
            make_claim(None, "is said", "The ferry", "to be 40 years old"),
            outer,
            make_claim("The captain", "has said", "that he saw the rocks", parent=outer.id),
            make_claim(
                "Ana Lopes of the coast guard",
                "told",
                "nine people were rescued",
                speaker=entity.id,
                hedges=(find("According to preliminary data"),),
                channel=find("the Quay Post"),
            ),
            make_claim("The harbour office", "said", "that the ferry “sank within minutes”", quotation="mixed"),
        ),
        issues=(Issue("SAY-206", "claims", "no source was found for this claim", find("is said")),),
    )
