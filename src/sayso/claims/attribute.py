"""The attributions of a report: the reader's marks joined, settled where a half is missing, and nested."""

from __future__ import annotations

from sayso.claims.cited import adopt_torn, find_frames, place_inside
from sayso.claims.cue_forms import Sentences
from sayso.claims.nesting import PartReader, find_nested, order_attributions
from sayso.claims.pointing import settle_attributions
from sayso.claims.quotes import Pairing
from sayso.claims.structure import join_report
from sayso.lang import find_language
from sayso.model import Attribution, Attributions, Report, Syntax, Tokens


def find_attributions(
    report: Report,
    tokens: Tokens,
    syntax: Syntax,
    attributions: Attributions,
    quotations: Pairing,
    reader: PartReader,
) -> tuple[Attribution, ...]:
    """Who says what, in the order of first tokens, with those inside the contents of others (``parent``)."""
    joined = join_report(report.text, tokens, syntax, attributions, find_language(report.language).turns)
    sentences = Sentences(report, tokens, syntax)
    settled = settle_attributions(joined, sentences, tokens)
    framed = place_inside(find_frames(adopt_torn(settled, sentences), sentences))
    nested = find_nested(report, tokens, syntax, framed, reader, sentences)
    return tuple(order_attributions(find_frames(nested, sentences)))
