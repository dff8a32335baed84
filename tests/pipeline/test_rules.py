"""Every rule that joins a claim has a meaning that `sayso explain` tells."""

from __future__ import annotations

from sayso.claims import cited, clauses, nesting, phrases, pointing, posts, torn, turns
from sayso.pipeline.explain import RULES

ROOMS = (cited, clauses, nesting, phrases, pointing, posts, torn, turns)
NAMES = (
    *("FRAME", "INSIDE", "RESTORED", "SYNTAX", "READ_AGAIN", "PHRASE", "POST"),
    *("BODY", "COMPLETED", "POINTED", "UNNAMED", "TRANSCRIPT", "SIGNED"),
)


def test_every_rule_is_told() -> None:
    found = {getattr(room, name) for room in ROOMS for name in NAMES if hasattr(room, name)}
    assert len(found) == len(NAMES)
    assert found <= RULES.keys()
