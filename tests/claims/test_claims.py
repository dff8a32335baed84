"""Claims from marked-up text: goldens draw each claim's parts under the text, then its kind and speaker."""

from __future__ import annotations

import pytest

from sayso.claims import find_quotations
from tests.batch.fakes import make_report
from tests.claims.marked import claims_of, draw, make_entity, read_marked

GOLDEN = {
    "plain": """
[s The ministry] [c said] [k it rained] .
The ministry said it rained .
ssssssssssss cccc kkkkkkkkk   indirect -""",
    "hedge inside": """
[s The ministry] [c said] [k it had reportedly rained] .
The ministry said it had reportedly rained .
ssssssssssss cccc kkkkkkkhhhhhhhhhhkkkkkkk   indirect -""",
    "hedge between two claims": """
[s1 She] [c1 said] [k1 yes], perhaps [s2 he] [c2 said] [k2 no] .
She said yes, perhaps he said no .
sss cccc kkk                       indirect -
                      ss cccc kk   indirect -""",
    "a month is no hedge": """
[s She] [c said] [k it rained in May] .
She said it rained in May .
sss cccc kkkkkkkkkkkkkkkk   indirect -""",
    "two pieces, quoted": """
[k “It rained,”] [c said] [s Asel Omarova] . [k “All night.”]
“It rained,” said Asel Omarova . “All night.”
kkkkkkkkkkkk cccc ssssssssssss   kkkkkkkkkkkk direct Asel Omarova""",
    "no source": """
[c Reportedly] , [k it rained] .
Reportedly , it rained .
hhhhhhhhhh   kkkkkkkkk   indirect -""",
}


@pytest.mark.parametrize("name", GOLDEN)
def test_golden(name: str) -> None:
    markup, _, expected = GOLDEN[name].lstrip("\n").partition("\n")
    marked = read_marked(markup)
    assert draw(marked, make_entity(marked.report.text, "Asel Omarova")) == expected


def test_claim_without_content_or_cue_is_kept_and_told() -> None:
    claims, issues = claims_of(read_marked("[s1 She] [c1 spoke]. Nobody came that night. [k2 It rained]."))
    assert [(c.cue is None, len(c.content)) for c in claims] == [(False, 0), (True, 1)]
    assert [(i.code, i.span) for i in issues] == [("SAY-207", claims[0].cue), ("SAY-210", claims[1].content[0])]


def test_ids_come_from_the_text_and_the_spans() -> None:
    markup = "[s She] [c said] [k it rained]."
    ids = [c.id for c in claims_of(read_marked(markup))[0]]
    assert ids == [c.id for c in claims_of(read_marked(markup, sure=0.5))[0]]
    assert ids != [c.id for c in claims_of(read_marked(markup.replace("rained", "snowed")))[0]]
    assert ids != [c.id for c in claims_of(read_marked("[s She] [c said] it [k rained]."))[0]]


def test_open_quotation_is_told() -> None:
    pairing, issues = find_quotations(make_report("She said: “It rained.\n\nThe end."))
    assert [i.code for i in issues] == ["SAY-205"]
    assert issues[0].span is not None
    assert issues[0].span.text("She said: “It rained.\n\nThe end.") == "“"
    assert [q.closed for q in pairing.quotes] == [False]
