"""Trains the reader on all corpora at once; one seed, one recipe, a log of losses and dev scores."""

from __future__ import annotations

import copy
import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import torch

from sayso.learn.batches import Targets, cut_windows, make_batches
from sayso.learn.examples import Example
from sayso.learn.losses import find_losses
from sayso.learn.network import Batch, Reader, Sizes, load_base

_SURE = 20.0  # log-odds that leave nothing to chance


class Recipe(msgspec.Struct, frozen=True):
    """How to train. Rates are per step; ``window_pieces`` bounds a training window.

    Training goes in two rounds, each with a rise and a fall of the rates (Loshchilov and Hutter 2017): ``epochs``, then
    ``more_epochs`` at ``more_rate`` of the rates.
    """

    seed: int = 20220110
    epochs: int = 8
    more_epochs: int = 5
    more_rate: float = 0.5
    batch_size: int = 16
    window_pieces: int = 250
    encoder_rate: float = 2e-4
    head_rate: float = 1e-3
    weight_decay: float = 0.01
    warmup: float = 0.1
    clip: float = 1.0
    dropout: float = 0.1
    head_dropout: float = 0.25
    average: float = 0.999


def train(
    network: Reader,
    examples: Sequence[Example],
    recipe: Recipe,
    *,
    device: str,
    log: Path | None = None,
    after_epoch: Callable[[Reader, int], None] | None = None,
) -> Reader:
    """Trains ``network`` in place for all epochs of the recipe and returns the running average of its weights.

    ``after_epoch`` is called with that average and the number of epochs done.
    """
    network.to(device).train()
    done = 0
    for number, (epochs, share) in enumerate(((recipe.epochs, 1.0), (recipe.more_epochs, recipe.more_rate))):
        if epochs == 0:
            continue
        round_ = Round(epochs, share, recipe.seed + number, done)
        averaged = _train_round(network, examples, recipe, round_, device=device, log=log, after_epoch=after_epoch)
        network.load_state_dict(averaged.state_dict())
        done += epochs
    return averaged


class Round(msgspec.Struct, frozen=True):
    """One rise and fall of the rates; ``done`` counts the epochs before it."""

    epochs: int
    share: float
    seed: int
    done: int


def _train_round(
    network: Reader,
    examples: Sequence[Example],
    recipe: Recipe,
    round_: Round,
    *,
    device: str,
    log: Path | None,
    after_epoch: Callable[[Reader, int], None] | None,
) -> Reader:
    torch.manual_seed(round_.seed)
    rng = np.random.default_rng(round_.seed)
    averaged = copy.deepcopy(network).eval()
    optimiser = _make_optimiser(network, recipe, round_.share)
    steps = _count_batches(examples, recipe) * round_.epochs
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: _rate(step, steps, recipe.warmup))
    step = 0
    for epoch in range(round_.done, round_.done + round_.epochs):
        started, sums, count = time.monotonic(), dict[str, float](), 0
        for batch, targets in _epoch_batches(examples, rng, recipe):
            losses = _step(network, _move(batch, device), _move_targets(targets, device), optimiser, recipe, device)
            if step < steps - 1:
                schedule.step()
            step += 1
            _average(averaged, network, min(recipe.average, (1 + step) / (10 + step)))
            for name, value in losses.items():
                sums[name] = sums.get(name, 0.0) + value
            count += 1
        row = {"epoch": epoch + 1, "seconds": round(time.monotonic() - started, 1), "batches": count}
        _write_log(log, row | {name: round(float(total) / count, 4) for name, total in sums.items()})
        if after_epoch is not None:
            after_epoch(averaged, epoch + 1)
    return averaged


def make_network(sizes: Sizes, recipe: Recipe, base: dict[str, torch.Tensor]) -> Reader:
    """A fresh network on the pretrained encoder's weights."""
    torch.manual_seed(recipe.seed)
    network = Reader(sizes, dropout=recipe.dropout, head_dropout=recipe.head_dropout)
    load_base(network, base)
    return network


def find_unlabelled(examples: Sequence[Example]) -> tuple[str, ...]:
    """Which of the span tasks, "names" and "marks", have no label in any example (a corpus was left out)."""
    return tuple(task for task in ("names", "marks") if not any((getattr(e, task) >= 0).any() for e in examples))


@torch.no_grad()
def silence(network: Reader, tasks: Sequence[str]) -> None:
    """Makes the heads of tasks that were never trained answer O to every token: what chance gave them is no finding."""
    for task in tasks:
        head = getattr(network, task)
        head.weight.zero_()
        head.bias.zero_()
        head.bias[0] = _SURE


def _epoch_batches(
    examples: Sequence[Example], rng: np.random.Generator, recipe: Recipe
) -> Iterator[tuple[Batch, Targets]]:
    windows = cut_windows(examples, rng, max_pieces=recipe.window_pieces)
    return make_batches(windows, rng, size=recipe.batch_size)


def _count_batches(examples: Sequence[Example], recipe: Recipe) -> int:
    windows = cut_windows(examples, np.random.default_rng(0), max_pieces=recipe.window_pieces)
    return -(-len(windows) // recipe.batch_size)


def _step(
    network: Reader,
    batch: Batch,
    targets: Targets,
    optimiser: torch.optim.Optimizer,
    recipe: Recipe,
    device: str,
) -> dict[str, Any]:
    with _half(device):
        losses = find_losses(network, network(batch), targets)
        total = torch.stack(list(losses.values())).sum()
    optimiser.zero_grad(set_to_none=True)
    total.backward()
    torch.nn.utils.clip_grad_norm_(network.parameters(), recipe.clip)
    optimiser.step()
    return {name: loss.detach() for name, loss in losses.items()}


def _half(device: str) -> AbstractContextManager[Any]:
    return torch.autocast(device_type=device.split(":")[0], dtype=torch.bfloat16)


def _make_optimiser(network: Reader, recipe: Recipe, share: float) -> torch.optim.AdamW:
    groups: dict[tuple[bool, bool], list[torch.nn.Parameter]] = {}
    for name, parameter in network.named_parameters():
        groups.setdefault((name.startswith("encoder."), parameter.ndim > 1), []).append(parameter)
    return torch.optim.AdamW(
        [
            {
                "params": parameters,
                "lr": share * (recipe.encoder_rate if encoder else recipe.head_rate),
                "weight_decay": recipe.weight_decay if decayed else 0.0,
            }
            for (encoder, decayed), parameters in groups.items()
        ],
        betas=(0.9, 0.99),
        fused=True,
    )


def _rate(step: int, total: int, warmup: float) -> float:
    rise = max(1.0, warmup * total)
    return min(step / rise, max(0.02, (total - step) / max(1.0, total - rise)))


@torch.no_grad()
def _average(averaged: Reader, network: Reader, keep: float) -> None:
    ours = [p for p in averaged.parameters()]
    theirs = [p.detach() for p in network.parameters()]
    torch._foreach_lerp_(ours, theirs, 1.0 - keep)


def _move(batch: Batch, device: str) -> Batch:
    return Batch(*(t.to(device, non_blocking=True) for t in batch))


def _move_targets(targets: Targets, device: str) -> Targets:
    labels = {name: t.to(device, non_blocking=True) for name, t in targets.labels.items()}
    return Targets(labels, *(t.to(device, non_blocking=True) for t in targets[1:]))


def _write_log(path: Path | None, row: dict[str, Any]) -> None:
    if path is None:
        return
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(row) + "\n")
