"""The attributions of a report: the reader's marks joined, settled where a half is missing, and nested."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from sayso.claims.cited import find_frames, place_inside, restore_verbs
from sayso.claims.cue_forms import Sentences
from sayso.claims.nesting import PartReader, find_nested, order_attributions
from sayso.claims.pointing import settle_attributions
from sayso.claims.quotes import Pairing
from sayso.claims.structure import join_report
from sayso.claims.torn import adopt_torn, close_quotations
from sayso.lang import find_language
from sayso.lang.framing import HedgeWords
from sayso.model import Attribution, Attributions, Report, Syntax, Tokens

_MAX_HEDGE = 2  # tokens behind the first


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
    whole = close_quotations(adopt_torn(settled, sentences), quotations, tokens)
    framed = place_inside(find_frames(restore_verbs(whole, sentences), sentences))
    nested = find_nested(report, tokens, syntax, framed, reader, sentences)
    found = find_frames(nested, sentences)
    words = find_language(report.language).hedges
    hedges = [i for i, a in enumerate(found) if a.parent is not None and _is_hedge(a, syntax, words)]
    return tuple(order_attributions(leave_out(found, [*hedges, *find_twins(found)])))


def find_twins(attributions: Sequence[Attribution]) -> list[int]:
    """Attributions that another one repeats mark by mark: of those found in two contents, all but the innermost."""
    depths = [0] * len(attributions)
    for number, attribution in enumerate(attributions):
        parent, seen = attribution.parent, {number}
        while parent is not None and parent not in seen:
            depths[number] += 1
            seen.add(parent)
            parent = attributions[parent].parent
    kept: dict[tuple[tuple[int, int] | None, ...], int] = {}
    for number in sorted(range(len(attributions)), key=lambda i: (-depths[i], i)):
        a = attributions[number]
        kept.setdefault(tuple((m.first, m.last) if m else None for m in (a.source, a.cue, *a.content)), number)
    return sorted(set(range(len(attributions))) - set(kept.values()))


def leave_out(attributions: Sequence[Attribution], numbers: Sequence[int]) -> list[Attribution]:
    """The attributions without some; what stood inside one of these stands inside its parent."""
    gone = set(numbers)
    parents = [a.parent for a in attributions]
    new = {old: at for at, old in enumerate(i for i in range(len(attributions)) if i not in gone)}
    kept = []
    for old in new:
        parent = parents[old]
        while parent is not None and parent in gone:
            parent = parents[parent]
        kept.append(msgspec.structs.replace(attributions[old], parent=None if parent is None else new[parent]))
    return kept


def _is_hedge(attribution: Attribution, syntax: Syntax, words: HedgeWords) -> bool:
    """Whether the source is rough data that nobody is named for: "preliminary data" weakens a claim, and makes none."""
    source = attribution.source
    if source is None or source.last - source.first > _MAX_HEDGE:
        return False
    lemmas = [lemma.lower() for lemma in syntax.lemmas[source.first : source.last + 1]]
    lemmas = lemmas[1:] if syntax.upos[source.first] == "DET" else lemmas
    return len(lemmas) == 2 and lemmas[0] in words.rough and lemmas[1] in words.matters
