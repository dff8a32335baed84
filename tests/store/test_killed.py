"""kill -9 at any moment: what was acknowledged is there, nothing is half-written."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sayso.cli.json_lines import encode_record
from sayso.store import DeskWriter, open_writer
from tests.store.checks import list_faults
from tests.store.made import make_record

ROOT = Path(__file__).resolve().parents[2]
REPORTS = 200

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL")


def test_a_hundred_kills_lose_nothing_acknowledged(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.store.killing", str(tmp_path), "100"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=True)
    told = json.loads(result.stdout)
    assert told["faults"] == []
    assert told["kills"] == 100
    assert told["operations"] > 50  # so many even on a machine that is busy with other work


def test_a_killed_command_goes_on_from_where_it_was(tmp_path: Path) -> None:
    records = [make_record(n, place=f"Bay {n % 9}", id=f"report-{n}", outlet=f"Post {n % 5}") for n in range(REPORTS)]
    path = tmp_path / "records.jsonl"
    path.write_bytes(b"".join(encode_record(record) for record in records))
    whole, killed = tmp_path / "whole.sayso", tmp_path / "killed.sayso"
    begin = time.monotonic()
    assert start_adding(path, whole).wait(60) == 0
    longest, rng, before = time.monotonic() - begin, random.Random(7), 0
    for _ in range(4):
        process = start_adding(path, killed)
        time.sleep(rng.uniform(0.3, 1.0) * longest)
        os.kill(process.pid, signal.SIGKILL)
        process.wait(60)
        with open_writer(killed) as desk:
            assert list_faults(desk) == []
            there = desk.totals().reports
            assert there >= before
            assert there % 32 == 0 or there == REPORTS  # whole batches alone
            before = there
    assert start_adding(path, killed).wait(60) == 0
    with open_writer(killed) as desk, open_writer(whole) as other:
        assert list_faults(desk) == []
        assert desk.totals() == other.totals()
        assert list_links(desk) == list_links(other)


def start_adding(path: Path, desk: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.cli.driver", "add", str(path), "--desk", str(desk)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)


def list_links(desk: DeskWriter) -> list[object]:
    return list(desk._base.rows("SELECT kind, id, digest FROM links ORDER BY kind, id"))
