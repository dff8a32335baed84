"""Files come in a fixed order, and what cannot be taken is said once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sayso.errors import SaysoError
from sayso.ingest.walk import find_files, get_suffix
from tests.ingest.taking import codes, take

SUFFIXES = {".txt"}


def walk(*paths: Path | str, limit: int = 100) -> list[str]:
    found = find_files([str(p) for p in paths], suffixes=SUFFIXES, limit=limit)
    return [x.code if isinstance(x, SaysoError) else x for x in found]


def plant(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("She said so.", "utf-8")


def test_folders_are_sorted_level_by_level(tmp_path: Path) -> None:
    plant(tmp_path, "b.txt", "a/z.TXT", "a/b/c.txt", "c.txt", "c.pdf", ".hidden.txt", ".git/x.txt")
    assert walk(tmp_path) == [str(tmp_path / n) for n in ("a/b/c.txt", "a/z.TXT", "b.txt", "c.txt")]


def test_paths_keep_the_order_they_are_given_in(tmp_path: Path) -> None:
    plant(tmp_path, "d/x.txt", "b.txt", ".hidden", "no-suffix")
    given = [tmp_path / "no-suffix", tmp_path / "d", tmp_path / ".hidden", tmp_path / "b.txt", tmp_path / "b.txt"]
    names = [tmp_path / "no-suffix", tmp_path / "d/x.txt", tmp_path / ".hidden", *[tmp_path / "b.txt"] * 2]
    assert walk(*given) == [str(n) for n in names]


def test_a_folder_without_reports_is_an_error(tmp_path: Path) -> None:
    plant(tmp_path, "a.pdf", "sub/.b.txt")
    assert walk(tmp_path) == ["SAY-108"]


def test_links_that_lead_round_are_followed_once(tmp_path: Path) -> None:
    plant(tmp_path, "a/x.txt")
    (tmp_path / "a/up").symlink_to(tmp_path)
    (tmp_path / "b").symlink_to(tmp_path / "a")
    (tmp_path / "self").symlink_to("self")
    assert walk(tmp_path) == [str(tmp_path / "a/x.txt")]


def test_a_link_to_a_file_is_read_and_one_that_leads_nowhere_is_an_error(tmp_path: Path) -> None:
    plant(tmp_path, "a.txt")
    (tmp_path / "b.txt").symlink_to("a.txt")
    (tmp_path / "c.txt").symlink_to("gone.txt")
    assert codes(take(tmp_path)) == ["report", "report", "SAY-101"]


def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path: Path) -> None:
    plant(tmp_path, "b.txt")
    os.mkfifo(tmp_path / "a.txt")
    assert walk(tmp_path) == ["SAY-102", str(tmp_path / "b.txt")]


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_folder_that_may_not_be_read_is_an_error_and_the_rest_goes_on(tmp_path: Path) -> None:
    plant(tmp_path, "a/x.txt", "b.txt")
    (tmp_path / "a").chmod(0)
    try:
        assert walk(tmp_path) == ["SAY-102", str(tmp_path / "b.txt")]
    finally:
        (tmp_path / "a").chmod(0o755)


def test_a_folder_that_fails_is_an_error_and_the_rest_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(tmp_path, "a/x.txt", "b.txt")
    scan = os.scandir

    def refuse(path: str) -> object:
        if path.endswith("a"):
            raise PermissionError(13, "Permission denied")
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert walk(tmp_path) == ["SAY-102", str(tmp_path / "b.txt")]


def test_folders_nested_deeper_than_python_calls(tmp_path: Path) -> None:
    folders = [f"{tmp_path}/{'d/' * depth}d" for depth in range(1_500)]
    for folder in folders:
        os.mkdir(folder)
    file = Path(folders[-1], "x.txt")
    file.write_text("So.", "utf-8")
    assert walk(tmp_path) == [str(file)]
    file.unlink()
    for folder in reversed(folders):
        os.rmdir(folder)


def test_the_number_of_files_is_limited(tmp_path: Path) -> None:
    plant(tmp_path, "a.txt", "b.txt", "c.txt")
    assert walk(tmp_path, limit=2) == [str(tmp_path / "a.txt"), str(tmp_path / "b.txt"), "SAY-114"]
    assert walk(tmp_path, limit=3)[-1] == str(tmp_path / "c.txt")


@pytest.mark.parametrize(("path", "suffix"), [("a.TXT", ".txt"), ("-", ""), ("a", ""), ("b.x/a", ""), ("", "")])
def test_suffixes(path: str, suffix: str) -> None:
    assert get_suffix(path) == suffix
