"""Gold corpora as examples and batches: labels stand at their tokens, unknown ones count for nothing."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="torch is installed for training only")

from sayso.learn.batches import TrainWindow, cut_windows, make_batches  # noqa: E402
from sayso.learn.corpora.names import GoldName, NamedSentence  # noqa: E402
from sayso.learn.corpora.polnear import GoldAttribution  # noqa: E402
from sayso.learn.examples import (  # noqa: E402
    MARK_LABELS,
    NAME_LABELS,
    UNKNOWN,
    Example,
    ExampleMaker,
    label_marks,
    make_labels,
    make_tokens,
    read_treebanks,
    tokens_in,
)
from sayso.model import Span  # noqa: E402
from sayso.parse.pieces import PieceCutter  # noqa: E402
from sayso.text import find_tokens  # noqa: E402
from tests.batch.fakes import make_report  # noqa: E402
from tests.parse.test_pieces import ToyTokenizer  # noqa: E402

ROWS = """
# newdoc id = one
1 Boats boat NOUN NNS Number=Plur 2 nsubj _ _
2 left leave VERB VBD _ 0 root _ SpaceAfter=No
3 . . PUNCT . _ 2 punct _ _

1-2 Don't _ _ _ _ _ _ _ _
1 Do do AUX VB _ 3 aux _ _
2 n't not PART RB _ 3 advmod _ _
3 wait wait VERB VB _ 0 root _ _

# newdoc id = two
1 Rain rain NOUN NN Number=Sing 0 root _ _
"""


@pytest.fixture
def examples(tmp_path: Path) -> list[Example]:
    path = tmp_path / "en_toy-train.conllu"
    lines = [line if line.startswith("#") else line.replace(" ", "\t") for line in ROWS.strip().splitlines()]
    path.write_text("\n".join(lines) + "\n\n", encoding="utf-8")
    gold = list(read_treebanks([path]))
    maker = ExampleMaker(make_labels(gold, version="0", min_count=1), PieceCutter(ToyTokenizer(), 9))
    return [maker.from_treebank(corpus, document, with_names=False) for corpus, document in gold]


def test_columns_of_a_treebank_document(examples: list[Example]) -> None:
    first, second = examples
    assert (first.corpus, first.doc_id, first.text) == ("en_toy", "one", "Boats left. Don't wait")
    assert first.tokens.words(first.text) == ["Boats", "left", ".", "Do", "n't", "wait"]
    assert first.sentence.tolist() == [1, 0, 0, 1, 0, 0]
    assert first.sentence_of.tolist() == [0, 0, 0, 1, 1, 1]
    assert first.heads.tolist() == [1, -1, 1, 5, 5, -1]
    assert set(first.names.tolist()) == set(first.marks.tolist()) == {UNKNOWN}
    assert second.heads.tolist() == [-1]


def test_labels_are_most_frequent_first(examples: list[Example], tmp_path: Path) -> None:
    labels = make_labels(list(read_treebanks([tmp_path / "en_toy-train.conllu"])), version="0", min_count=2)
    assert labels.deprels[0] == "root"
    assert labels.feats == ("_",)
    assert labels.lemmas == ("=:0:", "l:0:")


def test_names_stand_at_their_words() -> None:
    maker = ExampleMaker(make_labels([], version="0"), PieceCutter(ToyTokenizer(), 9))
    names = (GoldName(0, 1, "person"), GoldName(3, 3, "location"))
    sentence = NamedSentence(("Asel", "Omarova", "left", "Taraz", "."), names, "d")
    example = maker.from_names("toy", "1", [sentence])
    assert example.text == "Asel Omarova left Taraz."
    assert [NAME_LABELS[i] for i in example.names.tolist()] == ["B-person", "I-person", "O", "B-location", "O"]


def test_marks_and_links_of_attributions() -> None:
    text = "She said it rained, Dan added."
    tokens = find_tokens(make_report(text))

    def spans(*words: str) -> tuple[Span, ...]:
        return tuple(Span(text.index(w), text.index(w) + len(w)) for w in words)

    gold = [
        GoldAttribution(spans("She"), spans("said"), spans("it rained")),
        GoldAttribution(spans("Dan"), spans("added"), spans("it rained")),
        GoldAttribution(spans("Dan"), (), spans("it rained")),
    ]
    labels, links = label_marks(tokens, gold)
    assert [MARK_LABELS[i][:4] for i in labels.tolist()] == ["B-so", "B-cu", "B-co", "I-co", "O", "B-so", "B-cu", "O"]
    assert [(k.cue, k.source.tolist(), k.content.tolist()) for k in links] == [(1, [0], [2, 3]), (6, [5], [2, 3])]


def test_tokens_that_share_a_character_with_a_span() -> None:
    tokens = make_tokens("ab cd ef", [(0, 2), (3, 5), (6, 8)])
    assert tokens_in(tokens, [Span(1, 4)]).tolist() == [0, 1]
    assert tokens_in(tokens, [Span(2, 3)]).tolist() == []
    assert tokens_in(tokens, [Span(6, 8), Span(0, 1)]).tolist() == [0, 2]
    assert tokens_in(tokens, []).tolist() == []


@pytest.mark.parametrize("seed", range(5))
def test_windows_cover_every_token_once(examples: list[Example], seed: int) -> None:
    windows = cut_windows(examples, np.random.default_rng(seed), max_pieces=9)
    for example in examples:
        mine = [(w.start, w.end) for w in windows if w.example is example]
        assert [start for start, _ in mine] == [0, *(end for _, end in mine[:-1])]
        assert mine[-1][1] == len(example.tokens)
        for start, end in mine:
            pieces = example.pieces.lasts[end - 1] - example.pieces.firsts[start] + 1
            assert pieces <= 9 or end == start + 1


def test_batch_holds_labels_and_pads_with_unknown(examples: list[Example]) -> None:
    windows = [TrainWindow(examples[0], 3, 6), TrainWindow(examples[1], 0, 1)]
    [(batch, targets)] = make_batches(windows, np.random.default_rng(0), size=2, augment=False)
    long = int(targets.real.sum(1).argmax())
    assert targets.real[long].tolist() == [True, True, True]
    assert targets.heads[long].tolist() == [3, 3, 0]
    assert targets.heads[1 - long].tolist() == [0, UNKNOWN, UNKNOWN]
    assert targets.labels["sentence"][1 - long].tolist() == [1, UNKNOWN, UNKNOWN]
    assert batch.ids[long, 0] == 101
    assert int(batch.mask[1 - long].sum()) == 4
    assert batch.firsts[long].tolist() == [1, 2, 4]


def test_head_outside_the_window_is_unknown(examples: list[Example]) -> None:
    [(_, targets)] = make_batches([TrainWindow(examples[0], 0, 1)], np.random.default_rng(0), size=1, augment=False)
    assert targets.heads.tolist() == [[UNKNOWN]]
