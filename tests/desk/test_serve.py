"""The command: what it says before it serves, and how it ends. Sockets are closed to tests, so it runs on its own."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from sayso.cli.app import root
from sayso.desk import open_seat
from sayso.errors import SaysoError

_COMMAND = (sys.executable, "-m", "sayso.cli", "desk")


@pytest.fixture
def running(desk_file: Path) -> Iterator[subprocess.Popen[str]]:
    """A desk that is served; Ctrl-C reaches it as it would in a terminal."""
    started = subprocess.Popen(
        [*_COMMAND, str(desk_file)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    yield started
    started.kill()
    started.communicate(timeout=10)


def _read_address(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    line = process.stdout.readline()
    assert "Ctrl-C ends it" in line
    return line.split()[1]


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_it_serves_on_this_machine_alone_and_ctrl_c_ends_it_cleanly(running: subprocess.Popen[str]) -> None:
    assert _read_address(running).startswith("http://127.0.0.1:")
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=10)
    assert (running.returncode, out.strip(), err) == (130, "", "")


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_a_port_that_is_taken_is_named(running: subprocess.Popen[str], desk_file: Path) -> None:
    port = _read_address(running).rstrip("/").rpartition(":")[2]
    second = subprocess.run([*_COMMAND, str(desk_file), "--port", port], capture_output=True, text=True, timeout=30)
    assert second.returncode == 2
    assert second.stdout == ""
    assert f"SAY-856: 127.0.0.1 port {port} cannot be used" in second.stderr
    assert "--port" in second.stderr
    assert "Traceback" not in second.stderr


@pytest.mark.parametrize(
    ("content", "told"), [(None, "there is no desk"), (b"", "there is no desk"), (b"not a desk, but words", "SAY-802")]
)
def test_a_file_that_is_no_desk_is_refused_before_anything_is_served(
    tmp_path: Path, content: bytes | None, told: str
) -> None:
    path = tmp_path / "case.sayso"
    if content is not None:
        path.write_bytes(content)
    done = CliRunner().invoke(root, ["desk", str(path)])
    assert done.exit_code == 2
    assert told in done.stderr
    assert "Desk: http" not in done.stdout
    assert path.exists() == (content is not None)


def test_the_file_must_be_named() -> None:
    done = CliRunner().invoke(root, ["desk"])
    assert done.exit_code == 2
    assert "Missing argument 'FILE'" in done.stderr


def test_other_machines_are_let_in_only_with_a_warning(desk_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.cli.desk.open_seat", lambda host, port: _Seat(host))
    monkeypatch.setattr("sayso.cli.desk.serve", lambda *_, **__: None)
    loud = CliRunner().invoke(root, ["desk", str(desk_file), "--host", "0.0.0.0"])
    assert loud.exit_code == 0
    assert "warning: 0.0.0.0 can be reached from other machines" in loud.stderr
    for host in ("127.0.0.1", "localhost", "::1"):
        assert CliRunner().invoke(root, ["desk", str(desk_file), "--host", host]).stderr == ""


class _Seat:
    def __init__(self, host: str) -> None:
        self.address = f"http://{host}:8642/"


def test_a_host_that_nobody_has_is_one_error_and_not_fifty(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = OSError(-2, "Name or service not known")
    asked: list[str] = []

    def look_up(host: str, *_: object, **__: object) -> list[object]:
        asked.append(host)
        raise problem

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    with pytest.raises(SaysoError) as caught:
        open_seat("nowhere.invalid")
    assert caught.value.code == "SAY-856"
    assert asked == ["nowhere.invalid"]
