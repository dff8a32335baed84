"""``sayso page``: where the page goes, and what it never overwrites."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sayso.cli import root


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(root, ["page", *map(str, args)])


def test_the_page_is_written_and_its_place_printed(reports: Path, tmp_path: Path) -> None:
    output = tmp_path / "january.html"
    result = run(reports, "-o", output, "--title", "Boats of January")
    assert result.exit_code == 0
    assert result.stdout == f"Page written: {output}\n"
    page = output.read_text("utf-8")
    assert "Boats of January" in page
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["january.html"]


def test_the_default_place_is_the_folder_one_stands_in(reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(reports.parent)
    assert run(reports / "1.txt").exit_code == 0
    assert (reports.parent / "sayso-page.html").is_file()


def test_the_page_goes_to_standard_output_for_a_dash(reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(reports.parent)
    result = run(reports / "1.txt", "-o", "-")
    assert result.stdout.lower().startswith("<!doctype html>")
    assert not (reports.parent / "-").exists()


def test_an_own_page_is_replaced_and_anything_else_left_alone(reports: Path, tmp_path: Path) -> None:
    output = tmp_path / "page.html"
    assert run(reports / "1.txt", "-o", output).exit_code == 0
    assert run(reports / "1.txt", "-o", output, "--title", "Second").exit_code == 0
    assert "Second" in output.read_text("utf-8")
    output.write_text("<!doctype html><title>About Sayso</title>", "utf-8")
    result = run(reports / "1.txt", "-o", output)
    assert result.exit_code == 2
    assert result.stderr.startswith("SAY-502: ")
    assert output.read_text("utf-8") == "<!doctype html><title>About Sayso</title>"


def test_the_page_never_replaces_a_report(reports: Path) -> None:
    result = run(reports, "-o", reports / "1.txt")
    assert result.exit_code == 2
    assert result.stderr.startswith("SAY-503: ")


def test_files_that_fail_are_told_and_the_others_are_on_the_page(reports: Path, tmp_path: Path) -> None:
    output = tmp_path / "page.html"
    result = run(tmp_path / "absent.txt", reports / "1.txt", "-o", output)
    assert result.exit_code == 1
    assert result.stderr.startswith("SAY-101: ")
    assert output.is_file()


def test_no_page_is_written_where_nothing_was_read(tmp_path: Path) -> None:
    output = tmp_path / "page.html"
    result = run(tmp_path / "absent.txt", "-o", output)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert not output.exists()


def test_a_place_that_cannot_be_written_is_told(reports: Path, tmp_path: Path) -> None:
    result = run(reports / "1.txt", "-o", tmp_path / "absent" / "page.html")
    assert result.exit_code == 2
    assert result.stderr.startswith("SAY-501: ")


def test_the_title_is_also_that_of_one_untitled_report(reports: Path, tmp_path: Path) -> None:
    output = tmp_path / "page.html"
    run(reports / "1.txt", "-o", output, "--title", "Boats")
    assert "Untitled report" not in output.read_text("utf-8")
    run(reports, "-o", output, "--title", "Boats")
    assert "Untitled report" in output.read_text("utf-8")
