"""What is left of the attributions of a report when those that are no claims go."""

from __future__ import annotations

from sayso.claims.attribute import find_twins, leave_out
from sayso.model import Attribution, Mark


def test_what_stood_inside_goes_to_the_parent() -> None:
    parents = [None, 0, 1, 2, None, 4]
    found = [Attribution(None, Mark("cue", i, i, 1.0), (), 0.5, parent=p) for i, p in enumerate(parents)]
    kept = leave_out(found, [1, 2])
    assert [(a.cue.first, a.parent) for a in kept if a.cue] == [(0, None), (3, 0), (4, None), (5, 2)]


def test_nothing_to_leave_out_changes_nothing() -> None:
    found = [Attribution(None, Mark("cue", 0, 0, 1.0), (), 0.5)]
    assert leave_out(found, []) == found


def test_what_two_contents_hold_is_found_once_in_the_inner_one() -> None:
    def make(at: int, parent: int | None) -> Attribution:
        return Attribution(None, Mark("cue", at, at, 1.0), (Mark("content", at + 1, at + 3, 1.0),), 0.5, parent=parent)

    found = [make(0, None), make(5, 0), make(9, 0), make(9, 1), make(12, 2), make(12, 3)]
    assert find_twins(found) == [2, 4]
    kept = leave_out(found, find_twins(found))
    assert [(a.cue.first, a.parent) for a in kept if a.cue] == [(0, None), (5, 0), (9, 1), (12, 2)]
    assert find_twins(kept) == []
