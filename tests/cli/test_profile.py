"""``sayso profile``: tables and JSON, of reports and of records, and what is wrong said plainly."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result

from sayso.cli import root
from sayso.cli.json_lines import encode_record
from sayso.model import Record, SourceKind, Span
from tests.cli.samples import TEXT, make_claim, make_record


@pytest.fixture
def records(tmp_path: Path) -> Path:
    """A file of two records with kinds of source."""
    codes = {"office": "state_body", "Ana": "military_police", "captain": "unnamed", "she": "military_police"}
    record = make_record()

    def judge(words: str) -> SourceKind | None:
        return next((SourceKind(code, "so it is") for word, code in codes.items() if word in words), None)

    claims = tuple(
        msgspec.structs.replace(c, source_kind=judge(c.source.text(TEXT)) if c.source else SourceKind("none", "none"))
        for c in record.claims
    )
    path = tmp_path / "records.jsonl"
    path.write_bytes(encode_record(msgspec.structs.replace(record, claims=claims)) * 2)
    return path


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(root, ["profile", *map(str, args)])


def test_records_are_counted_without_reading(records: Path) -> None:
    result = run(records, "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    shown = json.loads(result.stdout)
    assert (shown["reports"], shown["claims"], shown["sourceless"]) == (2, 10, 2)
    groups = {group["code"]: group["claims"] for group in shown["groups"] if group["claims"]}
    assert groups == {"state": 6, "unnamed": 2, "none": 2}


def test_each_gives_one_object_per_report_and_line(records: Path) -> None:
    lines = [json.loads(line) for line in run(records, "--each", "--json").stdout.splitlines()]
    assert [line["uri"] for line in lines] == ["reports/ferry.txt"] * 2
    assert [line["profile"]["claims"] for line in lines] == [5, 5]


def test_table_shows_shares_and_who_is_not_heard(records: Path) -> None:
    shown = run(records, "--each").stdout
    assert shown.startswith("Ferry sinks off the harbour\n56 words · ")
    assert "3 of 4 sourced claims (75 %), 19 of 26 attributed words (73 %): state organs" in shown.replace("\n", " ")
    assert "Not heard: armed groups, parties and politicians" in shown
    assert "Ana Lopes (military and police)" in shown
    assert max(len(line) for line in shown.splitlines()) <= 100


def test_reports_are_read(reports: Path) -> None:
    result = run(reports, "--json")
    assert result.exit_code == 0
    assert (json.loads(result.stdout)["reports"], json.loads(result.stdout)["sourceless"]) == (4, 4)


def test_reports_and_records_go_together(reports: Path, records: Path) -> None:
    assert json.loads(run(reports / "1.txt", records, reports / "2.txt", "--json").stdout)["reports"] == 4


def test_failed_reports_are_left_out_and_told(reports: Path) -> None:
    (reports / "2.txt").write_text("KILL the process.", "utf-8")
    result = run(reports, "--json", "-j", "2")
    assert result.exit_code == 1
    assert result.stderr.startswith("SAY-208: ")
    assert json.loads(result.stdout)["reports"] == 3


def test_lines_that_are_no_records_are_told(records: Path) -> None:
    whole = records.read_bytes()
    beyond = msgspec.structs.replace(make_record(), claims=(make_claim(None, "is said"),))
    claim = msgspec.structs.replace(beyond.claims[0], cue=Span(0, 10_000))
    odd = encode_record(msgspec.structs.replace(beyond, claims=(claim,)))
    records.write_bytes(whole + b'{"sayso":3}\n\n' + odd)
    result = run(records, "--json")
    assert result.exit_code == 1
    assert [line[:8] for line in result.stderr.splitlines()] == ["SAY-214:", "SAY-214:"]
    assert "line 3" in result.stderr
    assert "line 5" in result.stderr
    assert json.loads(result.stdout)["reports"] == 2


def test_no_report_at_all_gives_no_table(tmp_path: Path) -> None:
    result = run(tmp_path / "absent.txt")
    assert (result.exit_code, result.stdout) == (1, "")


def test_text_of_reports_cannot_steer_the_terminal(tmp_path: Path) -> None:
    record = make_record()
    text = record.report.text + "Two were killed \x1b[2J today.\n"
    report = msgspec.structs.replace(record.report, text=text, title="\x1b[2J\u202e")
    path = tmp_path / "odd.jsonl"
    path.write_bytes(encode_record(msgspec.structs.replace(record, report=report)))
    shown = run(path).stdout
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "Two were killed ␛[2J today." in shown


@pytest.mark.parametrize("command", ["read", "page", "profile"])
def test_a_wrong_codebook_is_refused_before_anything_is_read(command: str, reports: Path, tmp_path: Path) -> None:
    kinds = tmp_path / "kinds.toml"
    kinds.write_text('[[kinds]]\ncode = "cult"', "utf-8")
    result = CliRunner().invoke(root, [command, str(reports), "--source-kinds", str(kinds)])
    assert result.exit_code == 2
    assert result.stderr.startswith(f"SAY-408: {kinds}: source kinds: kind 'cult' is new")


def test_codebook_of_the_environment_is_used(
    reports: Path, records: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kinds = tmp_path / "kinds.toml"
    kinds.write_text('[[kinds]]\ncode = "court"\nplural = "benches"', "utf-8")
    monkeypatch.setenv("SAYSO_SOURCE_KINDS", str(kinds))
    labels = [kind["label"] for kind in json.loads(run(records, reports, "--json").stdout)["kinds"]]
    assert "benches" in labels


def test_a_record_round_trips(records: Path) -> None:
    first = records.read_bytes().splitlines(keepends=True)[0]
    assert encode_record(msgspec.json.decode(first, type=Record)) == first
