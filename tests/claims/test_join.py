"""Marks joined into attributions: the strongest link decides, then nearness; nothing is dropped."""

from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sayso.claims.join import join_marks
from sayso.model import Attribution, Attributions, Link, Mark, MarkRole, Syntax
from tests.claims.marked import Marked, read_marked

Strength = dict[tuple[str, str], float]


def join(markup: str, strength: Strength | None = None) -> list[str]:
    """Each attribution as the names of its marks: "s1 c1 k1 k2"; "-" stands for no source and no cue."""
    marked = read_marked(markup, strength=strength)
    return [show(joined, marked) for joined in join_marks(marked.attributions, marked.syntax)]


def show(joined: Attribution, marked: Marked) -> str:
    marks = marked.attributions.marks
    parts = (joined.source, joined.cue, *joined.content)
    return " ".join("-" if part is None else marked.names[marks.index(part)] for part in parts)


def test_parts_of_one_number_are_one_attribution() -> None:
    assert join("[s The ministry] [c said] [k it rained] .") == ["s c k"]
    assert join("[k1 It rained], [s1 she] [c1 said], and [s2 he] [c2 denied] [k2 it].") == ["s1 c1 k1", "s2 c2 k2"]


def test_content_in_pieces() -> None:
    assert join("[k It rained], [s she] [c said], [k and snowed].") == ["s c k k"]


def test_content_goes_to_the_cue_that_claims_it_most() -> None:
    strength = {("c1", "k2"): 0.8, ("c2", "k2"): 0.7, ("c1", "k1"): 0.0}
    found = join("[s1 She] [c1 said] [k1 yes], [s2 he] [c2 said] [k2 no].", strength)
    assert found == ["s1 c1 k2", "s2 c2 k1"]


def test_source_may_serve_several_cues() -> None:
    found = join("[s1 She] [c1 said] [k1 it rained] and [c2 added] [k2 it snowed].", {("c2", "s1"): 0.9})
    assert found == [
        "s1 c1 k1",
        "s1 c2 k2",
    ]


def test_strongest_source_wins_and_the_first_where_they_tie() -> None:
    assert join("[s1 She] and [s2 he] [c1 spoke].", {("c1", "s2"): 0.95}) == ["s2 c1"]
    assert join("[s1 She] and [s2 he] [c1 spoke].", {("c1", "s2"): 0.9}) == ["s1 c1"]


def test_weak_links_over_sentences_join_nothing() -> None:
    weak = {("c", "s"): 0.09, ("c", "k"): 0.09}
    assert join("[s She] left. He [c spoke]. Nobody came that night. [k Yes].", weak) == ["- c", "- - k"]
    assert join("[s She] left. He [c spoke]. [k Yes].") == ["s c k"]


def test_without_links_the_nearest_of_the_sentence_is_taken() -> None:
    assert join("[s1 She] [c2 said] [k3 yes].") == ["s1 c2 k3"]
    assert join("[k1 Yes], [s2 she] [c3 said], and [s4 he] [c5 said] [k6 no].") == ["s2 c3 k1", "s4 c5 k6"]
    assert join("[s1 She] left. [c2 Said] [k3 yes].") == ["- c2 k3"]


def test_nearness_takes_no_source_away() -> None:
    assert join("[s1 She] [c1 said] [k1 yes] and [c2 added] [k2 no].") == ["s1 c1 k1", "- c2 k2"]


def test_nearness_gives_little_confidence() -> None:
    marked = read_marked("[s1 She] [c2 said] [k3 yes].")
    assert [j.confidence for j in join_marks(marked.attributions, marked.syntax)] == [0.2]


def test_confidence_is_that_of_the_weakest_mark_and_link() -> None:
    marked = read_marked("[s She] [c said] [k yes].", strength={("c", "k"): 0.5}, sure=0.8)
    assert [j.confidence for j in join_marks(marked.attributions, marked.syntax)] == [0.4]


ROLES: tuple[MarkRole, ...] = ("source", "cue", "content")


@given(st.lists(st.sampled_from(ROLES), max_size=9), st.integers(0, 2**32 - 1))
def test_every_cue_and_content_stands_in_one_attribution(roles: list[MarkRole], seed: int) -> None:
    rng = np.random.default_rng(seed)
    marks = tuple(Mark(role, 2 * i, 2 * i + 1, 1.0) for i, role in enumerate(roles))
    pairs = [(c, m) for c, m in product(range(len(roles)), repeat=2) if roles[c] == "cue" != roles[m]]
    links = tuple(Link(c, m, round(float(rng.random()), 3)) for c, m in pairs)
    blank = ("_",) * 20
    sentences = np.cumsum(rng.random(20) < 0.2).astype(np.int32)
    syntax = Syntax(sentences, blank, blank, blank, np.zeros(20, np.int32), blank)
    joined = join_marks(Attributions(marks, links), syntax)
    cues = [j.cue for j in joined if j.cue]
    contents = [m for j in joined for m in j.content]
    assert sorted(cues, key=lambda m: m.first) == [m for m in marks if m.role == "cue"]
    assert sorted(contents, key=lambda m: m.first) == [m for m in marks if m.role == "content"]
    assert all(0 <= j.confidence <= 1 for j in joined)
    shuffled = tuple(links[i] for i in rng.permutation(len(links)))
    tied = len({link.confidence for link in links}) < len(links)
    assert tied or join_marks(Attributions(marks, shuffled), syntax) == joined
