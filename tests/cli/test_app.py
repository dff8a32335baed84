"""The table of commands: help, versions, wrong names, exit codes."""

from __future__ import annotations

from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import sayso
from sayso.cli import root
from sayso.cli.app import COMMANDS


def test_help_lists_every_command_and_shows_examples() -> None:
    result = CliRunner().invoke(root, ["--help"])
    assert result.exit_code == 0
    for name, entry in COMMANDS.items():
        assert f"  {name} " in result.stdout
        assert entry.summary in result.stdout
    assert "sayso read report.txt" in result.stdout


@pytest.mark.parametrize("name", list(COMMANDS))
def test_the_table_says_what_the_command_says(name: str) -> None:
    command = root.get_command(click.Context(root), name)
    assert command is not None
    assert (command.help or "").startswith(COMMANDS[name].summary)
    assert all(p.help for p in command.params if isinstance(p, click.Option))


def test_version() -> None:
    assert CliRunner().invoke(root, ["--version"]).stdout == f"sayso {sayso.__version__}\n"


@pytest.mark.parametrize(
    ("wrong", "hint"),
    [
        ("raed", "Did you mean 'read'?"),
        ("Doctor", "Did you mean 'doctor'?"),
        ("zzz", ", ".join(COMMANDS)),
    ],
)
def test_a_wrong_command_is_named_and_a_near_one_offered(wrong: str, hint: str) -> None:
    result = CliRunner().invoke(root, [wrong])
    assert result.exit_code == 2
    assert repr(wrong) in result.stderr
    assert hint in result.stderr


def test_a_file_in_place_of_a_command_leads_to_read(tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.touch()
    result = CliRunner().invoke(root, [str(report)])
    assert result.exit_code == 2
    assert f"Did you mean 'sayso read {report}'?" in result.stderr
