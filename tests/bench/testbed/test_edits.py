from __future__ import annotations

from datetime import datetime
from random import Random

import pytest

from bench.testbed import edits
from bench.testbed.compose import names_source
from bench.testbed.drafts import Draft, Outlet, Sent, make_sent, write_draft
from bench.testbed.extract import apart, settle
from bench.testbed.frames import Tok, add_tag, fill, vary, write
from bench.testbed.truth import TollStatement

FRAME = "{N} people died[h: reportedly] in a *fire*[s:, {S} [c:said]]."


@pytest.fixture
def lead() -> Sent:
    source = add_tag(fill("the town police", {}), "S:police:XX")
    toks = add_tag(fill(FRAME, {"N": add_tag(fill("nine", {}), "f:1"), "S": source}), "i:1")
    return make_sent(toks, "lead", frozenset({"police:XX"}))


def make_draft(key: str, paras: list[list[Sent]], *parents: Draft) -> Draft:
    at = datetime(2024, 3, 5, 12, len(key))
    return Draft(key, Outlet(key, "local"), at, "title", paras, parents=parents, basis={"1": frozenset({"police:XX"})})


def show(paras: edits.Paras) -> str:
    return " ".join(write(sent.toks) for para in paras for sent in para)


def test_a_frame_keeps_what_its_words_are(lead: Sent) -> None:
    assert write(lead.toks) == "Nine people died reportedly in a fire, the town police said."
    assert [tok.text for tok in lead.toks if "t" in tok.tags] == ["fire"]
    assert lead.incidents == ("1",)


def test_words_with_their_marks_can_be_dropped_and_the_origin_stays(lead: Sent) -> None:
    assert show(edits.drop_hedges([[lead]])) == "Nine people died in a fire, the town police said."
    dropped = edits.drop_sources([[lead]])
    assert show(dropped) == "Nine people died reportedly in a fire."
    assert dropped[0][0].basis == lead.basis


def test_a_garbled_figure_is_another_statement(lead: Sent) -> None:
    garbled = edits.garble([[lead]], "1", "nineteen", "1x0")
    assert show(garbled).startswith("Nineteen people")
    assert [tok.text for tok in garbled[0][0].toks if "f:1x0" in tok.tags] == ["Nineteen"]
    assert not any("f:1" in tok.tags for tok in garbled[0][0].toks)


def test_a_reprint_remembers_each_word_and_leaves_out_what_is_the_outlets_own(lead: Sent) -> None:
    own = make_sent(fill("Good morning.", {}), "frame")
    original = make_draft("a", [[own], [lead]])
    paras = edits.copy_paras(original)
    assert show(paras) == write(lead.toks)
    assert [tok.of for tok in paras[0][0].toks] == [tok.uid for tok in lead.toks]


def test_a_reprint_has_the_origins_of_what_it_kept(lead: Sent) -> None:
    detail = make_sent(add_tag(fill("The *fire* began in a store.", {}), "i:1"), "detail")
    other = Sent(lead.toks, "figure", frozenset({"mayor:1"}))
    original = make_draft("a", [[lead], [other], [detail]])
    original.basis = {"1": frozenset({"police:XX", "mayor:1"})}
    copied = edits.copy_paras(original)
    first, last = make_draft("b", copied[:1], original), make_draft("c", copied[2:], original)
    settle([original, first, last])
    assert first.basis["1"] == {"police:XX"}
    assert last.basis["1"] == {"police:XX", "mayor:1"}


def test_curly_quotes_alternate() -> None:
    paras = [[make_sent(fill("[q:Go], she said, [q:now].", {}), "voice")]]
    assert show(edits.curl(paras)) == "“Go”, she said, “now”."


def test_places_of_words_are_those_in_the_text(lead: Sent) -> None:
    draft = make_draft("a", [[lead], [lead]])
    text, places = write_draft(draft)
    assert all(text[slice(*places[tok.uid])] == tok.text for tok in lead.toks)


@pytest.mark.parametrize(
    ("frame", "named"),
    [
        ("{C}[s:, {S} [c:said]].", False),
        ("[s:[c:According to] {S}, ]{C}.", False),
        ("{S} [c:said] that {C}.", True),
        ("{Noun} was put at {N} [s:[c:by] {S}].", False),
        ("{C}[s:, as {S} said], {S} added.", True),
        ("{C}.", False),
    ],
)
def test_frames_that_name_a_source_in_any_case(frame: str, named: bool) -> None:
    assert names_source(frame) is named


def test_choices_are_made_innermost_first() -> None:
    assert vary("<a|a> <b <c|c>|b c>", Random(1)) == "a b c"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [((9, 9), (12, 12), True), ((9, None), (12, 12), False), ((None, 6), (7, 7), True), ((5, 9), (9, None), False)],
)
def test_bounds_that_do_not_meet(
    one: tuple[int | None, int | None], other: tuple[int | None, int | None], expected: bool
) -> None:
    sides = [
        TollStatement(str(n), "1", "killed", "all", *pair, "p", "2024-03-05") for n, pair in enumerate((one, other))
    ]
    assert apart(sides[0], sides[1]) is expected


def test_tokens_know_their_tags() -> None:
    tok = Tok("nine", tags=frozenset({"f:1", "t"}))
    assert tok.has("f")
    assert tok.has("t")
    assert not tok.has("S")
    assert tok.find("f") == "1"
