"""CoNLL-U: what is read, and the raw text that is put back together."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import SaysoError
from sayso.learn.corpora.conllu import MultiWord, documents, place_words, read_sentences

_SAMPLE = """\
# newdoc id = first
# newpar
# newpar_block = p (2 s)
# sent_id = first-1
# text = Ann didn't go.
1\tAnn\tAnn\tPROPN\tNNP\tNumber=Sing\t4\tnsubj\t_\t_
2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdid\tdo\tAUX\tVBD\tTense=Past\t4\taux\t_\t_
3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_
4\tgo\tgo\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No|X=y
4.1\tgone\tgo\tVERB\tVB\t_\t_\t_\t_\t_
5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

# sent_id = first-2
# newpar_block = p
1\tYes\tyes\tINTJ\tUH\t_\t0\troot\t_\tSpaceAfter=No

# newpar id = first-p2
1-2\tcan't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
1\tcan\tcan\tAUX\tMD\t_\t0\troot\t_\t_
2\tn't\tnot\tPART\tRB\t_\t1\tadvmod\t_\t_
3\t!\t!\tPUNCT\t.\t_\t1\tpunct\t_\t_

# newdoc id = second
1\tEnd\tend\tNOUN\tNN\t_\t0\troot\t_\t_
"""


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    path = tmp_path / "sample.conllu"
    path.write_text(_SAMPLE, encoding="utf-8")
    return path


def test_columns_are_read_and_empty_nodes_left_out(sample: Path) -> None:
    sentence = next(read_sentences(sample))
    assert [w.form for w in sentence.words] == ["Ann", "did", "n't", "go", "."]
    assert [w.head for w in sentence.words] == [3, 3, 3, -1, 3]
    assert [w.space_after for w in sentence.words] == [True, False, True, False, True]
    assert sentence.multiwords == (MultiWord(1, 2, "didn't"),)
    assert sentence.words[3].misc == "SpaceAfter=No|X=y"
    assert (sentence.doc_id, sentence.sent_id) == ("first", "first-1")


def test_documents_and_paragraphs_begin_where_the_comments_say(sample: Path) -> None:
    begins = [(s.new_document, s.new_paragraph) for s in read_sentences(sample)]
    assert begins == [(True, True), (False, False), (False, True), (True, True)]


def test_text_is_rebuilt_with_a_span_for_every_word(sample: Path) -> None:
    first, second = documents(sample)
    assert first.text == "Ann didn't go. Yes\n\ncan't!"
    covered = [[span.text(first.text) for span in spans] for spans in first.spans]
    assert covered == [["Ann", "did", "n't", "go", "."], ["Yes"], ["ca", "n't", "!"]]
    assert (second.doc_id, second.text) == ("second", "End")


@pytest.mark.parametrize(
    ("surface", "forms", "pieces"),
    [
        ("don't", ["do", "n't"], ["do", "n't"]),
        ("won't", ["will", "n't"], ["wo", "n't"]),
        ("dámelo", ["da", "me", "lo"], ["dá", "me", "lo"]),
        ("du", ["de", "le"], ["d", "u"]),
        ("x", ["a", "b"], ["", "x"]),
    ],
)
def test_words_find_their_place_in_a_multi_word_token(surface: str, forms: list[str], pieces: list[str]) -> None:
    assert [surface[start:end] for start, end in place_words(surface, forms)] == pieces


@given(st.text(min_size=1, max_size=8), st.lists(st.text(min_size=1, max_size=4), min_size=1, max_size=4))
def test_places_cover_the_surface_in_order(surface: str, forms: list[str]) -> None:
    ranges = place_words(surface, forms)
    assert "".join(surface[start:end] for start, end in ranges) == surface
    assert len(ranges) == len(forms)


@pytest.mark.parametrize(
    "line",
    [
        "1\tonly three\tcolumns",
        "one\tx\tx\tX\tX\t_\t0\troot\t_\t_",
        "1\tx\tx\tX\tX\t_\t7\tdep\t_\t_",
    ],
)
def test_a_malformed_line_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "bad.conllu"
    path.write_text(f"{line}\n\n", encoding="utf-8")
    with pytest.raises(SaysoError, match=r"SAY-601: .*bad\.conllu, line 1"):
        list(read_sentences(path))


def test_the_treebanks_come_back_as_their_text_comments_say(shared_data: Path) -> None:
    path = shared_data / "parse" / "en_gum-dev.conllu"
    lines = path.read_text(encoding="utf-8").splitlines()
    wanted = [line.partition("= ")[2].strip() for line in lines if line.startswith("# text = ")]
    got = [d.text[spans[0].start : spans[-1].end] for d in documents(path) for spans in d.spans]
    assert got == wanted
