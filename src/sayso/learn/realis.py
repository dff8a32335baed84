"""``python -m sayso.learn.realis``: fits the weights of realis on the gold events and prints how they do by five-fold.

A linear softmax, fitted by Nesterov's method with a quadratic pull towards `PRIORS`: what each word says by itself, so
that a feature seen a few times stays near what it means. Rare answers count more (frequency to the power of -0.3).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import click
import msgspec
import numpy as np
from numpy.typing import NDArray

from sayso.claims import find_attributions, find_claims, find_quotations
from sayso.events.assertion import Assertions
from sayso.events.realis import REALIS, RealisJudge, RealisWeights
from sayso.events.setting import Settings
from sayso.events.tree import Tree
from sayso.events.triggers import Trigger, find_head
from sayso.lang import find_language
from sayso.learn.corpora.events import EventReport, GoldEvent, read_events
from sayso.learn.corpora.marked import MARKED, read_marked
from sayso.mentions import find_entities, resolve_speakers
from sayso.model import Realis, Report, hash_text
from sayso.parse import Reader, load_reader
from sayso.text import find_tokens
from sayso.times import find_times

Floats = NDArray[np.float64]

PULL = 6.0  # how strongly a weight is held at its prior
RARE = 0.3
LEAST = 3  # times that a feature must be seen
STEPS = 400
FOLDS = 5
PRIORS: Mapping[Realis, Mapping[float, str]] = {
    "actual": {1.95: "bias"},
    "planned": {
        6.0: "verb will|light will",
        4.0: "verb is to|ahead",
        2.6: "verb would|light would",
        1.3: "near xcomp plan|near acl plan|near obj plan|trigger plan|near plan|above plan|close will|near conj will|"
        "trigger case ahead|claim plan|before will|near advcl will",
    },
    "hypothetical": {
        9.0: "condition will|condition would",
        5.0: "verb inverted|question|counterfactual",
        3.5: "verb if|light if|verb may|light may|near advcl if|near ccomp if|verb so",
        1.95: "near xcomp ask|near obj ask|near ccomp ask|near xcomp threaten|near obj threaten|near xcomp try|"
        "near obl threaten|near obl ask|trigger maybe|near maybe|near obj prevent|near obl prevent|near xcomp prevent|"
        "near nsubj may|near obj may",
        1.3: "condition|condition of its own|condition may|condition must|above ask|above threaten|close may|before if|"
        "close if|verb must|light must",
    },
    "denied": {
        4.2: "verb negated|trigger of none|verb of none|near ccomp deny|near xcomp deny|near obj deny|claim denial|"
        "light of none|trigger negated",
        1.95: "near nsubj negated|near obj negated|near ccomp false|near false|trigger false|near ccomp negated|"
        "near xcomp negated|light negated|claim deny|above deny",
    },
    "historical": {
        3.9: "long past|years back",
        1.3: "past words|near past|verb past perfect|near obl remember|near nmod remember|trigger past",
    },
}  # fmt: skip


class Example(msgspec.Struct, frozen=True):
    """The features of one gold event and the number of its answer in `REALIS`."""

    report: str
    features: dict[str, float]
    answer: int


def read_examples(golds: Sequence[EventReport], reader: Reader) -> Iterator[Example]:
    """The gold events with what the judge sees around each, on trees, times and claims as the pipeline finds them."""
    for gold in golds:
        report = Report(gold.id, hash_text(gold.text), None, None, None, None, gold.published, "en", gold.text)
        tokens = find_tokens(report)
        quotations, _ = find_quotations(report)
        syntax, names, attributions, _ = reader.read_all(report, tokens)
        joined = find_attributions(report, tokens, syntax, attributions, quotations, reader)
        entities, speakers = resolve_speakers(
            report, tokens, syntax, find_entities(report, tokens, syntax, names), joined
        )
        times = find_times(report, tokens, syntax, names, joined)
        claims, _, _ = find_claims(report, tokens, syntax, joined, quotations, entities, speakers, None, times)
        tree = Tree(report.text, tokens, syntax)
        settings, by_id = Settings(tree, times, ()), {time.id: time for time in times}
        judge = RealisJudge(tree, find_language("en"), report.published, RealisWeights({}))
        told, assertions = {claim.id: claim for claim in claims}, Assertions(claims, report)
        for event in gold.events:
            trigger = make_trigger(tree, event)
            claim = told.get(assertions.find(event.triggers[0]) or "")
            time = by_id.get(settings.when(trigger.head).best or "")
            yield Example(gold.id, judge.list_features(trigger, claim=claim, time=time), REALIS.index(event.realis))


def make_trigger(tree: Tree, event: GoldEvent) -> Trigger:
    """The trigger of a gold event."""
    span = event.triggers[0]
    first = max(0, bisect_right(tree.starts, span.start) - 1)
    last = max(first, bisect_left(tree.starts, span.end) - 1)
    head = find_head(tree, first, last)
    return Trigger(first, last, head, event.type, event.mode, event.contexts, (), 1.0, "gold")


def fit(examples: Sequence[Example]) -> RealisWeights:
    """The weights that fit the examples."""
    counts = Counter(name for example in examples for name in example.features)
    known = {name for groups in PRIORS.values() for features in groups.values() for name in features.split("|")}
    names = sorted(known | {name for name, count in counts.items() if count >= LEAST})
    columns = {name: at for at, name in enumerate(names)}
    rows = np.zeros((len(examples), len(names)))
    for at, example in enumerate(examples):
        for name, value in example.features.items():
            if name in columns:
                rows[at, columns[name]] = value
    weights = _descend(rows, np.array([example.answer for example in examples]), _make_priors(names))
    kept = {name: tuple(round(float(w), 3) for w in weights[at]) for name, at in columns.items()}
    return RealisWeights({name: row for name, row in kept.items() if any(row)})


def _make_priors(names: Sequence[str]) -> Floats:
    priors = np.zeros((len(names), len(REALIS)))
    for answer, groups in PRIORS.items():
        for value, features in groups.items():
            for name in features.split("|"):
                if name in names:
                    priors[names.index(name), REALIS.index(answer)] = value
    return priors


def _descend(rows: Floats, answers: NDArray[np.int64], priors: Floats) -> Floats:
    """Nesterov's method for a strongly convex loss, with the step that the greatest curvature allows."""
    counts = np.maximum(np.bincount(answers, minlength=len(REALIS)), 1)
    shares = ((len(answers) / len(REALIS) / counts) ** RARE)[answers][:, None]
    wanted = np.eye(len(REALIS))[answers]
    curvature = PULL + 0.5 * float(np.linalg.eigvalsh((rows * shares).T @ rows)[-1])
    momentum = (curvature**0.5 - PULL**0.5) / (curvature**0.5 + PULL**0.5)
    weights = ahead = priors.copy()
    for _ in range(STEPS):
        scores = rows @ ahead
        chances = np.exp(scores - scores.max(axis=1, keepdims=True))
        chances /= chances.sum(axis=1, keepdims=True)
        slope = rows.T @ ((chances - wanted) * shares) + PULL * (ahead - priors)
        moved = ahead - slope / curvature
        ahead, weights = moved + momentum * (moved - weights), moved
    return weights


def judge(weights: RealisWeights, example: Example) -> int:
    """The number of the answer that the weights give."""
    scores = np.zeros(len(REALIS))
    for name, value in example.features.items():
        scores += value * np.array(weights.weights.get(name, (0.0,) * len(REALIS)))
    return int(scores.argmax())


def score(examples: Sequence[Example], answers: Sequence[int]) -> list[float]:
    """The F1 of each answer, in the order of `REALIS`."""
    found = []
    for number in range(len(REALIS)):
        hits = sum(e.answer == a == number for e, a in zip(examples, answers, strict=True))
        total = sum(e.answer == number for e in examples) + list(answers).count(number)
        found.append(2 * hits / max(1, total))
    return found


def score_folds(examples: Sequence[Example]) -> list[float]:
    """The F1 of each answer where every report is judged by weights fitted on the others."""
    numbers = {report: at % FOLDS for at, report in enumerate(sorted({e.report for e in examples}))}
    weights = [fit([e for e in examples if numbers[e.report] != fold]) for fold in range(FOLDS)]
    return score(examples, [judge(weights[numbers[e.report]], e) for e in examples])


@click.command(help="Fit the weights of realis.")
@click.option("--gold", type=click.Path(path_type=Path), default=Path("bench/gold/events/train"), show_default=True)
@click.option("--marked", type=click.Path(path_type=Path), multiple=True, default=MARKED, show_default=True)
@click.option("--out", type=click.Path(path_type=Path), default=Path("src/sayso/events/realis.json"), show_default=True)
@click.option("--dev", type=click.Path(path_type=Path), default=None, help="Gold to score the weights on, not fitted.")
def main(gold: Path, marked: tuple[Path, ...], out: Path, dev: Path | None) -> None:
    """Fits, writes and scores."""
    reader = load_reader()
    examples = list(read_examples([*read_events(gold), *read_marked(*marked)], reader))
    _tell("five-fold", examples, score_folds(examples))
    weights = fit(examples)
    if dev is not None:
        unseen = list(read_examples(read_events(dev), reader))
        _tell(dev.name, unseen, score(unseen, [judge(weights, example) for example in unseen]))
    out.write_bytes(msgspec.json.format(msgspec.json.encode(weights), indent=0).replace(b"\n", b"") + b"\n")


def _tell(name: str, examples: Sequence[Example], scores: Sequence[float]) -> None:
    parts = " ".join(f"{answer} {value:.3f}" for answer, value in zip(REALIS, scores, strict=True))
    click.echo(f"{name}: {len(examples)} events, macro-F1 {sum(scores) / len(scores):.3f} ({parts})")


if __name__ == "__main__":
    main()
