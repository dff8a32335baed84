"""``sayso timeline``: the table, JSON Lines, lanes, records and reports, and what is wrong said plainly."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result

from sayso.cli import root
from sayso.cli.json_lines import encode_record
from tests.linking.dating import make_record

STORY = make_record(
    "{t1:On Monday} {s1:the mayor} {q1:said} {c1:that the dam {w2:broke} {t2:in January}}. It {w3:rained} {t3:the day "
    "before}, {t6:before 3 January} and {t7:from January 13} to {t8:19}. {t4:Later} it stopped for {t5:three days}.",
    {
        1: {"value": "2022-01-10", "said": True, "anchor": "published"},
        2: "2022-01",
        3: {
            "value": "2022-01-07",
            "anchor": "t1",
            "candidates": [("2022-01-07", "t1", "in reading order"), ("2022-01-09", "published", "from the report")],
        },
        4: None,
        5: {"type": "DURATION", "value": "P3D"},
        6: {"value": "2022-01-03", "mod": "BEFORE"},
        7: {"value": "2022-01-13", "range_end": "t8"},
        8: "2022-01-19",
    },
    title="The dam",
)


@pytest.fixture
def records(tmp_path: Path) -> Path:
    path = tmp_path / "records.jsonl"
    path.write_bytes(encode_record(STORY))
    return path


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(root, ["timeline", *map(str, args)])


def test_table_is_grouped_by_day_and_keeps_a_month_a_month(records: Path) -> None:
    result = run(records)
    assert (result.exit_code, result.stderr) == (0, "")
    headings = [line for line in result.stdout.splitlines()[2:] if line and not line.startswith(" ")]
    assert headings == [
        "January 2022 (month)",
        "Before 3 January 2022",
        "7 January 2022, Friday",
        "10 January 2022, Monday",
        "13 – 19 January 2022 (range)",
        "Apart: lengths of time, repetitions, vague",
        "Not resolved",
    ]


def test_table_says_who_what_and_which_readings(records: Path) -> None:
    shown = " ".join(run(records).stdout.split())
    assert "The dam 7 times · 1 said · 2 without a place in the order" in shown
    assert "said “On Monday”: the mayor (said)" in shown
    assert "happened “in January”: broke told by the mayor" in shown
    assert "may mean 7 January 2022 (in reading order), or 9 January 2022 (from the report)" in shown
    assert "“three days” P3D: a length of time, not a date" in shown


def test_json_has_one_object_per_time(records: Path) -> None:
    lines = [json.loads(line) for line in run(records, "--json").stdout.splitlines()]
    assert [line["words"] for line in lines][:2] == ["in January", "before 3 January"]
    month = lines[0]
    assert (month["earliest"], month["latest"], month["precision"]) == ("2022-01-01", "2022-01-31", "month")
    assert [option["value"] for option in lines[2]["candidates"]] == ["2022-01-07", "2022-01-09"]
    assert {line["time"] for line in lines} == {f"t{n}" for n in range(1, 8)}
    assert lines[4]["range"]["time"] == "t8"


def test_a_lane_alone(records: Path) -> None:
    lines = [json.loads(line) for line in run(records, "--json", "--lane", "said").stdout.splitlines()]
    assert [line["lane"] for line in lines] == ["said"]
    assert run(records, "--lane", "other").exit_code == 2


def test_reports_are_read_and_files_written(reports: Path, records: Path, tmp_path: Path) -> None:
    output = tmp_path / "timeline.txt"
    result = run(reports, records, "-o", output)
    assert (result.exit_code, result.stdout) == (0, "")
    assert output.read_text("utf-8").startswith("Chronology of 5 reports\n7 times")
    assert run(reports, "-o", reports / "1.txt").exit_code == 2


def test_what_fails_is_told_and_the_rest_is_shown(records: Path, tmp_path: Path) -> None:
    result = run(records, tmp_path / "absent.txt")
    assert result.exit_code == 1
    assert result.stderr.startswith("SAY-101: ")
    assert "January 2022 (month)" in result.stdout
    assert run(tmp_path / "absent.txt").stdout == ""


def test_text_of_reports_cannot_steer_the_terminal(tmp_path: Path) -> None:
    odd = make_record("{t1:Mon\x1b[2Jday} {s1:\u202ehe} {q1:said} {c1:so}.", {1: {"value": "2022-01-10", "said": True}})
    odd = msgspec.structs.replace(odd, report=msgspec.structs.replace(odd.report, title="\x1b[2J\u202e"))
    path = tmp_path / "odd.jsonl"
    path.write_bytes(encode_record(odd))
    shown = run(path).stdout
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "Mon␛[2Jday" in shown
