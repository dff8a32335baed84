"""``python -m sayso.learn.judge``: fits the weights by which triggers are judged (`sayso.events.judge`) on own gold.

What a sentence is about is learned from gold triggers against words of events in sentences without one, by a logistic
regression with a quadratic pull to zero. How much that weighs beside the reader's own chance was measured on texts that
the event head had not seen (`SHARE`, `FIXED`); it cannot be fitted on texts that it was trained on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
import msgspec
import numpy as np
from numpy.typing import NDArray

from sayso.events.judge import Judge, JudgeWeights
from sayso.events.scene import Scene
from sayso.events.tree import Tree
from sayso.events.triggers import Trigger
from sayso.lang import find_language, load_fields, load_trigger_lexicon
from sayso.learn.corpora.events import EventReport, read_events
from sayso.learn.corpora.marked import read_marked
from sayso.learn.realis import make_trigger
from sayso.model import Report, hash_text
from sayso.parse import Reader, load_reader
from sayso.text import find_tokens

SHARE = 0.85  # weight of what the words are about, beside the reader's chance
FIXED = {"bias": 0.926, "odds": 0.908, "beside": 2.666, "own strong": 0.352}
LEAST, LEAST_WEAK, PROMOTE = 0.88, 0.8, 0.98
PULL = 4.0
SEEN = 4  # times that a feature must be seen
MOST_WORDS = 4.0  # what the words of one text without an event weigh together
STEPS = 25
_LEFT_OUT = ("own", "not own", "odds", "beside", "elsewhere", "harmless", "quoted", "result", "upos")
_LEAST_WEIGHT = 0.02


class Example(msgspec.Struct, frozen=True):
    """The features of one word that tells an event, or only could."""

    features: dict[str, float]
    tells: bool
    weight: float = 1.0


def read_examples(golds: Sequence[EventReport], reader: Reader) -> Iterator[Example]:
    """The gold triggers, and the words of the trigger lexicon in sentences without an event."""
    language, lexicon, fields = find_language("en"), load_trigger_lexicon(), load_fields()
    for gold in golds:
        report = Report(gold.id, hash_text(gold.text), None, None, None, None, gold.published, "en", gold.text)
        tokens = find_tokens(report)
        tree = Tree(report.text, tokens, reader.read_all(report, tokens)[0])
        judge = Judge(Scene(tree, language.events), lexicon, fields, language.tolls, JudgeWeights({}, 0, 0, 0))
        told = [make_trigger(tree, event) for event in gold.events if event.triggers]
        for trigger in told:
            yield Example(_drop(judge.list_features(trigger, [])), tells=True)
        rest = list(_list_others(tree, {tree.sentences[t.head] for t in told}))
        for trigger in rest:
            weight = min(1.0, MOST_WORDS / len(rest))
            yield Example(_drop(judge.list_features(trigger, [])), tells=False, weight=weight)


def _list_others(tree: Tree, told: set[int]) -> Iterator[Trigger]:
    """Words of the lexicon outside the sentences of events, each with the type that it tells most strongly."""
    lexicon = load_trigger_lexicon()
    marks = lexicon.mark(tree.words)
    for token in range(len(tree)):
        if tree.upos[token] not in {"VERB", "NOUN"} or tree.sentences[token] in told:
            continue
        names = [lexicon.names[i] for i in np.flatnonzero(marks[token])]
        kinds = sorted((n for n in names if n[:1].isupper()), key=lambda n: (not n.endswith(" strong"), "-" in n))
        if kinds:
            kind = kinds[0].removesuffix(" strong").split("-")[0]
            yield Trigger(token, token, token, kind, None, (), (), 0.5, "lexicon")


def _drop(features: dict[str, float]) -> dict[str, float]:
    return {name: value for name, value in features.items() if not name.startswith(_LEFT_OUT)}


def fit(examples: Sequence[Example]) -> JudgeWeights:
    """The weights that fit the examples, with the fixed ones beside them."""
    counts = Counter(name for example in examples for name in example.features)
    names = sorted(name for name, count in counts.items() if count >= SEEN)
    columns = {name: at for at, name in enumerate(names)}
    rows = np.zeros((len(examples), len(names)))
    for at, example in enumerate(examples):
        for name in example.features.keys() & columns.keys():
            rows[at, columns[name]] = example.features[name]
    fitted = _climb(rows, np.array([e.tells for e in examples], float), np.array([e.weight for e in examples]), names)
    weights = {name: SHARE * float(fitted[at]) for name, at in columns.items()}
    for name, value in FIXED.items():
        weights[name] = weights.get(name, 0.0) + value
    kept = {name: round(value, 3) for name, value in sorted(weights.items()) if abs(value) >= _LEAST_WEIGHT}
    return JudgeWeights(kept, LEAST, LEAST_WEAK, PROMOTE)


def _climb(
    rows: NDArray[np.float64], told: NDArray[np.float64], shares: NDArray[np.float64], names: Sequence[str]
) -> NDArray[np.float64]:
    """The weights of greatest likelihood less the pull, by Newton's method."""
    pull = np.array([0.01 if name == "bias" else PULL for name in names])
    weights = np.zeros(len(names))
    for _ in range(STEPS):
        chances = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (shares * (told - chances)) - pull * weights
        bend = (rows * (shares * chances * (1 - chances))[:, None]).T @ rows + np.diag(pull)
        weights += np.linalg.solve(bend, slope)
    return weights


@click.command(help="Fit the weights by which triggers are judged.")
@click.option("--gold", type=click.Path(path_type=Path), default=Path("bench/gold/events/train"), show_default=True)
@click.option("--marked", type=click.Path(path_type=Path), default=Path("bench/gold/events/marked"), show_default=True)
@click.option("--out", type=click.Path(path_type=Path), default=Path("src/sayso/events/judge.json"), show_default=True)
def main(gold: Path, marked: Path, out: Path) -> None:
    """Fits and writes."""
    examples = list(read_examples([*read_events(gold), *read_marked(marked)], load_reader()))
    weights = fit(examples)
    out.write_bytes(msgspec.json.format(msgspec.json.encode(weights), indent=0).replace(b"\n", b"") + b"\n")
    click.echo(f"{out}: {len(weights.weights)} weights from {sum(e.tells for e in examples)} of {len(examples)} words")


if __name__ == "__main__":
    main()
