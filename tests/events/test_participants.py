"""Who did it and to whom, and what they are coded as."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.events.codes import Coder
from sayso.events.participants import find_phrase, find_roles
from sayso.events.scene import Scene
from sayso.lang import load_language
from tests.events.trees import make_scene

CASES = tomllib.loads((Path(__file__).parent / "roles.toml").read_text("utf-8"))["cases"]
TYPES = (*sorted(load_language("en").events.roles.recipient_cases), "SOMETHING")


def _tell(scene: Scene, heads: tuple[int, ...], trigger: int, *, acts: bool) -> list[str]:
    tree, coder = scene.tree, Coder(scene)
    told = []
    for head in heads:
        first, last = find_phrase(tree, head, trigger)
        coded = coder.code(head, acts=acts)
        words = tree.text[tree.starts[first] : tree.ends[last]]
        told.append(f"{words} | {' '.join(coded.codes)} | {' '.join(coded.sectors)}".rstrip())
    return told


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_roles_and_codes(case: dict[str, Any]) -> None:
    scene = make_scene(case["text"], case["tree"])
    trigger = scene.tree.words.index(case["trigger"].lower())
    roles = find_roles(scene, trigger, case["type"], case.get("mode"))
    assert _tell(scene, roles.actors, trigger, acts=True) == case["actors"]
    assert _tell(scene, roles.recipients, trigger, acts=False) == case["recipients"]


@given(st.sampled_from(CASES), st.integers(0, 30), st.sampled_from(TYPES))
def test_any_token_of_any_type_gives_tokens_of_the_tree(case: dict[str, Any], trigger: int, event_type: str) -> None:
    scene = make_scene(case["text"], case["tree"])
    trigger %= len(scene.tree)
    roles = find_roles(scene, trigger, event_type)
    heads = (*roles.actors, *roles.recipients)
    assert all(0 <= head < len(scene.tree) for head in heads)
    assert list(roles.actors) == sorted(set(roles.actors))
    for head in heads:
        first, last = find_phrase(scene.tree, head, trigger)
        assert first <= head <= last
    assert find_roles(make_scene(case["text"], case["tree"]), trigger, event_type) == roles


def test_relative_pronoun_as_object_leads_back() -> None:
    tree = (
        "The|the|DET|1|det men|man|NOUN|6|nsubj|Plur whom|whom|PRON|5|obj the|the|DET|4|det gang|gang|NOUN|5|nsubj "
        "seized|seize|VERB|1|acl:relcl fled|flee|VERB|-1|root .|.|PUNCT|6|punct"
    )
    scene = make_scene("The men whom the gang seized fled.", tree)
    roles = find_roles(scene, 5, "ASSAULT", "abduct")
    assert (roles.actors, roles.recipients) == ((4,), (1,))


def test_trigger_may_name_who_did_it() -> None:
    tree = "The|the|DET|1|det rioters|rioter|NOUN|2|nsubj|Plur fled|flee|VERB|-1|root .|.|PUNCT|2|punct"
    scene = make_scene("The rioters fled.", tree)
    roles = find_roles(scene, 1, "PROTEST", "riot")
    assert (roles.actors, roles.recipients) == ((1,), ())
