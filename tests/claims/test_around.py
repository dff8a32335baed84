"""What stands around a claim: channel, hedges, stance, quotation, words at arm's length, in news of many kinds."""

from __future__ import annotations

import re
import time
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sayso.claims import find_claims, find_quotations
from sayso.claims.around import Around, Owners, find_around
from sayso.claims.frame import Frame, find_depths
from sayso.model import Attribution, Mark, Span
from tests.claims.framed import Framed, make_entity, read_framed

SENTENCES = tomllib.loads(Path(__file__).with_name("around.toml").read_text("utf-8"))["sentences"]


def look(framed: Framed, entities: list[list[str]] | None = None) -> list[str]:
    """A row a claim: its number and what stands around it; then a row for each of the words at arm's length."""
    text = framed.report.text
    frame = Frame(text, framed.tokens, framed.syntax, "en")
    named = [make_entity(text, name, kind) for name, kind in entities or []]
    pairing, _ = find_quotations(framed.report)
    around, distant = find_around(frame, "en", framed.joined, pairing, named)
    rows = [
        " ".join([str(number), *describe(text, one, frame.mark_span(attribution.cue))])
        for number, (one, attribution) in enumerate(zip(around, framed.joined, strict=True), 1)
    ]
    return [*rows, *(f"d={words.kind}:{words.span.text(text)}" for words, _ in distant)]


def describe(text: str, around: Around, cue: Span | None) -> list[str]:
    parts = [f"cue={around.cue.text(text)}"] if around.cue is not None and around.cue != cue else []
    parts += [f"ch={around.channel.text(text)}"] if around.channel else []
    parts += ["h=" + "; ".join(h.text(text) for h in around.hedges)] if around.hedges else []
    parts += [f"st={around.stance}"] if around.stance else []
    return parts + ([f"q={around.quotation}"] if around.quotation != "indirect" else [])


@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda s: re.sub(r"\[\w+ |\]", "", s["markup"])[:60])
def test_sentence(sentence: dict[str, Any]) -> None:
    framed = read_framed(sentence["markup"], sentence["tree"])
    assert look(framed, sentence.get("entities")) == sentence["expect"]


def test_hedge_belongs_to_the_innermost_claim() -> None:
    framed = read_framed("[s1 She] [c1 said] [k1 that [s2 he] [c2 said] [k2 it had reportedly rained]].")
    assert look(framed) == ["1", "2 h=reportedly"]


def test_hedge_of_the_report_itself_belongs_to_no_claim() -> None:
    tree = (
        "ADV advmod 2 reportedly|PRON nsubj 2 it|VERB root -1 rain|SYM punct 2 ;|PRON nsubj 5 she|VERB parataxis 2 say"
    )
    framed = read_framed("Reportedly it rained ; [s1 she] [c1 said] [k1 so]", f"{tree}|ADV advmod 5 so")
    assert look(framed) == ["1"]


def test_parents_in_a_circle_end() -> None:
    cue = Mark("cue", 0, 0, 1.0)
    ring = [Attribution(None, cue, (), 1.0, parent=1), Attribution(None, cue, (), 1.0, parent=0)]
    assert find_depths(ring) == [1, 1]


def test_record_carries_what_stands_around() -> None:
    sentence = next(s for s in SENTENCES if "so-called" in s["markup"])
    framed = read_framed(sentence["markup"], sentence["tree"])
    pairing, _ = find_quotations(framed.report)
    claims, distancing, _ = find_claims(
        framed.report, framed.tokens, framed.syntax, framed.joined, pairing, (), [None] * len(framed.joined)
    )
    text = framed.report.text
    assert [(text[d.start : d.end], d.kind, d.claim) for d in distancing] == [
        ('so-called "people\'s council"', "so-called", None)
    ]
    assert [c.quotation for c in claims] == ["indirect"]


def test_channel_leaves_the_cue() -> None:
    sentence = next(s for s in SENTENCES if "[c1 said in a statement]" in s["markup"])
    framed = read_framed(sentence["markup"], sentence["tree"])
    pairing, _ = find_quotations(framed.report)
    (claim,), _, _ = find_claims(framed.report, framed.tokens, framed.syntax, framed.joined, pairing, (), [None])
    assert claim.cue is not None
    assert claim.channel is not None
    assert claim.cue.text(framed.report.text) == "said"
    assert not claim.cue.overlaps(claim.channel)


def test_many_claims_take_linear_time() -> None:
    """Guards against trying every hedge, channel or quotation on every claim: minutes for a long file."""
    size = 4_000
    unit = 'She said in a letter it "reportedly" rained. '
    framed = read_framed(unit * size)
    width = len(framed.tokens) // size
    joined = [
        Attribution(
            Mark("source", at, at, 1.0), Mark("cue", at + 1, at + 1, 1.0), (Mark("content", at + 5, at + 9, 1.0),), 1.0
        )
        for at in range(0, width * size, width)
    ]
    framed.syntax.sentences[:] = np.arange(len(framed.tokens)) // width
    framed.syntax.heads[:] = np.where(np.arange(len(framed.tokens)) % width == width - 1, -1, framed.syntax.heads)
    pairing, _ = find_quotations(framed.report)
    begun = time.process_time()
    around, _ = find_around(Frame(framed.report.text, framed.tokens, framed.syntax), None, joined, pairing, ())
    assert time.process_time() - begun < 10  # half a second when nothing else runs
    assert all(len(one.hedges) == 1 for one in around)


def test_owners_know_claims_that_run_over_sentences() -> None:
    framed = read_framed("[s1 She] [c1 said] [k1 it rained all night and perhaps all day].")
    framed.syntax.sentences[6:] = 1
    owners = Owners(Frame(framed.report.text, framed.tokens, framed.syntax), framed.joined)
    assert owners.find_hedge(7, 7) == 0
    assert owners.find_hedge(len(framed.tokens) - 1, len(framed.tokens) - 1) is None
