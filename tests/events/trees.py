"""Sentences with trees written out: form|lemma|UPOS|head|deprel|mark, one blank between tokens; heads from 0."""

from __future__ import annotations

import numpy as np

from sayso.events.scene import Scene
from sayso.events.tree import Tree
from sayso.lang import load_language
from sayso.model import Syntax, Tokens

_FEATS = {"Part": "Tense=Past|VerbForm=Part", "Plur": "Number=Plur", "": "_"}


def make_scene(text: str, tree: str) -> Scene:
    """The scene of one sentence."""
    return Scene(Tree(text, *make_parts(text, tree)), load_language("en").events)


def make_parts(text: str, tree: str) -> tuple[Tokens, Syntax]:
    """The tokens of one sentence and its syntax."""
    rows = [(row + "|").split("|")[:6] for row in tree.split(" ")]
    starts, at = [], 0
    for form, *_ in rows:
        starts.append(text.index(form, at))
        at = starts[-1] + len(form)
    tokens = Tokens(
        np.array(starts, dtype=np.int32),
        np.array([start + len(row[0]) for start, row in zip(starts, rows, strict=True)], dtype=np.int32),
        np.zeros(len(rows), dtype=np.uint8),
    )
    syntax = Syntax(
        np.zeros(len(rows), dtype=np.int32),
        tuple(row[2] for row in rows),
        tuple(_FEATS[row[5]] for row in rows),
        tuple(row[1] for row in rows),
        np.array([int(row[3]) for row in rows], dtype=np.int32),
        tuple(row[4] for row in rows),
    )
    return tokens, syntax
