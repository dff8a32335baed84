"""Where the gazetteer lives, and that it is built once and whole, or not at all."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from sayso.errors import SaysoError
from sayso.gazetteer import Gazetteer, find_gazetteer, home, locate_gazetteer, prepare_gazetteer
from sayso.gazetteer.store import Writer
from sayso.gazetteer.tables import read_table
from sayso.settings import Settings
from tests.gazetteer.conftest import COUNTRY, write_small


@pytest.mark.parametrize(
    ("environ", "platform", "folder"),
    [
        ({"XDG_DATA_HOME": "/data"}, "linux", "/data/sayso"),
        ({"XDG_DATA_HOME": "relative"}, "linux", "{home}/.local/share/sayso"),
        ({}, "linux", "{home}/.local/share/sayso"),
        ({}, "darwin", "{home}/Library/Application Support/sayso"),
        ({"LOCALAPPDATA": "/local"}, "win32", "/local/sayso"),
    ],
)
def test_the_folder_follows_the_system(environ: dict[str, str], platform: str, folder: str) -> None:
    expected = Path(folder.format(home=Path.home())) / "places.sqlite"
    assert locate_gazetteer(Settings(), environ, platform) == expected


def test_the_setting_names_the_file(tmp_path: Path) -> None:
    settings = Settings(gazetteer=str(tmp_path / "mine.sqlite"))
    assert locate_gazetteer(settings) == tmp_path / "mine.sqlite"
    assert find_gazetteer(settings) is None
    write_small(tmp_path / "mine.sqlite")
    with find_gazetteer(settings) or pytest.fail("not found") as gazetteer:
        assert gazetteer.get("gn:1") == COUNTRY


def test_the_first_use_builds_it_and_the_second_does_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines: list[str] = []

    def build(path: Path) -> int:
        with Writer(path, {"version": "now"}) as writer:
            writer.add(COUNTRY, [("kazakhstan", "main", None, None)])
            return writer.places

    monkeypatch.setattr(home, "build_gazetteer", build)
    monkeypatch.setattr(home, "make_version", lambda: "now")
    settings = Settings(gazetteer=str(tmp_path / "new" / "places.sqlite"))
    for _ in range(2):
        with prepare_gazetteer(settings, lines.append) or pytest.fail("none") as gazetteer:
            assert gazetteer.find("Kazakhstan")
    assert len(lines) == 1
    assert lines[0].startswith("Building the gazetteer")
    monkeypatch.setattr(home, "make_version", lambda: "later")
    with prepare_gazetteer(settings, lines.append) or pytest.fail("none"):
        assert len(lines) == 2


def test_where_it_cannot_be_built_there_is_none(tmp_path: Path) -> None:
    lines: list[str] = []
    (tmp_path / "file").touch()
    settings = Settings(gazetteer=str(tmp_path / "file" / "places.sqlite"))
    assert prepare_gazetteer(settings, lines.append) is None
    assert [line[:7] for line in lines] == ["SAY-703"]


def test_a_failed_write_leaves_the_old_file(tmp_path: Path) -> None:
    path = write_small(tmp_path / "places.sqlite")
    before = path.read_bytes()
    writer = Writer(path, {})
    writer.__enter__()
    writer.add(COUNTRY, [])
    writer.__exit__(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["places.sqlite"]


def test_a_reader_keeps_the_file_it_opened(tmp_path: Path) -> None:
    path = write_small(tmp_path / "places.sqlite")
    with Gazetteer.open(path) as gazetteer:
        with Writer(path, {}):
            pass
        assert gazetteer.find("Almaty")
    with Gazetteer.open(path) as gazetteer:
        assert not gazetteer.find("Almaty")


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_a_killed_build_leaves_the_old_file(tmp_path: Path) -> None:
    path = write_small(tmp_path / "places.sqlite")
    before = path.read_bytes()
    code = (
        "import os, signal, sys\nfrom pathlib import Path\nfrom sayso.gazetteer.store import Writer\n"
        "from tests.gazetteer.conftest import COUNTRY\n"
        "with Writer(Path(sys.argv[1]), {}) as writer:\n    writer.add(COUNTRY, [])\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], cwd=Path(__file__).resolve().parents[2], check=False)
    assert done.returncode == -signal.SIGKILL
    assert path.read_bytes() == before
    (left,) = tmp_path.glob(".sayso-places-*")
    os.utime(left, (0, 0))
    write_small(path)
    assert not left.exists()


def test_two_builds_are_byte_for_byte_the_same(tmp_path: Path) -> None:
    one, two = (write_small(tmp_path / name).read_bytes() for name in ("one.sqlite", "two.sqlite"))
    assert one == two


def test_a_damaged_table_is_named(tmp_path: Path) -> None:
    (tmp_path / "odd.tsv").write_text("a\tb\n1\n", "utf-8")
    with pytest.raises(SaysoError, match=r"SAY-704.*odd\.tsv, line 2, has 1 values, not 2"):
        read_table("odd", tmp_path)
