"""``python -m sayso.learn.modes``: fits what words tell the mode of an event (`sayso.events.modes`) on own gold.

For each type a linear softmax over the clues around gold triggers, with an elastic net (Zou and Hastie 2005) that
leaves few weights: found by the fast iterative shrinkage of Beck and Teboulle (2009). It is fitted without the reader's
own chances, which are too good on texts that the event head was trained on; their share beside it was chosen on the
development texts.
"""

from __future__ import annotations

import gzip
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
import msgspec
import numpy as np
from numpy.typing import NDArray

from sayso.codebook import load_codebook
from sayso.events.modes import Clue, ModeChooser, ModeWeights
from sayso.events.tree import Tree
from sayso.learn.corpora.events import EventReport, read_events
from sayso.learn.corpora.marked import read_marked
from sayso.learn.events import make_report
from sayso.learn.realis import make_trigger
from sayso.parse import Reader, load_reader
from sayso.text import find_tokens

Floats = NDArray[np.float64]

SHARE = 1.0  # weight of the log-chances of the reader
PULL, SPARE = 0.5, 0.2  # quadratic and absolute pull to zero
SEEN = 3  # events in which a clue must stand
OPEN = 0.05  # share of a type's events without a mode, of whole texts, below which none is learned from texts for modes
STEPS = 300
_LEAST = 2  # hundredths


class Example(msgspec.Struct, frozen=True):
    """A gold event: its type and mode, the empty one for none, and the clues around its trigger."""

    type: str
    mode: str
    clues: tuple[Clue, ...]


def read_examples(golds: Sequence[EventReport], reader: Reader) -> Iterator[Example]:
    """The gold events whose type has modes, on trees as the reader finds them."""
    book = load_codebook()
    names = {kind: ("", *entry.modes) for kind, entry in book.types.items() if entry.modes}
    empty = ModeWeights(0.0, names, {kind: {} for kind in names})
    for gold in golds:
        report = make_report(gold)
        tokens = find_tokens(report)
        tree = Tree(report.text, tokens, reader.read_all(report, tokens)[0])
        chooser = ModeChooser(tree, book, empty)
        for event in gold.events:
            if event.triggers and event.type in names:
                clues = tuple(chooser.list_clues(make_trigger(tree, event)))
                yield Example(event.type, event.mode or "", clues)


def leave_out_open(examples: Sequence[Example], whole: Sequence[Example]) -> list[Example]:
    """The examples of texts for modes without those that leave the mode open, for types which hardly ever do so.

    ``whole`` are the examples of texts that tell as reports do: there nearly every protest has a mode.
    """
    every = Counter(example.type for example in whole)
    left = Counter(example.type for example in whole if not example.mode)
    return [e for e in examples if e.mode or left[e.type] >= OPEN * every[e.type]]


def fit(examples: Sequence[Example]) -> ModeWeights:
    """The weights that fit the examples, in hundredths."""
    book = load_codebook()
    names: dict[str, tuple[str, ...]] = {}
    clues: dict[str, dict[str, dict[str, tuple[int, ...]]]] = {}
    for kind, entry in book.types.items():
        own = [example for example in examples if example.type == kind]
        if entry.modes and own:
            names[kind] = ("", *entry.modes)
            clues[kind] = _fit_type(own, names[kind])
    return ModeWeights(SHARE, names, clues)


def _fit_type(examples: Sequence[Example], names: tuple[str, ...]) -> dict[str, dict[str, tuple[int, ...]]]:
    counts = Counter(clue for example in examples for clue in example.clues)
    known = sorted(clue for clue, count in counts.items() if count >= SEEN)
    columns = {clue: at for at, clue in enumerate(known)}
    rows = np.zeros((len(examples), len(known)))
    answers = np.zeros((len(examples), len(names)))
    for at, example in enumerate(examples):
        rows[at, [columns[clue] for clue in example.clues if clue in columns]] = 1.0
        answers[at, names.index(example.mode)] = 1.0
    spare = np.array([0.0 if sort == "always" else SPARE for sort, _ in known])[:, None]
    weights = np.rint(_shrink(rows, answers, spare) * 100).astype(int)
    found: dict[str, dict[str, tuple[int, ...]]] = {}
    for (sort, word), row in zip(known, weights.tolist(), strict=True):
        kept = tuple(n for place, weight in enumerate(row) if abs(weight) >= _LEAST for n in (place, weight))
        if kept:
            found.setdefault(sort, {})[word] = kept
    return found


def _shrink(rows: Floats, answers: Floats, spare: Floats) -> Floats:
    """Weights [clues, modes] of greatest likelihood less both pulls."""
    steepest = 0.5 * _find_largest(rows) + PULL
    weights = np.zeros((rows.shape[1], answers.shape[1]))
    ahead, pace = weights, 1.0
    for _ in range(STEPS):
        slope = rows.T @ (_softmax(rows @ ahead) - answers) + PULL * ahead
        moved = ahead - slope / steepest
        moved = np.sign(moved) * np.maximum(np.abs(moved) - spare / steepest, 0.0)
        faster = (1 + (1 + 4 * pace * pace) ** 0.5) / 2
        ahead = moved + (pace - 1) / faster * (moved - weights)
        weights, pace = moved, faster
    return weights


def _find_largest(rows: Floats) -> float:
    """The largest eigenvalue of the clues' products, by power iteration."""
    vector = np.ones(rows.shape[1])
    for _ in range(50):
        vector = rows.T @ (rows @ vector)
        vector /= np.linalg.norm(vector)
    return float(np.sum((rows @ vector) ** 2))


def _softmax(scores: Floats) -> Floats:
    grown: Floats = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: Floats = grown / grown.sum(axis=1, keepdims=True)
    return shares


@click.command(help="Fit what words tell the mode of an event.")
@click.option("--gold", type=click.Path(path_type=Path), default=Path("bench/gold/events/train"), show_default=True)
@click.option("--marked", type=click.Path(path_type=Path), default=Path("bench/gold/events/marked"), show_default=True)
@click.option("--modes", type=click.Path(path_type=Path), default=Path("bench/gold/events/modes"), show_default=True)
@click.option("--out", type=click.Path(path_type=Path), default=Path("src/sayso/events/modes.json.gz"))
def main(gold: Path, marked: Path, modes: Path, out: Path) -> None:
    """Fits and writes."""
    reader = load_reader()
    whole = list(read_examples([*read_events(gold), *read_marked(marked)], reader))
    examples = [*whole, *leave_out_open(list(read_examples(read_marked(modes), reader)), whole)]
    weights = fit(examples)
    size = out.write_bytes(gzip.compress(msgspec.json.encode(weights), 9, mtime=0))
    number = sum(len(words) for sorts in weights.clues.values() for words in sorts.values())
    click.echo(f"{out}: {number} clues from {len(examples)} events, {size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
