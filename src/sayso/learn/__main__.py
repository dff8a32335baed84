"""``python -m sayso.learn``: trains the reader and writes its weights, a log and dev scores to one folder."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import click
import msgspec
import torch

from sayso import __version__
from sayso.errors import SaysoError
from sayso.learn.base import find_base, read_base
from sayso.learn.data import Examples, load_examples
from sayso.learn.examples import MARK_LABELS, NAME_LABELS
from sayso.learn.network import Reader as Network
from sayso.learn.network import Sizes
from sayso.learn.scores import score_examples
from sayso.learn.torch_model import TorchModel
from sayso.learn.train import Recipe, find_unlabelled, make_network, silence, train
from sayso.learn.weights import load_network, save_network
from sayso.parse import Reader
from sayso.parse.outputs import Labels
from sayso.parse.pieces import GAPS, SHAPES
from sayso.parse.vocabulary import load_cutter


@click.command(help="Train the reader from gold corpora; `make train` calls this.")
@click.option("--data", type=click.Path(path_type=Path), default=Path("../shared/data"), show_default=True)
@click.option("--base", type=click.Path(path_type=Path), default=None, help="Folder with model.safetensors, vocab.txt.")
@click.option("--out", type=click.Path(path_type=Path), default=Path("train-out"), show_default=True)
@click.option("--without", default="", help="Corpora to leave out, separated by commas: polnear,wikigold.")
@click.option("--epochs", type=int, default=Recipe().epochs, show_default=True)
@click.option("--more-epochs", type=int, default=Recipe().more_epochs, show_default=True, help="Of the second round.")
@click.option("--weights", type=click.Path(path_type=Path), default=None, help="Begin the second round with these.")
@click.option("--seed", type=int, default=Recipe().seed, show_default=True)
@click.option("--threads", type=int, default=2, show_default=True)
def main(
    data: Path,
    base: Path | None,
    out: Path,
    without: str,
    epochs: int,
    more_epochs: int,
    weights: Path | None,
    seed: int,
    threads: int,
) -> None:
    """Trains, saves and scores."""
    torch.set_num_threads(threads)
    out.mkdir(parents=True, exist_ok=True)
    recipe = Recipe(seed=seed, epochs=0 if weights else epochs, more_epochs=more_epochs)
    try:
        folder = find_base(base, work=out)
        cutter = load_cutter(folder / "vocab.txt")
        examples = load_examples(data, cutter, version=__version__, without=_split(without))
    except SaysoError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    click.echo(f"{len(examples.train)} documents to train on; log in {out / 'train.jsonl'}")
    network = run_training(examples, recipe, folder, out, without=_split(without), weights=weights)
    scores = score_examples(Reader(TorchModel(network, examples.labels), cutter), examples.dev)
    with (out / "train.jsonl").open("a", encoding="utf-8") as log:
        log.write(json.dumps({"scores": scores}) + "\n")
    click.echo(json.dumps(scores))


def run_training(
    examples: Examples,
    recipe: Recipe,
    base: Path,
    out: Path,
    *,
    without: Sequence[str] = (),
    weights: Path | None = None,
) -> Network:
    """Trains and saves; returns the averaged network. The log begins with the recipe and the corpora left out.

    Training begins with the encoder of the folder ``base``, or with trained ``weights`` of the same labels.
    """
    log = out / "train.jsonl"
    head = {"recipe": msgspec.to_builtins(recipe), "without": list(without), "torch": torch.__version__}
    log.write_text(json.dumps(head) + "\n", encoding="utf-8")
    if weights:
        network = load_network(weights)[0]
    else:
        encoder = read_base(base)
        network = make_network(make_sizes(examples.labels, encoder), recipe, encoder)
    silent = find_unlabelled(examples.train)

    def save(state: Network, _: int) -> None:
        silence(state, silent)
        save_network(state, examples.labels, out / "reader.pt")

    return train(network, examples.train, recipe, device=_device(), log=log, after_epoch=save)


def make_sizes(labels: Labels, base: dict[str, torch.Tensor]) -> Sizes:
    """Network sizes for these labels on this base encoder."""
    return Sizes(
        vocabulary=len(base["embeddings.word_embeddings.weight"]),
        shapes=len(SHAPES),
        gaps=len(GAPS),
        upos=len(labels.upos),
        feats=len(labels.feats),
        lemmas=len(labels.lemmas),
        deprels=len(labels.deprels),
        names=len(NAME_LABELS),
        marks=len(MARK_LABELS),
    )


def _split(names: str) -> list[str]:
    return [name for name in names.replace(" ", ",").split(",") if name]


def _device() -> str:
    return "cuda" if torch.cuda.is_available() else "cpu"


if __name__ == "__main__":
    main()
