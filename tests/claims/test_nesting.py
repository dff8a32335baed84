"""Claims inside claims: read again, built from the tree, cited; and how much is read again."""

from __future__ import annotations

import tomllib
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.claims import find_attributions, find_quotations
from sayso.claims.cue_forms import Sentences
from sayso.claims.nesting import MAX_DEPTH, READ_AGAIN, cut_joined, find_nested, order_attributions
from sayso.model import Attribution, Attributions, Link, Mark, Report, Tokens
from sayso.parse import Reader, load_reader
from sayso.text import find_tokens
from tests.batch.fakes import make_report
from tests.claims.trees import make_tree

LEAST_SHARE = 0.9  # of the sentences of nested.toml: no reader gets all of them


class Sentence(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    text: str
    claims: tuple[str, ...]
    content: str | None = None


def load_sentences() -> list[Sentence]:
    raw = tomllib.loads(Path(__file__).with_name("nested.toml").read_text(encoding="utf-8"))
    return msgspec.convert(raw["reports"], list[Sentence])


@pytest.fixture(scope="module")
def reader() -> Reader:
    return load_reader()


class Found(msgspec.Struct, frozen=True):
    """The attributions of a text, as words."""

    claims: frozenset[str]
    contents: frozenset[str]
    joined: tuple[Attribution, ...]


def find(text: str, reader: Reader) -> Found:
    """Each claim as "source | cue | cue of the claim around it"."""
    report = make_report(text)
    tokens = find_tokens(report)
    syntax, _, attributions = reader.read(report, tokens)
    quotations, _ = find_quotations(report)
    joined = find_attributions(report, tokens, syntax, attributions, quotations, reader)

    def words(mark: Mark | None) -> str:
        return "-" if mark is None else text[tokens.starts[mark.first] : tokens.ends[mark.last]]

    outer = [None if a.parent is None else joined[a.parent].cue for a in joined]
    claims = (f"{words(a.source)} | {words(a.cue)} | {words(o)}" for a, o in zip(joined, outer, strict=True))
    return Found(frozenset(claims), frozenset(words(m) for a in joined for m in a.content), joined)


def is_right(found: Found, sentence: Sentence) -> bool:
    return set(sentence.claims) <= found.claims and (sentence.content is None or sentence.content in found.contents)


def test_sentences_of_our_own(reader: Reader) -> None:
    sentences = load_sentences()
    deep = [s for s in sentences if len(s.claims) >= 3]
    assert len(sentences) >= 40
    assert len(deep) >= 15
    read = [(find(s.text, reader), s) for s in sentences]
    wrong = [f"{s.text}: {sorted(found.claims)}" for found, s in read if not is_right(found, s)]
    assert len(wrong) <= (1 - LEAST_SHARE) * len(sentences), "\n".join(wrong)


def test_parents_make_a_forest(reader: Reader) -> None:
    joined = find(" ".join(s.text for s in load_sentences()), reader).joined
    assert any(a.parent is not None for a in joined)
    for number, attribution in enumerate(joined):
        seen = {number}
        parent = attribution.parent
        while parent is not None:
            assert parent not in seen
            seen.add(parent)
            parent = joined[parent].parent


# A fake reader: what it marks in a part is known by the part's words


class FakeReader:
    """Marks the first token of a part as source, the second as cue and the rest as content."""

    def __init__(self, *, sure: float = 0.9) -> None:
        self.parts: list[tuple[int, int]] = []
        self.sure = sure

    def read_part(self, report: Report, tokens: Tokens, first: int, last: int) -> Attributions:
        self.parts.append((first, last))
        if last - first < 2:
            return Attributions()
        marks = (
            Mark("source", first, first, self.sure),
            Mark("cue", first + 1, first + 1, self.sure),
            Mark("content", first + 2, last, self.sure),
        )
        return Attributions(marks, (Link(1, 0, 0.9), Link(1, 2, 0.9)))


# "X" hangs on no cue plainly, so that the part is read again
TORN = "Ana/PROPN/nsubj>1 said/VERB/root he/PRON/nsubj>3 claims/VERB/ccomp>1 loudly/ADV/advmod>5 rain/NOUN/obl>3"


def nest(tree: str, joined: list[Attribution], fake: FakeReader) -> list[Attribution]:
    report, tokens, syntax = make_tree(tree)
    return find_nested(report, tokens, syntax, joined, fake, Sentences(report, tokens, syntax))


def claim(source: int, cue: int, first: int, last: int) -> Attribution:
    return Attribution(
        Mark("source", source, source, 1.0), Mark("cue", cue, cue, 1.0), (Mark("content", first, last, 1.0),), 1.0
    )


def test_part_with_a_probable_cue_is_read_again() -> None:
    fake = FakeReader()
    found = nest(TORN, [claim(0, 1, 2, 5)], fake)
    assert fake.parts == [(2, 5)]
    assert [(a.parent, a.rule) for a in found] == [(None, "links"), (0, READ_AGAIN)]
    assert found[1].cue == Mark("cue", 3, 3, 0.9)


def test_content_without_a_probable_cue_is_not_read() -> None:
    fake = FakeReader()
    tree = "Ana/PROPN/nsubj>1 said/VERB/root rain/NOUN/nsubj>3 fell/VERB/ccomp>1 hard/ADV/advmod>3"
    joined = [claim(0, 1, 2, 4)]
    assert nest(tree, joined, fake) == joined
    assert fake.parts == []


def test_plain_clause_needs_no_reading() -> None:
    fake = FakeReader()
    tree = (
        "Ana/PROPN/nsubj>1 said/VERB/root he/PRON/nsubj>3 claims/VERB/ccomp>1 that/SCONJ/mark>6 it/PRON/nsubj>6 "
        "rained/VERB/ccomp>3"
    )
    found = nest(tree, [claim(0, 1, 2, 6)], fake)
    assert fake.parts == []
    assert [(a.parent, a.rule) for a in found] == [(None, "links"), (0, "syntax")]
    assert (found[1].source, found[1].cue) == (Mark("source", 2, 2, 0.8), Mark("cue", 3, 3, 0.8))
    assert [(m.first, m.last) for m in found[1].content] == [(4, 6)]


def test_doubtful_reading_is_left_out() -> None:
    found = nest(TORN, [claim(0, 1, 2, 5)], FakeReader(sure=0.05))
    assert [a for a in found if a.rule == READ_AGAIN] == []


def test_share_that_is_read_again_is_bounded() -> None:
    sentences = 400
    tree = " ".join(
        f"Ana/PROPN/nsubj>{i + 1} said/VERB/root he/PRON/nsubj>{i + 3} claims/VERB/ccomp>{i + 1} "
        f"loudly/ADV/advmod>{i + 5} rain/NOUN/obl>{i + 3} ./PUNCT/punct>{i + 1}"
        for i in range(0, 7 * sentences, 7)
    )
    fake = FakeReader()
    nest(tree, [claim(i, i + 1, i + 2, i + 5) for i in range(0, 7 * sentences, 7)], fake)
    read = sum(last - first + 1 for first, last in fake.parts)
    assert 0 < read <= 0.05 * 7 * sentences + 48
    assert fake.parts[-1][0] > 6 * sentences  # spread over the report, not spent at its head


def test_depth_is_bounded() -> None:
    words = ["Ana/PROPN/nsubj>1", "said/VERB/root"]
    for i in range(2, 42, 2):
        words += [f"he/PRON/nsubj>{i + 1}", f"says/VERB/ccomp>{i - 1}"]
    words += ["rain/NOUN/obj>41", "again/ADV/advmod>41"]
    found = nest(" ".join(words), [claim(0, 1, 2, 43)], FakeReader())
    depths: list[int] = []
    for a in found:
        depths.append(0 if a.parent is None else depths[a.parent] + 1)
    assert 3 <= max(depths) <= MAX_DEPTH


def test_order_keeps_parents() -> None:
    inner = msgspec.structs.replace(claim(3, 4, 5, 6), parent=1)
    outer = claim(0, 1, 2, 6)
    found = order_attributions([inner, outer])
    assert found == [outer, msgspec.structs.replace(inner, parent=0)]


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), min_size=1, max_size=12))
@settings(max_examples=60)
def test_order_is_by_first_token_then_longest(spans: list[tuple[int, int]]) -> None:
    found = order_attributions([claim(a, a, min(a, b), max(a, b)) for a, b in spans])
    reach = [(min(a.cue.first, a.content[0].first), -max(a.cue.last, a.content[0].last)) for a in found if a.cue]
    assert all(one <= other for one, other in pairwise(reach))


def test_what_is_joined_to_the_cue_is_cut_from_the_content() -> None:
    tree = (
        "Ana/PROPN/nsubj>1 hinted/VERB/root that/SCONJ/mark>4 it/PRON/nsubj>4 sank/VERB/ccomp>1 ,/PUNCT/punct>8 "
        "and/CCONJ/cc>8 Bo/PROPN/nsubj>8 left/VERB/conj>{head}"
    )
    for head, last in ((1, 4), (4, 8)):
        report, tokens, syntax = make_tree(tree.format(head=head))
        cut = cut_joined(claim(0, 1, 2, 8), Sentences(report, tokens, syntax))
        assert [(m.first, m.last) for m in cut.content] == [(2, last)]
