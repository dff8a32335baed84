"""``python -m sayso.learn.ship``: turns trained weights into the model folder that the package carries."""

from __future__ import annotations

import hashlib
import shutil
import sys
from pathlib import Path

import click
import msgspec
import numpy as np

from sayso.errors import SaysoError
from sayso.learn.export import build_graph, decoding_tables
from sayso.learn.network import Reader
from sayso.learn.weights import load_network
from sayso.parse import MODEL_FOLDER
from sayso.parse.onnx_model import GRAPH, LABELS, TABLES, VOCABULARY
from sayso.parse.outputs import Labels


@click.command(help="Write the model folder (int8 ONNX graph, tables, labels, vocabulary) from trained weights.")
@click.option("--weights", type=click.Path(path_type=Path), default=Path("train-out/reader.pt"), show_default=True)
@click.option("--vocabulary", type=click.Path(path_type=Path), default=Path("train-out/base/vocab.txt"))
@click.option("--to", "folder", type=click.Path(path_type=Path), default=MODEL_FOLDER)
@click.option("--fp32", is_flag=True, help="Keep full precision: four times the size, to compare with.")
def main(weights: Path, vocabulary: Path, folder: Path, fp32: bool) -> None:
    try:
        network, labels = load_network(weights)
    except (OSError, RuntimeError) as error:
        click.echo(str(SaysoError("SAY-604", path=weights, reason=error)), err=True)
        sys.exit(1)
    write_model(network, labels, vocabulary, folder, int8=not fp32)
    size = sum(f.stat().st_size for f in folder.iterdir())
    click.echo(f"{folder}: {size / 1e6:.1f} MB")


def write_model(network: Reader, labels: Labels, vocabulary: Path, folder: Path, *, int8: bool = True) -> None:
    """Writes graph, tables, labels and vocabulary; the labels carry the graph's SHA-256."""
    folder.mkdir(parents=True, exist_ok=True)
    graph = build_graph(network, int8=int8).SerializeToString(deterministic=True)
    (folder / GRAPH).write_bytes(graph)
    np.savez(folder / TABLES, **decoding_tables(network))
    labels = msgspec.structs.replace(labels, sha256=hashlib.sha256(graph).hexdigest())
    (folder / LABELS).write_bytes(msgspec.json.format(msgspec.json.encode(labels), indent=1) + b"\n")
    if vocabulary.resolve() != (folder / VOCABULARY).resolve():
        shutil.copyfile(vocabulary, folder / VOCABULARY)


if __name__ == "__main__":
    main()
