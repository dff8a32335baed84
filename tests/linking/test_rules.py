"""Rule packs give numbers to words on output; what they do not name stays words."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.errors import SaysoError
from sayso.linking import PACKS, find_rules
from sayso.linking.rules import count_toll
from sayso.model import Span, Toll, TollKind


def make(low: int | None = None, high: int | None = None, kind: TollKind = "killed") -> Toll:
    return Toll(kind, low, high, Span(0, 1))


@pytest.mark.parametrize(
    ("pack", "words", "number"),
    [
        ("acled", "tens of people", 10),
        ("acled", "Dozens", 12),
        ("acled", "several hundreds", 100),
        ("acled", "tens of thousands of people", 10_000),
        ("acled", "scores", None),
        ("ccc", "hundreds", 200),
        ("ccc", "thousands of marchers", 2000),
        ("ccc", "tens of\nthousands", 20_000),
        ("ccc", "dozens", None),
        ("words-only", "hundreds", None),
    ],
)
def test_vague_words(pack: str, words: str, number: int | None) -> None:
    counted = count_toll(make(), words, find_rules(pack))
    assert (counted.low, counted.high) == (number, number) if counted else number is None


@pytest.mark.parametrize(
    ("pack", "toll", "bounds"),
    [
        ("acled", make(5, 9), (5, 5)),
        ("acled", make(9, None), (9, 9)),
        ("acled", make(None, 9), (9, 9)),
        ("ccc", make(5, 9), (5, 9)),
        ("ccc", make(9, None), (9, None)),
    ],
)
def test_bounds_that_are_told(pack: str, toll: Toll, bounds: tuple[int | None, int | None]) -> None:
    counted = count_toll(toll, "hundreds", find_rules(pack))
    assert counted is not None
    assert (counted.low, counted.high) == bounds


def test_packs_are_named_and_acled_leaves_injuries_out() -> None:
    assert [find_rules(name).name for name in PACKS] == list(PACKS)
    assert find_rules("acled").leave_out == ("injured",)
    assert find_rules("acled").title == "acled 1"


def test_a_pack_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text('name="m"\nversion="2"\nabout="x"\nfigure="interval"\n[vague]\n"a handful" = 3\n', "utf-8")
    counted = count_toll(make(), "only a handful", find_rules(str(path)))
    assert counted is not None
    assert (counted.low, counted.by) == (3, "“a handful”")


@pytest.mark.parametrize(
    "text", ['name="m"', "name=", 'name="m"\nversion="1"\nabout="x"\nfigure="most"\n', "#" * 100_001]
)
def test_a_pack_that_cannot_be_used_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(SaysoError, match="SAY-411"):
        find_rules(str(path))


def test_a_pack_that_is_absent_is_refused() -> None:
    with pytest.raises(SaysoError, match="acled, ccc, words-only"):
        find_rules("aclod")
