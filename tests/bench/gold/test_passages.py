"""Passages with marked speakers: marks come out, spans point at the words, errors name the passage."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.errors import BenchError
from bench.gold.passages import KINDS, read_passages

HEAD = '[[passages]]\nid = "quay"\nregister = "wire"\ncountry = "GH"\ntopic = "fire"\n'


def _write(folder: Path, text: str) -> Path:
    path = folder / "train.toml"
    path.write_text(f'{HEAD}text = "{text}"\n', "utf-8")
    return path


def test_marks_come_out_and_spans_point_at_the_words(tmp_path: Path) -> None:
    (passage,) = read_passages(_write(tmp_path, "{Police|military_police} said {it|expert} rained."))
    assert passage.text == "Police said it rained."
    assert [(m.span.text(passage.text), m.kind) for m in passage.marked] == [
        ("Police", "military_police"),
        ("it", "expert"),
    ]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("{Police|polis} said", "polis"),
        ("{Police said", "not closed"),
        ("{The {mayor|official} of X|official}", "stands"),
    ],
)
def test_what_is_wrong_is_told_with_the_passage(tmp_path: Path, text: str, word: str) -> None:
    with pytest.raises(BenchError) as error:
        read_passages(_write(tmp_path, text))
    assert "quay" in error.value.message
    assert word in error.value.message


def test_a_file_that_is_none_is_told(tmp_path: Path) -> None:
    with pytest.raises(BenchError, match="cannot be read"):
        read_passages(tmp_path / "none.toml")
    (tmp_path / "bad.toml").write_text("[[passages]]\nid = 3\n", "utf-8")
    with pytest.raises(BenchError, match=r"bad\.toml"):
        read_passages(tmp_path / "bad.toml")


def test_no_passage_stands_in_both_parts() -> None:
    train, dev = (read_passages(KINDS / f"{part}.toml") for part in ("train", "dev"))
    assert len(train) + len(dev) >= 70
    names = [passage.id for passage in (*train, *dev)]
    assert len(set(names)) == len(names)
    assert {m.kind for p in dev for m in p.marked} == {m.kind for p in train for m in p.marked}
