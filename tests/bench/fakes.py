"""A reader without a model, and small gold files of our own sentences."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from sayso.model import Attributions, EventMark, Link, Mark, Name, Report, Syntax, Tokens

CONLLU = """\
# newdoc id = one
# sent_id = one-1
1\tAnn\tAnn\tPROPN\tNNP\tNumber=Sing\t2\tnsubj\t2:nsubj\tEntity=(1-person-giv:act-1-coref)
2\tsaid\tsay\tVERB\tVBD\tTense=Past\t0\troot\t0:root\t_
3\tno\tno\tINTJ\tUH\t_\t2\tobj\t2:obj\tSpaceAfter=No
4\t.\t.\tPUNCT\t.\t_\t2\tpunct\t2:punct\t_

# newdoc id = GUM_news_two
# sent_id = two-1
1\tBob\tBob\tPROPN\tNNP\tNumber=Sing\t2\tnsubj\t2:nsubj\tEntity=(2-person-giv:act-1-coref)
2\tran\trun\tVERB\tVBD\tTense=Past\t0\troot\t0:root\tSpaceAfter=No
3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t2:punct\t_

"""

IOB = """\
# newdoc id = two
# sent_id = two-1
1\tBob\tB-PER\t-\t-
2\tran.\tO\t-\t-

# sent_id = one-1
1\tAnn\tB-PER\t-\t-
2\tsaid\tO\t-\t-
3\tno\tO\t-\t-
4\t.\tO\t-\t-

"""

ARTICLES = (
    {
        "id": "r1",
        "annotator": "a",
        "outlet": "paper",
        "published": "2016-09-12",
        "text": "Ann said no.",
        "attributions": [{"source": [[0, 3]], "cue": [[4, 8]], "content": [[9, 11]]}],
    },
    {
        "id": "r2",
        "annotator": "a",
        "outlet": "paper",
        "published": "2016-09-12",
        "text": "Bob ran.",
        "attributions": [],
    },
)


class FakeReader:
    """Reads every first token as a person, every second as the root and as a cue, and the third as content."""

    def read(self, report: Report, tokens: Tokens) -> tuple[Syntax, tuple[Name, ...], Attributions]:
        number = len(tokens)
        heads = np.full(number, 1, dtype=np.int32)
        heads[1] = -1
        syntax = Syntax(
            sentences=np.zeros(number, dtype=np.int32),
            upos=("PROPN", "VERB", *("PUNCT" for _ in range(number - 2))),
            feats=("Number=Sing", "Tense=Past", *("_" for _ in range(number - 2))),
            lemmas=tuple(tokens.words(report.text)),
            heads=heads,
            deprels=("nsubj", "root", *("punct" for _ in range(number - 2))),
        )
        marks = (Mark("source", 0, 0, 0.9), Mark("cue", 1, 1, 0.9), Mark("content", 2, 2, 0.9))
        attributions = Attributions(marks, (Link(1, 0, 0.9), Link(1, 2, 0.9))) if number > 3 else Attributions()
        return syntax, (Name(0, 0, "person", 0.9),), attributions

    def read_all(
        self, report: Report, tokens: Tokens
    ) -> tuple[Syntax, tuple[Name, ...], Attributions, tuple[EventMark, ...]]:
        return *self.read(report, tokens), ()


def write_data(folder: Path) -> Path:
    """A data folder in the layout of docs/data.md."""
    for name in ("parse", "names", "attribution"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for treebank in ("en_ewt-dev", "en_gum-dev"):
        (folder / "parse" / f"{treebank}.conllu").write_text(CONLLU, "utf-8")
    (folder / "names" / "uner-ewt-dev.iob2").write_text(IOB, "utf-8")
    lines = "".join(json.dumps(article) + "\n" for article in ARTICLES)
    (folder / "attribution" / "polnear-dev.jsonl").write_text(lines, "utf-8")
    return folder
