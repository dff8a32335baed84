"""The command line as a process of its own: closed pipes, Ctrl-C, start-up."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DRIVER = [sys.executable, "-m", "tests.cli.driver"]


def start(*args: str | Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [*DRIVER, *map(str, args)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def group_is_gone(leader: int) -> bool:
    """Whether no process of the group is left, waiting a little for the last ones."""
    for _ in range(100):
        try:
            os.killpg(leader, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_closed_pipe_ends_quietly(tmp_path: Path, jobs: str) -> None:
    reports = tmp_path / "reports.jsonl"
    line = json.dumps({"text": "Boats left at noon. " * 2000})
    reports.write_text(f"{line}\n" * 40, "utf-8")
    process = start("read", reports, "--json", "-j", jobs)
    assert process.stdout is not None
    assert process.stdout.readline().endswith(b"}\n")
    process.stdout.close()
    assert process.stderr is not None
    with process.stderr:
        assert process.stderr.read() == b""
    assert process.wait(30) == 141
    assert group_is_gone(process.pid)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_ends_quietly_and_keeps_whole_lines(reports: Path, tmp_path: Path, jobs: str) -> None:
    (reports / "3.txt").write_text("HANG here.", "utf-8")
    output = tmp_path / "out.jsonl"
    process = start("read", reports, "--json", "-j", jobs, "-o", output)
    for _ in range(200):
        if output.exists() and output.read_bytes().count(b"\n") == 2:
            break
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 130
    assert b"Traceback" not in errors
    lines = output.read_bytes().splitlines(keepends=True)
    assert [json.loads(line)["report"]["text"][:20] for line in lines] == [
        "Boats left harbour 1",
        "Boats left harbour 2",
    ]
    assert group_is_gone(process.pid)


def test_an_owner_that_is_killed_leaves_no_process(reports: Path) -> None:
    (reports / "1.txt").write_text("SLOW " * 3, "utf-8")
    (reports / "2.txt").write_text("SLOW " * 3, "utf-8")
    process = start("read", reports, "--json", "-j", "2")
    assert process.stdout is not None
    process.stdout.readline()
    process.kill()
    process.communicate(timeout=30)
    assert group_is_gone(process.pid)


def test_help_loads_nothing_heavy() -> None:
    code = "import sys; from sayso.cli import root; root(['--help'], standalone_mode=False); print(sys.modules.keys())"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    loaded = shown[shown.index("dict_keys") :]
    assert "'sayso.cli.app'" in loaded
    for heavy in ("onnxruntime", "tokenizers", "numpy", "rich", "trafilatura"):
        assert f"'{heavy}'" not in loaded


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_a_full_disk_is_told_in_one_line(reports: Path) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [*DRIVER, "read", reports, "--json"], cwd=ROOT, stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 2
    assert done.stderr.decode().startswith("SAY-501: standard output: cannot be written (No space left")
    assert done.stderr.count(b"\n") == 1


def test_output_survives_a_terminal_that_is_not_utf_8(reports: Path) -> None:
    (reports / "1.txt").write_text("“Ships” left, the pilot said.", "utf-8")
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(
        [*DRIVER, "read", reports / "1.txt"], cwd=ROOT, env=environment, capture_output=True, check=False
    )
    assert done.returncode == 0
    assert rb"\u201cShips\u201d" in done.stdout
