"""``sayso read``: records and summaries, errors beside them, exit codes, output files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sayso.cli import root


def run(*args: str | Path, **options: str | bytes) -> Result:
    return CliRunner().invoke(root, ["read", *map(str, args)], **options)  # type: ignore[arg-type]


def texts(output: str) -> list[str]:
    return [json.loads(line)["report"]["text"] for line in output.splitlines()]


def test_json_prints_one_record_a_line_in_input_order(reports: Path) -> None:
    result = run(reports / "2.txt", reports / "1.txt", "--json")
    assert result.exit_code == 0
    assert [text[:20] for text in texts(result.stdout)] == ["Boats left harbour 2", "Boats left harbour 1"]
    assert result.stderr == ""


def test_defaults_fill_what_a_file_does_not_say(reports: Path) -> None:
    result = run(
        reports / "1.txt", "--json", "--published", "2022-01-10", "--outlet", "Quay Post", "--title", "Boats leave"
    )
    report = json.loads(result.stdout)["report"]
    assert (report["published"], report["outlet"], report["title"]) == ("2022-01-10", "Quay Post", "Boats leave")


def test_standard_input_is_read_for_a_dash() -> None:
    result = run("-", "--json", input=b"Rain fell, the pilot said.\r\n")
    assert texts(result.stdout) == ["Rain fell, the pilot said.\r\n"]


def test_files_that_fail_get_one_line_each_and_the_others_go_on(reports: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    result = run(tmp_path / "absent.txt", reports / "1.txt", empty, reports / "2.txt", "--json")
    assert result.exit_code == 1
    assert [line[:8] for line in result.stderr.splitlines()] == ["SAY-101:", "SAY-103:"]
    assert len(result.stdout.splitlines()) == 2


def test_a_report_whose_process_dies_has_a_record_a_line_and_an_exit_code(reports: Path) -> None:
    (reports / "2.txt").write_text("KILL the process.", "utf-8")
    result = run(reports, "--json", "-j", "2")
    assert result.exit_code == 1
    assert result.stderr.startswith("SAY-208: ")
    assert "2.txt" in result.stderr
    assert len(result.stderr.splitlines()) == 1
    codes = [[issue["code"] for issue in json.loads(line)["issues"]] for line in result.stdout.splitlines()]
    assert codes == [[], ["SAY-208"], [], []]


def test_output_is_the_same_bytes_for_any_number_of_jobs(reports: Path) -> None:
    alone = run(reports, "--json")
    assert len(alone.stdout_bytes.splitlines()) == 4
    assert run(reports, "--json", "-j", "0").stdout_bytes == alone.stdout_bytes


def test_summary_shows_reports_and_totals(reports: Path) -> None:
    result = run(reports / "1.txt", reports / "2.txt", "--title", "Boats leave")
    assert result.exit_code == 0
    assert result.stdout.count("Boats leave") == 2
    assert result.stdout.count("no source named") == 2
    assert "\x1b" not in result.stdout
    assert "2 reports: 2 claims · 0 sources" in result.stdout


def test_output_file_is_replaced_and_ends_with_a_whole_line(reports: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    output.write_text("what was here before " * 1000, "utf-8")
    result = run(reports, "--json", "-o", output)
    assert result.stdout == ""
    content = output.read_bytes().decode()
    assert content.endswith("}\n")
    assert len(texts(content)) == 4


def test_summary_in_a_file_has_no_colours(reports: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.md"
    run(reports / "1.txt", "-o", output)
    assert "1 claim · 0 sources" in output.read_text("utf-8")
    assert "\x1b" not in output.read_text("utf-8")


@pytest.mark.parametrize("name", ["1.txt", "new.jsonl"])
def test_output_among_the_reports_is_refused_before_anything_is_read(reports: Path, name: str) -> None:
    before = (reports / "1.txt").read_bytes()
    result = run(reports / "1.txt", reports, "--json", "-o", reports / name)
    assert result.exit_code == 2
    assert result.stderr.startswith("SAY-503: ")
    assert (reports / "1.txt").read_bytes() == before


@pytest.mark.parametrize(
    ("args", "message"),
    [
        ([], "Missing argument"),
        (["x.txt", "--jason"], "--json"),
        (["x.txt", "-j", "-1"], "-1"),
        (["x.txt", "--published", "yesterday"], "SAY-110"),
        (["x.txt", "-o", "no/such/folder/out.jsonl"], "SAY-501"),
    ],
)
def test_usage_errors_end_with_2(args: list[str], message: str) -> None:
    result = run(*args)
    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stdout == ""


def test_names_of_files_cannot_steer_the_terminal() -> None:
    result = run("a\x1b[2Jb\u202ec.txt")
    assert result.stderr.startswith("SAY-101: ")
    assert result.stderr.isascii()
    assert len(result.stderr.splitlines()) == 1


def test_names_that_a_report_gives_itself_cannot_steer_the_terminal(tmp_path: Path) -> None:
    report = tmp_path / "reports.jsonl"
    report.write_text(json.dumps({"text": "EXIT", "url": "x:\x1b[2J\n\u202e"}), "utf-8")
    result = run(report, "-j", "2")
    assert result.stderr.startswith("SAY-208: x:␛[2J \\u202e: the process")
    assert "\x1b" not in result.stdout
