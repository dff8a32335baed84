"""Two passes over the same reports are compared, and their differences listed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from bench.__main__ import main
from bench.errors import BenchError
from bench.gold.agree import list_differences, load_passes, measure_agreement
from tests.bench.gold_fakes import write_gold

CHANGES = (
    ("parent = 3\n", ""),
    ('kind = "media"', 'kind = "company"'),
    ('channel = "in a statement"', 'channel = "statement"'),
    ('key = "radio-sur"', 'key = "sur"'),
    ('speaker = "radio-sur"', 'speaker = "sur"'),
    ('hedges = ["may"]\n', ""),
)
_FIFTH = "[[claims]]\nn = 5"


@pytest.fixture
def passes(tmp_path: Path) -> Path:
    write_gold(tmp_path / "a")
    write_gold(tmp_path / "b", *CHANGES)
    return tmp_path


def test_agreement_counts_what_differs(passes: Path) -> None:
    figures = measure_agreement(passes, load_passes(passes)).figures
    assert figures["passes/relation/dice50"].value == 100
    assert figures["passes/nested/right-parent"].value == 0
    assert figures["passes/kind"].value == 80
    assert figures["passes/speaker"].value == 100, "keys may differ where mentions meet"
    assert figures["passes/channel/overlap"].value == 100
    assert (figures["passes/hedge/overlap"].precision, figures["passes/hedge/overlap"].recall) == (100, 50)


def test_differences_name_claim_and_field(passes: Path) -> None:
    lines = list_differences(load_passes(passes)).splitlines()
    assert lines[0] == "# river: 5 claims in a, 5 in b"
    told = [line.strip() for line in lines]
    assert any(line.startswith("channel: a «in a statement» ") and "| b «statement» " in line for line in told)
    assert "kind: a media | b company" in told
    assert "parent: a 3 | b none" in told
    assert any(line.startswith("hedges: a «may» ") and line.endswith("| b nothing") for line in told)
    assert not any(line.startswith("speaker") for line in told)


def test_a_claim_of_one_pass_alone(tmp_path: Path) -> None:
    write_gold(tmp_path / "a")
    path = write_gold(tmp_path / "b", ('mentions = ["Ana Paz", "Paz"]', 'mentions = ["Ana Paz"]'))
    text = path.read_text("utf-8")
    start, end = text.index(_FIFTH), text.index("[[distancing]]")
    path.write_text(text[:start] + text[end:], "utf-8")
    told = list_differences(load_passes(tmp_path))
    assert "- a 5 only\n    indirect · official · denial\n    source: «Paz»" in told
    assert "entity paz: mentions in a only: «Paz»" in told


def test_passes_must_hold_the_same_reports(passes: Path) -> None:
    path = passes / "b" / "river.toml"
    path.write_text(path.read_text("utf-8").replace("The Ministry", "the Ministry"), "utf-8")
    path.write_text(path.read_text("utf-8").replace('"the Ministry of Health"\ncue', '"the Ministry of Health@1"\ncue'))
    with pytest.raises(BenchError, match="river: the passes have different texts"):
        load_passes(passes)
    path.rename(path.with_name("lake.toml"))
    lake = path.with_name("lake.toml")
    lake.write_text(lake.read_text("utf-8").replace('id = "river"', 'id = "lake"'), "utf-8")
    with pytest.raises(BenchError, match="only one pass has lake, river"):
        load_passes(passes)


def test_the_command_prints_json_and_writes_the_list(passes: Path) -> None:
    to = passes / "differences.txt"
    result = CliRunner().invoke(main, ["agreement", "--passes", str(passes), "--json", "--list", str(to)])
    assert result.exit_code == 0, result.output
    assert json.loads(result.output)["figures"]["passes/relation/cue"]["value"] == 100
    assert to.read_text("utf-8").startswith("# river: ")
