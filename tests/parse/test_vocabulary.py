"""The vocabulary file: BERT's, or told to be damaged."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.errors import SaysoError
from sayso.parse.vocabulary import load_cutter
from sayso.text import find_tokens
from tests.batch.fakes import make_report


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"rain\n[UNK]\n"])
def test_damaged_vocabulary_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "vocab.txt").write_bytes(content)
    with pytest.raises(SaysoError) as raised:
        load_cutter(tmp_path / "vocab.txt")
    assert raised.value.code == "SAY-402"


def test_words_are_cut_without_regard_to_case(tmp_path: Path) -> None:
    lines = [*(f"[unused{i}]" for i in range(100)), "[UNK]", "[CLS]", "[SEP]", "rain", "##ed", "##fall"]
    (tmp_path / "vocab.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    text = "Rained RAINFALL snow \ud800 \u200d"
    pieces = load_cutter(tmp_path / "vocab.txt").cut(find_tokens(make_report(text)), text)
    assert pieces.ids.tolist() == [103, 104, 103, 105, 100, 100, 100]
