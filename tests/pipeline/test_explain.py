"""Every value of an explanation comes from the board: scores, links that lost, the speaker's chain, relatives."""

from __future__ import annotations

import msgspec

from sayso.model import (
    Alternative,
    Attributions,
    Distancing,
    Entity,
    Resolution,
    Role,
    SourceKind,
    Span,
)
from sayso.parse import load_reader
from sayso.pipeline import explain_claim, order_claims, read_report, trace_report
from sayso.pipeline.explain import Explanation
from sayso.pipeline.trace import Trace
from tests.batch.fakes import make_report
from tests.pipeline.traces import find, make_tracing

TEXT = (
    "Ana Lopes runs the harbour. On Monday she told the Quay Post that the pilot had denied the so-called warning, "
    "the clerk said."
)
OUTER = ("the clerk", "said", "she told the Quay Post that the pilot had denied the so-called warning")
INNER = ("she", "told", "that the pilot had denied the so-called warning")
LOPES = Entity("entity-1", "Ana Lopes", "person", (Span(0, 9),), (Role("head", "harbour", Span(10, 26)),))
CLERK = Entity("entity-2", "the clerk", "person", ())


def make_sample() -> Trace:
    start = TEXT.index("so-called")
    resolution = Resolution(
        "entity-1",
        (find(TEXT, "she"), find(TEXT, "Ana Lopes")),
        "pronoun",
        0.7,
        (Alternative("entity-2", 0.2, "a clerk is not the subject before it"),),
    )
    return make_tracing(
        TEXT,
        [OUTER, INNER],
        links={
            ("told", "she"): 0.8,
            ("told", INNER[2]): 0.6,
            ("told", "the clerk"): 0.3,
            ("told", "the pilot"): 0.05,
            ("told", OUTER[2]): 0.4,
        },
        parents={1: 0},
        entities=[LOPES, CLERK],
        speakers={1: resolution},
        changes={
            1: {
                "speaker": "entity-1",
                "channel": find(TEXT, "the Quay Post"),
                "hedges": (find(TEXT, "so-called"),),
                "stance": "denial",
                "source_kind": SourceKind("official", "role 'head'", Span(10, 26)),
            }
        },
        distancing=[
            Distancing(start, start + 17, "so-called", make_tracing(TEXT, [OUTER, INNER]).record.claims[1].id),
            Distancing(0, 3, "scare", None),
        ],
    )


def explain_inner() -> Explanation:
    trace = make_sample()
    return explain_claim(trace, trace.record.claims[1])


def test_each_part_has_its_mark_and_its_link() -> None:
    parts = [(p.role, p.words.text, p.confidence, p.link) for p in explain_inner().parts]
    assert parts == [("source", "she", 0.9, 0.8), ("cue", "told", 0.9, None), ("content", INNER[2], 0.9, 0.6)]
    assert explain_inner().meaning == (
        "of 100 claims as sure as this one about 80 have the right source and content; "
        "the weakest mark is the content (0.90), the weakest link that of the content to the cue (0.60)"
    )


def test_what_a_rule_sets_is_not_called_measured() -> None:
    trace = make_sample()
    bare = msgspec.structs.replace(trace.joined[1], evidence=None, rule="a rule of its own")
    told = explain_claim(msgspec.structs.replace(trace, joined=(trace.joined[0], bare)), trace.record.claims[1])
    assert told.meaning.startswith("set for the rule, not measured; ")
    assert told.rule_meaning == "joined by the rule 'a rule of its own', not by the reader's links"


def test_a_link_of_another_reading_is_taken_from_the_evidence() -> None:
    trace = make_sample()
    alone = msgspec.structs.replace(trace, attributions=Attributions())
    parts = explain_claim(alone, trace.record.claims[1]).parts
    assert [part.link for part in parts] == [0.5, None, 0.25]


def test_what_lost_is_told_with_the_reason() -> None:
    lost = [(c.role, c.words.text, c.link, c.claim, c.reason) for c in explain_inner().considered]
    assert lost == [
        ("content", OUTER[2], 0.4, 1, "claim 1 has the stronger link to it"),
        ("source", "the clerk", 0.3, 1, "another source has the stronger link"),
        ("source", "the pilot", 0.05, None, "its link is weaker than 0.10, the least that counts"),
    ]


def test_speaker_is_traced_over_its_chain_with_the_others() -> None:
    speaker = explain_inner().speaker
    assert speaker is not None
    assert (speaker.name, speaker.rule, speaker.confidence, speaker.roles) == (
        "Ana Lopes",
        "pronoun",
        0.7,
        ("head, harbour",),
    )
    assert [words.text for words in speaker.chain] == ["she", "Ana Lopes"]
    assert [(o.name, o.score) for o in speaker.others] == [("the clerk", 0.2)]


def test_traits_name_what_decided() -> None:
    traits = [(t.name, t.value, t.words.text if t.words else None) for t in explain_inner().traits]
    assert traits == [
        ("kind of source", "official", "runs the harbour"),
        ("quotation", "indirect", None),
        ("hedge", "weakens the claim", "so-called"),
        ("channel", "where it was said", "the Quay Post"),
        ("stance", "denial", "told"),
        ("distanced", "so-called", "so-called warning"),
    ]


def test_relatives_and_numbers_are_those_of_the_record() -> None:
    trace = make_sample()
    outer, inner = trace.record.claims
    told = explain_claim(trace, outer)
    assert [r.id for r in told.children] == [inner.id]
    assert (told.number, told.claims, told.parent) == (1, 2, None)
    parent = explain_inner().parent
    assert parent is not None
    assert (parent.number, parent.id) == (1, outer.id)


def test_excerpt_is_the_sentence_of_the_claim() -> None:
    excerpt = explain_inner().excerpt
    assert excerpt.text == TEXT[excerpt.start : excerpt.end] == TEXT[28:]


def test_a_claim_that_no_attribution_is_known_for_is_still_told() -> None:
    trace = make_tracing("Rain fell.", [])
    told = explain_claim(trace, make_sample().record.claims[1])
    assert told.rule == "unknown"
    assert told.meaning == "no mark of the reader stands behind this claim"


def test_a_trace_has_the_record_that_reading_gives() -> None:
    reader = load_reader()
    report = make_report("The mayor said the bridge was shut. According to her office, it may open in May.")
    trace = trace_report(report, reader=reader)
    assert trace.record == read_report(report, reader=reader)
    assert list(trace.claims) == order_claims(trace.record.claims)
    assert all(explain_claim(trace, claim).claim is claim for claim in trace.claims)
