"""``sayso map``: the page and GeoJSON, where they go, and what they never overwrite."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sayso.cli import root
from sayso.cli.json_lines import encode_record
from tests.export.map.placing import ALMATY, KREMLIN, make_record


@pytest.fixture
def records(tmp_path: Path) -> Path:
    path = tmp_path / "records.jsonl"
    record = make_record("It rained in {1:Almaty}. {2:The Kremlin} was silent.", {1: ALMATY, 2: KREMLIN})
    path.write_bytes(encode_record(record))
    return path


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(root, ["map", *map(str, args)])


def test_the_map_is_written_and_its_place_printed(records: Path, reports: Path, tmp_path: Path) -> None:
    output = tmp_path / "map.html"
    result = run(records, reports, "-o", output, "--title", "Rain")
    assert (result.exit_code, result.stdout) == (0, f"Map written: {output}\n")
    page = output.read_text("utf-8")
    assert "<title>Rain</title>" in page
    assert "1 place from 1 mention on the map, 1 not on it" in page


def test_the_default_place_is_the_folder_one_stands_in(records: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(records.parent)
    assert run(records).exit_code == 0
    assert (records.parent / "sayso-map.html").is_file()


def test_a_map_or_page_is_replaced_and_anything_else_left_alone(records: Path, tmp_path: Path) -> None:
    output = tmp_path / "map.html"
    assert [run(records, "-o", output).exit_code for _ in range(2)] == [0, 0]
    output.write_text("my notes", "utf-8")
    result = run(records, "-o", output)
    assert (result.exit_code, result.stderr[:8]) == (2, "SAY-502:")
    assert output.read_text("utf-8") == "my notes"


def test_geojson_goes_to_standard_output_or_a_file(records: Path, tmp_path: Path) -> None:
    shown = run(records, "--geojson").stdout
    assert [feature["properties"]["words"] for feature in json.loads(shown)["features"]] == ["Almaty", "The Kremlin"]
    output = tmp_path / "places.geojson"
    assert run(records, "--geojson", "-o", output).exit_code == 0
    assert output.read_text("utf-8") == shown


def test_what_fails_is_told_and_nothing_is_written_where_nothing_was_read(tmp_path: Path) -> None:
    output = tmp_path / "map.html"
    result = run(tmp_path / "absent.txt", "-o", output)
    assert (result.exit_code, result.stderr[:8], output.exists()) == (1, "SAY-101:", False)


def test_records_are_never_overwritten(records: Path) -> None:
    assert run(records, "-o", records).exit_code == 2
    assert run(records, "--geojson", "-o", records).exit_code == 2
