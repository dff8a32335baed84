"""The progress bar: on a terminal, for more than a few reports, and nowhere else."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.cli.test_processes import DRIVER, ROOT

pty = pytest.importorskip("pty", reason="there are no pseudo-terminals here")


def read_on_terminal(*args: str | Path) -> str:
    """What `sayso read` writes on a terminal that its standard error goes to."""
    master, slave = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "100"}
    command = [*DRIVER, "read", *map(str, args)]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=slave)
    os.close(slave)
    shown = bytearray()
    while piece := _read_piece(master):
        shown += piece
    os.close(master)
    assert process.wait(30) == 0
    return shown.decode()


def _read_piece(master: int) -> bytes:
    try:
        return os.read(master, 4096)
    except OSError:  # a terminal that nobody writes to any more
        return b""


def test_more_than_a_few_reports_have_a_bar(reports: Path) -> None:
    assert "Reading" in read_on_terminal(reports, "--json")


def test_a_few_reports_have_none(reports: Path) -> None:
    assert read_on_terminal(reports / "1.txt", reports / "2.txt", "--json") == ""
    (reports / "4.txt").unlink()
    assert read_on_terminal(reports, "--json") == ""
