"""The training and dev examples of one data folder (layout: docs/data.md)."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import msgspec

from sayso.errors import SaysoError
from sayso.learn.examples import (
    Example,
    ExampleMaker,
    make_labels,
    read_attribution,
    read_named_documents,
    read_treebanks,
)
from sayso.parse.outputs import Labels
from sayso.parse.pieces import PieceCutter

TREEBANKS = ("en_ewt", "en_gum")
CORPORA = (*TREEBANKS, "wikigold", "polnear")
_FILES = {
    "en_ewt": "parse/en_ewt-{}.conllu",
    "en_gum": "parse/en_gum-{}.conllu",
    "wikigold": "names/wikigold.conll",
    "polnear": "attribution/polnear-{}.jsonl",
}


class Examples(msgspec.Struct, frozen=True, eq=False):
    """Label sets, and examples to train on and to look at during training."""

    labels: Labels
    train: tuple[Example, ...]
    dev: tuple[Example, ...]


def load_examples(folder: Path, cutter: PieceCutter, *, version: str, without: Collection[str] = ()) -> Examples:
    """All corpora of ``folder`` but those named in ``without``.

    Raises SaysoError (SAY-603) when a corpus is unknown or its file is missing, or when no treebank is left.
    """
    chosen = [name for name in CORPORA if name not in without]
    _check(folder, chosen, without)
    gold = list(read_treebanks(_path(folder, name, "train") for name in TREEBANKS if name in chosen))
    labels = make_labels(gold, version=version)
    maker = ExampleMaker(labels, cutter)
    train = _from_treebanks(maker, folder, chosen, "train")
    if "wikigold" in chosen:
        documents = read_named_documents(_path(folder, "wikigold", "train"))
        train += [maker.from_names("wikigold", f"wikigold-{i}", s) for i, s in enumerate(documents)]
    dev = _from_treebanks(maker, folder, chosen, "dev")
    if "polnear" in chosen:
        train += [maker.from_article(a) for a in read_attribution(_path(folder, "polnear", "train"))]
        dev += [maker.from_article(a) for a in read_attribution(_path(folder, "polnear", "dev"))]
    return Examples(labels, tuple(train), tuple(dev))


def _from_treebanks(maker: ExampleMaker, folder: Path, chosen: Collection[str], part: str) -> list[Example]:
    paths = [_path(folder, name, part) for name in TREEBANKS if name in chosen]
    return [maker.from_treebank(c, d, with_names=c == "en_gum") for c, d in read_treebanks(paths)]


def _path(folder: Path, corpus: str, part: str) -> Path:
    return folder / _FILES[corpus].format(part)


def _check(folder: Path, chosen: Collection[str], without: Collection[str]) -> None:
    unknown = [name for name in without if name not in CORPORA]
    if unknown:
        raise SaysoError("SAY-603", reason=f"no corpus is called {', '.join(unknown)} (there are {', '.join(CORPORA)})")
    if not any(name in chosen for name in TREEBANKS):
        raise SaysoError("SAY-603", reason="at least one treebank is needed for the label sets")
    parts = ("train", "dev")
    missing = {str(_path(folder, name, part)) for name in chosen for part in parts}
    missing = {path for path in missing if not Path(path).is_file()}
    if missing:
        raise SaysoError("SAY-603", reason=f"there is no {', '.join(sorted(missing))}")
