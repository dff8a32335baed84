"""Direct, indirect or mixed: how much of a content stands between quotation marks, or how the text is set."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.claims import find_quotations, pair_quotes
from sayso.claims.frame import Frame
from sayso.claims.quotation import QuotationJudge, count_letters
from sayso.claims.turns import TRANSCRIPT
from sayso.lang import load_language
from sayso.model import Span
from tests.claims.framed import read_framed


def judge(markup: str) -> str:
    """The verdict on the parts of the text that stand between braces."""
    text, spans = "", []
    for index, part in enumerate(markup.replace("}", "{").split("{")):
        if index % 2:
            spans.append(Span(len(text), len(text) + len(part)))
        text += part
    return QuotationJudge(text, pair_quotes(text, load_language("en").marks)).count(spans)


@pytest.mark.parametrize(
    ("markup", "verdict"),
    [
        ("She said {it rained}.", "indirect"),
        ("{“It rained all night,”} she said.", "direct"),
        ("“{It rained all night},” she said.", "direct"),
        ("She said {it “rained all” night}.", "mixed"),
        ("{“It rained,”} she said. {“All night long.”}", "direct"),
        ("{“It rained,”} she said, {and that it snowed}.", "mixed"),
        (f"She said {{that “{'the rain came down and ' * 8}it froze”}}.", "direct"),
        ("She said {that “it rained”}.", "mixed"),
        ("She said {nothing} at “noon”.", "indirect"),
        ("{“He told me ‘it rained’ and left.”}", "direct"),
        ("“No,” she said, {“”}.", "indirect"),
        ("She spoke.", "indirect"),
    ],
)
def test_share_between_marks_decides(markup: str, verdict: str) -> None:
    assert judge(markup) == verdict


def judge_marked(markup: str, *, rule: str = "links") -> list[str]:
    """The verdict on each claim."""
    framed = read_framed(markup, rule=rule)
    pairing, _ = find_quotations(framed.report)
    frame = Frame(framed.report.text, framed.tokens, framed.syntax, "en")
    judge = QuotationJudge(framed.report.text, pairing)
    return [judge.judge(framed.joined, number, frame) for number in range(len(framed.joined))]


@pytest.mark.parametrize(
    ("markup", "verdicts"),
    [
        # An indirect claim inside a quotation is told in the words of the one who is quoted.
        ("[k1 “[s2 They] [c2 told] us [k2 that it was safe],”] [s1 she] [c1 said].", ["direct", "indirect"]),
        ("[k1 “[s2 He] [c2 said] [k2 ‘it is safe’],”] [s1 she] [c1 said].", ["direct", "direct"]),
        ("[s1 She] [c1 said] [k1 that [s2 he] [c2 said] [k2 “it is safe”]].", ["mixed", "direct"]),
        # Turns and blocks need no marks.
        ("[s1 MS HALE][c1 :] [k1 At ten past two.]", ["direct"]),
        ("[s1 @harbour_watch][c1 :] [k1 The “ferry” is late.]", ["direct"]),
        ("[s1 Minister][c1 :] [k1 No new taxes this year]", ["indirect"]),
        ("The [s1 statement] [c1 read]:\n\n[k1 We leave at dawn.]", ["direct"]),
        ("[s1 She] [c1 wrote] to them.\n\n[k1 > We leave at dawn.]", ["direct"]),
        ("[s1 She] [c1 said]: [k1 it rains].", ["indirect"]),
        # Two paragraphs of one quotation, and one that never closes.
        ("[k1 “It rains.\n\n“It snows,”] [s1 she] [c1 said].", ["direct"]),
        ("[s1 She] [c1 said]: [k1 “It rains and snows.]\n\nThe end.", ["direct"]),
        ("[s1 She] [c1 spoke].", ["indirect"]),
    ],
)
def test_type_of_marked_claims(markup: str, verdicts: list[str]) -> None:
    assert judge_marked(markup) == verdicts


def test_turn_of_a_transcript_is_direct() -> None:
    assert judge_marked("[s1 Hale][c1 :] [k1 At “ten”.]", rule=TRANSCRIPT) == ["direct"]
    assert judge_marked("[s1 Hale][c1 :] [k1 At “ten”.]") == ["mixed"]


def test_quotation_at_arms_length_makes_no_claim_mixed() -> None:
    text = "She said the “experts” left."
    pairing = pair_quotes(text, load_language("en").marks)
    content = [Span(9, len(text) - 1)]
    assert QuotationJudge(text, pairing).count(content) == "mixed"
    assert QuotationJudge(text, pairing, {0}).count(content) == "indirect"


@given(st.text(max_size=60))
def test_letters_are_counted_as_python_counts_them(text: str) -> None:
    assert count_letters(text) == sum(map(str.isalnum, text))
