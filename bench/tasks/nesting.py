"""Weights of what syntax builds (`sayso.claims.probable`), fitted to examples of attributions right and wrong.

Two steps, as the claims inside claims of own gold are few: a logistic regression on the outermost attributions of
PolNeAR's training part, as syntax alone builds them, then another on claims inside claims, whose Gaussian prior has its
mean at the first.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from bench.gold.load import GOLD, read_gold
from bench.metrics.attribution import TokenSets, find_punctuation, make_token_sets
from bench.metrics.claims import View, from_gold
from bench.metrics.relations import judge_pair
from bench.reading import make_report
from sayso.claims import probable
from sayso.claims.clauses import ClauseBuilder
from sayso.claims.cue_forms import Sentences
from sayso.claims.probable import describe
from sayso.learn.corpora.polnear import Article, first_readings, read_articles
from sayso.model import Attribution, Mark, Span, Tokens
from sayso.parse import Reader
from sayso.text import find_tokens

Floats = NDArray[np.float64]
SENTENCES = GOLD.parent / "nested" / "sentences.toml"
"""Sentences of our own with claims inside claims."""

WEIGHTS = Path(probable.__file__).with_name(probable.WEIGHTS_FILE)
RARE = 25  # examples that a feature needs
OUTER_PENALTY, INNER_PENALTY, FREE = 8.0, 3.0, 0.05
OUTER_SHARE = 0.8  # of the first step's weights in the prior of the second
OWN_WEIGHT = 0.5  # of a sentence of our own against a claim of a report
_ROUNDS = 30


class Example(msgspec.Struct, frozen=True):
    """The features of an attribution that syntax built, and whether source and content are right."""

    features: tuple[str, ...]
    right: bool
    weight: float = 1.0


class _Text:
    """A text with its tree and its gold claims."""

    def __init__(self, text: str, claims: Sequence[View], reader: Reader) -> None:
        report = make_report(text)
        self.tokens: Tokens = find_tokens(report)
        syntax, _, _ = reader.read(report, self.tokens)
        self.sentences = Sentences(report, self.tokens, syntax)
        self.builder = ClauseBuilder(self.sentences, by_words=True)
        self.punctuation = find_punctuation(text, self.tokens)
        self.claims = claims
        self.gold = make_token_sets(claims, self.tokens, self.punctuation)

    def find_token(self, position: int) -> int:
        return int(np.searchsorted(self.tokens.starts, position, side="right")) - 1

    def judge(self, cue: int, built: Attribution, golds: Iterable[TokenSets], weight: float) -> Example:
        view = View(
            source=self._span(built.source),
            cue=self._span(built.cue),
            content=tuple(self.tokens.span(m.first, m.last) for m in built.content),
            quotation="indirect",
        )
        (mine,) = make_token_sets([view], self.tokens, self.punctuation)
        right = any(gold.cue & mine.cue and judge_pair(gold, mine)["dice50"] for gold in golds)
        return Example(tuple(describe(self.sentences, cue, built)), right, weight)

    def _span(self, mark: Mark | None) -> tuple[Span, ...]:
        return () if mark is None else (self.tokens.span(mark.first, mark.last),)


def fit_nesting(corpus: Path, reports: Iterable[Path], reader: Reader) -> dict[str, float]:
    """The weights fitted to PolNeAR's training part ``corpus``, to gold ``reports`` and to the sentences of our own.

    Raises BenchError where a gold report cannot be read.
    """
    outer = list(collect_outermost(first_readings(read_articles(corpus)), reader))
    inner = [example for path in reports for example in collect_nested(path, reader)]
    return fit_weights(outer, [*inner, *collect_own(SENTENCES, reader)])


def format_weights(weights: Mapping[str, float]) -> str:
    """The weights as the file that the program reads."""
    head = "# Weights of attributions built by syntax, as log-odds; written by `python -m bench fit-nesting`.\n\n"
    return head + "[weights]\n" + "".join(f'"{name}" = {weight:.2f}\n' for name, weight in sorted(weights.items()))


def collect_outermost(articles: Iterable[Article], reader: Reader) -> Iterator[Example]:
    """What syntax builds outside the contents of gold attributions; gold contents count within the sentence."""
    for article in articles:
        views = [
            View(source=a.source, cue=a.cue, content=a.content, quotation="indirect") for a in article.attributions
        ]
        text = _Text(article.text, views, reader)
        inside = frozenset[int]().union(*(gold.content for gold in text.gold))
        numbers = text.sentences.numbers
        for cue in text.sentences.find_speakers(0, len(text.tokens) - 1):
            if cue in inside:
                continue
            built = text.builder.build(cue, *text.sentences.find_bounds(cue))
            near = (_clip(gold, numbers, numbers[cue]) for gold in text.gold if cue in gold.cue)
            if built is not None:
                yield text.judge(cue, built, near, 1.0)


def collect_nested(path: Path, reader: Reader) -> Iterator[Example]:
    """What syntax builds in the gold contents of a gold report."""
    report = read_gold(path)
    yield from _collect_inside(_Text(report.text, from_gold(report).claims, reader), 1.0)


def collect_own(path: Path, reader: Reader) -> Iterator[Example]:
    """What syntax builds in the contents of the sentences of our own."""
    for sentence in tomllib.loads(path.read_text(encoding="utf-8"))["sentences"]:
        claims = locate_claims(sentence["text"], sentence["claims"])
        yield from _collect_inside(_Text(sentence["text"], claims, reader), OWN_WEIGHT)


def fit_weights(outer: Sequence[Example], inner: Sequence[Example]) -> dict[str, float]:
    """Log-odds by feature, small ones left out."""
    counts = Counter(name for example in (*outer, *inner) for name in set(example.features))
    names = [name for name, count in sorted(counts.items()) if count >= RARE]
    start = np.zeros(len(names))
    first = _fit(outer, names, start, OUTER_PENALTY)
    weights = _fit(inner, names, OUTER_SHARE * first, INNER_PENALTY)
    return {n: round(float(w), 2) for n, w in zip(names, weights, strict=True) if abs(w) >= 0.02}


def _fit(examples: Sequence[Example], names: Sequence[str], prior: Floats, penalty: float) -> Floats:
    """Newton's method on the penalised likelihood."""
    places = {name: index for index, name in enumerate(names)}
    seen = np.zeros((len(examples), len(names)))
    for row, example in enumerate(examples):
        seen[row, [places[name] for name in example.features if name in places]] = 1.0
    right = np.array([example.right for example in examples], dtype=np.float64)
    shares = np.array([example.weight for example in examples])
    costs = np.full(len(names), penalty)
    costs[places["one"]] = FREE
    weights = prior.copy()
    for _ in range(_ROUNDS):
        chance = 1 / (1 + np.exp(-(seen @ weights)))
        slope = seen.T @ (shares * (chance - right)) + costs * (weights - prior)
        bend = (seen * (shares * chance * (1 - chance))[:, None]).T @ seen + np.diag(costs)
        weights -= np.linalg.solve(bend, slope)
    return weights


def _collect_inside(text: _Text, weight: float) -> Iterator[Example]:
    for number, claim in enumerate(text.claims):
        inner = [gold for gold, other in zip(text.gold, text.claims, strict=True) if other.parent == number]
        for span in claim.content:
            bounds = text.find_token(span.start), text.find_token(span.end - 1)
            for first, last in text.sentences.split(*bounds):
                for cue in text.sentences.find_speakers(first, last):
                    built = text.builder.build(cue, first, last)
                    if built is not None and not any(cue in gold.content for gold in inner):
                        yield text.judge(cue, built, inner, weight)


def _clip(gold: TokenSets, numbers: Sequence[int], sentence: int) -> TokenSets:
    content = frozenset(token for token in gold.content if numbers[token] == sentence)
    return TokenSets(gold.source, gold.cue, content or gold.content)


def locate_claims(text: str, lines: Sequence[str]) -> tuple[View, ...]:
    """The claims of a sentence, "source | cue | content | number of the claim around it", with their places.

    Raises ValueError where words do not occur.
    """
    found: list[View] = []
    for line in lines:
        source, cue, content, number = (part.strip() for part in line.split("|"))
        outer = found[int(number) - 1].content if number != "0" else (Span(0, len(text)),)
        low, high = outer[0].start, outer[-1].end
        cues = _find_words(text, cue, 0, len(text))
        parts: list[Span] = []
        for piece in content.split(" ~ "):
            behind = [c.end for c in cues if c.start >= low and c.end <= high] if number != "0" and not parts else []
            parts.append(_find_piece(text, piece, parts[-1].end if parts else low, high, min(behind, default=low)))
        free = [c for c in cues if not any(p.start < c.end and c.start < p.end for p in parts)] or cues
        near = min(free, key=lambda c: (not low <= c.start < high, min(_gap(c, p) for p in parts)))
        sources = [] if source == "-" else [s for s in _find_words(text, source, 0, len(text)) if _gap(s, near) >= 0]
        who = min(sources, key=lambda s: (not low <= s.start < high, _gap(s, near))) if sources else None
        found.append(
            View(
                source=(who,) if who else (),
                cue=(near,),
                content=tuple(parts),
                quotation="indirect",
                parent=int(number) - 1 if number != "0" else None,
            )
        )
    return tuple(found)


def _find_piece(text: str, piece: str, low: int, high: int, behind: int) -> Span:
    begin, _, end = piece.partition(" … ")
    starts = _find_words(text, begin, behind, high) or _find_words(text, begin, low, high)
    if not starts:
        raise ValueError(f"{begin!r} does not occur in {text!r}")
    return Span(starts[0].start, _find_words(text, end, starts[0].start, high)[0].end if end else starts[0].end)


def _find_words(text: str, words: str, low: int, high: int) -> list[Span]:
    left = r"(?<!\w)" if words[0].isalnum() else ""
    right = r"(?!\w)" if words[-1].isalnum() else ""
    found = re.compile(left + re.escape(words) + right).finditer(text, low, high)
    return [Span(match.start(), match.end()) for match in found]


def _gap(one: Span, other: Span) -> int:
    """Characters between two spans, negative where they overlap."""
    return max(one.start - other.end, other.start - one.end)
