"""``python -m sayso.learn.events``: trains the event head on own gold and the PLOVER records, minutes on two cores."""

from __future__ import annotations

import math
import random
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import click
import msgspec
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from sayso.codebook import find_codebook
from sayso.lang import load_trigger_lexicon
from sayso.learn.corpora.events import EventReport, GoldEvent, read_events, read_plover
from sayso.learn.corpora.folds import find_fold
from sayso.learn.corpora.marked import MARKED, read_marked
from sayso.learn.event_head import EventHead, HeadSizes, StateReader, build_head, build_states, make_labels
from sayso.model import Report, Span, Tokens, hash_text
from sayso.parse import load_reader
from sayso.parse.events import find_event_marks
from sayso.parse.onnx_model import EVENT_LABELS, EVENTS, GRAPH, MODEL_FOLDER, STATES
from sayso.parse.outputs import EventLabels
from sayso.text import find_tokens

Platt = tuple[float, float]
_IGNORED = -100
_NEVER = -1e4
_SEED = 20220105
_LIKELY = 0.45  # the least chance of the triggers that confidence is fitted to


class Recipe(msgspec.Struct, frozen=True):
    """How the head is trained."""

    heads: int = 1  # alike but for their seeds; their mean is what counts
    epochs: int = 11
    rate: float = 2e-3
    decay: float = 0.02
    batch: int = 16
    smoothing: float = 0.05
    near_miss: float = 2.5  # weight of the words of texts without an event
    plover_rest: float = 0.25  # weight of the words of a PLOVER record that it leaves unmarked: it has one event each
    mode_weight: float = 0.5
    realis_weight: float = 0.3
    context_weight: float = 0.3


class Answers(NamedTuple):
    """What gold says of tokens, shapes [w] and, for contexts, [w, contexts]; -100, and -1 there, is not asked."""

    types: NDArray[np.int64]
    modes: NDArray[np.int64]
    realis: NDArray[np.int64]
    contexts: NDArray[np.float32]
    weights: NDArray[np.float32]


class Sample(msgspec.Struct, frozen=True, eq=False):
    """One text: states [n, s] and lexicon features [n, f] of its tokens, and the answers."""

    states: NDArray[np.float16]
    lexicon: NDArray[np.float32]
    answers: Answers


def make_report(gold: EventReport) -> Report:
    """The report that the reader is given for a gold text."""
    digest = hash_text(gold.text)
    return Report(gold.id, digest, None, None, None, None, gold.published, "en", gold.text)


def make_samples(
    golds: Iterable[EventReport], labels: EventLabels, states: StateReader, recipe: Recipe, *, modes_only: bool = False
) -> list[Sample]:
    """The gold texts with their answers; with ``modes_only`` nothing but the modes of triggers is asked."""
    lexicon = load_trigger_lexicon()
    found = []
    for gold in golds:
        report = make_report(gold)
        tokens = find_tokens(report)
        words = [word.lower() for word in tokens.words(report.text)]
        answers = _label(gold, tokens, labels, recipe)
        if modes_only:
            answers = _keep_modes(answers)
        found.append(Sample(states.read(report), lexicon.mark(words), answers))
    return found


def _keep_modes(answers: Answers) -> Answers:
    return answers._replace(
        realis=np.full_like(answers.realis, _IGNORED),
        contexts=np.full_like(answers.contexts, -1),
        weights=np.zeros_like(answers.weights),
    )


def _label(gold: EventReport, tokens: Tokens, labels: EventLabels, recipe: Recipe) -> Answers:
    n = len(tokens)
    weights = {"plover": recipe.plover_rest, "near-miss": recipe.near_miss}
    answers = Answers(
        types=np.zeros(n, np.int64),
        modes=np.full(n, _IGNORED, np.int64),
        realis=np.full(n, _IGNORED, np.int64),
        contexts=np.full((n, len(labels.contexts)), -1, np.float32),
        weights=np.full(n, weights.get(gold.kind, 1.0), np.float32),
    )
    for event in gold.events:
        first, *rest = (_tokens_in(tokens, span) for span in event.triggers)
        answers.types[first], answers.weights[first] = labels.types.index(event.type), 1.0
        for at in rest:  # further pieces of a PLOVER trigger: neither asked for nor counted as none
            answers.types[at] = np.where(answers.types[at] > 0, answers.types[at], _IGNORED)
        if gold.kind != "plover":
            _label_more(event, first, labels, answers, brief=gold.brief)
    return answers


def _label_more(event: GoldEvent, at: NDArray[np.intp], labels: EventLabels, answers: Answers, *, brief: bool) -> None:
    answers.modes[at] = labels.modes.index(f"{event.type}-{event.mode}" if event.mode else "")
    answers.realis[at] = labels.realis.index(event.realis)
    if not brief:
        answers.contexts[at] = [float(name in event.contexts) for name in labels.contexts]


def _tokens_in(tokens: Tokens, span: Span) -> NDArray[np.intp]:
    return np.flatnonzero((tokens.starts < span.end) & (tokens.ends > span.start))


def train_head(samples: Sequence[Sample], labels: EventLabels, recipe: Recipe, *, seed: int = _SEED) -> EventHead:
    """A head trained on the samples; the same samples give the same head on the same machine."""
    torch.manual_seed(seed)
    shuffler = random.Random(seed)
    head = EventHead(labels, HeadSizes(samples[0].lexicon.shape[1]))
    optimizer = torch.optim.AdamW(head.parameters(), lr=recipe.rate, weight_decay=recipe.decay)
    steps = recipe.epochs * -(-len(samples) // recipe.batch)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr=recipe.rate, total_steps=steps)
    order = list(range(len(samples)))
    own = _mask_modes(labels)
    head.train()
    for _ in range(recipe.epochs):
        shuffler.shuffle(order)
        for first in range(0, len(order), recipe.batch):
            optimizer.zero_grad()
            states, lexicon, answers, mask = join_samples([samples[i] for i in order[first : first + recipe.batch]])
            loss = _find_loss(split(labels, head(states, lexicon, mask)), answers, recipe, own)
            (loss / recipe.batch / 20).backward()
            optimizer.step()
            schedule.step()
    return head.eval()


def join_samples(samples: Sequence[Sample], *, gap: int = 11) -> tuple[Tensor, Tensor, Answers, Tensor]:
    """Samples one behind the other, ``gap`` empty rows after each: states, lexicon, answers, 1 for rows that count."""
    n = sum(len(sample.states) + gap for sample in samples)
    states = torch.zeros(n, samples[0].states.shape[1])
    lexicon = torch.zeros(n, samples[0].lexicon.shape[1])
    mask = torch.zeros(n)
    answers = Answers(
        np.zeros(n, np.int64),
        np.full(n, _IGNORED, np.int64),
        np.full(n, _IGNORED, np.int64),
        np.full((n, samples[0].answers.contexts.shape[1]), -1, np.float32),
        np.zeros(n, np.float32),
    )
    at = 0
    for sample in samples:
        end = at + len(sample.states)
        states[at:end] = torch.from_numpy(sample.states).float()
        lexicon[at:end] = torch.from_numpy(sample.lexicon)
        mask[at:end] = 1.0
        rows: zip[tuple[NDArray[Any], NDArray[Any]]] = zip(answers, sample.answers, strict=True)
        for column, own in rows:
            column[at:end] = own
        at = end + gap
    return states, lexicon, answers, mask


def _mask_modes(labels: EventLabels) -> Tensor:
    """What is added to the scores of modes [types, modes]: nothing for those of a type, much less than nothing else."""
    rows = [
        [0.0 if not mode or mode.startswith(f"{kind}-") else _NEVER for mode in labels.modes] for kind in labels.types
    ]
    return torch.tensor(rows)


def _find_loss(scores: tuple[Tensor, Tensor, Tensor, Tensor], answers: Answers, recipe: Recipe, own: Tensor) -> Tensor:
    """The loss; modes compete with those of their own type alone, as they do when they are chosen."""
    types, modes, realis, contexts = scores
    gold = torch.from_numpy(answers.types)
    each = functional.cross_entropy(
        types, gold, ignore_index=_IGNORED, reduction="none", label_smoothing=recipe.smoothing
    )
    loss = (each * torch.from_numpy(answers.weights)).sum()
    asked = torch.from_numpy(answers.modes)
    told = asked >= 0
    if told.any():
        chosen = functional.cross_entropy(modes[told] + own[gold[told]], asked[told], reduction="sum")
        loss = loss + recipe.mode_weight * chosen
    loss = loss + recipe.realis_weight * functional.cross_entropy(
        realis,
        torch.from_numpy(answers.realis),
        ignore_index=_IGNORED,
        reduction="sum",
        label_smoothing=recipe.smoothing,
    )
    wanted = torch.from_numpy(answers.contexts)
    known = wanted >= 0
    if known.any():
        odds = functional.binary_cross_entropy_with_logits(contexts[known], wanted[known], reduction="sum")
        loss = loss + recipe.context_weight * odds
    return loss


def split(labels: EventLabels, scores: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Types, modes, realis and contexts of score rows."""
    sizes = [len(part) for part in (labels.types, labels.modes, labels.realis, labels.contexts)]
    types, modes, realis, contexts = scores.split(sizes, dim=1)
    return types, modes, realis, contexts


def calibrate(
    heads: Sequence[EventHead], golds: Sequence[EventReport], samples: Sequence[Sample], labels: EventLabels
) -> Platt:
    """Factor and shift of the log-odds of an event that make its confidence the chance that place and type are right.

    Platt scaling (Platt 1999), fitted to the triggers that the heads find in texts it was not trained on.
    """
    odds, right = [], []
    for gold, sample in zip(golds, samples, strict=True):
        tokens = find_tokens(make_report(gold))
        states, lexicon = torch.from_numpy(sample.states.astype(np.float32)), torch.from_numpy(sample.lexicon)
        with torch.no_grad():
            scores = torch.stack([head(states, lexicon) for head in heads]).mean(0).numpy()
        for mark in find_event_marks(scores, msgspec.structs.replace(labels, least=_LIKELY), offset=0):
            chance = min(max(mark.confidence, 1e-4), 1 - 1e-4)
            odds.append(math.log(chance / (1 - chance)))
            span = tokens.span(mark.first, mark.last)
            right.append(any(e.type == mark.type and e.triggers[0].overlaps(span) for e in gold.events))
    return fit_platt(np.array(odds), np.array(right, np.float64))


def fit_platt(odds: NDArray[np.float64], right: NDArray[np.float64]) -> Platt:
    """The factor and shift of greatest likelihood, by Newton's method from zero; (1, 0) where there is too little."""
    if len(odds) < 20 or right.min() == right.max():
        return 1.0, 0.0
    rows = np.stack((odds, np.ones_like(odds)), 1)
    weights = np.zeros(2)
    for _ in range(30):
        chances = 1 / (1 + np.exp(-rows @ weights))
        slopes = rows.T @ (rows * (chances * (1 - chances))[:, None]) + 1e-6 * np.eye(2)
        weights += np.linalg.solve(slopes, rows.T @ (right - chances))
    return round(float(weights[0]), 4), round(float(weights[1]), 4)


@click.command()
@click.option("--gold", type=click.Path(path_type=Path), default=Path("bench/gold/events/train"))
@click.option("--marked", type=click.Path(path_type=Path), multiple=True, default=MARKED, show_default=True)
@click.option("--modes", type=click.Path(path_type=Path), default=Path("bench/gold/events/modes"))
@click.option("--plover", type=click.Path(path_type=Path), default=Path("../shared/data/events/plover-gsr.jsonl"))
@click.option("--codebook", type=click.Path(path_type=str), help="YAML codebook whose types are learnt.")
@click.option("--to", "folder", type=click.Path(path_type=Path), default=MODEL_FOLDER, help="Folder for the head.")
@click.option("--without-fold", type=click.IntRange(0, 4), help="Leave out this fifth of the PLOVER records.")
@click.option("--dev", type=click.Path(path_type=Path), default=Path("bench/gold/events/dev"), help="To calibrate on.")
@click.option("--epochs", type=int, default=Recipe().epochs)
@click.option("--heads", type=click.IntRange(1), default=Recipe().heads, help="How many heads are trained.")
def main(
    gold: Path,
    marked: tuple[Path, ...],
    modes: Path,
    plover: Path,
    codebook: str | None,
    folder: Path,
    without_fold: int | None,
    dev: Path,
    epochs: int,
    heads: int,
) -> None:
    """Trains the event heads and writes them as one graph.

    With --codebook, the PLOVER records and the short gold are left out: their types are others.
    """
    torch.set_num_threads(1)  # sums in one order: the same head on every machine of a kind
    recipe = Recipe(epochs=epochs, heads=heads)
    labels = make_labels(find_codebook(codebook))
    states = StateReader(MODEL_FOLDER / GRAPH, load_reader().cutter)
    records = [] if codebook else read_plover(plover)
    short = [] if codebook else read_marked(*marked)
    kept = [record for record in records if without_fold is None or find_fold(record.text) != without_fold]
    samples = make_samples([*read_events(gold), *short, *kept], labels, states, recipe)
    samples += make_samples([] if codebook else read_marked(modes), labels, states, recipe, modes_only=True)
    trained = [train_head(samples, labels, recipe, seed=_SEED + number) for number in range(recipe.heads)]
    golds = read_events(dev) if dev.is_dir() else []
    scaled = calibrate(trained, golds, make_samples(golds, labels, states, recipe), labels)
    labels = msgspec.structs.replace(labels, calibration=scaled)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / STATES).write_bytes(build_states((MODEL_FOLDER / GRAPH).read_bytes()))
    size = (folder / EVENTS).write_bytes(build_head(trained))
    (folder / EVENT_LABELS).write_bytes(msgspec.json.format(msgspec.json.encode(labels), indent=1) + b"\n")
    click.echo(f"{folder / EVENTS}: {size / 1e6:.2f} MB from {len(samples)} texts")


if __name__ == "__main__":
    main()
