"""GUM's coreference as spans of the raw text."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.learn.corpora.conllu import documents
from sayso.learn.corpora.coreference import Clusters, read_clusters
from sayso.model import Span

TREEBANK = """\
# newdoc id = GUM_news_two
# sent_id = two-1
1\tMayor\tmayor\tPROPN\tNNP\tNumber=Sing\t4\tnsubj\t_\tEntity=(7-person-new-cf1-1-coref
2\tAna\tAna\tPROPN\tNNP\tNumber=Sing\t1\tflat\t_\t_
3\tPaz\tPaz\tPROPN\tNNP\tNumber=Sing\t2\tflat\t_\tEntity=7)
4\tsaid\tsay\tVERB\tVBD\tTense=Past\t0\troot\t_\t_
5\tshe\tshe\tPRON\tPRP\tGender=Fem\t6\tnsubj\t_\tEntity=(7-person-giv:act-cf1-1-ana)
6\tleft\tleave\tVERB\tVBD\tTense=Past\t4\tccomp\t_\tSpaceAfter=No
7\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

"""


@pytest.fixture
def clusters(tmp_path: Path) -> Clusters:
    path = tmp_path / "gum.conllu"
    path.write_text(TREEBANK, encoding="utf-8")
    return read_clusters(next(documents(path)))


def test_mentions_share_a_cluster(clusters: Clusters) -> None:
    assert [(m.span, m.cluster, m.etype) for m in clusters.mentions] == [
        (Span(0, 13), "7", "person"),
        (Span(19, 22), "7", "person"),
    ]
    assert clusters.first == {"7": 0}


def test_a_mention_is_found_by_its_head(clusters: Clusters) -> None:
    found = clusters.find(Span(19, 22))
    assert found is not None
    assert not found.named
    assert clusters.find(Span(14, 18)) is None
