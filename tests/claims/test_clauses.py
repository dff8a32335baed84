"""Attributions built from trees alone, and the cue words that they begin with."""

from __future__ import annotations

import msgspec
import pytest

from sayso.claims.clauses import ClauseBuilder
from sayso.claims.cue_forms import Sentences, inflect, make_forms
from sayso.lang import find_language
from sayso.model import Mark
from tests.claims.trees import make_tree


def build(tree: str, cue: str, *, plain: bool = False, by_words: bool = False) -> str | None:
    """ "source | cue | content ~ content" of the attribution of the word ``cue``."""
    report, tokens, syntax = make_tree(tree)
    sentences = Sentences(report, tokens, syntax)
    builder = ClauseBuilder(sentences, by_words=by_words)
    at, last = sentences.words.index(cue), len(tokens) - 1
    found = builder.build(at, 0, last)
    if found is None or (plain and not builder.is_plain(found, at, 0, last)):
        return None

    def words(mark: Mark | None) -> str:
        return "-" if mark is None else report.text[tokens.starts[mark.first] : tokens.ends[mark.last]]

    return f"{words(found.source)} | {words(found.cue)} | {' ~ '.join(words(m) for m in found.content)}"


SAID = (
    "the/DET/det>1 miner/NOUN/nsubj>3 has/AUX/aux>3 said/VERB/root that/SCONJ/mark>6 it/PRON/nsubj>6 "
    "leaked/VERB/ccomp>3 ./PUNCT/punct>3"
)
TREES = {
    "clause": (SAID, "said", "the miner | has said | that it leaked"),
    "passive": (
        "he/PRON/nsubj:pass>2 is/AUX/aux:pass>2 believed/VERB/root to/PART/mark>4 hide/VERB/xcomp>2 ./PUNCT/punct>2",
        "believed",
        "- | is believed | he ~ to hide",
    ),
    "passive that a tagger takes for a copula": (
        "he/PRON/nsubj>2 is/AUX/cop>2 believed/VERB/root to/PART/mark>4 hide/VERB/xcomp>2 ./PUNCT/punct>2",
        "believed",
        "- | is believed | he ~ to hide",
    ),
    "expletive": (
        "it/PRON/nsubj:pass>2 was/AUX/aux:pass>2 reported/VERB/root that/SCONJ/mark>5 he/PRON/nsubj>5 "
        "fled/VERB/ccomp>2",
        "reported",
        "- | was reported | that he fled",
    ),
    "told by": (
        "they/PRON/nsubj:pass>2 were/AUX/aux:pass>2 told/VERB/root by/ADP/case>5 the/DET/det>5 pilot/NOUN/obl:agent>2 "
        "that/SCONJ/mark>8 it/PRON/nsubj>8 sank/VERB/ccomp>2",
        "told",
        "the pilot | were told by | that it sank",
    ),
    "according to": (
        "according/VERB/case>3 to/ADP/fixed>0 the/DET/det>3 log/NOUN/obl>6 ,/PUNCT/punct>3 it/PRON/nsubj>6 "
        "sank/VERB/root",
        "according",
        "the log | according to | it sank",
    ),
    "noun": (
        "his/PRON/nmod:poss>1 claim/NOUN/nsubj>6 that/SCONJ/mark>4 it/PRON/nsubj>4 sank/VERB/acl>1 is/AUX/cop>6 "
        "wrong/ADJ/root",
        "claim",
        "his | claim | that it sank",
    ),
    "noun of nobody": (
        "rumours/NOUN/nsubj>4 that/SCONJ/mark>3 it/PRON/nsubj>3 sank/VERB/acl>0 spread/VERB/root",
        "rumours",
        "- | rumours | that it sank",
    ),
    "object with what follows": (
        "they/PRON/nsubj>1 blamed/VERB/root the/DET/det>3 army/NOUN/obj>1 for/ADP/case>6 the/DET/det>6 fire/NOUN/obl>1",
        "blamed",
        "they | blamed | the army for the fire",
    ),
    "order to somebody": (
        "he/PRON/nsubj>1 urged/VERB/root people/NOUN/obj>1 to/PART/mark>4 stay/VERB/xcomp>1 ./PUNCT/punct>1",
        "urged",
        "he | urged | people to stay",
    ),
    "put in": (
        "it/PRON/nsubj>5 ,/PUNCT/punct>3 she/PRON/nsubj>3 said/VERB/parataxis>5 ,/PUNCT/punct>3 sank/VERB/root",
        "said",
        "she | said | it ~ sank",
    ),
    "as saying": (
        "a/DET/det>1 broker/NOUN/root as/SCONJ/mark>3 saying/VERB/advcl>1 it/PRON/nsubj>5 fell/VERB/ccomp>3",
        "saying",
        "a broker | as saying | it fell",
    ),
    "subject of the verb before": (
        "he/PRON/nsubj>1 rang/VERB/root and/CCONJ/cc>3 said/VERB/conj>1 it/PRON/nsubj>5 sank/VERB/ccomp>3",
        "said",
        "he | said | it sank",
    ),
    "adverb": (
        "he/PRON/nsubj>2 allegedly/ADV/advmod>2 fled/VERB/root ./PUNCT/punct>2",
        "allegedly",
        "- | allegedly | he ~ fled",
    ),
    "joined by and that": (
        "crews/NOUN/nsubj>1 said/VERB/root that/SCONJ/mark>4 roads/NOUN/nsubj>4 flooded/VERB/ccomp>1 and/CCONJ/cc>8 "
        "that/SCONJ/mark>8 rail/NOUN/nsubj>8 closed/VERB/conj>1 ./PUNCT/punct>1",
        "said",
        "crews | said | that roads flooded and that rail closed",
    ),
    "whom": (
        "guards/NOUN/root whom/PRON/obj>3 owners/NOUN/nsubj>3 promised/VERB/acl:relcl>0 rifles/NOUN/obj>3",
        "promised",
        "owners | promised | rifles",
    ),
    "closing quotation mark": (
        "it/PRON/nsubj>2 “/PUNCT/punct>2 rejects/VERB/root the/DET/det>4 tally/NOUN/obj>2 ”/PUNCT/punct>2 "
        "and/CCONJ/cc>7 leaves/NOUN/conj>2",
        "rejects",
        "it | rejects | the tally",
    ),
}
BY_WORDS = {
    "owner": (
        "they/PRON/nsubj>1 recalled/VERB/root the/DET/det>3 promise/NOUN/obj>1 of/ADP/case>5 Ana/PROPN/nmod>3 "
        "that/SCONJ/mark>8 it/PRON/nsubj>8 held/VERB/ccomp>1",
        "promise",
        "Ana | promise of | that it held",
    ),
    "no owner": (
        "they/PRON/nsubj>1 heard/VERB/root claims/NOUN/obj>1 of/ADP/case>4 fraud/NOUN/nmod>2 that/SCONJ/mark>7 "
        "it/PRON/nsubj>7 denied/VERB/ccomp>1",
        "claims",
        "- | claims of | fraud",
    ),
    "agent": (
        "crews/NOUN/nsubj:pass>2 were/AUX/aux:pass>2 warned/VERB/root by/ADP/case>4 Ana/PROPN/obl:agent>2 "
        "that/SCONJ/mark>7 mines/NOUN/nsubj>7 drifted/VERB/conj>2",
        "warned",
        "Ana | were warned by | that mines drifted",
    ),
    "aside between dashes": (
        "pumps/NOUN/nsubj>7 –/PUNCT/punct>3 we/PRON/nsubj>3 know/VERB/parataxis>7 they/PRON/nsubj>5 leak/VERB/ccomp>3 "
        "–/PUNCT/punct>7 last/VERB/root",
        "know",
        "we | know | they leak",
    ),
}


@pytest.mark.parametrize("name", TREES)
def test_built_from_a_tree(name: str) -> None:
    tree, cue, expected = TREES[name]
    assert build(tree, cue) == expected


@pytest.mark.parametrize("name", BY_WORDS)
def test_built_by_words_where_the_tree_is_lost(name: str) -> None:
    tree, cue, expected = BY_WORDS[name]
    assert build(tree, cue, by_words=True) == expected


def test_plain_where_words_stand_side_by_side() -> None:
    assert build(SAID, "said", plain=True) == "the miner | has said | that it leaked"
    apart = SAID.replace("that/SCONJ/mark>6", "yesterday/NOUN/obl>3")
    assert build(apart.replace("has/AUX/aux>3", "today/NOUN/obl>3"), "said", plain=True) is None


def test_no_content_no_attribution() -> None:
    assert build("he/PRON/nsubj>1 spoke/VERB/root ./PUNCT/punct>1", "spoke") is None


@pytest.mark.parametrize(
    ("verb", "irregular", "forms"),
    [
        ("claim", (), {"claim", "claims", "claimed", "claiming"}),
        ("deny", (), {"deny", "denies", "denied", "denying"}),
        ("declare", (), {"declare", "declares", "declared", "declaring"}),
        ("admit", (), {"admitted", "admitting", "admits"}),
        ("confess", (), {"confesses"}),
        ("tell", ("told",), {"tell", "tells", "told", "telling"}),
    ],
)
def test_forms_of_verbs(verb: str, irregular: tuple[str, ...], forms: set[str]) -> None:
    assert forms <= inflect(verb, irregular)


def test_irregular_verbs_have_no_regular_past() -> None:
    assert "telled" not in inflect("tell", ("told",))
    forms = make_forms("en")
    assert {"clausal", "passive"} <= forms["said"]
    assert "noun" in forms["rumours"]
    assert "according" in forms["according"]
    assert "rain" not in forms


def test_cue_words_are_plain_words() -> None:
    cues = msgspec.structs.asdict(find_language("en").cues)
    lists = {name: words for name, words in cues.items() if isinstance(words, tuple)}
    assert len(lists) > 10
    for name, words in lists.items():
        assert words, name
        assert len(set(words)) == len(words), name
        assert all(word == word.lower().strip() for word in words), name
    known = {word for words in (*lists.values(), *cues["links"].values()) for word in words}
    assert set(cues["irregular"]) <= known
    assert set(cues["pointers"].verbs) <= known
