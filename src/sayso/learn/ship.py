"""``python -m sayso.learn.ship``: turns trained weights into the model folder that the package carries."""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

import click
import msgspec
import numpy as np

from sayso.errors import SaysoError
from sayso.ingest import find_reports
from sayso.learn.calibrate import find_factors
from sayso.learn.export import build_graph, build_relation_graph, decoding_tables
from sayso.learn.network import Reader
from sayso.learn.weights import load_network
from sayso.parse import MODEL_FOLDER
from sayso.parse.onnx_model import CARD, GRAPH, LABELS, RELATIONS, TABLES, VOCABULARY
from sayso.parse.outputs import Labels, WindowInput
from sayso.parse.pieces import PieceCutter
from sayso.parse.reader import make_input
from sayso.parse.vocabulary import load_cutter
from sayso.parse.windows import find_cuts, make_windows
from sayso.settings import load_settings
from sayso.text import find_tokens

LOG = "training.jsonl"  # recipe, losses and dev scores of the training that made the weights

# On GUM dev, name F1 is 72.1 without a bias, 72.8 at -0.5, 72.4 at -1; marks and sentences are best without one.
TUNED = {"name_bias": -0.5}


@click.command(help="Write the model folder (int8 ONNX graph, tables, labels, vocabulary) from trained weights.")
@click.option("--weights", type=click.Path(path_type=Path), default=Path("train-out/reader.pt"), show_default=True)
@click.option("--vocabulary", type=click.Path(path_type=Path), default=Path("train-out/base/vocab.txt"))
@click.option("--to", "folder", type=click.Path(path_type=Path), default=MODEL_FOLDER)
@click.option(
    "--reports",
    type=click.Path(path_type=Path),
    default=Path("examples/almaty-2022"),
    help="Reports to calibrate on.",
)
@click.option("--fp32", is_flag=True, help="Keep full precision: four times the size, to compare with.")
def main(weights: Path, vocabulary: Path, folder: Path, reports: Path, fp32: bool) -> None:
    """Reads the weights and writes the folder."""
    try:
        network, labels = load_network(weights)
    except (OSError, RuntimeError) as error:
        click.echo(str(SaysoError("SAY-604", path=weights, reason=error)), err=True)
        sys.exit(1)
    try:
        windows = [] if fp32 else cut_reports(reports, load_cutter(vocabulary))
    except SaysoError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    write_model(network, tune(labels), vocabulary, folder, windows=windows)
    log = weights.with_name("train.jsonl")
    (folder / CARD).write_text(render_card(labels, folder / GRAPH, log), encoding="utf-8")
    if log.is_file():
        shutil.copyfile(log, folder / LOG)
    size = sum(f.stat().st_size for f in folder.iterdir())
    click.echo(f"{folder}: {size / 1e6:.1f} MB")


def tune(labels: Labels) -> Labels:
    """The labels with the biases that were tuned on the dev sets for the weights that ship."""
    return msgspec.structs.replace(labels, **TUNED)


def cut_reports(path: Path, cutter: PieceCutter) -> list[WindowInput]:
    """The windows of the reports of a file or folder."""
    windows = []
    for item in find_reports([str(path)], settings=load_settings()):
        if isinstance(item, SaysoError):
            raise item
        tokens = find_tokens(item.report)
        pieces = cutter.cut(tokens, item.report.text)
        cuts = find_cuts(tokens, item.report.text)
        windows += [make_input(pieces, window) for window in make_windows(pieces, cuts)]
    return windows


def write_model(
    network: Reader, labels: Labels, vocabulary: Path, folder: Path, *, windows: Sequence[WindowInput] = ()
) -> None:
    """Writes graph, tables, labels and vocabulary; the labels carry the graph's SHA-256.

    The graph is int8, calibrated on ``windows``, or of full precision where there are none.
    """
    folder.mkdir(parents=True, exist_ok=True)
    model = build_graph(network, int8=bool(windows), factors=find_factors(network, windows) if windows else None)
    graph = model.SerializeToString(deterministic=True)
    (folder / GRAPH).write_bytes(graph)
    (folder / RELATIONS).write_bytes(build_relation_graph(network).SerializeToString(deterministic=True))
    np.savez(folder / TABLES, allow_pickle=False, **decoding_tables(network))
    labels = msgspec.structs.replace(labels, sha256=hashlib.sha256(graph).hexdigest())
    (folder / LABELS).write_bytes(msgspec.json.format(msgspec.json.encode(labels), indent=1) + b"\n")
    if vocabulary.resolve() != (folder / VOCABULARY).resolve():
        shutil.copyfile(vocabulary, folder / VOCABULARY)


def render_card(labels: Labels, graph: Path, log: Path) -> str:
    """The model card; the scores between its markers are filled in by ``python -m bench report``."""
    rows = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()] if log.is_file() else []
    recipes = [", ".join(f"{name} {value}" for name, value in row["recipe"].items()) for row in rows if "recipe" in row]
    recipe = "\n\nSecond round: ".join(recipes) or "not logged"
    seconds = [row["seconds"] for row in rows if "seconds" in row]
    return (
        Path(__file__)
        .with_name("model_card.md")
        .read_text(encoding="utf-8")
        .format(
            version=labels.version,
            size=graph.stat().st_size / 1e6,
            sha256=hashlib.sha256(graph.read_bytes()).hexdigest(),
            upos=len(labels.upos),
            feats=len(labels.feats),
            lemmas=len(labels.lemmas),
            deprels=len(labels.deprels),
            recipe=recipe,
            without=", ".join(rows[0].get("without", ())) or "none" if rows else "not logged",
            minutes=float(np.median(seconds)) / 60 if seconds else 0.0,
        )
    )


if __name__ == "__main__":
    main()
