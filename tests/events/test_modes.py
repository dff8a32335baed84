"""The mode of an event by what the reader says and by the words around its trigger."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.codebook import load_codebook
from sayso.errors import SaysoError
from sayso.events.modes import ModeChooser, ModeWeights, load_mode_weights
from sayso.events.tree import Tree
from sayso.events.triggers import Trigger
from sayso.model import Syntax, Tokens
from tests.claims.trees import make_tree

WEIGHTS = ModeWeights(
    0.5,
    {"ASSAULT": ("", "aerial", "drone")},
    {"ASSAULT": {"near": {"plane": (1, 200), "quadcopter": (2, 200)}, "obj": {"plane": (1, -300)}}},
)
BOMBED = "The/DET/det>1 plane/NOUN/nsubj>2 hit/VERB/root a/DET/det>4 farm/NOUN/obj>2 ./PUNCT/punct>2"
DOWNED = "They/PRON/nsubj>1 hit/VERB/root a/DET/det>3 plane/NOUN/obj>1 ./PUNCT/punct>1"


def choose(
    tree: str, at: int, *, weights: ModeWeights = WEIGHTS, kind: str = "ASSAULT", **chances: float
) -> str | None:
    chooser = ModeChooser(Tree(*_parts(tree)), load_codebook(), weights)
    modes = tuple((name.replace("none", ""), chance) for name, chance in chances.items())
    return chooser.choose(Trigger(at, at, at, kind, None, (), (), 0.9, "test", modes=modes)).mode


def _parts(tree: str) -> tuple[str, Tokens, Syntax]:
    report, tokens, syntax = make_tree(tree)
    return report.text, tokens, syntax


def test_words_around_the_trigger_tell_the_mode() -> None:
    assert choose(BOMBED, 2) == "aerial"
    assert choose(DOWNED, 1) != "aerial"  # as its object the word speaks against it


def test_the_reader_has_its_share() -> None:
    assert choose(BOMBED, 2, none=0.0, aerial=0.4, drone=0.6) == "aerial"
    assert choose(BOMBED, 2, none=0.0, aerial=0.001, drone=0.999) == "drone"


def test_a_type_that_was_not_weighed_keeps_its_mode() -> None:
    trigger = Trigger(2, 2, 2, "PROTEST", "riot", (), (), 0.9, "test")
    assert ModeChooser(Tree(*_parts(BOMBED)), load_codebook(), WEIGHTS).choose(trigger) == trigger


def test_words_of_another_sentence_do_not_count() -> None:
    two = "The/DET/det>1 plane/NOUN/root ./PUNCT/punct>1 They/PRON/nsubj>4 hit/VERB/root it/PRON/obj>4"
    assert choose(two, 4, none=0.4, aerial=0.3, drone=0.3) is None
    assert choose(two.replace("./PUNCT", ",/PUNCT"), 4, none=0.4, aerial=0.3, drone=0.3) == "aerial"


@pytest.mark.parametrize(
    ("tree", "at", "kind", "mode"),
    [
        ("Police/NOUN/nsubj>1 fired/VERB/root tear/NOUN/compound>3 gas/NOUN/obj>1", 1, "ASSAULT", "crowd-control"),
        (
            "An/DET/det>2 air/NOUN/compound>2 raid/NOUN/nsubj>3 destroyed/VERB/root it/PRON/obj>3",
            2,
            "ASSAULT",
            "aerial",
        ),
        (
            "The/DET/det>1 walkout/NOUN/nsubj>3 has/AUX/aux>3 closed/VERB/root the/DET/det>5 port/NOUN/obj>3",
            1,
            "PROTEST",
            "strike",
        ),
        ("Officers/NOUN/nsubj>1 detained/VERB/root the/DET/det>3 editor/NOUN/obj>1", 1, "COERCE", "arrest"),
    ],
)
def test_shipped_weights_know_plain_words(tree: str, at: int, kind: str, mode: str) -> None:
    assert choose(tree, at, weights=load_mode_weights(), kind=kind) == mode


def test_shipped_modes_are_those_of_the_codebook() -> None:
    book = load_codebook()
    for kind, names in load_mode_weights().modes.items():
        assert names == ("", *book.types[kind].modes)


def test_a_damaged_file_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "modes.json.gz").write_bytes(b"no gzip")
    monkeypatch.setattr("sayso.events.modes.files", lambda _: tmp_path)
    load_mode_weights.cache_clear()
    try:
        with pytest.raises(SaysoError) as caught:
            load_mode_weights()
    finally:
        load_mode_weights.cache_clear()
    assert caught.value.code == "SAY-403"
