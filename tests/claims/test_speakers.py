"""The entity that a source names."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest

from sayso.claims.speakers import SpeakerFinder
from sayso.model import Syntax, Tokens
from tests.claims.marked import make_entity, read_marked


def hang(tokens: Tokens, syntax: Syntax, text: str, word: str) -> Syntax:
    """The syntax with all tokens hung on ``word``, the root."""
    root = tokens.words(text).index(word)
    heads = np.full(len(tokens), root, dtype=np.int32)
    heads[root] = -1
    return msgspec.structs.replace(syntax, heads=heads)


@pytest.mark.parametrize(
    ("markup", "head", "speaker"),
    [
        ("[s Asel Omarova] [c said] so.", "Omarova", "Asel Omarova"),
        ("[s spokeswoman Asel Omarova of Kazinform] [c said] so.", "Omarova", "Asel Omarova"),
        ("[s Kazinform] [c said] so.", "Kazinform", "Kazinform"),
        ("[s She] [c said] so to Asel Omarova.", "She", None),
        ("[s the sister of Asel Omarova] [c said] so.", "sister", "Asel Omarova"),
        ("[s a reporter of Kazinform] [c said] so.", "reporter", None),
        ("[s friends of Asel Omarova and Daniyar Akhmetov] [c said] so.", "friends", None),
    ],
)
def test_head_of_the_source_decides_else_its_only_person(markup: str, head: str, speaker: str | None) -> None:
    marked = read_marked(markup)
    text = marked.report.text
    entities = (
        make_entity(text, "Asel Omarova"),
        make_entity(text, "Daniyar Akhmetov"),
        make_entity(text, "Kazinform", kind="organisation"),
    )
    finder = SpeakerFinder(marked.tokens, hang(marked.tokens, marked.syntax, text, head), entities)
    assert finder.find(marked.attributions.marks[0]) == speaker


def test_nobody_is_named() -> None:
    marked = read_marked("[s Witnesses] [c said] so.")
    finder = SpeakerFinder(marked.tokens, marked.syntax, ())
    assert finder.find(marked.attributions.marks[0]) is None
