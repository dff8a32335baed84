"""Which words of events tell none: matches, films, accidents."""

from __future__ import annotations

import msgspec
import pytest

from sayso.events.judge import Judge, load_judge_weights
from sayso.events.triggers import Trigger, find_head
from sayso.lang import find_language, load_fields, load_trigger_lexicon
from tests.events.trees import make_scene

MATCH = (
    "The|the|DET|1|det striker|striker|NOUN|2|nsubj attacked|attack|VERB|-1|root the|the|DET|4|det goal|goal|NOUN|2|obj"
)
TOWN = (
    "The|the|DET|1|det rebels|rebel|NOUN|2|nsubj|Plur attacked|attack|VERB|-1|root the|the|DET|4|det "
    "army|army|NOUN|2|obj"
)
FERRY = (
    "The|the|DET|1|det ferry|ferry|NOUN|2|nsubj capsized|capsize|VERB|-1|root and|and|CCONJ|5|cc 12|12|NUM|5|nsubj "
    "died|die|VERB|2|conj"
)
SHELL = (
    "The|the|DET|1|det shelling|shelling|NOUN|2|nsubj resumed|resume|VERB|-1|root and|and|CCONJ|5|cc 12|12|NUM|5|nsubj "
    "died|die|VERB|2|conj"
)


def make_judge(text: str, tree: str) -> tuple[Judge, Trigger]:
    """The judge of a text of one line and its last verb as a trigger that the reader is moderately sure of."""
    scene = make_scene(text, tree)
    at = max(t for t in range(len(scene.tree)) if scene.tree.upos[t] == "VERB")
    weights = load_judge_weights()
    judge = Judge(scene, load_trigger_lexicon(), load_fields(), find_language("en").tolls, weights)
    return judge, Trigger(at, at, find_head(scene.tree, at, at), "ASSAULT", None, (), (), 0.5, "test")


def make_text(tree: str) -> str:
    return " ".join(token.split("|")[0] for token in tree.split())


def test_what_a_sentence_is_about_weighs() -> None:
    match, on_goal = make_judge(make_text(MATCH), MATCH)
    town, on_army = make_judge(make_text(TOWN), TOWN)
    assert match.judge(on_goal, [on_goal]) < town.judge(on_army, [on_army])
    assert "field sport" in match.list_features(on_goal, [on_goal])
    assert "field conflict" in town.list_features(on_army, [on_army])


@pytest.mark.parametrize(("tree", "kept"), [(FERRY, 0), (SHELL, 1)])
def test_who_dies_by_accident_was_not_attacked(tree: str, kept: int) -> None:
    judge, trigger = make_judge(make_text(tree), tree)
    sure = msgspec.structs.replace(trigger, confidence=0.99)
    judged = judge.sort([sure])
    assert (len(judged.kept), len(judged.weak)) == (kept, 0)


def test_a_surer_reader_is_believed_more() -> None:
    judge, trigger = make_judge(make_text(MATCH), MATCH)
    chances = [judge.judge(msgspec.structs.replace(trigger, confidence=c), [trigger]) for c in (0.2, 0.5, 0.9)]
    assert chances == sorted(chances)


def test_a_weak_trigger_is_an_event_only_where_no_other_stands() -> None:
    judge, trigger = make_judge(make_text(SHELL), SHELL)
    weights = load_judge_weights()
    weak = msgspec.structs.replace(trigger, weak=True, confidence=0.99)
    lenient = Judge(
        judge._scene, judge._lexicon, judge._fields, judge._tolls, msgspec.structs.replace(weights, promote=0.0)
    )
    assert lenient.sort([weak]).kept == [weak]
    strong = msgspec.structs.replace(trigger, first=1, last=1, head=1, confidence=0.99)
    assert weak not in lenient.sort([strong, weak]).kept
