"""What the weights of modes are fitted to."""

from __future__ import annotations

import pytest

pytest.importorskip("torch", reason="torch is installed for training only")

from sayso.learn.modes import Example, fit, leave_out_open


def make(kind: str, mode: str, word: str, times: int = 1) -> list[Example]:
    return [Example(kind, mode, (("always", ""), ("near", word)))] * times


def test_open_modes_are_left_out_for_types_that_hardly_ever_have_none() -> None:
    whole = [*make("PROTEST", "demo", "square", 40), *make("ASSAULT", "", "town", 5), *make("ASSAULT", "beat", "x", 35)]
    written = [*make("PROTEST", "", "street"), *make("ASSAULT", "", "street"), *make("PROTEST", "riot", "stone")]
    kept = leave_out_open(written, whole)
    assert [(example.type, example.mode) for example in kept] == [("ASSAULT", ""), ("PROTEST", "riot")]


def test_words_that_tell_a_mode_weigh_for_it_and_rare_ones_not_at_all() -> None:
    examples = [*make("PROTEST", "demo", "square", 6), *make("PROTEST", "strike", "wage", 6)]
    weights = fit([*examples, *make("PROTEST", "riot", "stone", 2)])
    names, near = weights.modes["PROTEST"], weights.clues["PROTEST"]["near"]
    told = dict(zip(near["wage"][::2], near["wage"][1::2], strict=True))
    assert max(told, key=lambda place: told[place]) == names.index("strike")
    assert told[names.index("demo")] < 0
    assert "stone" not in near
    assert set(weights.modes) == {"PROTEST"}
