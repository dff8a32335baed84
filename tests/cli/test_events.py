"""``sayso events``: the table, JSON Lines, PLOVER records, filters, rule packs, and what is wrong said plainly."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result

from sayso.cli import root
from sayso.cli.happened import name_toll
from sayso.cli.json_lines import encode_record
from sayso.linking import find_rules, make_event_rows
from tests.linking.happening import make_eventful, make_loose


@pytest.fixture
def records(tmp_path: Path) -> Path:
    path = tmp_path / "records.jsonl"
    path.write_bytes(encode_record(make_eventful()))
    return path


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(root, ["events", *map(str, args)])


def list_lines(*args: str | Path) -> list[dict[str, object]]:
    result = run(*args)
    assert (result.exit_code, result.stderr) == (0, "")
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_table_tells_who_what_when_and_whose_word(records: Path) -> None:
    result = run(records)
    assert (result.exit_code, result.stderr) == (0, "")
    shown = result.stdout.splitlines()
    assert shown[:2] == ["Kasolo", "Quay Post · 2022-05-05 · 4 events"]
    rows = [" ".join(line.split()) for line in shown]
    whole = " ".join(rows)
    assert "ASSAULT-firearms “killed” Gunmen [UAF] → miners" in whole
    assert "3 May 2022 (“3 May”) Kasolo" in whole
    assert "the report’s own voice" in whole
    assert any(row.startswith("CONSULT “talks” Ana Lopes 6 May 2022") and "planned" in row for row in rows)
    assert shown[-1] == "1 report · 4 events · 2 actual · 1 planned · 1 denied"


def test_tolls_that_hang_on_no_event_have_a_table_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "loose.jsonl"
    path.write_bytes(encode_record(make_loose()))
    shown = [" ".join(line.split()) for line in run(path).stdout.splitlines()]
    at = shown.index("Tolls that hang on no event")
    assert any(line.startswith("injured “dozens”") and line.endswith("actual Ana Lopes (said)") for line in shown[at:])
    assert "Tolls that hang on no event" not in run(path, "--type", "ASSAULT").stdout
    assert "Tolls that hang on no event" not in run(path, "--realis", "denied").stdout
    assert len(list_lines(path, "--json")) == 4


def test_json_has_one_object_per_event_with_report_and_spans(records: Path) -> None:
    lines = list_lines(records, "--json")
    assert [line["event"] for line in lines] == ["v1", "v2", "v3", "v4"]
    assert {line["report_id"] for line in lines} == {"r1"}
    assert lines[0]["trigger"] == {"start": 7, "end": 13, "words": "killed"}
    assert lines[3]["asserted_by"] == {"claim": "c2", "speaker": "The army", "cue": "denied"}


@pytest.mark.parametrize(
    ("options", "kept"),
    [
        (["--type", "consult"], ["v3"]),
        (["--type", "ASSAULT-firearms,CONSULT"], ["v1", "v3"]),
        (["--realis", "planned,denied"], ["v3", "v4"]),
        (["--min-confidence", "0.5"], ["v1", "v2", "v3"]),
    ],
)
def test_filters(records: Path, options: list[str], kept: list[str]) -> None:
    assert [line["event"] for line in list_lines(records, "--json", *options)] == kept
    assert [line["id"] for line in list_lines(records, "--plover", *options)] == kept


def test_rules_add_numbers_and_keep_words(records: Path) -> None:
    (toll,) = msgspec.convert(list_lines(records, "--json", "--rules", "acled")[0]["tolls"], list[dict[str, object]])
    assert toll["counted"] == {"low": 9, "high": 9, "by": "lowest figure told"}
    assert toll["low"] == 9
    assert toll["high"] is None


@pytest.mark.parametrize(
    ("rules", "told"),
    [
        (None, ["killed “at least nine”", "injured “dozens”"]),
        ("acled", ["killed “at least nine” = 9"]),
        ("ccc", ["killed “at least nine” = 9–?", "injured “dozens”"]),
    ],
)
def test_tolls_are_named_with_their_words_and_numbers(rules: str | None, told: list[str]) -> None:
    rows = make_event_rows([make_eventful()], rules=find_rules(rules) if rules else None)
    assert [name_toll(toll) for row in rows for toll in row.tolls] == told


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--type", "WAR"], "is no type or mode of plover"),
        (["--realis", "real"], "is none of actual, planned"),
        (["--rules", "aclod"], "SAY-411"),
        (["--json", "--plover"], "choose one"),
        (["--codebook", "absent.yaml"], "SAY-409"),
        (["--min-confidence", "2"], "--min-confidence"),
    ],
)
def test_what_is_wrong_is_said_before_anything_is_read(records: Path, options: list[str], told: str) -> None:
    result = run(records, *options)
    assert result.exit_code == 2
    assert told in result.stderr
    assert result.stdout == ""


def test_reports_are_read_and_what_fails_is_told(reports: Path, records: Path, tmp_path: Path) -> None:
    output = tmp_path / "events.txt"
    result = run(reports, records, tmp_path / "absent.txt", "-o", output)
    assert result.exit_code == 1
    assert result.stderr.startswith("SAY-101")
    assert output.read_text("utf-8").endswith("5 reports · 4 events · 2 actual · 1 planned · 1 denied\n")


def test_text_of_reports_cannot_steer_the_terminal(tmp_path: Path) -> None:
    record = make_eventful()
    text = record.report.text.replace("Gunmen", "\x1b[2Jm\u202e")
    odd = msgspec.structs.replace(record, report=msgspec.structs.replace(record.report, text=text, title="\x1b[2J"))
    path = tmp_path / "odd.jsonl"
    path.write_bytes(encode_record(odd))
    for form in ((), ("--json",), ("--plover",)):
        shown = run(path, *form).stdout
        assert "\x1b" not in shown
        assert "\u202e" not in shown
