"""CoNLL-U holds what the reader saw, and a reader of the format takes it."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest

from sayso.export.conllu import render_conllu, write_conllu
from sayso.learn.corpora.conllu import documents
from sayso.model import Attributions, Mark, Name, Parsed, Report, Syntax, Tokens, hash_text

_TEXT = "Ana Ruiz\tsaid it's over.\n\nNobody asked."


def make_parsed(text: str = _TEXT) -> Parsed:
    spans = [(0, 3), (4, 8), (9, 13), (14, 16), (16, 18), (19, 23), (23, 24), (26, 32), (33, 38), (38, 39)]
    gaps = np.array([3, 1, 1, 1, 0, 1, 0, 3, 1, 0], dtype=np.uint8)
    tokens = Tokens(np.array([s for s, _ in spans], np.int32), np.array([e for _, e in spans], np.int32), gaps)
    syntax = Syntax(
        np.array([0] * 7 + [1] * 3, np.int32),
        ("PROPN", "PROPN", "VERB", "PRON", "AUX", "ADV", "PUNCT", "PRON", "VERB", "PUNCT"),
        ("Number=Sing", *["_"] * 9),
        ("Ana", "Ruiz", "say", "it", "be", "over", ".", "nobody", "ask", "."),
        np.array([2, 0, -1, 5, 5, 2, 2, 8, -1, 8], np.int32),
        ("nsubj", "flat", "root", "nsubj", "cop", "ccomp", "punct", "nsubj", "root", "punct"),
    )
    marks = (Mark("source", 0, 1, 0.9), Mark("cue", 2, 2, 0.9), Mark("content", 3, 5, 0.9))
    report = Report("r 1", hash_text(text), None, None, None, None, None, "en", text)
    return Parsed(report, tokens, syntax, (Name(0, 1, "person", 0.9),), Attributions(marks))


def test_lines_of_a_report() -> None:
    lines = render_conllu(make_parsed()).splitlines()
    assert lines[:4] == ["# newdoc id = r 1", "# newpar", "# sent_id = r 1-1", "# text = Ana Ruiz said it's over."]
    assert lines[4].split("\t") == [
        "1", "Ana", "Ana", "PROPN", "_", "Number=Sing", "3", "nsubj", "_", "Mark=B-source|Name=B-person|TokenRange=0:3",
    ]  # fmt: skip
    assert lines[7].endswith("Mark=B-content|SpaceAfter=No|TokenRange=14:16")
    assert lines[6].split("\t")[6:8] == ["0", "root"]


def test_a_reader_of_the_format_takes_it(tmp_path: Path) -> None:
    path = tmp_path / "out.conllu"
    with path.open("wb") as file:
        write_conllu(make_parsed(), file)
    (document,) = documents(path)
    assert document.text == "Ana Ruiz said it's over.\n\nNobody asked."
    assert [w.head for s in document.sentences for w in s.words] == [2, 0, -1, 5, 5, 2, 2, 1, -1, 1]


def test_ranges_point_into_the_unaltered_text() -> None:
    for line in render_conllu(make_parsed()).splitlines():
        if line and not line.startswith("#"):
            fields = line.split("\t")
            start, end = map(int, fields[9].split("TokenRange=")[1].split("|")[0].split(":"))
            assert _TEXT[start:end] == fields[1]


@pytest.mark.parametrize("text", ["", " \n"])
def test_a_report_without_words_gives_nothing(text: str) -> None:
    none = np.zeros(0, np.int32)
    report = Report("r", hash_text(text), None, None, None, None, None, None, text)
    tokens = Tokens(none, none, np.zeros(0, np.uint8))
    parsed = Parsed(report, tokens, Syntax(none, (), (), (), none, ()), (), Attributions())
    file = io.BytesIO()
    write_conllu(parsed, file)
    assert file.getvalue() == b""
