"""Reports with a hand-made tree: word/UPOS/relation>head, tokens one blank apart, heads counted from 0.

A word without a head is the root of its sentence; a sentence ends with ".", a paragraph with "¶" behind a period."""

from __future__ import annotations

import numpy as np

from sayso.model import Report, Syntax, Tokens
from tests.batch.fakes import make_report


def make_tree(tree: str) -> tuple[Report, Tokens, Syntax]:
    rows = [row.rsplit("/", 2) for row in tree.replace(" ¶", "¶").split()]
    words, gaps, text, starts = [], [], "", []
    gap = 3
    for word, _, relation in rows:
        text += {0: "", 1: " ", 3: "\n\n" if text else ""}[gap if text else 3]
        starts.append(len(text))
        gaps.append(gap)
        words.append(word)
        text += word
        gap = 3 if relation.endswith("¶") else 1
    relations = [relation.rstrip("¶").split(">") for _, _, relation in rows]
    heads = np.array([int(r[1]) if len(r) > 1 else -1 for r in relations], dtype=np.int32)
    ends = np.array([w == "." for w in words])
    tokens = Tokens(
        np.array(starts, dtype=np.int32),
        np.array([s + len(w) for s, w in zip(starts, words, strict=True)], dtype=np.int32),
        np.array(gaps, dtype=np.uint8),
    )
    numbers = (np.cumsum(ends) - ends).astype(np.int32)
    blank = ("_",) * len(words)
    lemmas = tuple(w.lower() for w in words)
    syntax = Syntax(numbers, tuple(r[1] for r in rows), blank, lemmas, heads, tuple(r[0] for r in relations))
    return make_report(text), tokens, syntax
