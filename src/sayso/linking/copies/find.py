"""Finds copies between reports: who shares sentences with whom, which passages exactly, and who was first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

from sayso.linking.copies.candidates import find_candidates
from sayso.linking.copies.changes import Marked, find_marked, make_passage
from sayso.linking.copies.families import Published, make_families
from sayso.linking.copies.order import is_named, sort_reports
from sayso.linking.copies.parents import Parent, find_parents, is_version
from sayso.linking.copies.standing import set_aside_standing
from sayso.linking.copies.texts import Text, read_text
from sayso.linking.copies.words import WordHashes
from sayso.model import Copy, CopyKind, Credit, Family, Record

_NEAR = 0.75


def find_copies(records: Iterable[Record]) -> tuple[tuple[Family, ...], tuple[Credit, ...]]:
    """The families of reports that repeat one another, and all words with which reports credit other outlets.

    The result hangs on the records alone, not on their order; of several with one id the first by text is kept. Time
    and memory grow in proportion to the words.
    """
    hashes = WordHashes()
    kept = {r.report.id: r for r in sorted(records, key=lambda r: (r.report.id, r.report.text_sha256), reverse=True)}
    texts = set_aside_standing([read_text(kept[name], hashes) for name in sorted(kept)])
    texts, met = _line_up(texts)
    copies: list[Copy] = []
    marked: dict[int, Marked] = {}
    for number, text in enumerate(texts):
        for parent in find_parents(number, texts, met[number]):
            for end in (number, parent.number):
                marked.setdefault(end, find_marked(texts[end].record))
            copies.append(_make_copy(text, texts[parent.number], parent, marked[number], marked[parent.number]))
    published = {t.record.report.id: Published(n, t.record.report, t.credits) for n, t in enumerate(texts)}
    credits = sorted(chain.from_iterable(t.credits for t in texts), key=lambda c: (c.report, c.span, c.kind))
    return make_families(copies, published), tuple(credits)


def _line_up(texts: Sequence[Text]) -> tuple[list[Text], list[list[int]]]:
    """The reports in order of publication, and for each the earlier ones that it shares sentences with."""
    texts = _sort(texts, [()] * len(texts))
    met: list[list[int]] = [[] for _ in texts]
    for later, candidates in enumerate(find_candidates([text.keys for text in texts])):
        for earlier in candidates:
            met[later].append(earlier)
            met[earlier].append(later)
    numbers = _order(texts, met)
    rank = {number: place for place, number in enumerate(numbers)}
    return [texts[n] for n in numbers], [[rank[m] for m in met[n] if rank[m] < rank[n]] for n in numbers]


def _sort(texts: Sequence[Text], met: Sequence[Sequence[int]]) -> list[Text]:
    return [texts[number] for number in _order(texts, met)]


def _order(texts: Sequence[Text], met: Sequence[Sequence[int]]) -> list[int]:
    reports = [text.record.report for text in texts]
    return sort_reports(reports, [text.credits for text in texts], [len(text.words) for text in texts], met)


def _make_copy(text: Text, other: Text, parent: Parent, copy: Marked, original: Marked) -> Copy:
    equal = sum(match.equal for match in parent.matches)
    share, share_of = round(equal / len(text.words), 4), round(equal / len(other.words), 4)
    kind = _name_kind(text, other, share, share_of)
    passages = tuple(make_passage(m, text.words, other.words, copy, original) for m in parent.matches)
    made = Copy(text.record.report.id, other.record.report.id, kind, share, share_of, passages, "")
    return Copy(made.report, made.of, kind, share, share_of, passages, _explain(made, text, other))


def _name_kind(text: Text, other: Text, share: float, share_of: float) -> CopyKind:
    if is_version(text, other):
        return "version"
    if share == share_of == 1:
        return "exact"
    return "near" if min(share, share_of) >= _NEAR else "partial"


def _explain(copy: Copy, text: Text, other: Text) -> str:
    """The reason in words: how much, whether it is credited, and what was lost."""
    outlet, words = other.record.report.outlet or copy.of, len(text.words)
    parts = [f"{copy.share:.0%} of its {words} words stand in the report of {outlet}, {copy.share_of:.0%} of that one"]
    if copy.kind == "version":
        parts.insert(0, "another state of the report at the same address")
    if any(is_named(other.record.report.outlet, credit) for credit in text.credits):
        parts.append(f"it credits {outlet}")
    changes = [change for passage in copy.passages for change in passage.changes]
    lost = [(sum(len(c.hedges) for c in changes), "hedge"), (sum(len(c.sources) for c in changes), "source")]
    parts += [f"{count} {noun}{'s' if count > 1 else ''} of the original lost" for count, noun in lost if count]
    return "; ".join(parts)
