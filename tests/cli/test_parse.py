"""``sayso parse`` prints CoNLL-U and tells what it could not read."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from sayso.cli.app import root


def test_reports_become_conllu_and_a_bad_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The mayor said it's over.\n\nNobody asked.", encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"")
    result = CliRunner().invoke(root, ["parse", str(tmp_path / "a.txt"), str(tmp_path / "b.txt")])
    assert result.exit_code == 1
    assert "SAY-103" in result.stderr
    lines = [line.split("\t") for line in result.stdout.splitlines() if line[:1].isdigit()]
    assert [line[1] for line in lines] == ["The", "mayor", "said", "it", "'s", "over", ".", "Nobody", "asked", "."]
    assert sum(line[6] == "0" for line in lines) == 2
    assert "Mark=B-cue" in lines[2][9]
