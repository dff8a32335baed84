"""Attribution: the claims of whole records against the first annotator's attributions."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bench.metrics.attribution import cut_simply, find_punctuation, find_quotation, from_claim, make_token_sets
from bench.metrics.counts import Counts, count_hits, share
from bench.metrics.relations import match_attributions, score_relations
from bench.metrics.spans import score_spans
from bench.reading import make_report
from bench.results import Measured, Parts
from sayso.learn.corpora.polnear import Article, first_readings, read_articles
from sayso.model import Claim, Record
from sayso.parse import Reader
from sayso.pipeline import read_report

QUOTATIONS = ("direct", "mixed", "indirect")
_FAILURES = frozenset({"SAY-201", "SAY-202"})


def measure_attribution(paths: Sequence[Path], reader: Reader, *, limit: int | None = None) -> Measured:
    """Counts by corpus (its file's stem) and report; ``limit`` keeps the first reports of every file."""
    parts: dict[str, Parts] = {}
    failures: list[str] = []
    for path in paths:
        scores: list[dict[str, Counts]] = []
        for article in list(first_readings(read_articles(path)))[:limit]:
            record = read_report(make_report(article.text), reader=reader)
            failures += find_failures(record)
            scores.append(score_claims(article, [claim for claim in record.claims if claim.parent is None]))
        parts[path.stem] = scores
    notes = tuple(dict.fromkeys(failures))[:3]
    return Measured(parts, notes=notes, failures=len(failures))


def score_claims(article: Article, claims: Sequence[Claim]) -> dict[str, Counts]:
    """The counts of one report: spans by role, relations, quotation kinds, and recall of speech cues.

    Tokens are cut simply (see `cut_simply`), so that they depend on no system.
    """
    tokens = cut_simply(article.text)
    system = [from_claim(claim) for claim in claims]
    relations = score_relations(article.text, tokens, article.attributions, system)
    spans = score_spans(article.text, tokens, article.attributions, system)
    return {
        **spans,
        **{f"relation/{measure}": counts for measure, counts in relations.items()},
        "speech-cue-recall": _take_recall(relations["speech/cue"]),
        "who-and-what-right": _take_recall(relations["speech/right"]),
        **_score_quotations(article, claims),
    }


def find_failures(record: Record) -> list[str]:
    """What stages failed on: such a record lacks claims that the reader would have found."""
    return [f"{issue.code}: {issue.message}" for issue in record.issues if issue.code in _FAILURES]


def _score_quotations(article: Article, claims: Sequence[Claim]) -> dict[str, Counts]:
    """The share of matched claims with the gold kind of quotation, and F1 by kind over the matched ones."""
    tokens = cut_simply(article.text)
    punctuation = find_punctuation(article.text, tokens)
    golds = make_token_sets(article.attributions, tokens, punctuation)
    systems = make_token_sets([from_claim(claim) for claim in claims], tokens, punctuation)
    pairs = [
        (find_quotation(article.text, article.attributions[g].content), claims[s].quotation)
        for g, s in match_attributions(golds, systems)
    ]
    scores = {"quotation": share(sum(gold == ours for gold, ours in pairs), len(pairs))}
    for kind in QUOTATIONS:
        hits = sum(gold == ours == kind for gold, ours in pairs)
        totals = sum(gold == kind for gold, _ in pairs), sum(ours == kind for _, ours in pairs)
        scores[f"quotation/{kind}"] = count_hits(hits, gold=totals[0], system=totals[1])
    return scores


def _take_recall(counts: Counts) -> Counts:
    return share(counts.gold_hits, counts.gold)
