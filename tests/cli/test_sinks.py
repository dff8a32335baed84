"""Output files hold whole pieces, whatever happens in the middle of one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sayso.cli.sinks import check_output, open_sink
from sayso.errors import SaysoError


@pytest.mark.parametrize(
    ("trouble", "raised"),
    [(OSError(28, "No space left on device"), SaysoError), (KeyboardInterrupt(), KeyboardInterrupt)],
)
def test_a_piece_that_was_cut_off_is_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trouble: BaseException, raised: type[BaseException]
) -> None:
    output = tmp_path / "out.jsonl"
    write_some = os.write
    calls: list[int] = []

    def write_half(number: int, piece: bytes) -> int:
        calls.append(number)
        if len(calls) == 3:
            raise trouble
        return write_some(number, piece[:8])

    with open_sink(str(output)) as write:
        write(b"first line\n")
        monkeypatch.setattr(os, "write", write_half)
        calls.clear()
        with pytest.raises(raised):
            write(b"a second line that is longer\n")
        monkeypatch.setattr(os, "write", write_some)
        assert output.read_bytes() == b"first line\n"


def test_a_pipe_can_be_written_to(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    with open_sink(str(pipe)) as write:
        write(b"one\n")
        assert os.read(reader, 10) == b"one\n"
        os.close(reader)
        with pytest.raises(BrokenPipeError):
            write(b"two\n")


def test_pieces_are_in_the_file_at_once(tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    with open_sink(str(output)) as write:
        write(b"one\n")
        assert output.read_bytes() == b"one\n"


def test_a_link_to_a_report_counts_as_the_report(tmp_path: Path) -> None:
    report, link = tmp_path / "report.txt", tmp_path / "link"
    report.touch()
    link.symlink_to(report)
    with pytest.raises(SaysoError, match="SAY-503"):
        check_output(str(link), [str(report)])


def test_output_beside_the_reports_is_fine(tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    check_output(str(tmp_path / "out.jsonl"), [str(tmp_path / "reports"), "-", "absent.txt"])
    check_output(str(tmp_path / "reports" / "out.md"), [str(tmp_path / "reports")])
    check_output(None, ["-"])
