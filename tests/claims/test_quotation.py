"""Direct, indirect or mixed: how much of a content stands between quotation marks."""

from __future__ import annotations

import pytest

from sayso.claims import pair_quotes
from sayso.claims.quotation import QuotedText
from sayso.lang import load_language
from sayso.model import Span


def judge(markup: str) -> str:
    """The verdict on the parts of the text that stand between braces."""
    text, spans = "", []
    for index, part in enumerate(markup.replace("}", "{").split("{")):
        if index % 2:
            spans.append(Span(len(text), len(text) + len(part)))
        text += part
    return QuotedText(text, pair_quotes(text, load_language("en").marks)).judge(spans)


@pytest.mark.parametrize(
    ("markup", "verdict"),
    [
        ("She said {it rained}.", "indirect"),
        ("{“It rained all night,”} she said.", "direct"),
        ("“{It rained all night},” she said.", "direct"),
        ("She said {it “rained all” night}.", "mixed"),
        ("{“It rained,”} she said. {“All night long.”}", "direct"),
        ("{“It rained,”} she said, {and that it snowed}.", "mixed"),
        ("She said {that “the rain had come down all night long and all day”}.", "direct"),
        ("She said {nothing} at “noon”.", "indirect"),
        ("{“He told me ‘it rained’ and left.”}", "direct"),
        ("“No,” she said, {“”}.", "indirect"),
        ("She spoke.", "indirect"),
    ],
)
def test_share_between_marks_decides(markup: str, verdict: str) -> None:
    assert judge(markup) == verdict
