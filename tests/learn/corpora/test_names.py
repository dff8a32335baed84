"""Names from nested entities and from IOB files."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.errors import SaysoError
from sayso.learn.corpora.conllu import GoldSentence, Word
from sayso.learn.corpora.names import (
    GoldName,
    gum_entities,
    gum_names,
    gum_names_full,
    iob_tags,
    read_uner,
    read_wikigold,
)

_XPOS = {"PROPN": "NNP", "NOUN": "NN", "ADP": "IN", "DET": "DT", "CCONJ": "CC", "NUM": "CD", "PART": "POS"}


def _sentence(*rows: str) -> GoldSentence:
    """A sentence from rows "form UPOS[/XPOS] head[:deprel] [entity]", heads counted from 1."""
    words = []
    for row in rows:
        form, tags, head, *entity = row.split(" ")
        upos, _, xpos = tags.partition("/")
        number, _, deprel = head.partition(":")
        misc = f"Entity={entity[0]}|SpaceAfter=No" if entity else "_"
        words.append(Word(form, form, upos, xpos or _XPOS.get(upos, upos), "_", int(number) - 1, deprel, misc, True))
    return GoldSentence(tuple(words), True, True, "made-up")


def _found(sentence: GoldSentence, names: tuple[GoldName, ...]) -> list[tuple[str, str]]:
    return [(" ".join(w.form for w in sentence.words[n.first : n.last + 1]), n.kind) for n in names]


def test_brackets_nest_and_close_by_id() -> None:
    sentence = _sentence(
        "the DET 2 (1-organization-new-nnnnn-cf1-2-sgl",
        "Bank PROPN 0",
        "of ADP 4",
        "England PROPN 2 (2-place-new-nnnnn-cf2-1-sgl-Eng-land)1)",
    )
    outer, inner = gum_entities(sentence.words)
    assert (outer.first, outer.last, outer.etype, outer.minimal) == (0, 3, "organization", (1,))
    assert (inner.first, inner.last, inner.etype, inner.minimal) == (3, 3, "place", (3,))


def test_brackets_without_partner_are_passed_over() -> None:
    assert gum_entities(_sentence("a DET 2 9)", "b NOUN 0 (3-person-new-nnnnn-cf1-1-sgl").words) == []


def test_outermost_name_wins_and_runs_over_function_words() -> None:
    sentence = _sentence(
        "the DET 2 (1-organization-new-nnnnn-cf1-2-sgl",
        "Bank PROPN 0",
        "of ADP 4",
        "England PROPN 2 (2-place-new-nnnnn-cf2-1-sgl)1)",
    )
    assert _found(sentence, gum_names(sentence)) == [("Bank of England", "organisation")]
    assert _found(sentence, gum_names_full(sentence)) == [("the Bank of England", "organisation")]


def test_a_common_noun_as_head_gives_its_parts_a_chance() -> None:
    sentence = _sentence(
        "Bristol PROPN 2 (1-person-new-nnnnn-cf1-2-sgl(2-place-new-nnnnn-cf2-1-sgl)", "voters NOUN 0 1)"
    )
    assert _found(sentence, gum_names(sentence)) == [("Bristol", "location")]


def test_titles_and_what_stands_before_them_are_no_part_of_a_person() -> None:
    sentence = _sentence(
        "Portland PROPN 2 (1-person-new-nnnnn-cf1-2-sgl(2-place-new-nnnnn-cf2-1-sgl)",
        "Mayor PROPN 0",
        "Kim PROPN 2:flat",
        "Lee PROPN 2:flat 1)",
    )
    assert _found(sentence, gum_names(sentence)) == [("Portland", "location"), ("Kim Lee", "person")]
    alone = _sentence("the DET 2 (1-person-new-nnnnn-cf1-2-sgl", "President PROPN 0 1)")
    assert gum_names(alone) == ()


def test_a_name_joined_to_a_trade_is_found() -> None:
    sentence = _sentence("curator NOUN 0 (1-person-new-nnnnn-cf1-1-sgl", "Kim PROPN 1:flat", "Lee PROPN 2:flat 1)")
    assert _found(sentence, gum_names(sentence)) == [("Kim Lee", "person")]


def test_joined_entities_are_two_names_but_one_entity_is_one() -> None:
    two = _sentence(
        "Greece PROPN 0 (1-place-new-nnnnn-cf1-1-sgl(2-place-new-nnnnn-cf2-1-sgl)",
        "and CCONJ 3",
        "Turkey PROPN 1:conj (3-place-new-nnnnn-cf3-1-sgl)1)",
    )
    assert [name for name, _ in _found(two, gum_names(two))] == ["Greece", "Turkey"]
    one = _sentence("Trinidad PROPN 0 (1-place-new-nnnnn-cf1-1-sgl", "and CCONJ 3", "Tobago PROPN 1:conj 1)")
    assert [name for name, _ in _found(one, gum_names(one))] == ["Trinidad and Tobago"]


def test_a_possessor_with_its_own_entity_is_cut_off() -> None:
    sentence = _sentence(
        "Lee PROPN 3 (1-organization-new-nnnnn-cf1-3-sgl(2-person-new-nnnnn-cf2-1-sgl",
        "'s PART 1 2)",
        "Bank PROPN 0 1)",
    )
    assert _found(sentence, gum_names(sentence)) == [("Lee", "person"), ("Bank", "organisation")]


def test_numbers_belong_to_a_name_only_beside_it() -> None:
    near = _sentence("COVID PROPN 0 (1-event-new-nnnnn-cf1-1-sgl", "- PUNCT 1", "19 NUM 1 1)")
    far = _sentence("Factor PROPN 0 (1-abstract-new-nnnnn-cf1-1-sgl", "of ADP 3", "4 NUM 1 1)")
    assert _found(near, gum_names(near)) == [("COVID - 19", "other")]
    assert _found(far, gum_names(far)) == [("Factor", "other")]


def test_times_are_no_names_unless_asked_for_and_peoples_are_other() -> None:
    time = _sentence("Friday PROPN 0 (1-time-new-nnnnn-cf1-1-sgl)")
    assert gum_names(time) == ()
    assert gum_names(time, with_times=True) == (GoldName(0, 0, "other"),)
    people = _sentence("Thais PROPN/NNPS 0 (1-person-new-nnnnn-cf1-1-sgl)")
    assert gum_names(people) == (GoldName(0, 0, "other"),)


def test_iob_tags() -> None:
    assert iob_tags([GoldName(1, 2, "person")], 4) == ["O", "B-person", "I-person", "O"]


def test_uner_is_read_with_its_ids(tmp_path: Path) -> None:
    path = tmp_path / "a.iob2"
    path.write_text(
        "# newdoc id = d\n# sent_id = d-1\n# text = Ann Lee ran\n"
        "1\tAnn\tB-PER\t-\t-\n2\tLee\tI-PER\t-\t-\n3\tran\tO\t-\t-\n\n"
    )
    (sentence,) = read_uner(path)
    assert (sentence.words, sentence.names) == (("Ann", "Lee", "ran"), (GoldName(0, 1, "person"),))
    assert (sentence.doc_id, sentence.sent_id) == ("d", "d-1")


def test_wikigold_parts_documents_and_neighbouring_names(tmp_path: Path) -> None:
    path = tmp_path / "w.conll"
    path.write_text("0\tOslo\tB-LOC\n1\tAnn\tB-PER\n2\tLee\tB-PER\n\n0\t-DOCSTART-\tO\n\n0\tUNO\tI-ORG\n")
    first, second = read_wikigold(path)
    assert first.names == (GoldName(0, 0, "location"), GoldName(1, 1, "person"), GoldName(2, 2, "person"))
    assert (second.doc_id, second.names) == ("wikigold-1", (GoldName(0, 0, "organisation"),))


def test_an_unknown_tag_is_named(tmp_path: Path) -> None:
    path = tmp_path / "w.conll"
    path.write_text("0\tOslo\tO\n1\tAnn\tB-CAT\n")
    with pytest.raises(SaysoError, match="line 2: unknown tag 'B-CAT'"):
        list(read_wikigold(path))
